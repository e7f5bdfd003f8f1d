"""The events that an article tells, on their cards, in the tray and in the counts of the page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.app.articles import MOST_EVENTS, Reading, reading_of
from components.app.dom import Node
from components.app.widgets.article_cards import LONGEST_QUOTE, cards_pane, undated_tray
from components.app.widgets.article_head import article_bar, counts
from components.app.widgets.article_words import reason_text
from components.articles.model import Article, Proposal, Reason
from components.events.words import load_words
from tests.app.trees import acts_of, article_scene, nodes_of, text_of, ukraine
from tests.charts.proposals_made import ARTICLE, CALL, PHONED, PROPOSALS, SILENT

REASONS = Path(__file__).parents[2] / "components" / "articles"


def reading(proposals: tuple[Proposal, ...], total: int = 0) -> Reading:
    return Reading(ARTICLE, proposals, total or len(proposals))


def cards(proposals: tuple[Proposal, ...] = PROPOSALS, total: int = 0, **more: Any) -> Node:
    return cards_pane(article_scene(**more), reading(proposals, total), 200)


def test_a_card_tells_date_kind_status_and_who_did_what_to_whom() -> None:
    told = text_of(cards()).replace("|", "")
    assert "1Ann Berg phones Bob KernThu 7 Nov 2024 · call · disputedAnn Berg → Bob Kern" in told
    assert "before 20 Jan 2025 · aid · planned" in told
    assert "Amount $6B" in told
    assert "Place Geneva" in told
    assert "no date in the text · statement" in told


def test_a_card_tells_who_says_so_how_and_in_which_words() -> None:
    told = text_of(cards((PHONED,))).replace("|", "")
    assert "Harbour Post says yes · 10 Nov 2024“On Sunday the Harbour Post" in told
    assert "unnamed sources says yes · via Harbour Post · carefully worded" in told
    assert "Kern's office denies" in told
    signs = [node.glyph for node in nodes_of(cards((PHONED,))) if node.glyph.startswith("claim-")]
    assert signs == ["claim-for", "claim-for-hedged", "claim-against"]


def test_what_the_timeline_has_leads_there_and_what_it_lacks_is_new() -> None:
    tree = cards((PHONED, SILENT), lang="fr")
    assert {"do": "event", "id": CALL} in acts_of(tree)
    told = text_of(tree)
    assert "Dans la chronologie (ressemblance 0,91) : |Appel Trump-Poutine rapporté par la presse" in told
    assert "Nouveau pour la chronologie" in told


def test_reasons_are_folded_and_told_in_the_language_of_the_page() -> None:
    details = [node for node in nodes_of(cards(lang="fr")) if node.tag == "details"]
    assert len(details) == 1
    assert "open" not in details[0].attrs
    assert text_of(details[0]).startswith("Pourquoi : 3 raisons|« phoned » indique : appel|")
    assert "même date : 7 nov. 2024" in text_of(details[0])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("catalogue", ["", "match"])
def test_every_reason_there_is_can_be_told(language: str, catalogue: str) -> None:
    current, group = article_scene(lang=language), "match" if catalogue else "reasons"
    values = dict.fromkeys(
        [
            "words",
            "type",
            "object",
            "verb",
            "rule",
            "name",
            "word",
            "noun",
            "names",
            "their_name",
            "when",
            "their_when",
            "their_type",
            "place",
            "title",
        ],
        "x",
    )
    for key in load_words(REASONS, language, catalogue).entry(group):
        assert reason_text(current, Reason(key, {**values, "n": 2}), of_match=bool(catalogue))


def test_events_without_a_date_are_in_the_tray_and_the_tray_stays_small() -> None:
    assert undated_tray(article_scene(), PROPOSALS[:2]) is None
    assert (
        text_of(undated_tray(article_scene(), PROPOSALS))
        == "Without a date in the text:|6 A spokesman declines to comment"
    )
    assert text_of(undated_tray(article_scene(), (SILENT,) * 14)).endswith("and 4 more")


def test_of_very_many_events_the_first_are_compared_and_shown_and_the_page_says_so() -> None:
    days = " ".join(
        f"Donald Trump phoned Vladimir Putin on {day} March 2025. Then they were silent.\n" for day in range(1, 32)
    )
    article = Article("".join(days.replace("2025", str(year)) for year in range(1990, 2000)), "en")
    some = reading_of(article, ukraine())
    assert len(some.proposals) == MOST_EVENTS < some.total
    assert f"The article tells {some.total} events. The first 100 are shown." in text_of(
        cards_pane(article_scene(), some, 0)
    )
    assert f"{some.total} events in this article|, of the first 100: |" in text_of(counts(article_scene(), some))


def test_a_quote_as_long_as_a_page_is_cut() -> None:
    long = replace(PHONED, claims=(replace(PHONED.claims[0], quote="word " * 500),))
    assert max(len(text_of(node)) for node in nodes_of(cards((long,))) if node.css == "ww-quote") <= LONGEST_QUOTE + 3


def test_the_sentence_counts_what_the_timeline_has() -> None:
    told = text_of(counts(article_scene(), reading(PROPOSALS))).replace("|", "")
    assert told == "6 events in this article: 1 the timeline has, 1 it perhaps has, 4 are new."
    assert "Aucun événement" in text_of(counts(article_scene(lang="fr"), reading(())))


def test_without_a_day_of_publication_the_page_says_what_that_means() -> None:
    bar = article_bar(article_scene(), replace(ARTICLE, published=None, published_from=""))
    assert "stay without a date" in text_of(bar)
    assert {"do": "article", "id": ""} in acts_of(bar)
    dateline = article_bar(article_scene(lang="fr"), replace(ARTICLE, published_from="dateline"))
    assert "10 novembre 2024, selon l’en-tête" in text_of(dateline)
