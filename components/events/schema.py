"""The columns of the tables as data: what a file may hold, what it must hold, and what stands in a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from components.events.coding import category
from components.events.vocabulary import KINDS, ROLES, SCOPES, STANCES

TABLES = ("events", "claims", "actors", "sources")
FILES = MappingProxyType(
    {
        "story": "story.toml",
        "events": "events.csv",
        "participants": "events.csv",
        "claims": "claims.csv",
        "actors": "actors.csv",
        "sources": "sources.csv",
    }
)
YES, NO = ("yes", "true", "1"), ("no", "false", "0", "")
LANES = ("type", "detail", "actor", "place")
REMOVED = "removed"  # of events: why one was taken off the timeline; its row and claims stay


@dataclass(frozen=True)
class Column:
    """One column. ``kind`` is text, id, type, edtf, day, choice, number, whole, flag, country, currency, hash or file.

    ``needed``: the file must have it; ``filled``: so must each row. ``translated``: one column for each language.
    ``refers``: the cell is the id of a row of that table. Numbers lie between ``low`` and ``high``.
    ``repeats``: many rows have the same text, so that a ``Story`` keeps it as a category (``coding.py``).
    """

    name: str
    kind: str = "text"
    needed: bool = False
    filled: bool = False
    translated: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    repeats: bool = False


def _must(name: str, kind: str = "text", refers: str = "", choices: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, needed=True, filled=True, refers=refers, choices=choices)


def _texts(name: str) -> Column:
    return Column(name, translated=True)


def _repeating(column: Column) -> Column:
    return replace(column, repeats=True)


SCHEMA: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "events": (
            _must("event_id", "id"),
            _repeating(Column("when", "edtf", needed=True)),
            _repeating(_must("type", "type")),
            replace(_texts("title"), needed=True, filled=True),
            _texts("short_title"),
            Column("participants"),
            _repeating(_texts("place")),
            _repeating(Column("country", "country")),
            Column("lat", "number", low=-90, high=90),
            Column("lon", "number", low=-180, high=180),
            Column("amount", "number"),
            _repeating(Column("currency", "currency")),
            Column("importance", "number", low=0, high=1),
            _repeating(Column("tags")),
            _texts("note"),
            Column(REMOVED),
        ),
        "participants": (
            _repeating(_must("event_id", refers="events")),
            _repeating(_must("actor_id", refers="actors")),
            _repeating(Column("role", "choice", choices=ROLES, default="participant")),
        ),
        "claims": (
            _must("claim_id", "id"),
            _repeating(_must("event_id", refers="events")),
            _repeating(_must("source_id", refers="sources")),
            _repeating(_must("speaker")),
            _repeating(_texts("speaker_label")),
            _repeating(_must("stance", "choice", choices=STANCES)),
            _repeating(Column("scope", "choice", choices=SCOPES, default="whole")),
            _repeating(_must("asserted_on", "day")),
            Column("anonymous", "flag"),
            Column("hedged", "flag"),
            _texts("summary"),
            Column("quote"),
            Column("start_char", "whole", low=0),
            Column("end_char", "whole", low=0),
        ),
        "actors": (
            _must("actor_id", "id"),
            replace(_texts("name"), needed=True, filled=True),
            _must("kind", "choice", choices=KINDS),
            Column("aliases"),
            Column("wikidata", "wikidata"),
            Column("country", "country"),
            _texts("role"),
            Column("affiliation", refers="actors"),
            Column("side"),
        ),
        "sources": (
            _must("source_id", "id"),
            _must("title"),
            Column("publisher"),
            Column("url", "url"),
            Column("published", "day"),
            Column("language"),
            Column("text", "file"),
            Column("sha256", "hash"),
        ),
    }
)


def columns(table: str, languages: Sequence[str]) -> tuple[Column, ...]:
    """The columns of ``table`` in file order, translated ones once for each language.

    A text is needed in the first language only, and a row needs it in any of them, so none of its columns is filled.
    """
    out: list[Column] = []
    for column in SCHEMA[table]:
        if not column.translated:
            out.append(column)
            continue
        for at, code in enumerate(languages):
            out.append(replace(column, name=f"{column.name}_{code}", needed=column.needed and at == 0, filled=False))
    return tuple(out)


def header(table: str, languages: Sequence[str]) -> list[str]:
    """Column names of a file."""
    return [column.name for column in columns(table, languages)]


def typed(table: str, frame: pd.DataFrame, languages: Sequence[str]) -> pd.DataFrame:
    """A table of sound texts with its proper types: float64 numbers (empty is NaN), bool flags, categories for texts
    that repeat, str for the rest.

    Columns that the file leaves out are there, empty; rows are numbered from 0.
    """
    data: dict[str, object] = {}
    nothing = pd.array([""] * len(frame), dtype="str")
    for column in columns(table, languages):
        if column.name == "participants":
            continue
        texts = pd.Series(frame[column.name].array if column.name in frame else nothing)
        if column.kind in {"number", "whole"}:
            data[column.name] = pd.to_numeric(texts, errors="coerce").astype("float64")
        elif column.kind == "flag":
            data[column.name] = texts.str.lower().isin(YES)
        else:
            filled = texts.where(texts != "", column.default) if column.default else texts
            data[column.name] = category(filled) if column.repeats else filled
    return pd.DataFrame(data)
