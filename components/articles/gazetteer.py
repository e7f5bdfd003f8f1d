"""Countries as news writes them: names, capitals with where they lie, and what their people are called.

The names come from CLDR through Babel, the rest from ``lexicons/gazetteer_<language>.toml`` and ``capitals.toml``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent / "lexicons"
_BARE_CAPITALS = str.maketrans("ÀÂÉÈÊÎÔÖÛÅÇ", "AAEEEIOOUAC")


@dataclass(frozen=True)
class Land:
    """A country, or a territory that news treats as one, in one language.

    ``code`` is ISO 3166-1 alpha-2 (XK for Kosovo), ``name`` the name of CLDR. ``names``, ``capitals`` and ``demonyms``
    hold all written forms, without article, the usual one first; an apostrophe stands in both its forms. French
    demonyms are in lower case, in both genders and numbers; English ones are as written ("Russian", "Russians").
    ``capital`` is "" where the country is its own capital. ``lat`` and ``lon`` are degrees of the capital.
    """

    code: str
    name: str
    names: tuple[str, ...]
    capital: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    lat: float | None
    lon: float | None


@lru_cache(maxsize=len(LANGUAGES))
def lands(language: str) -> tuple[Land, ...]:
    """All countries by code. Raises ``ValueError`` for a language without a lexicon."""
    from babel import Locale

    lexicon, capitals = gazetteer(language), _read("capitals.toml")
    names = Locale.parse(language).territories
    return tuple(
        _land(code, str(names[code]), entry, capitals[code], language, lexicon)
        for code, entry in sorted(lexicon["lands"].items())
    )


@dataclass(frozen=True)
class City:
    """A town that is no capital: ``country`` is ISO 3166-1, ``names`` all written forms, ``lat``, ``lon`` degrees."""

    country: str
    names: tuple[str, ...]
    lat: float
    lon: float


@lru_cache(maxsize=len(LANGUAGES))
def cities(language: str) -> tuple[City, ...]:
    """The other towns of the gazetteer. Raises ``ValueError`` for a language without a lexicon."""
    gazetteer(language)
    towns = _read("capitals.toml")["cities"]
    return tuple(City(town["country"], tuple(town[language]), town["lat"], town["lon"]) for town in towns)


@lru_cache(maxsize=len(LANGUAGES))
def gazetteer(language: str) -> Mapping[str, Any]:
    """The lexicon of countries of a language as it stands in its file. Raises ``ValueError`` where there is none."""
    if language not in LANGUAGES:
        raise ValueError(f"countries are known in {' and '.join(LANGUAGES)}, not in {language!r}")
    return _read(f"gazetteer_{language}.toml")


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _land(
    code: str,
    name: str,
    entry: Mapping[str, Any],
    seat: Mapping[str, Any],
    language: str,
    lexicon: Mapping[str, Any],
) -> Land:
    without = set(entry.get("without", ()))
    written = [form for form in (name, *entry.get("also", ())) if form not in without]
    capitals = _unique(form for city in seat[language] for form in _spellings(city))
    forms = _french_demonyms if language == "fr" else _english_demonyms
    return Land(
        code=code,
        name=name,
        names=_unique(form for one in written for form in _spellings(one)),
        capital=capitals[0] if capitals else "",
        capitals=capitals,
        demonyms=_unique(form for one in entry["of"] for form in forms(one, lexicon)),
        lat=seat["lat"],
        lon=seat["lon"],
    )


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


def _spellings(name: str) -> Iterator[str]:
    """A name as CLDR writes it and as newspapers do: "St. Lucia", "Saint Lucia"; "États-Unis", "Etats-Unis"."""
    for full in (name, name.replace(" & ", " and "), name.replace("St. ", "Saint "), name.replace("St. ", "St ")):
        for marked in (full, full.translate(_BARE_CAPITALS)):
            yield marked
            yield marked.replace("'", "’")
            yield marked.replace("’", "'")


def _french_demonyms(masculine: str, lexicon: Mapping[str, Any]) -> Iterator[str]:
    if masculine.startswith("="):
        yield masculine[1:]
        return
    feminine = _with_ending(masculine, lexicon["feminine"], masculine + "e")
    for form in (masculine, feminine):
        yield form
        yield form if form.endswith(("s", "x")) else form + "s"


def _english_demonyms(singular: str, lexicon: Mapping[str, Any]) -> Iterator[str]:
    yield singular
    if plural := _with_ending(singular, lexicon["plural"], singular + "s"):
        yield plural
    if singular.endswith(("chman", "shman", "tsman")):
        yield singular[:-3] + "woman"
        yield singular[:-3] + "women"


def _with_ending(word: str, endings: Mapping[str, str], otherwise: str) -> str:
    """The word with the longest of the endings that fits replaced; an empty one means no form at all."""
    fitting = max((ending for ending in endings if word.endswith(ending)), key=len, default="")
    if not fitting:
        return otherwise
    return word[: -len(fitting)] + endings[fitting] if endings[fitting] else ""
