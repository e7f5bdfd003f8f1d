"""A ``Story``: five tidy tables and what ``story.toml`` says about them. A value; nothing here reads or writes files.

Days are float64 numbers of days since 1970-01-01 in the proleptic Gregorian calendar (so that BCE years fit):
``NaN`` means no date, ``-inf`` and ``inf`` an open end. ``components.events.dates`` converts and formats them.

Derived columns, never typed in (see ``derive.py``):

events        earliest, latest (day bounds of ``when``), precision (category), approximate, uncertain (bool),
              known_on (first day on which a claim about it was public), status (category; as of the last day),
              family (category)
claims        day (first day of ``asserted_on``), day_precision, speaker_id (actor_id, or "" for free text), party
              (bool: the speaker took part or belongs to who did), camp (side of the speaker, "" for free text)

Events are sorted by (earliest, event_id), undated ones last; claims by (event_id, day, claim_id).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from components.events.coding import with_text


@dataclass(frozen=True)
class Era:
    """A named stretch of time; both ends are days and included, either may be infinite."""

    name: Mapping[str, str]
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Story:
    """Tables and headings of one story. ``revision`` is a hash of its content: equal revisions, equal stories."""

    name: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    events: pd.DataFrame
    participants: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    description: Mapping[str, str] = field(default_factory=dict)
    eras: tuple[Era, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lanes: str = "type"
    revision: str = ""

    def text(self, table: str, column: str, language: str) -> "pd.Series[str]":
        """Column ``column`` of ``table`` in ``language``; where empty, in the story's first language that has it."""
        return texts(getattr(self, table), column, (language, *self.languages))

    def heading(self, texts: Mapping[str, str], language: str) -> str:
        """One of the story's own texts (title, era, side) in ``language`` or the first language that has it."""
        return next((texts[code] for code in (language, *self.languages) if texts.get(code)), "")

    def with_tables(self, **tables: Any) -> "Story":
        """The same story with some tables (or other fields) replaced."""
        return replace(self, **tables)


def texts(frame: pd.DataFrame, column: str, languages: Iterable[str]) -> "pd.Series[str]":
    """Column ``column`` of a table in the first of ``languages``; where empty, in the next one that has it."""
    names = [f"{column}_{code}" for code in dict.fromkeys(languages)]
    found = [name for name in names if name in frame]
    if not found:
        return pd.Series("", index=frame.index, dtype="str")
    out = with_text(frame[found[0]])
    for name in found[1:]:
        empty = out.to_numpy() == ""
        if not empty.any():
            break
        out = out.mask(empty, with_text(frame[name]))
    return out
