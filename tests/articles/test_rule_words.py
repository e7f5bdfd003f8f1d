from datetime import date

import pytest

from components.articles.dates import find_dates
from components.articles.dates.lexicon import LANGUAGES, load
from components.articles.reasons import rule_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_by_which_a_date_can_be_read_has_words(language):
    rules = {*load("fr").rules, *load("en").rules, "anchor", "interval"}
    assert all(rule_words(rule, language) for rule in rules)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "an event whose day is known; open on one side"),
        ("fr", "un fait dont le jour est connu ; ouvert d’un côté"),
    ],
)
def test_an_open_end_is_told(language, words):
    (mention,) = find_dates("Avant l'arrivée de Trump au pouvoir.", date(2024, 11, 10), "fr")
    assert rule_words(mention.rule, language) == words


def test_a_rule_with_words_before_it_is_that_rule():
    (mention,) = find_dates("Il arrive mi-novembre 2024.", None, "fr")
    assert rule_words(mention.rule, "en").startswith("a month")


def test_a_date_that_cannot_be_told_says_so():
    (mention,) = find_dates("He left yesterday.", None, "en")
    assert rule_words(mention.rule, "en") == "counted from the publication; unknown without the day of publication"
