"""Names of countries in a sentence: "in the United States", "aux États-Unis", "with Russia", "avec la Russie"."""

from functools import lru_cache

from components.events.search import fold
from components.events.words import terms


@lru_cache(maxsize=1024)
def country_name(code: str, language: str) -> str:
    """Name of a country by its ISO code, without article; the code itself where there is none."""
    from babel import Locale

    return str(Locale.parse(language).territories.get(code, code))


@lru_cache(maxsize=1024)
def in_country(code: str, language: str) -> str:
    """Where something happened: "the United States" (the sentence has its own "in"), "aux États-Unis"."""
    words, name = terms(language), country_name(code, language)
    if language == "en":
        return words("countries.in_the" if code in words.entry("countries.the") else "countries.in", name=name)
    exact = words.entry("countries.exact")
    return str(exact[code]) if code in exact else words(f"countries.in_{_group(code, language)}", name=name)


@lru_cache(maxsize=1024)
def with_article(name: str, code: str, language: str) -> str:
    """``name`` with its article if it is the name of the country ``code``, else as it is."""
    if not code or fold(name) != fold(country_name(code, language)):
        return name
    words = terms(language)
    if language == "en":
        return words("countries.the_name", name=name) if code in words.entry("countries.the") else name
    group = _group(code, language)
    if group == "a" or code in words.entry("countries.bare"):
        return name
    if group == "en" and fold(name)[0] in "aeiou":
        return words("countries.the_vowel", name=name)
    return words(f"countries.the_{group}", name=name)


def _group(code: str, language: str) -> str:
    words = terms(language)
    return next((group for group in ("au", "aux", "a") if code in words.entry(f"countries.{group}")), "en")
