"""What an installation keeps beside its stories: short links to views, and tokens for programs that read.

A new kind of ``Instance`` passes the tests of ``tests/stores/abstract_instance.py``, which it inherits.
"""

import base64
import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from components.events.changing import storable
from components.stores.base import StoreError

LONGEST_QUERY, LONGEST_LABEL, LONGEST_NAME = 4000, 200, 400  # characters
MOST_LINKS, MOST_TOKENS = 100_000, 1_000  # tokens: of those that are live
SHORTEST = 10  # characters of a code, 50 bits; more where two queries would have the same
_CODE = re.compile(rf"[a-z2-7]{{{SHORTEST},52}}")
_QUERY = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")  # what may stand there in an address (RFC 3986)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class ShortLink:
    """A view under a short name.

    ``query`` is the text after "?" as ``urllib.parse.urlencode`` writes it, ``by`` who shared it ("" for a reader
    nobody knows), ``at`` is in UTC.
    """

    code: str
    query: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Token:
    """The right to read for whoever shows the secret whose SHA-256 is ``digest`` (64 hexadecimal digits).

    ``by`` made it, ``revoked_by`` took it back; times are in UTC, ``expires`` ``None`` for never.
    """

    id: str
    digest: str
    label: str
    by: str
    at: datetime.datetime
    expires: datetime.datetime | None = None
    revoked: datetime.datetime | None = None
    revoked_by: str = ""

    def live(self, at: datetime.datetime) -> bool:
        """Whether it opens anything at ``at``."""
        return self.revoked is None and (self.expires is None or at < self.expires)


class Instance(Protocol):
    """Links and tokens of one installation. All of it raises ``StoreError`` when it cannot be reached."""

    def keep_link(self, query: str, by: str) -> ShortLink:
        """The link to ``query``, durable on return; the one that is there, as it was first made, if there is one.

        Raises ``StoreError`` for a query that is none or too long, and when there are ``MOST_LINKS``.
        """
        ...

    def link(self, code: str) -> ShortLink | None:
        """The link of that code, which may be any text; ``None`` if there is none."""
        ...

    def tokens(self) -> tuple[Token, ...]:
        """All tokens, also those that expired or were revoked, the last one first."""
        ...

    def keep_token(self, token: Token) -> None:
        """Keep a new token, durable on return.

        Raises ``StoreError`` for one whose id or digest there is already, that is no token, that is revoked, whose
        label is too long, and when ``MOST_TOKENS`` are live at ``token.at``.
        """
        ...

    def token(self, digest: str) -> Token | None:
        """The token of that digest, live or not (ask it); ``None`` if there is none."""
        ...

    def revoke_token(self, id: str, by: str) -> None:
        """Take the token with that id back, durable on return; one that was revoked stays as it was.

        Raises ``StoreError`` if there is none.
        """
        ...


