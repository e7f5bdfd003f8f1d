"""Drafts as JSON and back. What is read is checked to the last field: a draft that is not sound is said to be so."""

import datetime
import json
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from components.articles.review.draft import ACTOR_DECISIONS, DECISIONS, Draft
from components.events.errors import WhowhenError

VERSION = 1
_FORMAT = "whowhen_draft"


class DraftError(WhowhenError):
    """A draft that cannot be read. ``cause`` is "damaged", "older" or "newer" (than this program)."""

    def __init__(self, cause: str, problem: str) -> None:
        super().__init__(f"this draft cannot be read: {problem}")
        self.cause = cause


def to_json(draft: Draft) -> str:
    """``draft`` as JSON on one line, with the number of this format."""
    # ASCII: a form may hold half a character (a surrogate), which no file could.
    return json.dumps({_FORMAT: VERSION, **asdict(draft)}, default=_day)


@lru_cache(maxsize=16)
def from_json(text: str) -> Draft:
    """The draft that ``to_json`` wrote. Raises ``DraftError``."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise DraftError("damaged", "it is no JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get(_FORMAT), int):
        raise DraftError("damaged", "it is no draft of a review")
    if data[_FORMAT] != VERSION:
        cause = "older" if data[_FORMAT] < VERSION else "newer"
        raise DraftError(cause, f"it was kept by an {cause} program (format {data[_FORMAT]}, this one has {VERSION})")
    draft = _read(Draft, {name: value for name, value in data.items() if name != _FORMAT}, "draft")
    assert isinstance(draft, Draft)
    return _sound(draft)


def _day(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a draft")


def _sound(draft: Draft) -> Draft:
    """``draft`` if its parts go together."""
    pairs = ((draft.proposals, draft.decisions), (draft.actors, draft.actor_decisions))
    if any(len(one) != len(other) for one, other in pairs):
        raise DraftError("damaged", "its decisions do not go with its proposals")
    if any(one.what not in DECISIONS for one in draft.decisions):
        raise DraftError("damaged", "it holds a decision that there is not")
    if any(one.what not in ACTOR_DECISIONS for one in draft.actor_decisions):
        raise DraftError("damaged", "it holds a decision on an actor that there is not")
    if any(not one.claims for one in draft.proposals):
        raise DraftError("damaged", "it holds an event of which nobody says anything")
    end = len(draft.article.text)
    places = [(one.start, one.end) for proposal in draft.proposals for one in proposal.evidence]
    places += [(one.start_char, one.end_char) for proposal in draft.proposals for one in proposal.claims]
    if any(not 0 <= start <= stop <= end for start, stop in places):
        raise DraftError("damaged", "a quote lies outside of its text")
    return draft


def _read(kind: Any, value: Any, where: str) -> Any:
    """``value`` as ``kind``, which is made of dataclasses, tuples, mappings, unions with ``None`` and plain values."""
    if is_dataclass(kind):
        return _read_fields(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in inner:
            return None
        # Of the kinds of a mapping's value the first that fits is meant.
        for one in (one for one in inner if one is not type(None)):
            try:
                return _read(one, value, where)
            except DraftError:
                continue
        raise DraftError("damaged", f"{where} is not what belongs there")
    if origin is tuple and isinstance(value, list):
        return tuple(_read(inner[0], one, f"{where}.{at}") for at, one in enumerate(value))
    if origin is Mapping and isinstance(value, dict):
        return {name: _read(inner[1], one, f"{where}.{name}") for name, one in value.items()}
    return _plain(kind, value, where)


def _read_fields(kind: Any, value: Any, where: str) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or set(value) != set(hints):
        raise DraftError("damaged", f"{where} has not the fields that it should have")
    return kind(**{name: _read(hints[name], value[name], f"{where}.{name}") for name in hints})


@lru_cache(maxsize=32)
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _plain(kind: Any, value: Any, where: str) -> Any:
    if kind is datetime.date and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            raise DraftError("damaged", f"{where} is no day") from error
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(kind, type) or type(value) is not kind:
        raise DraftError("damaged", f"{where} is not what belongs there")
    return value
