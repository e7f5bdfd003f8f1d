"""How money is called: the names of currencies from CLDR, alone and with the people of the gazetteer."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from components.articles.amounts.lexicon import LANGUAGES, raw, read
from components.articles.dates.folding import folded
from components.articles.gazetteer import Land, lands

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"['.]?[ \-\n]?")
_NOW, _EVER, _LATEST = datetime.date(2024, 1, 1), datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)


@dataclass(frozen=True)
class Money:
    """A currency as a text names it. ``code`` is ISO 4217, "" where ``noun`` leaves it open ("couronne").

    ``part``: cents and the like. ``shy``: the name means something else as well ("livres", "won", "TOP").
    ``words`` is the name as found, folded.
    """

    code: str
    noun: str = ""
    part: bool = False
    shy: bool = False
    words: str = ""


@dataclass(frozen=True)
class Currencies:
    """Names of currencies by their folded words, and which countries have those that share a noun."""

    names: Mapping[tuple[str, ...], Money]
    longest: Mapping[str, int]
    codes: tuple[str, ...]
    owners: Mapping[str, Mapping[str, tuple[Land, ...]]]

    def name_at(self, folded: str, at: int) -> tuple[int, Money] | None:
        """The longest name that begins at ``at`` of a folded text, as its end and meaning."""
        words: list[str] = []
        found: tuple[int, Money] | None = None
        while match := _WORD.match(folded, at):
            words.append(match[0])
            if money := self.names.get(tuple(words)):
                found = match.end(), replace(money, words=" ".join(words))
            if len(words) >= self.longest.get(words[0], 0):
                break
            separator = _SEPARATOR.match(folded, match.end())
            at = separator.end() if separator else match.end()
        return found


@lru_cache(maxsize=len(LANGUAGES))
def currencies(language: str) -> Currencies:
    """The currencies of a language."""
    data = raw(language)
    official = _official(language)
    nouns: dict[str, set[str]] = {}
    singular: dict[str, str] = {}
    for code, forms in official.items():
        heads = [_noun(words, data) for words in forms]
        for head in heads if all(heads) else ():
            nouns.setdefault(heads[0], set()).add(code)
            singular[head] = heads[0]
    owners = _owners(language)
    names = {words: Money(code) for code, forms in official.items() for words in forms}
    names |= dict(_bare(nouns, singular, owners, data))
    names |= {key: money for key, money in _qualified(language, official, data) if key not in names}
    names |= dict(_listed(data))
    shared = {noun: _shared(codes, owners) for noun, codes in nouns.items()}
    return Currencies(names, _longest(names), tuple(official), shared)


def _longest(names: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in names:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _shared(codes: set[str], owners: Mapping[str, tuple[Land, ...]]) -> dict[str, tuple[Land, ...]]:
    return {code: owners[code] for code in sorted(codes) if code in owners}


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(name)))


def _official(language: str) -> dict[str, list[tuple[str, ...]]]:
    """Code to the names of CLDR, the singular first; a name with a bracket in it is nobody's word."""
    from babel.numbers import get_currency_name

    found = {}
    for code in [*_owners(language), *read("currencies.toml")["historic"]]:
        forms = dict.fromkeys(get_currency_name(code, count, locale=language) for count in (1, None, 2))
        found[code] = [_words(form) for form in forms if form != code and "(" not in form]
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _owners(language: str) -> dict[str, tuple[Land, ...]]:
    """Code to the countries that pay with it today."""
    found: dict[str, list[Land]] = {}
    for land in lands(language):
        for code in _tender(land.code, _NOW):
            found.setdefault(code, []).append(land)
    return {code: tuple(those) for code, those in sorted(found.items())}


def _tender(land: str, since: datetime.date) -> list[str]:
    from babel.numbers import get_territory_currencies

    return list(get_territory_currencies(land, start_date=since, end_date=_LATEST))


def _noun(words: tuple[str, ...], data: Mapping[str, Any]) -> str:
    if not words:
        return ""
    noun = words[0] if data["money"]["noun"] == "first" else words[-1]
    return "" if noun in {folded(other) for other in data["money"]["no_nouns"]} else noun


def _bare(
    nouns: Mapping[str, set[str]],
    singular: Mapping[str, str],
    owners: Mapping[str, tuple[Land, ...]],
    data: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, ...], Money]]:
    """Nouns by themselves: the only currency of that noun, or what the lexicon says."""
    shy = {folded(word) for word in data["shy"]["words"]}
    for form, noun in singular.items():
        current = sorted(code for code in nouns[noun] if code in owners)
        only = current[0] if len(current) == 1 else ""
        yield (form,), Money(_defaults(data).get(noun, only), "" if only else noun, shy=form in shy)


def _defaults(data: Mapping[str, Any]) -> dict[str, str]:
    return {folded(noun): code for noun, code in data["defaults"].items()}


def _qualified(
    language: str,
    official: Mapping[str, list[tuple[str, ...]]],
    data: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, ...], Money]]:
    """Nouns with their country: "roubles russes", "Russian roubles", "Hong Kong dollars"; today's currency first."""
    last = data["money"]["noun"] == "last"
    variants = _variants(data)
    for land in lands(language):
        codes = dict.fromkeys([*_tender(land.code, _NOW), *_tender(land.code, _EVER)])
        for code in codes:
            heads = {head for words in official.get(code, ()) if (head := _noun(words, data))}
            for head in sorted(heads | {other for known in (*heads, code) for other in variants.get(known, ())}):
                for owner in (*land.demonyms, *(land.names if last else ())):
                    yield ((*_words(owner), head) if last else (head, *_words(owner))), Money(code)


def _variants(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Other spellings by noun or code: "rouble" of "ruble"."""
    found: dict[str, set[str]] = {}
    for name, meaning in data["names"].items():
        if " " not in name:
            found.setdefault(meaning if meaning.isupper() else folded(meaning), set()).add(folded(name))
    return found


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Money]]:
    """The names and parts that the lexicon lists."""
    shy = {folded(word) for word in data["shy"]["words"]}
    defaults = _defaults(data)
    for name, meaning in data["names"].items():
        code = meaning if meaning.isupper() else defaults[folded(meaning)]
        yield _words(name), Money(code, "" if meaning.isupper() else folded(meaning), shy=folded(name) in shy)
    for name in data["parts"]["words"]:
        yield _words(name), Money("", part=True, shy=folded(name) in shy)
