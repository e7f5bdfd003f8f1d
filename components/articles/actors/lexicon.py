"""The words about actors of a language, read from ``articles/lexicons/actors_*.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.dates.folding import folded

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parents[1] / "lexicons"
_ER = (
    "e",
    "ent",
    "ait",
    "aient",
    "a",
    "erent",
    "era",
    "eront",
    "erait",
    "eraient",
    "es",
    "ee",
    "ees",
    "eait",
    "eaient",
    "ea",
)


@dataclass(frozen=True)
class Lexicon:
    """``words`` are sets of folded words, ``phrases`` lists as written.

    ``titles`` and ``groups`` give (phrase, class, gender) and (phrase, kind); ``organisations`` (kind, country, names).
    """

    language: str
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[str, ...]]
    titles: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, str], ...]
    organisations: tuple[tuple[str, str, tuple[str, ...]], ...]
    media: tuple[str, ...]
    given: Mapping[str, str]
    families: frozenset[str]
    common_ends: tuple[str, ...]
    infinitive_ends: tuple[str, ...]
    event_ends: tuple[str, ...]
    adjective_ends: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``ValueError`` for a language that has none."""
    if language not in LANGUAGES:
        raise ValueError(f"actors are read in {' and '.join(LANGUAGES)}, not in {language!r}")
    data, names = _read(f"actors_{language}.toml"), _read("actors_names.toml")
    words = {name: frozenset(folded(text).replace("-", " ").split()) for name, text in data["words"].items()}
    regular = _french_forms if language == "fr" else _english_forms
    for topic in ("speech", "action", "person_verb", "giving", "deed"):
        forms = frozenset(form for word in words[f"{topic}_er"] for form in regular(word))
        words[topic] = forms | words[f"{topic}_other"]
    words["before"] = frozenset(folded(data["title_around"]["before"]).replace("-", " ").split())
    return Lexicon(
        language=language,
        words=words,
        phrases={name: listed(text) for name, text in data["phrases"].items()},
        titles=tuple(_titles(data["titles"])),
        groups=tuple((phrase, kind) for kind, text in data["groups"].items() for phrase in listed(text)),
        organisations=tuple(
            (entry["kind"], entry.get("country", ""), listed(entry["names"]))
            for entry in data["organisations"].values()
        ),
        media=listed(names["media"]),
        given=_given(names["given"]),
        infinitive_ends=tuple(folded(data["words"]["infinitive_end"]).split()),
        event_ends=tuple(folded(data["words"]["event_end"]).split()),
        common_ends=tuple(folded(data["words"]["common_end"]).split()),
        families=frozenset(folded(names["families"]).split()),
        adjective_ends=tuple(folded(data["words"]["adjective_end"]).split()),
        sources=tuple(tuple(folded(phrase).replace("'", " ").split()) for phrase in listed(data["phrases"]["source"])),
    )


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list that semicolons part, as written."""
    return tuple(" ".join(part.split()) for part in text.split(";") if part.strip())


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _titles(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    """A phrase of both genders tells none."""
    for name, forms in table.items():
        both = set(listed(forms.get("m", ""))) & set(listed(forms.get("f", "")))
        for gender in ("m", "f", "n"):
            for phrase in listed(forms.get(gender, "")):
                yield phrase, name, "" if gender == "n" or phrase in both or "f" not in forms else gender


def _given(table: Mapping[str, str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for gender, text in table.items():
        for name in folded(text).split():
            known = found.get(name, gender)
            found[name] = gender if known == gender else "either"
    return found


def _french_forms(infinitive: str) -> Iterator[str]:
    if not infinitive.endswith("er"):
        yield infinitive
        return
    stem = infinitive[:-2]
    yield from (stem + end for end in _ER)
    if stem.endswith("el"):
        yield from (stem + "l" + end for end in ("e", "ent", "era", "eront"))
    yield from (stem[:-1] + "i" + end for end in ("e", "ent") if stem.endswith("y"))


def _english_forms(base: str) -> Iterator[str]:
    yield base
    if base.endswith("y") and base[-2] not in "aeiou":
        yield from (base[:-1] + "ies", base[:-1] + "ied")
    elif base.endswith("e"):
        yield from (base + "s", base + "d")
    else:
        yield from (base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"), base + "ed")
        yield base + base[-1] + "ed"
