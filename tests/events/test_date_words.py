"""Dates and numbers in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.date_words import day_words, number_words, when_words
from components.events.dates import bounds
from components.events.errors import DateError
from tests.events.event_stories import day


@pytest.mark.parametrize(
    ("style", "english", "french"),
    [
        ("long", "7 November 2024", "7 novembre 2024"),
        ("short", "7 Nov 2024", "7 nov. 2024"),
        ("weekday", "Thu 7 Nov 2024", "jeu. 7 nov. 2024"),
        ("day_month", "7 Nov", "7 nov."),
        ("month", "November 2024", "novembre 2024"),
    ],
)
def test_a_day_is_written_in_five_styles(style: str, english: str, french: str) -> None:
    assert day_words(day("2024-11-07"), "en", style) == english  # type: ignore[arg-type]
    assert day_words(day("2024-11-07"), "fr", style) == french  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        ("2025-11-18~", "about 18 Nov 2025", "vers le 18 nov. 2025"),
        ("2024-11-07?", "7 Nov 2024?", "7 nov. 2024\u00a0?"),
        ("2024-11-07%", "about 7 Nov 2024?", "vers le 7 nov. 2024\u00a0?"),
        ("2026-05-09/2026-05-11", "9–11 May 2026", "9–11 mai 2026"),
        ("2026-05-01/2026-05-03", "1–3 May 2026", "1er–3 mai 2026"),
        ("2026-04-30/2026-05-03", "30 Apr – 3 May 2026", "30 avr. – 3 mai 2026"),
        ("2024-11-10/2025-01-20", "10 Nov 2024 – 20 Jan 2025", "10 nov. 2024 – 20 janv. 2025"),
        ("2024-11", "November 2024", "novembre 2024"),
        ("2024-11~", "about November 2024", "vers novembre 2024"),
        ("2024-11/2024-12", "November – December 2024", "novembre – décembre 2024"),
        ("2024-11/2025-01", "November 2024 – January 2025", "novembre 2024 – janvier 2025"),
        ("2024", "2024", "2024"),
        ("2024/2025", "2024–2025", "2024–2025"),
        ("-0430", "431 BCE", "431 av. J.-C."),
        ("-0430-05", "May 431 BCE", "mai 431 av. J.-C."),
        ("-0430/-0403", "431–404 BCE", "431–404 av. J.-C."),
        ("-0026/0014", "27 BCE – 14 CE", "27 av. J.-C. – 14 apr. J.-C."),
        ("0000", "1 BCE", "1 av. J.-C."),
        ("../2025-01-20", "before 20 Jan 2025", "avant le 20 janv. 2025"),
        ("2025-01-20/..", "since 20 Jan 2025", "depuis le 20 janv. 2025"),
        ("2025-01/..", "since January 2025", "depuis janvier 2025"),
        ("2025-21", "spring 2025", "printemps 2025"),
        ("2025-22/..", "since summer 2025", "depuis l’été 2025"),
        ("2025-22~", "about summer 2025", "vers l’été 2025"),
        ("202X", "2020s", "années 2020"),
        ("2024-11-XX", "November 2024", "novembre 2024"),
        ("2024-XX-XX", "2024", "2024"),
        ("2025-36", "1 Oct – 31 Dec 2025", "1er oct. – 31 déc. 2025"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_as_people_write_it(when: str, english: str, french: str) -> None:
    assert when_words(when, "en", "short") == english
    assert when_words(when, "fr", "short") == french


def test_the_long_style_has_whole_month_names() -> None:
    assert when_words("../2025-01-20", "en") == "before 20 January 2025"
    assert when_words("2026-04-30/2026-05-03", "fr") == "30 avril – 3 mai 2026"


def test_a_weekday_stands_before_single_days_only() -> None:
    assert when_words("2024-11-07?", "en", "weekday") == "Thu 7 Nov 2024?"
    assert when_words("2026-05-09/2026-05-11", "en", "weekday") == "9–11 May 2026"
    assert when_words("2024-11", "en", "weekday") == "November 2024"


def test_no_day_has_no_words() -> None:
    assert [day_words(value, "fr") for value in (math.nan, math.inf, -math.inf)] == ["", "", ""]


def test_what_is_no_date_has_no_words() -> None:
    with pytest.raises(DateError):
        when_words("2024-02-30", "en")


def test_numbers_are_written_the_way_of_the_language() -> None:
    assert number_words(1240, "en") == "1,240"
    assert number_words(1240, "fr") == "1\u202f240"


@given(st.integers(-9999, 9999), st.integers(1, 12), st.sampled_from(["en", "fr"]))
def test_no_year_is_written_with_a_minus(year: int, month: int, language: str) -> None:
    text = f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}"
    words = day_words(bounds(text).earliest, language, "month")
    assert "-0" not in words
    assert str(1 - year if year <= 0 else year) in words
