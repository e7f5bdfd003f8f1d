"""What may stand in one cell: each kind of column has a judge, a function of a text that says what is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.dates import bounds, read
from components.events.errors import DateError
from components.events.schema import FILES, NO, YES, Column
from components.events.vocabulary import FAMILY_OF_TYPE

Verdict = tuple[str, str] | None  # problem and remedy, or nothing wrong
Judge = Callable[[str], Verdict]

_PATTERNS: Mapping[str, tuple[str, str, str]] = {
    "id": (
        r"[a-z0-9]+(?:[._-][a-z0-9]+)*",
        "an id consists of lower-case letters a to z, digits and hyphens",
        "write a short slug such as trump-putin-call-2024-11-07",
    ),
    "country": (
        r"[A-Z]{2}",
        "it is not a country code of ISO 3166",
        "write two capital letters such as US, or leave it empty",
    ),
    "currency": (r"[A-Z]{3}", "it is not a currency code of ISO 4217", "write three capital letters such as USD"),
    "url": (
        r"https?://[^\s<>\"]+",
        "it is not a web address",
        "write a full address that starts with https:// or leave it empty",
    ),
    "wikidata": (
        r"Q[1-9][0-9]*",
        "it is not a Wikidata id",
        "write a Q and a number such as Q22686, or leave it empty",
    ),
    "hash": (r"[0-9a-f]{64}", "it is not a SHA-256 checksum", "write 64 hexadecimal digits, or leave it empty"),
    "file": (
        r"[^\\/:*?\"<>|\x00-\x1f.][^\\/:*?\"<>|\x00-\x1f]*",
        "it is not a plain file name",
        "write the name of a file in the story's folder articles, without a folder in front",
    ),
}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DAY = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


_SOUND: Mapping[str, str] = {
    **{kind: _PATTERNS[kind][0] for kind in ("id", "country", "currency", "wikidata", "hash")},
    "url": r"https?://[!#-;=?-~]+",
}
"""What a text of some kinds surely is if it is sound, in signs that every engine of regular expressions reads alike."""
_FEW = 200  # texts that are judged one by one, without a look at all of them before


def verdicts(
    column: Column, texts: "pd.Index[str]", types: Sequence[str], files: Mapping[str, str] = FILES
) -> dict[int, tuple[str, str]]:
    """Problem and remedy of those of the distinct ``texts`` that may not stand in a column, by their place.

    ``types`` are the types of events that the story brings along, ``files`` the names of the files by table.
    """
    judge = _judge(column, types, files)
    suspects = _suspects(column, texts)
    shown = texts if len(suspects) == len(texts) else texts[suspects]
    return {at: found for at, text in zip(suspects, shown.tolist(), strict=True) if (found := judge(text))}


def missing(column: Column, files: Mapping[str, str]) -> tuple[str, str]:
    """What is said of an empty cell that must not be."""
    return "the value is missing", _needed(column, files)


def out_of_range(column: Column, values: NDArray[np.float64]) -> tuple[NDArray[np.bool_], str, str]:
    """Which numbers may not stand in a column, and why."""
    whole = column.kind == "whole"
    outside = (values < column.low) | (values > column.high) | np.isinf(values)
    if whole and (parts := ~np.isnan(values) & ~np.isinf(values) & (values != np.floor(values))).any():
        return parts, "it is not a whole number", "write digits only, without decimals"
    return outside, "it is out of range", f"write {_some(column)}"


def _suspects(column: Column, texts: "pd.Index[str]") -> Sequence[int]:
    """Places of the texts that are worth a judgement: nearly all of many are sound, and that is seen at one look."""
    if len(texts) <= _FEW:
        return range(len(texts))
    if column.kind in _SOUND:
        return np.flatnonzero(~np.asarray(texts.str.fullmatch(_SOUND[column.kind]), dtype=bool)).tolist()
    if column.kind in ("edtf", "day"):
        bad = texts.isin(list(read(pd.Series(texts))[1]))
        shaped = texts.str.fullmatch(_DAY.pattern) if column.kind == "day" else ~bad
        return np.flatnonzero(bad | ~np.asarray(shaped, dtype=bool)).tolist()
    if column.kind in _PATTERNS or column.kind in _JUDGES:
        return range(len(texts))
    return np.flatnonzero(np.asarray(texts == "", dtype=bool)).tolist()


def suggestion(text: str, choices: Sequence[str]) -> str:
    """What to write instead of ``text``: the closest of ``choices`` if one is close, and what else there is."""
    close = get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    known = ", ".join(choices)
    return f"write {close[0]} (known are {known})" if close else f"write one of {known}"


def _judge(column: Column, types: Sequence[str], files: Mapping[str, str]) -> Judge:
    judge = _pattern(column) if column.kind in _PATTERNS else _JUDGES.get(column.kind, _anything)(column, types)
    empty = missing(column, files) if column.filled else None
    return lambda text: judge(text) if text else empty


def _needed(column: Column, files: Mapping[str, str]) -> str:
    if column.choices:
        return f"write one of {', '.join(column.choices)}"
    if column.refers:
        return f"write an id from {files[column.refers]}"
    return "write a day such as 2024-11-10 or a month such as 2024-10" if column.kind == "day" else "fill in the cell"


def _pattern(column: Column) -> Judge:
    pattern, problem, remedy = _PATTERNS[column.kind]
    match = re.compile(pattern).fullmatch
    return lambda text: None if match(text) else (problem, remedy)


def _anything(_: Column, __: Sequence[str]) -> Judge:
    return lambda _: None


def _choice(column: Column, _: Sequence[str]) -> Judge:
    choices = column.choices
    return lambda text: None if text in choices else (f"unknown {column.name}", suggestion(text, choices))


def _type(_: Column, types: Sequence[str]) -> Judge:
    known = tuple(dict.fromkeys((*FAMILY_OF_TYPE, *types)))

    def judge(text: str) -> Verdict:
        if text in known:
            return None
        return "unknown type", f"{suggestion(text, known)}, or give it a family under [families] in story.toml"

    return judge


def _date(text: str) -> Verdict:
    try:
        bounds(text)
    except DateError as error:
        return error.problem, error.remedy
    return None


def _day(text: str) -> Verdict:
    if not _DAY.fullmatch(text):
        return "it is not a day, month or year", "write it as 2024-11-10, 2024-11 or 2024, without ~ or ?"
    return _date(text)


def _number(column: Column, _: Sequence[str]) -> Judge:
    whole = column.kind == "whole"
    shape = _WHOLE if whole else _NUMBER
    name = "a whole number" if whole else "a number"
    some = _some(column)

    def judge(text: str) -> Verdict:
        if not shape.fullmatch(text):
            return (
                f"it is not {name}",
                "write digits only, with a point for decimals and without spaces or signs of money",
            )
        value = float(text)
        if abs(value) == float("inf"):
            return "the number is too large", "write fewer digits"
        return None if column.low <= value <= column.high else ("it is out of range", f"write {some}")

    return judge


def _some(column: Column) -> str:
    """Which numbers may stand in a column."""
    if column.high == float("inf"):
        return f"{column.low:g} or more"
    return f"a number from {column.low:g} to {column.high:g}"


def _flag(text: str) -> Verdict:
    return (
        None
        if text.lower() in YES or text.lower() in NO
        else ("it is neither yes nor no", "write yes or no; an empty cell means no")
    )


_JUDGES: Mapping[str, Callable[[Column, Sequence[str]], Judge]] = {
    "choice": _choice,
    "type": _type,
    "edtf": lambda _, __: _date,
    "day": lambda _, __: _day,
    "number": _number,
    "whole": _number,
    "flag": lambda _, __: _flag,
}
