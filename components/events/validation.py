"""Whether tables of texts make a sound story. ``check`` lists every defect; it never raises for bad data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd

from components.events.errors import Defect
from components.events.schema import FILES, SCHEMA, columns
from components.events.validation_cells import cell_defects
from components.events.validation_meta import meta_defects
from components.events.validation_rules import Rows, rule_defects

__all__ = ["Defect", "check"]


def check(tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any]) -> list[Defect]:
    """All defects of a story, by file, row and column.

    ``tables`` are texts as the files hold them (events, participants, claims, actors, sources; one may be absent),
    indexed by the number of the row in its file; ``meta`` is the content of ``story.toml``.
    """
    found = list(meta_defects(meta))
    languages = story_languages(meta)
    families, sides = (_names(meta.get(key)) for key in ("families", "sides"))
    # Plain lists: many small looks at few hundred rows cost less so than with pandas, and scale as well.
    rows = {
        table: Rows(frame.index.tolist(), {str(name): frame[name].tolist() for name in frame})
        for table, frame in tables.items()
    }
    for table, cells in rows.items():
        found += _header_defects(table, cells, languages)
        for column in columns(table, languages):
            if column.name in cells.columns and table != "participants":
                found += cell_defects(table, column, cells.numbers, cells.columns[column.name], families)
        found += _untold(table, cells, languages)
    found += rule_defects(rows, sides)
    order = {file: at for at, file in enumerate(dict.fromkeys(FILES.values()))}
    return sorted(dict.fromkeys(found), key=lambda one: (order.get(one.file, len(order)), one))


def story_languages(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that ``story.toml`` names, as far as they are sound; English if none is."""
    named = meta.get("languages")
    if not isinstance(named, Sequence) or isinstance(named, str):
        return ("en",)
    return tuple(
        dict.fromkeys(code for code in named if isinstance(code, str) and re.fullmatch("[a-z]{2,3}", code))
    ) or ("en",)


def _names(table: object) -> list[str]:
    return [str(name) for name in table] if isinstance(table, Mapping) else []


def _header_defects(table: str, cells: Rows, languages: Sequence[str]) -> Iterator[Defect]:
    if table == "participants":
        return
    schema = columns(table, languages)
    names = [column.name for column in schema]
    for name in cells.columns:
        if name not in names:
            yield Defect(FILES[table], 1, name, "", "unknown column", _rename(name, names, languages))
    for column in schema:
        if column.needed and column.name not in cells.columns:
            yield Defect(
                FILES[table], 1, column.name, "", "the column is missing", f"add a column {column.name} to the header"
            )


def _rename(name: str, names: list[str], languages: Sequence[str]) -> str:
    code = re.fullmatch(r"(.+)_([a-z]{2,3})", name)
    if code and any(known.startswith(f"{code[1]}_") for known in names) and code[2] not in languages:
        return f"add {code[2]} to languages in story.toml, or remove the column"
    close = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f"rename it to {close[0]}" if close else f"remove it, or use one of {', '.join(names)}"


def _untold(table: str, cells: Rows, languages: Sequence[str]) -> Iterator[Defect]:
    """Rows whose needed text (title, name) is empty in every language."""
    for column in SCHEMA[table]:
        if not (column.translated and column.filled):
            continue
        names = [name for code in languages if (name := f"{column.name}_{code}") in cells.columns]
        for row, texts in zip(cells.numbers, zip(*(cells.columns[name] for name in names), strict=True), strict=False):
            if not any(texts):
                remedy = f"write a {column.name} in one language at least"
                yield Defect(FILES[table], row, names[0], "", "the value is missing", remedy)
