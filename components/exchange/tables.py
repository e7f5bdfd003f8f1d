"""The rows of a story's tables for programs: plain values under the names of the columns, as JSON or CSV.

Texts stay as they are, "" where a cell is empty; numbers, flags and what is derived are JSON's own, ``None`` where
there is none. A derived day is ISO 8601, ".." (as in EDTF) for an open end.
"""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

import pandas as pd

from components.events.dates import iso
from components.events.schema import REMOVED, TABLES, header
from components.events.story import Story
from components.exchange.csv_export import harmless

Row: TypeAlias = Mapping[str, Any]
DERIVED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": ("earliest", "latest", "precision", "approximate", "uncertain", "known_on", "status", "family"),
        "claims": ("day", "day_precision", "speaker_id", "party", "camp"),
    }
)
"""Columns that no file holds: they follow from the others (``events/story.py``)."""
DAYS = frozenset({"earliest", "latest", "known_on", "day"})
OPEN = ".."


def columns(table: str, languages: Sequence[str]) -> list[str]:
    """The columns of ``table``: those of its file, then what is derived."""
    return [name for name in header(table, languages) if name != REMOVED] + list(DERIVED.get(table, ()))


def rows(story: Story, table: str, first: int = 0, most: int | None = None) -> list[Row]:
    """At most ``most`` rows of ``table`` (one of ``TABLES``) from row ``first`` on, in the order of the story.

    The ``participants`` of an event are a list of ``{"actor_id", "role"}``.
    """
    frame: pd.DataFrame = getattr(story, table).iloc[first : None if most is None else first + most]
    names = columns(table, story.languages)
    values = [
        _participants(story, frame["event_id"])
        if table == "events" and name == "participants"
        else _values(frame[name], name)
        for name in names
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def concerned(shown: Story) -> Story:
    """``shown`` with only those actors that take part in its events or speak in its claims, and the sources cited."""
    actors, sources = shown.actors, shown.sources
    acting = actors["actor_id"].isin(shown.participants["actor_id"]) | actors["actor_id"].isin(
        shown.claims["speaker_id"]
    )
    cited = sources["source_id"].isin(shown.claims["source_id"])
    return shown.with_tables(
        actors=actors[acting].reset_index(drop=True), sources=sources[cited].reset_index(drop=True)
    )


def one_event(story: Story, event_id: str) -> Mapping[str, Any] | None:
    """The event of that id with its claims and the sources and actors that these and it name; ``None`` without it."""
    found = story.events["event_id"] == event_id
    if not found.any():
        return None
    one = concerned(
        story.with_tables(
            events=story.events[found],
            participants=story.participants[story.participants["event_id"] == event_id],
            claims=story.claims[story.claims["event_id"] == event_id],
        )
    )
    return {"event": rows(one, "events")[0], **{table: rows(one, table) for table in TABLES if table != "events"}}


def as_json(data: Any) -> bytes:
    """``data`` as UTF-8; half of a surrogate pair, which UTF-8 has no place for, becomes a question mark."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def as_csv(names: Sequence[str], found: Iterable[Row]) -> bytes:
    """Rows under a header, for programs (no byte order mark), with no cell that a spreadsheet would take for a formula.

    Participants are written as in ``events.csv``, flags as ``yes`` and ``no``.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in found)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> object:
    if isinstance(value, list):
        pairs = ((one["actor_id"], one["role"]) for one in value)
        return harmless("; ".join(actor if role == "participant" else f"{actor}:{role}" for actor, role in pairs))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else harmless(value)


def _values(column: "pd.Series[Any]", name: str) -> list[Any]:
    values = column.tolist()
    if name in DAYS:
        return [_day(day) for day in values]
    if column.dtype == "float64":
        return [_number(value) for value in values]
    return [value if isinstance(value, bool | str) else None for value in values]


def _day(day: float) -> str | None:
    return None if math.isnan(day) else iso(day) or OPEN


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _participants(story: Story, events: "pd.Series[str]") -> list[list[Row]]:
    table = story.participants
    table = table[table["event_id"].isin(events)]
    found: dict[str, list[Row]] = {event: [] for event in events}
    for event, actor, role in zip(table["event_id"], table["actor_id"], table["role"], strict=True):
        found[event].append({"actor_id": actor, "role": role})
    return [found[event] for event in events]