def token_digest(secret: str) -> str:
    """Under which the token with that secret is kept. Secrets are long and random, so that no salt is needed."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def codes(query: str) -> Iterator[str]:
    """The codes that ``query`` can have, the shortest first: it takes the first one that no other query has."""
    whole = base64.b32encode(hashlib.sha256(query.encode()).digest()).decode().rstrip("=").lower()
    return (whole[:length] for length in range(SHORTEST, len(whole) + 1))


def kept(query: str, link: Callable[[str], ShortLink | None]) -> ShortLink | str:
    """The link to ``query`` that ``link`` finds by its code, or else the code that one would have."""
    for code in codes(query):
        found = link(code)
        if found is None:
            return code
        if found.query == query:
            return found
    raise StoreError("no code is left for this view: send the long address", "links_full")


def is_code(text: str) -> bool:
    """Whether ``text`` may be the code of a link."""
    return _CODE.fullmatch(text) is not None


def is_digest(text: str) -> bool:
    """Whether ``text`` may be the digest of a token."""
    return _DIGEST.fullmatch(text) is not None


def refuse_query(query: str, by: str) -> None:
    """Raises ``StoreError`` for what can be no link."""
    if len(query) > LONGEST_QUERY:
        raise StoreError(f"the view has an address of {len(query)} characters: {LONGEST_QUERY} at most", "link_long")
    if not _QUERY.fullmatch(query):
        raise StoreError(f"{query[:80]!r} is no query of an address: encode it as urlencode does", "shape")
    _refuse_name(by)


def refuse_many_links(count: int) -> None:
    """Raises ``StoreError`` when there are as many links as may be."""
    if count >= MOST_LINKS:
        raise StoreError(f"there are {count} short links, as many as are kept: send the long address", "links_full")


def refuse_token(token: Token, there: Iterable[Token]) -> None:
    """Raises ``StoreError`` for a token that cannot be kept beside those that are ``there``."""
    if not (_ID.fullmatch(token.id) and is_digest(token.digest)) or token.revoked or token.revoked_by:
        raise StoreError("that is no new token: give an id of letters and digits, and a SHA-256", "shape")
    if len(token.label) > LONGEST_LABEL:
        raise StoreError(f"the label of a token is too long: {LONGEST_LABEL} characters at most", "label_long")
    if not (storable(token.label) and token.label.isprintable()):
        raise StoreError("the label of a token holds a sign that is not printed; take it out", "sign")
    _refuse_signer(token.by)
    live = 0
    for one in there:
        if token.id == one.id or token.digest == one.digest:
            raise StoreError("there is such a token already: make another secret", "token_there")
        live += one.live(token.at)
    if live >= MOST_TOKENS:
        raise StoreError(f"there are {live} live tokens, as many as may be: revoke some", "tokens_full")


def revoked(found: Token | None, by: str, at: datetime.datetime) -> Token:
    """``found`` taken back by ``by``, unless it was already. Raises ``StoreError`` if there is none."""
    _refuse_signer(by)
    if found is None:
        raise StoreError("there is no such token: load the list again", "no_token")
    return found if found.revoked else replace(found, revoked=at, revoked_by=by)


def in_order(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The last one first."""
    return tuple(sorted(tokens, key=lambda one: (one.at, one.id), reverse=True))


def link_data(link: ShortLink) -> dict[str, str]:
    """``link`` as plain texts."""
    return {"code": link.code, "query": link.query, "author": link.by, "at": _written(link.at)}


def link_of(data: Mapping[Any, Any]) -> ShortLink:
    """The link of ``link_data``. Raises KeyError, TypeError or ValueError for anything else."""
    return ShortLink(_text(data["code"]), _text(data["query"]), _text(data["author"]), _read(data["at"]))


def token_data(token: Token) -> dict[str, str | None]:
    """``token`` as plain texts, ``None`` for days that there are not."""
    return {
        "digest": token.digest,
        "id": token.id,
        "label": token.label,
        "author": token.by,
        "at": _written(token.at),
        "expires": None if token.expires is None else _written(token.expires),
        "revoked": None if token.revoked is None else _written(token.revoked),
        "revoked_by": token.revoked_by,
    }


def token_of(data: Mapping[Any, Any]) -> Token:
    """The token of ``token_data``. Raises KeyError, TypeError or ValueError for anything else."""
    return Token(
        id=_text(data["id"]),
        digest=_text(data["digest"]),
        label=_text(data["label"]),
        by=_text(data["author"]),
        at=_read(data["at"]),
        expires=None if data["expires"] is None else _read(data["expires"]),
        revoked=None if data["revoked"] is None else _read(data["revoked"]),
        revoked_by=_text(data["revoked_by"]),
    )


def _refuse_name(by: str) -> None:
    if not storable(by):
        raise StoreError("a name holds a NUL or half a character (a surrogate); take it out", "sign")
    if len(by) > LONGEST_NAME:
        raise StoreError(f"the name of who does this is too long: {LONGEST_NAME} characters at most", "name_long")


def _refuse_signer(by: str) -> None:
    _refuse_name(by)
    if not by.strip():
        raise StoreError("a token needs the name of who makes or revokes it; give one", "unsigned")


def _written(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat()


def _read(text: str) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} is in no zone")
    return at.astimezone(datetime.UTC)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is no text")
    return value
