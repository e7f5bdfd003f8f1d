"""Whatever is read: errors of our own only, quotes that stand where they say, the same events every time."""

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.articles.model import Article, Proposal
from components.articles.proposals import propose
from components.articles.reading import read_bytes, read_text
from components.articles.sentences import sentences
from components.events.dates import bounds
from components.events.errors import WhowhenError
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE, ROLES, STANCES
from components.stores.folder import read_story
from tests.articles.scoring import LANGUAGES, cases
from tests.thorough import examples

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "data" / "ukraine-diplomacy"
TYPES = {*FAMILY_OF_TYPE, "other"}
PUBLISHED = st.none() | st.dates()
# Signs that look like others, join or split, change length with case, turn the direction, or stand for no character.
ODD = (
    *"\u00a0\u202f\u200b\u200d\u2028\u2029\u0301\ufeff\u202eİıßŉﬁǅſⅫ²½٣４＄€£¥«»“”’ʼ'\"…–—()[]{}%&#@\\/<>|~^`",
    *"\t\n\x0b\x1c\x85😀中国א\U0010ffff",
    *("", "\r\n", "\n\n", "👩‍🚀", "[", "({[", "...", "!?!", "24 h", "M.", "$", "1e999", "9" * 400, "-" * 50),
)
SEPARATORS = (" ", "  ", "\n", "\n\n", "", " – ", "; ", "…", " « ", "\u00a0")


@lru_cache(maxsize=1)
def the_story() -> Story:
    return read_story(STORY)


@lru_cache(maxsize=1)
def pool() -> tuple[str, ...]:
    """The sentences of our own articles, French and English."""
    texts = [case.article.text for language in LANGUAGES for case in cases(language)]
    texts += [file.read_text(encoding="utf-8") for file in sorted((STORY / "articles").glob("*.txt"))]
    return tuple(text[one.start : one.end] for text in texts for one in sentences(text))


def check(article: Article, story: Story | None = None) -> tuple[Proposal, ...]:
    """What holds of the proposals of any article."""
    found = propose(article, story)
    assert found == propose(article, story)
    for proposal in found:
        assert proposal.type in TYPES
        assert proposal.title.strip()
        assert proposal.claims
        assert proposal.evidence
        check_values(proposal)
        check_offsets(proposal, article.text)
    return found


def check_values(proposal: Proposal) -> None:
    if proposal.when:
        bounds(proposal.when)
    for claim in proposal.claims:
        assert claim.stance in STANCES
        if claim.asserted_on:
            bounds(claim.asserted_on)
    assert all(one.role in ROLES and one.name.strip() for one in proposal.participants)
    if proposal.amount is None:
        assert proposal.currency == ""
    else:
        assert 0 <= proposal.amount < float("inf")


def check_offsets(proposal: Proposal, text: str) -> None:
    for claim in proposal.claims:
        assert 0 <= claim.start_char < claim.end_char <= len(text)
        assert text[claim.start_char : claim.end_char] == claim.quote
        assert claim.quote.strip()
    for one in proposal.evidence:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()
    assert list(proposal.evidence) == sorted(proposal.evidence, key=lambda one: one.start)


