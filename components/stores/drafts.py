"""Drafts as every store keeps them: which ones can be kept, by what name, and in what order they are told."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from components.events.changing import storable
from components.stores.base import Draft, StoreError

LONGEST = {"owner": 400, "key": 10_000, "title": 10_000}  # characters


def name_of(owner: str, key: str) -> str:
    """The name of a draft: letters and digits only, whatever owner and key are; those of one owner begin alike."""
    return f"{owner_name(owner)}-{_hash(key)}"


def owner_name(owner: str) -> str:
    """How the names of the drafts of ``owner`` begin."""
    return _hash(owner)


def refuse_unfit(draft: Draft) -> None:
    """Raises ``StoreError`` for a draft that not every store can hold."""
    for name in ("owner", "key", "title", "content"):
        text = getattr(draft, name)
        if not storable(text):
            raise StoreError(
                f"the {name} of a draft holds a NUL or half a character (a surrogate); take it out", "draft_sign"
            )
        if len(text) > LONGEST.get(name, len(text)):
            raise StoreError(f"the {name} of a draft is too long: {LONGEST[name]} characters at most", "draft_long")
    if not draft.owner.strip():
        raise StoreError("a draft needs the name of whose it is; give one", "unsigned")


def as_data(draft: Draft) -> dict[str, str]:
    """``draft`` as plain texts."""
    at = draft.at.astimezone(datetime.UTC).isoformat()
    return {"owner": draft.owner, "key": draft.key, "title": draft.title, "content": draft.content, "at": at}


def from_data(data: Mapping[Any, Any]) -> Draft:
    """The draft of ``as_data``. Raises KeyError, TypeError or ValueError for anything else."""
    at = datetime.datetime.fromisoformat(data["at"])
    return Draft(data["owner"], data["key"], data["title"], data["content"], at)


def as_bytes(draft: Draft) -> bytes:
    """``draft`` as JSON."""
    return json.dumps(as_data(draft), ensure_ascii=False).encode()


def in_order(found: Iterable[Draft]) -> tuple[Draft, ...]:
    """The last one first."""
    return tuple(sorted(found, key=lambda one: (one.at, one.key), reverse=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:40]
