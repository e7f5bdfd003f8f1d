import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.amounts import find_amounts
from components.articles.amounts.lexicon import LANGUAGES, numbers
from components.articles.amounts.numerals import numerals
from components.articles.dates.folding import folded
from tests.thorough import examples

HERE = Path(__file__).parent


def cases(language):
    return tomllib.loads((HERE / f"amounts_cases_{language}.toml").read_text(encoding="utf-8"))["cases"]


def told(text, language):
    return [[text[found.start : found.end], found.value, found.currency] for found in find_amounts(text, language)]


def check(text, language):
    found = find_amounts(text, language)
    assert found == find_amounts(text, language)
    end = 0
    for amount in found:
        assert end <= amount.start < amount.end <= len(text)
        assert amount.value > 0
        assert amount.currency == "" or (len(amount.currency) == 3 and amount.currency.isupper())
        end = amount.end


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language in LANGUAGES for case in cases(language)],
    ids=lambda value: value["t"] if isinstance(value, dict) else value,
)
def test_amounts_of_our_own_sentences_are_read(language, case):
    assert told(case["t"], language) == case["e"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences_and_traps(language):
    known = cases(language)
    assert len(known) >= 60
    assert sum(not case["e"] for case in known) >= 8


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "quatre-vingt-dix-sept", [97]),
        ("fr", "soixante et onze", [71]),
        ("fr", "deux mille cinq cents", [2500]),
        ("fr", "mille milliards", [1e12]),
        ("fr", "un million deux cent mille", [1_200_000]),
        ("fr", "entre cent et deux cents millions", [100, 200e6]),
        ("fr", "entre un million et un milliard", [1e6, 1e9]),
        ("fr", "125.000,50 puis 12,345 puis 94.000 puis 0.125", [125_000.5, 12.345, 94_000, 0.125]),
        ("fr", "deux millions et demi", [2.5e6]),
        ("en", "two hundred and five", [205]),
        ("en", "twenty-five hundred", [2500]),
        ("en", "two and a half billion", [2.5e9]),
        ("en", "between one million and two million", [1e6, 2e6]),
        ("en", "between one hundred and two hundred million", [100, 200e6]),
        ("en", "12,34,567.89 then 1.5 then 94,000", [1_234_567.89, 1.5, 94_000]),
        ("en", "a quarter of a million", [250_000]),
        ("en", "thirteen forty-five", [13, 45]),
    ],
)
def test_numbers_are_read_in_words_and_digits(language, text, values):
    assert [found.value for found in numerals(folded(text), numbers(language))] == values


def test_a_noun_that_many_share_is_told_by_the_country_in_the_text_only():
    assert told("Il doit 500 pesos.", "fr") == [["500 pesos", 500.0, ""]]
    assert told("Au Mexique, il doit 500 pesos.", "fr") == [["500 pesos", 500.0, "MXN"]]
    assert told("Du Mexique au Chili, il doit 500 pesos.", "fr") == [["500 pesos", 500.0, ""]]


def test_cents_alone_leave_the_currency_open_and_with_dollars_are_part_of_them():
    assert told("It fell 50 cents.", "en") == [["50 cents", 50.0, ""]]
    assert told("It cost 3 dollars and 50 cents.", "en") == [["3 dollars and 50 cents", 3.5, "USD"]]


def test_the_lower_end_of_a_range_borrows_only_what_makes_it_lower():
    assert [value for _, value, _ in told("from $500 to $2 million", "en")] == [500.0, 2e6]
    assert [value for _, value, _ in told("from $5 to $6 million", "en")] == [5e6, 6e6]


WORDS = {
    "fr": "5 6,5 1 000 mille cent cents deux quatre-vingt un une et demi million milliards de d' à entre - dollars "
    "livres € $ US £ EUR USD Mds M k % francs euro couronnes suédoises centime Suisse pour ( ) , . \n",
    "en": "5 6.5 1,000 a hundred two twenty one and half million bn of to between - dollars pounds won marks "
    "€ $ US£ EUR USD K m % francs euro kronor Swedish cents Rs crore the for ( ) , . \n",
}


@given(st.sampled_from(LANGUAGES), st.data())
@settings(max_examples=examples(80), deadline=None)
def test_any_words_about_money_are_read_without_an_error(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split(" ")), max_size=14))
    check(data.draw(st.sampled_from([" ", "", "-"])).join(words), language)


@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
@settings(max_examples=examples(60), deadline=None)
def test_any_text_is_searched_for_money_without_an_error(language, text):
    check(text, language)


def test_amounts_in_an_unknown_language_are_refused():
    with pytest.raises(ValueError, match="'de'"):
        find_amounts("fünf Euro", "de")
