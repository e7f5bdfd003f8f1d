"""The text of an article on its page: word for word, with the evidence of each event."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from components.app.dom import Node
from components.app.widgets.article_head import article_bar
from components.app.widgets.article_text import MOST, WHOLE, drawn_parts, spans_of, text_pane
from components.articles.model import Article
from tests.app.trees import article_scene, nodes_of, text_of
from tests.charts.proposals_made import ARTICLE, PHONED, PROPOSALS, TEXT, WON, claimed, found


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
    assert shown_text(text_pane(article_scene(), ARTICLE, PROPOSALS)) == "\n".join(filter(None, TEXT.split("\n")))


def test_every_piece_of_evidence_names_its_events_and_how_it_counts() -> None:
    pieces = {
        words: (css, attrs["data-of"]) for css, attrs, words in marked(text_pane(article_scene(), ARTICLE, PROPOSALS))
    }
    assert pieces["phoned"] == ("ww-ev ww-ev-event", "0")
    assert pieces["last Thursday"] == ("ww-ev ww-ev-date", "0")
    assert pieces["6 billion dollars"] == ("ww-ev ww-ev-rest", "3")
    assert pieces[" Bob Kern "] == ("ww-ev ww-ev-quote", "0")


def test_words_that_carry_two_events_name_both() -> None:
    both = (PHONED, replace(WON, evidence=(found("phoned"),), claims=(claimed("phoned", "asserts"),)))
    pieces = {words: attrs["data-of"] for _, attrs, words in marked(text_pane(article_scene(), ARTICLE, both))}
    assert pieces["phoned"] == "0 1"


def test_each_event_has_a_number_in_the_text_that_a_key_reaches() -> None:
    numbers = [
        node for node in nodes_of(text_pane(article_scene(), ARTICLE, PROPOSALS)) if node.css == "ww-number-mark"
    ]
    assert [node.tag for node in numbers] == ["button"] * len(PROPOSALS)
    assert sorted(text_of(node) for node in numbers) == ["1", "2", "3", "4", "5", "6"]
    assert {node.attrs["aria-label"] for node in numbers} >= {"1. Ann Berg phones Bob Kern"}


def test_a_text_of_a_million_characters_is_drawn_in_part_and_says_so() -> None:
    long = Article("word " * 200_000, "en")
    late = replace(PHONED, claims=(), evidence=(replace(found("phoned"), start=900_000, end=900_004),))
    tree = text_pane(article_scene(), long, (late,))
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


def test_markup_of_an_article_is_shown_as_it_is_written() -> None:
    text = "**Ann** <b>phoned</b> :smile: $x$ on 7 November."
    one = Article(text, "en", title="# <i>Title</i>")
    assert shown_text(text_pane(article_scene(), one, ())) == text
    assert text_of(article_bar(article_scene(), one)).startswith("# <i>Title</i>|")
