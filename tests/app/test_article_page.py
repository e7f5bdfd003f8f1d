"""The page "Read an article": what it shows of a text and of the events it tells, and what it says when it cannot."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.app.actions import act
from components.app.articles import MOST_EVENTS, Reading, examples, read_example, reading_of
from components.app.dom import Node
from components.app.scene import Scene
from components.app.view import OWN, View, read
from components.app.widgets.article_cards import LONGEST_QUOTE, cards_pane, undated_tray
from components.app.widgets.article_form import example_list
from components.app.widgets.article_head import article_bar, counts, link_query
from components.app.widgets.article_text import MOST, WHOLE, drawn_parts, spans_of, text_pane
from components.app.widgets.article_words import error_text, reason_text
from components.articles.model import Article, Proposal, Reason
from components.articles.reading import FetchError, LanguageError, NoTextError, PublishedError, TooLargeError
from components.events.errors import WhowhenError
from components.events.words import load_words
from tests.app.test_page import Open, open_page, ran, said  # noqa: F401 (the fixture)
from tests.app.trees import acts_of, nodes_of, scene, text_of, ukraine
from tests.charts.proposals_made import ARTICLE, CALL, PHONED, PROPOSALS, SILENT, TEXT, WON, claimed, found

REASONS = Path(__file__).parents[2] / "components" / "articles"


def page(**more: Any) -> Scene:
    return scene(page=1360, article="x", **more)


def reading(proposals: tuple[Proposal, ...], total: int = 0) -> Reading:
    return Reading(ARTICLE, proposals, total or len(proposals))


def cards(proposals: tuple[Proposal, ...] = PROPOSALS, total: int = 0, **more: Any) -> Node:
    return cards_pane(page(**more), reading(proposals, total), 200)


def marked(tree: Node) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """The class, attributes and words of the pieces of evidence in a text."""
    for node in nodes_of(tree):
        if "ww-ev" in node.css.split():
            yield node.css, node.attrs, text_of(node)


def shown_text(tree: Node) -> str:
    """The article as the page shows it, without the numbers of its events."""
    paragraphs = [node for node in nodes_of(tree) if node.tag == "p" and not node.css]
    return "\n".join(
        "".join(
            child if isinstance(child, str) else "" if child.tag == "button" else text_of(child)
            for child in one.children
        )
        for one in paragraphs
    )


def test_the_text_is_shown_word_for_word() -> None:
    assert shown_text(text_pane(page(), ARTICLE, PROPOSALS)) == "\n".join(filter(None, TEXT.split("\n")))


def test_every_piece_of_evidence_names_its_events_and_how_it_counts() -> None:
    pieces = {words: (css, attrs["data-of"]) for css, attrs, words in marked(text_pane(page(), ARTICLE, PROPOSALS))}
    assert pieces["phoned"] == ("ww-ev ww-ev-event", "0")
    assert pieces["last Thursday"] == ("ww-ev ww-ev-date", "0")
    assert pieces["6 billion dollars"] == ("ww-ev ww-ev-rest", "3")
    assert pieces[" Bob Kern "] == ("ww-ev ww-ev-quote", "0")


def test_words_that_carry_two_events_name_both() -> None:
    both = (PHONED, replace(WON, evidence=(found("phoned"),), claims=(claimed("phoned", "asserts"),)))
    pieces = {words: attrs["data-of"] for _, attrs, words in marked(text_pane(page(), ARTICLE, both))}
    assert pieces["phoned"] == "0 1"


def test_each_event_has_a_number_in_the_text_that_a_key_reaches() -> None:
    numbers = [node for node in nodes_of(text_pane(page(), ARTICLE, PROPOSALS)) if node.css == "ww-number-mark"]
    assert [node.tag for node in numbers] == ["button"] * len(PROPOSALS)
    assert sorted(text_of(node) for node in numbers) == ["1", "2", "3", "4", "5", "6"]
    assert {node.attrs["aria-label"] for node in numbers} >= {"1. Ann Berg phones Bob Kern"}


def test_a_text_of_a_million_characters_is_drawn_in_part_and_says_so() -> None:
    long = Article("word " * 200_000, "en")
    late = replace(PHONED, claims=(), evidence=(replace(found("phoned"), start=900_000, end=900_004),))
    tree = text_pane(page(), long, (late,))
    told = text_of(tree)
    assert len(told) < MOST
    assert "The article has 1,000,000 characters." in told
    assert [attrs["data-of"] for _, attrs, _ in marked(tree)] == ["0"]


@pytest.mark.parametrize(
    "text", ["x" * 300_000, "word " * 60_000, "line\n" * 60_000], ids=["letters", "words", "lines"]
)
def test_what_is_drawn_of_a_long_text_is_bounded_and_in_order(text: str) -> None:
    spans = spans_of(
        [
            replace(PHONED, claims=(), evidence=(replace(found("phoned"), start=n, end=n + 6),))
            for n in range(0, 290_000, 700)
        ]
    )
    parts = drawn_parts(text, spans)
    assert parts[0][0] == 0
    assert WHOLE <= sum(end - start for start, end in parts) <= MOST
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(parts))


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
    assert "Sur la chronologie (ressemblance 0,91) : |Appel Trump-Poutine rapporté par la presse" in told
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
    current, group = page(lang=language), "match" if catalogue else "reasons"
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
    assert undated_tray(page(), PROPOSALS[:2]) is None
    assert text_of(undated_tray(page(), PROPOSALS)) == "Without a date in the text:|6 A spokesman declines to comment"
    assert text_of(undated_tray(page(), (SILENT,) * 14)).endswith("and 4 more")


def test_of_very_many_events_the_first_are_compared_and_shown_and_the_page_says_so() -> None:
    days = " ".join(
        f"Donald Trump phoned Vladimir Putin on {day} March 2025. Then they were silent.\n" for day in range(1, 32)
    )
    article = Article("".join(days.replace("2025", str(year)) for year in range(1990, 2000)), "en")
    some = reading_of(article, ukraine())
    assert len(some.proposals) == MOST_EVENTS < some.total
    assert f"The article tells {some.total} events. The first 100 are shown." in text_of(cards_pane(page(), some, 0))
    assert f"{some.total} events in this article|, of the first 100: |" in text_of(counts(page(), some))


def test_a_quote_as_long_as_a_page_is_cut() -> None:
    long = replace(PHONED, claims=(replace(PHONED.claims[0], quote="word " * 500),))
    assert max(len(text_of(node)) for node in nodes_of(cards((long,))) if node.css == "ww-quote") <= LONGEST_QUOTE + 3


def test_the_sentence_counts_what_the_timeline_has() -> None:
    told = text_of(counts(page(), reading(PROPOSALS))).replace("|", "")
    assert told == "6 events in this article: 1 the timeline has, 1 it perhaps has, 4 are new."
    assert "Aucun événement" in text_of(counts(page(lang="fr"), reading(())))


def test_without_a_day_of_publication_the_page_says_what_that_means() -> None:
    bar = article_bar(page(), replace(ARTICLE, published=None, published_from=""))
    assert "stay without a date" in text_of(bar)
    assert {"do": "article", "id": ""} in acts_of(bar)
    dateline = article_bar(page(lang="fr"), replace(ARTICLE, published_from="dateline"))
    assert "10 novembre 2024, selon l’en-tête" in text_of(dateline)


def test_markup_of_an_article_is_shown_as_it_is_written() -> None:
    text = "**Ann** <b>phoned</b> :smile: $x$ on 7 November."
    one = Article(text, "en", title="# <i>Title</i>")
    assert shown_text(text_pane(page(), one, ())) == text
    assert text_of(article_bar(page(), one)).startswith("# <i>Title</i>|")


def test_the_examples_are_the_texts_of_the_story_the_oldest_first() -> None:
    some = examples(ukraine())
    assert len(some) >= 7
    assert {one.language for one in some} == {"en", "fr"}
    assert [one.published for one in some] == sorted(one.published for one in some)
    article = read_example(some[0])
    assert article.language == some[0].language
    assert str(article.published) == some[0].published
    assert [one["id"] for one in acts_of(example_list(page(), some))] == [one.name for one in some]
    assert example_list(page(), ()) is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "error",
    [
        NoTextError("the text", "empty, it holds no text", "", "x"),
        TooLargeError("a.html", "larger than an article:", "6,000,000 bytes", "x"),
        LanguageError("the text", "its language seems to be", "German (de)", "x"),
        PublishedError("the text", "no day", "soon", "x"),
        FetchError("http://a.example/", "the server answers", "404 Not Found", "x"),
        WhowhenError("something else"),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else one,
)
def test_every_failure_is_a_sentence_in_the_language_of_the_reader(error: WhowhenError, language: str) -> None:
    told = error_text(error, language)
    assert told.endswith(".")
    assert "--lang" not in told
    assert ("German" in told, "allemand" in told) == (
        ("German" in str(error), False) if language == "en" else (False, "German" in str(error))
    )
    assert "404" not in told or language == "en"


def test_the_link_to_share_names_an_example_and_never_the_readers_own_text() -> None:
    assert "article=x" in link_query(scene(article="x"))
    assert "article" not in link_query(scene(article=OWN))


def test_the_page_and_its_article_are_in_the_address_and_leave_it_with_the_page() -> None:
    reader = View(page="read", article="a-text")
    assert reader.to_query() == {"page": ["read"], "article": ["a-text"]}
    assert read(reader.to_query(), ukraine())[0] == reader
    assert act(reader, {"do": "page", "id": "story"}) == View()
    assert act(View(), {"do": "article", "id": "b"}) == View(page="read", article="b")
    assert act(reader, {"do": "article", "id": ""}) == View(page="read")
    assert act(reader, {"do": "article", "id": "../secret"}) == reader
    assert act(reader, {"do": "page", "id": "elsewhere"}) == reader
    assert act(reader, {"do": "story", "id": "t"}) == View(story="t", page="read")


def test_an_example_in_the_address_is_read_and_shown(open_page: Open) -> None:  # noqa: F811
    one = examples(ukraine())[0]
    shown = open_page({"page": "read", "article": one.name})
    assert one.title in said(shown, "article-bar")
    assert "in this article" in said(shown, "article-counts")
    assert said(shown, "article-cards")


@pytest.mark.parametrize("width", [1360, 800, 358])
def test_the_page_offers_a_text_a_file_an_address_and_examples(open_page: Open, width: int) -> None:  # noqa: F811
    shown = open_page({"page": "read", "lang": "fr"}, width=width)
    assert said(shown, "header").startswith("Lire un article|")
    assert [one.key for one in shown.text_area] == ["article-paste"]
    assert "Ou essayez l’un de ceux-ci" in said(shown, "examples")
    shown.segmented_control(key="article-way").set_value("url")
    assert [one.key for one in ran(shown).text_input] == ["article-url"]


def test_a_pasted_text_that_cannot_be_read_stays_with_a_sentence_why(open_page: Open) -> None:  # noqa: F811
    shown = open_page({"page": "read"})
    german = "Der Präsident hat gestern mit dem Kanzler über den Haushalt des nächsten Jahres gesprochen."
    shown.text_area(key="article-paste").set_value(german)
    shown.button(key="article-read").click()
    assert "Only French and English are read" in said(ran(shown), "article-error")
    assert shown.text_area(key="article-paste").value == german
    assert "article" not in shown.query_params


def test_a_button_without_a_text_says_what_is_missing(open_page: Open) -> None:  # noqa: F811
    shown = open_page({"page": "read"})
    shown.button(key="article-read").click()
    assert "nothing to read yet" in said(ran(shown), "article-error")


def test_a_pasted_text_is_read_and_can_be_changed(open_page: Open) -> None:  # noqa: F811
    shown = open_page({"page": "read"})
    shown.text_area(key="article-paste").set_value(TEXT)
    shown.button(key="article-read").click()
    assert ran(shown).query_params == {"page": "read", "article": OWN}
    assert "phoned" in said(shown, "article-text")
    assert not shown.text_area
    del shown.query_params["article"]
    assert ran(shown).text_area(key="article-paste").value == TEXT


def test_an_example_that_is_not_there_is_named(open_page: Open) -> None:  # noqa: F811
    assert "no example called nowhere" in said(open_page({"page": "read", "article": "nowhere"}), "article-error")


def test_an_own_text_of_another_session_shows_the_form(open_page: Open) -> None:  # noqa: F811
    shown = open_page({"page": "read", "article": OWN})
    assert shown.text_area(key="article-paste").value == ""
    assert said(shown, "article-error") is None