def read(text: str, language: str | None, published: object) -> Article | None:
    """The article, or nothing where the reader refuses it in words."""
    try:
        return read_text(text, language=language, published=published)
    except WhowhenError:
        return None


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Real sentences of both languages with characters and words dropped, doubled, swapped or odd."""
    parts = [spoilt(draw, text) for text in draw(st.lists(st.sampled_from(pool()), min_size=1, max_size=4))]
    return draw(st.sampled_from(SEPARATORS)).join(parts)


def spoilt(draw: st.DrawFn, text: str) -> str:
    for _ in range(draw(st.integers(0, 3))):
        units = text.split(" ") if draw(st.booleans()) else list(text)
        glue = " " if len(units) < len(text) else ""
        at = draw(st.integers(0, max(len(units) - 1, 0)))
        how = draw(st.sampled_from(["drop", "double", "swap", "odd", "cut", "upper"]))
        text = glue.join(changed(draw, units, at, how))
    return text


def changed(draw: st.DrawFn, units: list[str], at: int, how: str) -> list[str]:
    if how == "drop":
        return units[:at] + units[at + 1 :]
    if how == "double":
        return units[: at + 1] + units[at:]
    if how == "swap":
        return units[:at] + units[at : at + 2][::-1] + units[at + 2 :]
    if how == "odd":
        return [*units[:at], draw(st.sampled_from(ODD)), *units[at:]]
    return units[:at] if how == "cut" else [unit.upper() for unit in units]


@given(mutated(), st.sampled_from(LANGUAGES), PUBLISHED)
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
def test_spoilt_sentences_are_read_without_an_error_and_quoted_where_they_stand(text, language, published):
    article = read(text, language, published)
    if article is not None:
        check(article)


@given(mutated(), PUBLISHED)
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
def test_spoilt_sentences_are_compared_with_a_story_without_an_error(text, published):
    article = read(text, "fr", published)
    if article is not None:
        check(article, the_story())


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), PUBLISHED)
@settings(max_examples=examples(60))
def test_any_text_is_read_or_refused_in_words(text, language, published):
    article = read(text, language, published)
    if article is not None:
        check(article)


@given(mutated() | st.text(max_size=200))
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
def test_the_language_of_any_text_is_told_or_the_text_refused_in_words(text):
    article = read(text, None, None)
    assert article is None or article.language in LANGUAGES


def page(text: str) -> bytes:
    """A page whose article is ``text``, markup and all."""
    head = '<html><head><title>News</title><meta property="article:published_time" content="2024-11-10"></head>'
    return f"{head}<body><article><p>{text}</p><p>{text}</p></article></body></html>".encode("utf-8", "surrogatepass")


CONTENT = (
    st.binary(max_size=300),
    mutated().map(lambda text: text.encode("utf-8", "surrogatepass")),
    mutated().map(lambda text: text.encode("cp1252", "replace")),
    mutated().map(page),
)


@given(st.one_of(*CONTENT), st.data())
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused_in_words(content, data):
    name = data.draw(st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.pdf", ""]))
    try:
        article = read_bytes(content, name)
    except WhowhenError:
        return
    check(article)


@given(st.lists(st.sampled_from(ODD), max_size=40), st.sampled_from(LANGUAGES))
@settings(max_examples=examples(40))
def test_odd_signs_alone_are_read_or_refused_in_words(signs, language):
    article = read("".join(signs), language, None)
    if article is not None:
        check(article)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_in_capitals_or_without_accents_is_still_read(language):
    for case in cases(language):
        for text in (case.article.text.upper(), case.article.text.lower(), case.article.text.replace(" ", "\u00a0")):
            check(Article(text, language, case.article.published))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_read_in_the_other_language_makes_no_error(language):
    for case in cases(language):
        check(Article(case.article.text, "en" if language == "fr" else "fr", case.article.published))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_quoted_where_it_stands_with_and_without_a_story(language):
    for case in cases(language):
        assert check(case.article)
        assert check(case.article, the_story())


PRINT = """
import sys
from tests.articles.test_reader_fuzz import proposed
sys.stdout.buffer.write(proposed())
"""


def proposed() -> bytes:
    """What is proposed for all cases, to the letter."""
    return b"\n".join(repr(propose(case.article)).encode() for language in LANGUAGES for case in cases(language))


def test_another_process_with_other_hashes_proposes_the_same():
    run = subprocess.run(
        [sys.executable, "-c", PRINT],
        capture_output=True,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1",
            "PYTHONPATH": str(ROOT),
        },
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert len(run.stdout) > 10_000
    assert run.stdout == proposed()
