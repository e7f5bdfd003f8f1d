"""What may stand in one cell: for each kind of column the cells that are wrong, and what to say about them."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from components.events.dates import read
from components.events.errors import Defect
from components.events.schema import FILES, NO, YES, Column
from components.events.vocabulary import FAMILY_OF_TYPE

Texts = "pd.Series[str]"
Finding = tuple[Any, str, str]  # index of the row, problem, remedy

_PATTERNS: Mapping[str, tuple[str, str, str]] = {
    "id": (
        r"[a-z0-9]+(?:[._-][a-z0-9]+)*",
        "an id consists of lower-case letters a to z, digits and hyphens",
        "write a short slug such as trump-putin-call-2024-11-07",
    ),
    "country": (r"[A-Z]{2}", "it is not a country code of ISO 3166", "write two capital letters such as US, or leave it empty"),
    "currency": (r"[A-Z]{3}", "it is not a currency code of ISO 4217", "write three capital letters such as USD"),
    "url": (r"https?://[^\s<>\"]+", "it is not a web address", "write a full address that starts with https:// or leave it empty"),
    "wikidata": (r"Q[1-9]\d*", "it is not a Wikidata id", "write a Q and a number such as Q22686, or leave it empty"),
    "hash": (r"[0-9a-f]{64}", "it is not a SHA-256 checksum", "write 64 hexadecimal digits, or leave it empty"),
    "file": (
        r"[^\\/:*?\"<>|\x00-\x1f.][^\\/:*?\"<>|\x00-\x1f]*",
        "it is not a plain file name",
        "write the name of a file in the story's folder, without a folder in front",
    ),
}


def cell_defects(table: str, column: Column, texts: "pd.Series[str]", story_types: Mapping[str, str]) -> Iterator[Defect]:
    """Defects of single cells of one column; ``texts`` has the row numbers of the file as its index."""
    kinds = _KINDS.get(column.kind, _by_pattern if column.kind in _PATTERNS else None)
    if kinds is None and not column.filled:
        return
    empty = (texts == "").to_numpy(dtype=bool)
    if column.filled:
        for row in texts.index[empty]:
            yield Defect(FILES[table], int(row), column.name, "", "the value is missing", _needed(column))
    if kinds is not None and not empty.all():
        for row, problem, remedy in kinds(column, texts[~empty] if empty.any() else texts, story_types):
            yield Defect(FILES[table], int(row), column.name, str(texts.loc[row]), problem, remedy)


def _needed(column: Column) -> str:
    if column.choices:
        return f"write one of {', '.join(column.choices)}"
    if column.refers:
        return f"write an id from {FILES[column.refers]}"
    return {"day": "write a day such as 2024-11-10 or a month such as 2024-10"}.get(column.kind, "fill in the cell")


def _by_pattern(column: Column, texts: "pd.Series[str]", _: Mapping[str, str]) -> Iterator[Finding]:
    pattern, problem, remedy = _PATTERNS[column.kind]
    for row in texts.index[~texts.str.fullmatch(pattern)]:
        yield row, problem, remedy


def _choices(column: Column, texts: "pd.Series[str]", _: Mapping[str, str]) -> Iterator[Finding]:
    for row, text in texts[~texts.isin(column.choices)].items():
        yield row, f"unknown {column.name}", suggestion(str(text), column.choices)


def _types(_: Column, texts: "pd.Series[str]", story_types: Mapping[str, str]) -> Iterator[Finding]:
    known = (*FAMILY_OF_TYPE, *(name for name in story_types if name not in FAMILY_OF_TYPE))
    for row, text in texts[~texts.isin(known)].items():
        remedy = f"{suggestion(str(text), known)}, or give the type a family under [families] in story.toml"
        yield row, "unknown type", remedy


def _dates(_: Column, texts: "pd.Series[str]", __: Mapping[str, str]) -> Iterator[Finding]:
    _, errors = read(texts)
    for row, text in texts[texts.isin(list(errors))].items():
        yield row, errors[str(text)].problem, errors[str(text)].remedy


def _days(column: Column, texts: "pd.Series[str]", story_types: Mapping[str, str]) -> Iterator[Finding]:
    plain = texts.str.fullmatch(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
    for row in texts.index[~plain]:
        yield row, "it is not a day, month or year", "write it as 2024-11-10, 2024-11 or 2024, without ~ or ?"
    yield from _dates(column, texts[plain], story_types)


def _numbers(column: Column, texts: "pd.Series[str]", _: Mapping[str, str]) -> Iterator[Finding]:
    shape = r"[+-]?\d+" if column.kind == "whole" else r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
    sound = texts.str.fullmatch(shape)
    for row in texts.index[~sound]:
        kind = "a whole number" if column.kind == "whole" else "a number"
        yield row, f"it is not {kind}", "write digits only, with a point for decimals and without spaces or signs of money"
    values = pd.to_numeric(texts[sound])
    for row in values.index[(values < column.low) | (values > column.high)]:
        yield row, "it is out of range", _range(column)


def _range(column: Column) -> str:
    return f"write {column.low:g} or more" if column.high == float("inf") else f"write a number from {column.low:g} to {column.high:g}"


def _flags(_: Column, texts: "pd.Series[str]", __: Mapping[str, str]) -> Iterator[Finding]:
    for row in texts.index[~texts.str.lower().isin([*YES, *NO])]:
        yield row, "it is neither yes nor no", "write yes or no; an empty cell means no"


def suggestion(text: str, choices: "tuple[str, ...] | list[str]") -> str:
    """What to write instead of ``text``: the closest of ``choices`` if one is close, else all or the first of them."""
    close = get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    if close:
        return f"write {close[0]}" if len(choices) > 20 else f"write {close[0]} (or another of {', '.join(choices)})"
    return f"write one of {', '.join(choices[:20])}{'…' if len(choices) > 20 else ''}"


_KINDS: Mapping[str, Callable[[Column, "pd.Series[str]", Mapping[str, str]], Iterator[Finding]]] = {
    "choice": _choices,
    "type": _types,
    "edtf": _dates,
    "day": _days,
    "number": _numbers,
    "whole": _numbers,
    "flag": _flags,
}
