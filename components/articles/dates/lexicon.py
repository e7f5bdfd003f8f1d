"""The words and templates of a language, read from ``articles/lexicons/dates_<language>.toml``."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.dates.folding import folded, unaccented
from components.articles.dates.mention import Unit

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parents[1] / "lexicons"


@dataclass(frozen=True)
class Holiday:
    """How a set day is computed: a fixed month and day, an n-th weekday of a month, or days from Easter."""

    kind: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Lexicon:
    """Vocabularies (word to number), templates by rule, holidays, words around dates, guards and habits."""

    language: str
    words: Mapping[str, Mapping[str, int]]
    abbreviations: frozenset[str]
    rules: Mapping[str, tuple[str, ...]]
    holidays: tuple[Holiday, ...]
    around: Mapping[str, str]
    joins: Mapping[str, str]
    tense: Mapping[str, tuple[str, ...]]
    guards: Mapping[str, str]
    anchors: tuple[tuple[str, tuple[datetime.date, ...]], ...]
    day_first: bool
    next_weekday: str


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``ValueError`` for a language that has none."""
    if language not in LANGUAGES:
        raise ValueError(f"dates are read in {' and '.join(LANGUAGES)}, not in {language!r}")
    data = tomllib.loads((_FOLDER / f"dates_{language}.toml").read_text(encoding="utf-8"))
    words: dict[str, dict[str, int]] = {name: _numbers(table) for name, table in data["words"].items()}
    words["unit"] = {folded(word): Unit[name.upper()] for name, forms in data["units"].items() for word in forms}
    words["holiday"], holidays = _holidays(data["holidays"])
    words["roman"] = _romans(data["habits"]["roman"])
    words["n"] = {**words["number"]}
    return Lexicon(
        language=language,
        words=words,
        abbreviations=frozenset(data["habits"]["abbreviations"]),
        rules={name: tuple(map(unaccented, templates)) for name, templates in data["rules"].items()},
        holidays=holidays,
        around={name: unaccented(template) for name, template in data["around"].items()},
        joins={name: unaccented(template) for name, template in data["joins"].items()},
        tense={name: tuple(patterns) for name, patterns in data["tense"].items()},
        guards={name: unaccented(pattern) for name, pattern in data["guards"].items()},
        anchors=tuple((unaccented(entry["words"]), tuple(entry["days"])) for entry in data["anchors"]),
        day_first=data["habits"]["day_first"],
        next_weekday=data["habits"]["next_weekday"],
    )


def _numbers(table: Mapping[str, Any]) -> dict[str, int]:
    """Word to number; a list names the words of a number: ``1 = ["janvier", "janv"]``."""
    return {folded(word): int(number) for number, words in table.items() for word in words}


def _holidays(table: Mapping[str, Any]) -> tuple[dict[str, int], tuple[Holiday, ...]]:
    words: dict[str, int] = {}
    found: list[Holiday] = []
    for entry in table.values():
        kind = next(name for name in ("date", "nth", "easter") if name in entry)
        value = entry[kind]
        words |= dict.fromkeys(map(folded, entry["words"]), len(found))
        found.append(Holiday(kind, tuple(value) if isinstance(value, list) else (value,)))
    return words, tuple(found)


_TENS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _romans(ending: str) -> dict[str, int]:
    """Centuries 1 to 21 in Roman numbers with the ordinal ending of the language (none: no Roman centuries)."""
    return {_roman(number) + end: number for number in range(1, 22) for end in ending.split()}


def _roman(number: int) -> str:
    text = ""
    for value, letters in _TENS:
        while number >= value:
            text += letters
            number -= value
    return text


def alternatives(words: Mapping[str, int], abbreviations: frozenset[str] = frozenset()) -> str:
    """A regular expression for any of the words, the longest first; an abbreviation may have its full stop."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") + (r"\.?" if word in abbreviations else "") for word in ordered)
