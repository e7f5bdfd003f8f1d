"""Defects of ``story.toml``."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from components.events.dates import bounds
from components.events.errors import DateError, Defect
from components.events.schema import FILES, LANES
from components.events.vocabulary import FAMILIES

FILE = FILES["story"]


def meta_defects(meta: Mapping[str, Any]) -> Iterator[Defect]:
    """What is wrong with the headings of a story."""
    for key in meta:
        if key not in _CHECKS:
            close = get_close_matches(key, _CHECKS, n=1)
            remedy = f"rename it to {close[0]}" if close else f"remove it; known are {', '.join(_CHECKS)}"
            yield _defect(key, "", "unknown key", remedy)
    for key in ("title", "languages"):
        if key not in meta:
            yield _defect(key, "", "the key is missing", f"add it, as in {_EXAMPLES[key]}")
    for key, check in _CHECKS.items():
        if key in meta:
            yield from check(key, meta[key])


_EXAMPLES = {"title": 'title = { en = "My story" }', "languages": 'languages = ["en"]'}


def _defect(key: str, value: object, problem: str, remedy: str) -> Defect:
    return Defect(FILE, 0, key, str(value), problem, remedy)


def _texts(key: str, value: object) -> Iterator[Defect]:
    sound = (
        isinstance(value, Mapping) and bool(value) and all(isinstance(text, str) and text for text in value.values())
    )
    if not sound:
        yield _defect(key, value, "it is not a text for each language", f'write [{key}] and below it en = "..."')


def _languages(key: str, value: object) -> Iterator[Defect]:
    if not isinstance(value, list) or not value:
        yield _defect(key, value, "it is not a list of languages", f"write {_EXAMPLES['languages']}")
        return
    for code in value:
        if not isinstance(code, str) or not re.fullmatch("[a-z]{2,3}", code):
            yield _defect(key, code, "it is not a language code", 'write codes such as "en" or "fr"')
        elif value.count(code) > 1:
            yield _defect(key, code, "the language is named twice", "remove one of the two")


def _lanes(key: str, value: object) -> Iterator[Defect]:
    if value not in LANES:
        yield _defect(key, value, "unknown lanes", f"write one of {', '.join(LANES)}")


def _families(key: str, value: object) -> Iterator[Defect]:
    if not isinstance(value, Mapping):
        yield _defect(key, value, "it is not a table", 'write [families] and below it lines such as treaty = "support"')
        return
    for name, family in value.items():
        if family not in FAMILIES:
            yield _defect(f"{key}.{name}", family, "unknown family", f"write one of {', '.join(FAMILIES)}")
        if not re.fullmatch(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", name):
            yield _defect(key, name, "a type consists of lower-case letters, digits and hyphens", "rename the type")


def _sides(key: str, value: object) -> Iterator[Defect]:
    if not isinstance(value, Mapping):
        yield _defect(key, value, "it is not a table", 'write [sides.europe] and below it en = "Europe"')
        return
    for name, texts in value.items():
        yield from _texts(f"{key}.{name}", texts)


def _eras(key: str, value: object) -> Iterator[Defect]:
    if not isinstance(value, list):
        yield _defect(key, value, "it is not a list of eras", "write [[eras]] in front of each era")
        return
    for at, era in enumerate(value, start=1):
        yield from _era(f"{key}[{at}]", era)


def _era(key: str, era: object) -> Iterator[Defect]:
    if not isinstance(era, Mapping):
        yield _defect(key, era, "it is not a table", "write [[eras]] in front of each era")
        return
    yield from _texts(key, {name: text for name, text in era.items() if name not in {"start", "end"}})
    days = {}
    for end in ("start", "end"):
        if end in era:
            try:
                days[end] = bounds(str(era[end]))
            except DateError as error:
                yield _defect(f"{key}.{end}", era[end], error.problem, error.remedy)
    if len(days) == 2 and days["end"].latest < days["start"].earliest:
        yield _defect(f"{key}.end", era["end"], "the end lies before the start", "correct one of the two")


_CHECKS: Mapping[str, Callable[[str, Any], Iterator[Defect]]] = {
    "title": _texts,
    "description": _texts,
    "languages": _languages,
    "lanes": _lanes,
    "eras": _eras,
    "families": _families,
    "sides": _sides,
}
