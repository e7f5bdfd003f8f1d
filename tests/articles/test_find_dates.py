import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.dates import Anchor, DateMention, find_dates
from components.articles.dates.arithmetic import easter, nth_weekday, plus, plus_months, shifted
from components.articles.dates.edtf import write
from components.articles.dates.finder import READERS
from components.articles.dates.folding import folded
from components.articles.dates.grammar import grammar
from components.articles.dates.lexicon import LANGUAGES, load
from components.articles.dates.mention import Span, Unit
from components.events.dates import bounds, to_day
from tests.thorough import examples

HERE = Path(__file__).parent
D = datetime.date
TODAY = D(2024, 11, 10)


def cases(language):
    return tomllib.loads((HERE / f"dates_cases_{language}.toml").read_text(encoding="utf-8"))["cases"]


def told(case, language):
    published = D.fromisoformat(case["p"]) if case["p"] else None
    return [[mention.text, mention.when] for mention in find_dates(case["t"], published, language) if not mention.part]


def one(text, language="fr", published=TODAY, **more):
    (mention,) = find_dates(text, published, language, **more)
    return mention


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fewer_cases_are_right_than_the_baseline_says(language):
    known = cases(language)
    assert len(known) >= 150
    wrong = [(case["t"], told(case, language), case["e"]) for case in known if told(case, language) != case["e"]]
    share = 1 - len(wrong) / len(known)
    baseline = tomllib.loads((HERE / "dates_baseline.toml").read_text(encoding="utf-8"))[language]
    assert share >= baseline, "\n".join(map(str, wrong))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_agrees_with_the_bounds_that_the_story_reads_from_it(language):
    for case in cases(language):
        published = D.fromisoformat(case["p"]) if case["p"] else None
        for mention in find_dates(case["t"], published, language):
            read = bounds(mention.when)
            if mention.earliest is not None:
                assert read.earliest == to_day(mention.earliest), mention
            if mention.latest is not None:
                assert read.latest == to_day(mention.latest), mention
            assert (mention.when == "") == (mention.earliest is None and mention.latest is None)


def check(text, published, language):
    found = find_dates(text, published, language)
    assert found == find_dates(text, published, language)
    start = end = 0
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        if mention.part and mention.start >= end:
            assert mention.rule == "bare_year"  # the year of a name
        elif mention.part:
            assert start <= mention.start < mention.end <= end
        else:
            assert end <= mention.start < mention.end
            start, end = mention.start, mention.end
        assert mention.rule
        if mention.when:
            bounds(mention.when)
    return found


WORDS = {
    "fr": "le la du de en au entre et 1er 3 31 12 97 2014 1999 mars mai juin été lundi mardi dernier prochain fin mi- "
    "début il y a dans trois semaines mois ans depuis avant après jusqu'au d'ici la veille lendemain hier Noël "
    "premier trimestre siècle XIXe années 60 , . - / ( ) ’ a été sera 03/04/2015 9999 jour de l'investiture "
    "du scrutin l'élection deux vote Euro 2020",
    "en": "the of in on from to between and 1st 3 31 12 '97 2014 1999 March may June fall Monday Tues. last next late "
    "mid- early ago in three weeks months years since before after until by the day before yesterday Christmas "
    "first quarter century 19th 60s , . - / ( ) ’ was will 03/04/2015 9999 Inauguration Day this following "
    "eve vote summit two Expo 2020",
}
PUBLISHED = st.none() | st.dates() | st.sampled_from([D.min, D.max, TODAY, D(2024, 2, 29)])


@given(st.sampled_from(LANGUAGES), st.data(), PUBLISHED)
@settings(max_examples=examples(120), deadline=None)
def test_any_words_are_read_without_an_error(language, data, published):
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=14))
    check(" ".join(words), published, language)


@given(st.sampled_from(LANGUAGES), st.text(max_size=60), PUBLISHED)
@settings(max_examples=examples(80), deadline=None)
def test_any_text_is_read_without_an_error(language, text, published):
    check(text, published, language)


