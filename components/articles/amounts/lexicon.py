"""Number words and the manners of writing amounts, read from ``articles/lexicons/amounts_<language>.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.dates.folding import folded

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parents[1] / "lexicons"


@dataclass(frozen=True)
class Word:
    """What a word does in a number. ``kind``: add, hundred, scale, fraction (begins one) or tail (ends one).

    ``alone``: a hundred or scale that needs no number before it ("mille", "a million").
    """

    kind: str
    value: float
    alone: bool = False
    first: bool = False


@dataclass(frozen=True)
class Numbers:
    """The number words of a language, folded, and the rules of joining them."""

    words: Mapping[str, Word]
    room: Mapping[int, int]
    times: tuple[int, int]
    after_digits: bool
    and_before: frozenset[int]
    token: re.Pattern[str]
    gap: re.Pattern[str]
    decimal: str


def read(name: str) -> Mapping[str, Any]:
    """A file of ``articles/lexicons``."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=len(LANGUAGES))
def raw(language: str) -> Mapping[str, Any]:
    """The lexicon as it stands in its file. Raises ``ValueError`` for a language that has none."""
    if language not in LANGUAGES:
        raise ValueError(f"amounts are read in {' and '.join(LANGUAGES)}, not in {language!r}")
    return read(f"amounts_{language}.toml")


@lru_cache(maxsize=len(LANGUAGES))
def numbers(language: str) -> Numbers:
    """The number words of a language."""
    data = raw(language)
    words = _words(data)
    return Numbers(
        words=words,
        room={int(number): room for number, room in data["room"].items()},
        times=tuple(data["hundreds"]["times"]),
        after_digits=data["hundreds"]["after_digits"],
        and_before=frozenset(data["words"]["and_before"]),
        token=re.compile(rf"(?P<digits>{_digits(data['digits'])})|(?<!\w)(?P<word>{alternatives(words)})(?!\w)"),
        gap=_gap(data["words"]),
        decimal=data["digits"]["decimal"],
    )


def _words(data: Mapping[str, Any]) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for number, forms in data["numbers"].items():
        words |= {folded(form): Word("add", float(number)) for form in forms}
    alone = set(data["words"]["scales_alone"]) | set(data["hundreds"]["alone"])
    multiples = [(float(number), form) for number, forms in data["scales"].items() for form in forms]
    for kind, value, form in [
        *(("scale", value, form) for value, form in multiples),
        *(("hundred", 100.0, form) for form in data["hundreds"]["words"]),
    ]:
        words[folded(form)] = Word(kind, value, form in alone)
        words |= {f"{article} {folded(form)}": Word(kind, value, True, True) for article in data["words"]["articles"]}
    for kind, table in (("fraction", data["fractions"]), ("tail", data["tails"])):
        words |= {folded(form): Word(kind, float(number)) for number, forms in table.items() for form in forms}
    return words


def _digits(habits: Mapping[str, Any]) -> str:
    """Digits with groups of three (or, in India, two), with a decimal fraction; every repetition is bounded."""
    group = re.escape(habits["group"])
    decimal = re.escape(habits["decimal"])
    other = r"\." if habits["decimal"] == "." else ","
    return (
        r"(?<!\d)(?<!\d[.,])(?:"
        rf"\d{{1,3}}(?P<s>[{group}])\d{{3}}(?:(?P=s)\d{{3}}){{0,6}}(?:{decimal}\d{{1,12}})?(?!\d)"
        r"|\d{1,2}(?:,\d\d){1,6},\d{3}(?:\.\d{1,12})?(?!\d)"
        rf"|\d{{1,3}}(?:{other}\d{{3}}){{2,6}}(?!\d)"
        r"|\d{1,18}(?:[.,]\d{1,12})?(?!\d))"
    )


def _gap(words: Mapping[str, Any]) -> re.Pattern[str]:
    """What may stand between two words of one number."""
    joins = "".join(
        rf"(?:(?P<{name}>{alternatives(words[name])})(?:\s|(?<=')))?" for name in ("and", "of") if words[name]
    )
    return re.compile(rf"[ -]{{0,2}}\n?[ -]{{0,2}}{joins}")


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; a space in them stands for any one or two."""
    ordered = sorted({folded(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in ordered)
