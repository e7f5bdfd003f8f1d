"""Whether tables of texts make a sound story. ``check`` lists every defect; it never raises for bad data."""

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from components.events.errors import Defect
from components.events.schema import FILES, SCHEMA, Column, columns
from components.events.validation_cells import missing, out_of_range, verdicts
from components.events.validation_meta import meta_defects
from components.events.validation_rules import rules
from components.events.validation_sheets import Column as Cells
from components.events.validation_sheets import Found, Mask, Numbers, Sheet, sheet

__all__ = ["Defect", "check"]


def check(tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any]) -> list[Defect]:
    """All defects of a story, by file, row and column.

    ``tables`` are texts as the files hold them (events, participants, claims, actors, sources; one may be absent),
    indexed by the number of the row in its file; ``meta`` is the content of ``story.toml``.
    """
    found = Found()
    found.add(*meta_defects(meta))
    languages, types = story_languages(meta), named(meta, "families")
    sheets = {table: sheet(table, frame) for table, frame in tables.items()}
    files = {**FILES, **{table: one.file for table, one in sheets.items()}}
    for table, one in sheets.items():
        if table == "participants":
            continue
        head(found, one, table, list(one.columns), languages)
        for column in columns(table, languages):
            if column.name in one.columns:
                cells(found, one, column, one.columns[column.name], types, files)
        untold(found, one, table, {name: ~column.empty for name, column in one.columns.items()}, languages)
    rules(found, sheets, named(meta, "sides"))
    return found.listed()


def story_languages(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that ``story.toml`` names, as far as they are sound; English if none is."""
    listed = meta.get("languages")
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return ("en",)
    return tuple(
        dict.fromkeys(code for code in listed if isinstance(code, str) and re.fullmatch("[a-z]{2,3}", code))
    ) or ("en",)


def named(meta: Mapping[str, Any], key: str) -> list[str]:
    """The names below a heading of ``story.toml``."""
    table = meta.get(key)
    return [str(name) for name in table] if isinstance(table, Mapping) else []


def head(found: Found, one: Sheet, table: str, there: Collection[str], languages: Sequence[str]) -> None:
    """Columns that are ``there`` but unknown, and those that are needed and are not."""
    schema = [column for column in columns(table, languages) if not (column.name == "participants" and not one.head)]
    names = [column.name for column in schema]
    for name in there:
        if name not in names:
            found.add(Defect(one.file, one.head, name, "", "unknown column", _rename(name, names, languages)))
    for column in schema:
        if column.needed and column.name not in there:
            where = "to the header" if one.head else "to the file"
            remedy = f"add a column {column.name} {where}"
            found.add(Defect(one.file, one.head, column.name, "", "the column is missing", remedy))


def cells(
    found: Found,
    one: Sheet,
    column: Column,
    content: Cells,
    types: Sequence[str],
    files: Mapping[str, str],
    before: int = 0,
) -> None:
    """Defects of the single cells of a column, or of a part of it that has so many rows ``before`` it.

    ``types`` are the types of events that the story brings along.
    """

    def at(row: int) -> tuple[str, int, str, str]:
        return one.file, one.rows[before + row], column.name, content[row]

    if isinstance(content, Numbers):
        where, problem, remedy = out_of_range(column, content.values)
        found.rows(where, lambda row: Defect(*at(row), problem, remedy))
        if column.filled:
            found.rows(content.empty, lambda row: Defect(*at(row), *missing(column, files)))
        return
    bad = verdicts(column, content.names, types, files)
    if bad:
        marked = np.zeros(len(content.names), dtype=bool)
        marked[list(bad)] = True
        found.rows(content.where(marked), lambda row: Defect(*at(row), *bad[int(content.codes[row])]))


def untold(found: Found, one: Sheet, table: str, told: Mapping[str, Mask], languages: Sequence[str]) -> None:
    """Rows whose needed text (title, name) is empty in every language; ``told`` marks those that have it, by column."""
    for column in SCHEMA[table]:
        if not (column.translated and column.filled):
            continue
        names = [name for code in languages if (name := f"{column.name}_{code}") in told]
        if names:
            remedy = f"write a {column.name} in one language at least"
            found.rows(
                ~reduce(np.logical_or, (told[name] for name in names)),
                lambda row, name=names[0], remedy=remedy: Defect(  # type: ignore[misc]
                    one.file, one.rows[row], name, "", "the value is missing", remedy
                ),
            )


def _rename(name: str, names: list[str], languages: Sequence[str]) -> str:
    code = re.fullmatch(r"(.+)_([a-z]{2,3})", name)
    if code and any(known.startswith(f"{code[1]}_") for known in names) and code[2] not in languages:
        return f"add {code[2]} to languages in story.toml, or remove the column"
    close = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f"rename it to {close[0]}" if close else f"remove it, or use one of {', '.join(names)}"
