"""Links and tokens below the folder of stories: two files in its ``.whowhen``, each only ever added to."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from components.stores.base import StoreError
from components.stores.folder_access import Access
from components.stores.instance import (
    ShortLink,
    Token,
    in_order,
    is_code,
    is_digest,
    kept,
    link_data,
    link_of,
    refuse_many_links,
    refuse_query,
    refuse_token,
    revoked,
    token_data,
    token_of,
)
from components.stores.line_log import LineLog, damaged

LINKS, TOKENS = "links.jsonl", "tokens.jsonl"
_T = TypeVar("_T", ShortLink, Token)


class FolderInstance:
    """What is kept beside the stories in ``folder`` (see ``stores.instance.Instance``).

    Several may be open at once, in threads and processes. Who only reads leaves nothing there.
    """

    def __init__(self, folder: Path) -> None:
        self._access = Access(folder)
        self._links, self._tokens = (LineLog(self._access.hidden / name) for name in (LINKS, TOKENS))

    def keep_link(self, query: str, by: str) -> ShortLink:
        """As ``Instance.keep_link`` says."""
        refuse_query(query, by)
        if isinstance(found := kept(query, self.link), ShortLink):
            return found
        with self._access.writing():
            found = kept(query, self.link)
            if isinstance(found, str):
                refuse_many_links(self._links.count())
                found = ShortLink(found, query, by, datetime.datetime.now(datetime.UTC))
                self._links.add(link_data(found))
        return found

    def link(self, code: str) -> ShortLink | None:
        """As ``Instance.link`` says."""
        if not is_code(code):
            return None
        with self._reading(LINKS):
            data = self._links.last("code", code)
        return None if data is None else self._of(link_of, data, LINKS)

    def tokens(self) -> tuple[Token, ...]:
        """As ``Instance.tokens`` says."""
        with self._reading(TOKENS):
            return in_order(self._all_tokens().values())

    def keep_token(self, token: Token) -> None:
        """As ``Instance.keep_token`` says."""
        with self._access.writing():
            refuse_token(token, self._all_tokens().values())
            self._tokens.add(token_data(token))

    def token(self, digest: str) -> Token | None:
        """As ``Instance.token`` says."""
        if not is_digest(digest):
            return None
        with self._reading(TOKENS):
            data = self._tokens.last("digest", digest)
        return None if data is None else self._of(token_of, data, TOKENS)

    def revoke_token(self, id: str, by: str) -> None:
        """As ``Instance.revoke_token`` says."""
        with self._access.writing():
            found = self._all_tokens().get(id)
            after = revoked(found, by, datetime.datetime.now(datetime.UTC))
            if after != found:
                self._tokens.add(token_data(after))

    def _all_tokens(self) -> dict[str, Token]:
        """The tokens by id; of each the last line holds."""
        found = (self._of(token_of, data, TOKENS) for data in self._tokens.lines())
        return {one.id: one for one in found}

    def _of(self, made: Callable[[Mapping[str, Any]], _T], data: Mapping[str, Any], name: str) -> _T:
        try:
            return made(data)
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(self._access.hidden / name, str(data)[:60]) from error

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            told = f"{self._access.hidden / name} cannot be read ({error.strerror}): check the file and your rights"
            raise StoreError(told, "unreadable") from error
