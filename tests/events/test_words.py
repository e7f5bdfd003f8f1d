"""Catalogues of texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, KINDS, ROLES, SCOPES, STANCES, STATUSES
from components.events.words import LANGUAGES, Words, load_words, terms

CATALOGUE = {"hello": "Hello {name}", "events": {"one": "{n} event", "other": "{n} events"}, "deep": {"er": "text"}}


def test_a_text_takes_its_values() -> None:
    assert Words(CATALOGUE)("hello", name="{you}") == "Hello {you}"
    assert Words(CATALOGUE)("deep.er") == "text"


def test_a_plural_follows_the_language() -> None:
    assert [Words(CATALOGUE)("events", n=n) for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert Words(CATALOGUE, "fr")("events", n=0) == "0 event"


def test_whole_numbers_are_written_the_way_of_the_language() -> None:
    assert Words(CATALOGUE)("events", n=12345) == "12,345 events"
    assert Words(CATALOGUE, "fr")("events", n=12345) == "12\u202f345 events"


@pytest.mark.parametrize("key", ["bye", "hello.name", "deep", "deep.er.still"])
def test_a_missing_key_is_an_error_that_names_key_and_language(key: str) -> None:
    with pytest.raises(KeyError, match=f"{key}.*fr"):
        Words(CATALOGUE, "fr")(key)


def test_a_missing_value_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match=r"hello.*name"):
        Words(CATALOGUE)("hello", nme="x")


def test_a_word_a_story_brings_along_is_shown_as_it_is() -> None:
    assert terms("fr").get("types.treaty", "treaty") == "treaty"
    assert terms("fr").get("types.call", "call") == "appel"


def test_a_catalogue_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "graph_fr.toml").write_text('a = "é"', encoding="utf-8")
    assert load_words(tmp_path, "fr", "graph")("a") == "é"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabulary_has_a_text(language: str) -> None:
    groups = {
        "families": FAMILIES,
        "types": FAMILY_OF_TYPE,
        "types_many": FAMILY_OF_TYPE,
        "statuses": STATUSES,
        "selection.statuses_m": STATUSES,
        "stances": (*STANCES, "denies_part"),
        "scopes": SCOPES,
        "roles": ROLES,
        "kinds": KINDS,
    }
    missing = [
        f"{group}.{key}" for group, keys in groups.items() for key in keys if not terms(language).has(f"{group}.{key}")
    ]
    assert missing == []


def test_both_languages_have_the_same_texts() -> None:
    english, french = (set(_keys(terms(language).catalogue)) for language in LANGUAGES)
    # Only French has genders and prepositions of countries; only English a list of countries with "the".
    own = {key for key in english ^ french if key.startswith(("countries.", "selection.statuses_f"))}
    assert (english ^ french) - own == set()


def _keys(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"
