"""Whether tables of texts make a sound story. ``check`` lists every defect; it never raises for bad data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd

from components.events.errors import Defect
from components.events.schema import FILES, Column, columns
from components.events.validation_cells import cell_defects
from components.events.validation_meta import meta_defects
from components.events.validation_rules import rule_defects

__all__ = ["Defect", "check"]

Tables = Mapping[str, pd.DataFrame]


def check(tables: Tables, meta: Mapping[str, Any]) -> list[Defect]:
    """All defects of a story, by file, row and column.

    ``tables`` are texts as the files hold them (events, participants, claims, actors, sources; one may be absent),
    indexed by the number of the row in its file; ``meta`` is the content of ``story.toml``.
    """
    found = list(meta_defects(meta))
    languages = story_languages(meta)
    types = meta.get("families")
    story_types = types if isinstance(types, Mapping) else {}
    for table, frame in tables.items():
        found += _column_defects(table, frame, languages)
        for column in columns(table, languages):
            if column.name in frame and column.name != "participants":
                found += cell_defects(table, column, frame[column.name], story_types)
        found += _untitled(table, frame, languages)
    found += rule_defects(tables, meta, languages)
    order = {file: at for at, file in enumerate(dict.fromkeys(FILES.values()))}
    return sorted(dict.fromkeys(found), key=lambda one: (order.get(one.file, len(order)), one))


def story_languages(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that ``story.toml`` names, as far as they are sound; English if none is."""
    named = meta.get("languages")
    if not isinstance(named, Sequence) or isinstance(named, str):
        return ("en",)
    return tuple(dict.fromkeys(code for code in named if isinstance(code, str) and re.fullmatch("[a-z]{2,3}", code))) or ("en",)


def _column_defects(table: str, frame: pd.DataFrame, languages: Sequence[str]) -> Iterator[Defect]:
    if table == "participants":
        return
    schema = columns(table, languages)
    names = [column.name for column in schema]
    for name in frame.columns:
        if name not in names:
            yield Defect(FILES[table], 1, str(name), "", "unknown column", _rename(str(name), names, languages))
    for column in schema:
        if column.needed and column.name not in frame:
            yield Defect(FILES[table], 1, column.name, "", "the column is missing", f"add a column {column.name} to the header")


def _rename(name: str, names: list[str], languages: Sequence[str]) -> str:
    code = re.fullmatch(r"(.+)_([a-z]{2,3})", name)
    if code and any(known.startswith(f"{code[1]}_") for known in names) and code[2] not in languages:
        return f"add {code[2]} to languages in story.toml, or remove the column"
    close = get_close_matches(name.strip().lower(), names, n=1, cutoff=0.6)
    return f"rename it to {close[0]}" if close else f"remove it, or use one of {', '.join(names)}"


def _untitled(table: str, frame: pd.DataFrame, languages: Sequence[str]) -> Iterator[Defect]:
    """Rows whose needed text (title, name) is empty in every language."""
    for column in _needed_texts(table):
        names = [f"{column.name}_{code}" for code in languages if f"{column.name}_{code}" in frame]
        if names:
            for row in frame.index[(frame[names] == "").all(axis=1)]:
                yield Defect(FILES[table], int(row), names[0], "", "the value is missing", f"write a {column.name} in one language at least")


def _needed_texts(table: str) -> list[Column]:
    from components.events.schema import SCHEMA

    return [column for column in SCHEMA[table] if column.translated and column.filled]
