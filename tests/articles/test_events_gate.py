"""How good the events read out of our own articles are, against ``events_baseline.toml``; see ``scoring.py``."""

from collections import Counter
from dataclasses import replace

import pytest

from components.articles.model import Article, ClaimFound, Participant, Proposal
from components.events.dates import bounds
from components.events.vocabulary import FAMILY_OF_TYPE
from components.stores.folder import read_story
from tests.articles.scoring import (
    DEMO,
    LANGUAGES,
    MEASURES,
    SETS,
    STANCE_OF,
    Case,
    Gold,
    baseline,
    cases,
    counted,
    differences,
    measured,
    same_name,
    scores,
    told,
)


@pytest.mark.parametrize("name", SETS)
def test_no_score_falls_below_its_baseline(name: str) -> None:
    pairs, least = told(name), baseline()[name]
    found = measured(pairs)
    assert set(least) == set(MEASURES)
    fallen = {one: (found[one], least[one]) for one in MEASURES if found[one] < least[one]}
    lines = [f"{case.article.name}: {line}" for case, proposals in pairs for line in differences(case, proposals)]
    assert not fallen, "\n".join([str(fallen), *lines])


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_25_cases_or_more_in_each_language_of_two_to_eight_sentences(language: str) -> None:
    known = cases(language)
    assert len(known) >= 25
    assert len({case.article.name for case in known}) == len({case.article.text for case in known}) == len(known)
    for case in known:
        assert 2 <= case.article.text.count(". ") + 1 <= 8, case.article.name
        assert any(gold.core for gold in case.events), case.article.name


@pytest.mark.parametrize("name", SETS)
def test_the_gold_speaks_the_words_of_the_field(name: str) -> None:
    for gold in (gold for case in cases(name) for gold in case.events):
        assert set(gold.types) <= {*FAMILY_OF_TYPE, "other"}, gold
        assert gold.stance in {"asserts", "reported", "denied", "planned", "hypothetical"}, gold
        assert (gold.amount is None) == (gold.currency == ""), gold
        assert gold.types[0] != "statement" or gold.speaker or gold.stance == "reported", gold
        for when in filter(None, gold.whens):
            bounds(when)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_but_a_few_occurs(language: str) -> None:
    types = {gold.types[0] for case in cases(language) for gold in case.events}
    assert {"call", "meeting", "election", "aid", "sanction", "strike", "legal", "launch", "accident", "vote"} <= types
    assert {"appointment", "inauguration", "statement", "report", "denial", "proposal", "agreement"} <= types
    assert {"protest", "movement", "other"} <= types


def ideal(gold: Gold, case: Case) -> Proposal:
    """The proposal that is right in every field."""
    quote = case.article.text[gold.start : gold.end]
    stance = STANCE_OF.get(gold.stance, "asserts")
    claim = ClaimFound(gold.speaker, stance, quote, gold.start, gold.end, anonymous=gold.anonymous)
    actors = tuple(Participant("", name) for name in gold.actors)
    return Proposal("", gold.whens[0], gold.types[0], actors, (claim,), amount=gold.amount, currency=gold.currency)


@pytest.fixture(params=SETS)
def known(request: pytest.FixtureRequest) -> tuple[Case, ...]:
    return cases(request.param)


def test_who_proposes_the_gold_has_full_scores(known: tuple[Case, ...]) -> None:
    sums = sum((counted(case, [ideal(gold, case) for gold in case.events]) for case in known), Counter[str]())
    assert scores(sums) == dict.fromkeys(MEASURES, 1.0)
    assert [line for case in known for line in differences(case, [ideal(gold, case) for gold in case.events])] == []


def test_who_proposes_nothing_has_no_scores(known: tuple[Case, ...]) -> None:
    sums = sum((counted(case, []) for case in known), Counter[str]())
    assert scores(sums) == dict.fromkeys(MEASURES, 0.0)


@pytest.mark.parametrize(
    ("measure", "wrong"),
    [
        ("date", {"when": "1066"}),
        ("type", {"type": "launch"}),
        ("amount", {"currency": "XXX"}),
        ("actor_f1", {"participants": (Participant("", "Nobody"),)}),
    ],
)
def test_one_wrong_field_lowers_its_score_only(known: tuple[Case, ...], measure: str, wrong: dict[str, object]) -> None:
    sums = Counter[str]()
    for case in known:
        right = [ideal(gold, case) for gold in case.events]
        sums += counted(case, [replace(right[0], **wrong), *right[1:]])
    lower = {name for name, value in scores(sums).items() if value < 1} - {"core_recall", "recall", "precision"}
    assert measure in lower or measure == "amount"
    assert lower <= {measure}


def test_an_event_proposed_twice_costs_precision(known: tuple[Case, ...]) -> None:
    (case, *_) = known
    told = [ideal(gold, case) for gold in case.events]
    found = scores(counted(case, [*told, told[0]]))
    assert found["recall"] == 1
    assert found["precision"] == round(len(told) / (len(told) + 1), 3)


def test_a_proposal_about_another_sentence_matches_nothing() -> None:
    (case, *_) = cases("fr")
    far = replace(ideal(case.events[0], case).claims[0], start_char=len(case.article.text), end_char=10**6)
    assert counted(case, [replace(ideal(case.events[0], case), claims=(far,))])["paired"] == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Poutine", "Vladimir Poutine", True),
        ("Enrique Pena Nieto", "Peña Nieto", True),
        ("gouvernement colombien", "Gouvernement", True),
        ("Suède", "Norvège", False),
        ("", "Norvège", False),
        ("…", "…", False),
    ],
)
def test_names_agree_by_their_last_word_or_all_their_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_each_text_that_the_story_keeps_has_a_case_with_its_day_and_language() -> None:
    sources = read_story(DEMO).sources.query("text != ''")
    kept = set(sources[["text", "published", "language"]].itertuples(index=False, name=None))
    articles = [case.article for case in cases("demo")]
    assert {(one.name, one.published.isoformat(), one.language) for one in articles if one.published} == kept


def test_a_case_is_an_article_with_its_day_given() -> None:
    for article in (case.article for case in cases("en")):
        assert isinstance(article, Article)
        assert (article.language, article.published_from) == ("en", "given")
        assert article.text == article.text.strip()
