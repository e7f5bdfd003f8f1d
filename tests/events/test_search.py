"""Texts without accents and case, and the terms of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.search import fold, search, terms_of
from tests.events.selection_values import STORY


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée", "elysee"),
        ("E\u0301lyse\u0301e", "elysee"),
        ("Zelenskyï", "zelenskyi"),
        ("ŁÓDŹ", "lodz"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("L’été", "l'ete"),
        ("№ 5\u00a0ℌ", "no 5 h"),
        ("Путин", "путин"),
    ],
)
def test_accents_and_case_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_a_folded_text_is_the_same_in_any_case_and_folded_again(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text) == fold(fold(text))


def test_terms_are_words_and_phrases_once_each() -> None:
    assert terms_of('Kursk "Black  Sea" “vive” «\u00a0mer noire\u00a0» kursk') == (
        "kursk",
        "black  sea",
        "vive",
        "mer noire",
    )
    assert terms_of("  ") == ()


def test_no_terms_are_held_by_every_event() -> None:
    assert search(STORY, "").all()