@pytest.mark.parametrize("published", [D.min, D.max, D(2024, 2, 29)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_read_on_the_edges_of_the_calendar(language, published):
    for case in cases(language):
        check(case["t"], published, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_a_lexicon_has_a_reader(language):
    assert set(load(language).rules) <= set(READERS)
    assert {rule.name for rules in grammar(language, ()).by_word.values() for rule in rules} <= set(READERS)


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'de'"):
        find_dates("gestern", TODAY, "de")


def test_an_anchor_of_the_story_dates_what_hangs_on_it():
    anchor = Anchor("accord de minsk", D(2014, 9, 5))
    mention = one("La ville tenait encore avant l'accord de Minsk.", anchors=[anchor])
    assert (mention.text, mention.when, mention.rule) == ("accord de Minsk", "../2014-09-04", "open:anchor")
    assert find_dates("Avant l'arrivée de Trump au pouvoir.", TODAY, "fr", anchors=[anchor]) == []


def test_an_interval_is_followed_by_its_two_ends():
    found = find_dates("Il fut maire de 2004 à 2009, puis en mars 2011.", TODAY, "fr")
    assert [(mention.text, mention.when, mention.part) for mention in found] == [
        ("de 2004 à 2009", "2004-01-01/2009-12-31", False),
        ("2004", "2004", True),
        ("2009", "2009", True),
        ("mars 2011", "2011-03", False),
    ]


def test_a_date_that_cannot_be_told_says_why():
    mention = one("Il a plu hier.", published=None)
    assert mention == DateMention("hier", 9, 13, "", None, None, "deictic:unresolved without a publication date")


@pytest.mark.parametrize("text", ["Le 30 février 2024, rien.", "Le 31/02/2024, rien."])
def test_days_that_do_not_exist_are_no_dates(text):
    assert all(mention.when in {"2024", "2024-02"} for mention in find_dates(text, TODAY, "fr"))


@pytest.mark.parametrize("text", ["Aujourd’hui", "AUJOURD'HUI", "aujourd\u02bchui"])
def test_apostrophes_and_case_make_no_difference(text):
    assert one(text).when == "2024-11-10"


def test_folding_keeps_the_length_of_a_text():
    text = "İstanbul, ÉTÉ – l’été ﬁn ǅ ß"
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (1999, 4, 4), (2038, 4, 25)]
)
def test_easter(year, month, day):
    assert easter(year) == D(year, month, day)


def test_calendar_arithmetic():
    assert plus_months(D(2024, 1, 31), 1) == D(2024, 2, 29)
    assert plus(D(2024, 2, 29), -1, Unit.YEAR) == D(2023, 2, 28)
    assert nth_weekday(D(2024, 11, 1), 3, 4) == D(2024, 11, 28)
    assert nth_weekday(D(2024, 5, 31), 0, -1) == D(2024, 5, 27)
    assert shifted(D(2024, 1, 15), -1, Unit.SEASON) == Span(D(2023, 9, 1), D(2023, 11, 30), Unit.SEASON)
    assert shifted(D(2024, 1, 15), -1, Unit.DECADE) == Span(D(2010, 1, 1), D(2019, 12, 31), Unit.DECADE)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(D(2024, 1, 1), None), "2024-01-01/.."),
        (Span(D(1960, 1, 1), D(1969, 12, 31), Unit.DECADE), "196X"),
        (Span(D(2023, 12, 1), D(2024, 2, 29), Unit.SEASON), "2023-24"),
        (Span(D(2024, 1, 1), D(2024, 1, 1), Unit.DAY, True), "2024-01-01~"),
    ],
)
def test_spans_as_edtf(span, text):
    assert write(span) == text


@pytest.mark.parametrize(
    ("language", "text", "words", "when"),
    [
        ("fr", "Il a démissionné au lendemain de l'élection.", "lendemain de l'élection", "2024-11-06"),
        ("fr", "Il a parlé la veille du scrutin.", "la veille du scrutin", "2024-11-04"),
        ("fr", "Il a parlé deux jours après l'élection.", "deux jours après l'élection", "2024-11-07"),
        ("en", "He resigned the day after the election.", "the day after the election", "2024-11-06"),
        ("en", "He spoke on the eve of the election.", "the eve of the election", "2024-11-04"),
        ("en", "He spoke two days before the election.", "two days before the election", "2024-11-03"),
    ],
)
def test_a_day_counted_from_an_event_of_the_story_is_told(language, text, words, when):
    anchors = [Anchor("election", D(2024, 11, 5)), Anchor("scrutin", D(2024, 11, 5))]
    mention = one(text, language, anchors=anchors)
    assert mention.when == when
    assert mention.text == words
    assert one(text, language).when == ""


@pytest.mark.parametrize("words", ["veille de ", "deux jours après la ", "mardi et ", "Aaa 2020 "])
def test_what_could_go_on_for_ever_is_read(words):
    check(words * 2000, TODAY, "fr")


def test_the_year_of_a_name_is_a_part_and_dates_nothing_else():
    found = find_dates("La mission Mars 2020, lancée en juillet, avance.", D(2021, 4, 22), "fr")
    assert [(mention.text, mention.when, mention.part) for mention in found] == [
        ("2020", "2020", True),
        ("juillet", "2020-07", False),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("June 11 weekend 2024 Day", ["11 weekend 2024"]),
        ("It rained on the last Day 1999 had.", ["the last Day 1999"]),
    ],
)
def test_words_before_a_date_never_make_it_overlap_another(text, told):
    assert [mention.text for mention in check(text, D(2024, 2, 29), "en")] == told
