"""How an article comes to the page "Read an article", and what the page says when it cannot be read."""

import pytest

from components.app.actions import act
from components.app.articles import examples, read_example
from components.app.view import OWN, View, read
from components.app.widgets.article_form import example_list
from components.app.widgets.article_head import link_query
from components.app.widgets.article_words import article_words, error_text
from components.articles.reading import (
    FetchError,
    LanguageError,
    NoTextError,
    PublishedError,
    TooLargeError,
    read_url,
)
from components.events.errors import WhowhenError
from tests.app.pages import Open, ran, said
from tests.app.trees import acts_of, article_scene, scene, ukraine
from tests.charts.proposals_made import TEXT


def test_the_examples_are_the_texts_of_the_story_the_oldest_first() -> None:
    some = examples(ukraine())
    assert len(some) >= 7
    assert {one.language for one in some} == {"en", "fr"}
    assert [one.published for one in some] == sorted(one.published for one in some)
    article = read_example(some[0])
    assert article.language == some[0].language
    assert str(article.published) == some[0].published
    assert [one["id"] for one in acts_of(example_list(article_scene(), some))] == [one.name for one in some]
    assert example_list(article_scene(), ()) is None


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


def test_an_example_in_the_address_is_read_and_shown(open_page: Open) -> None:
    one = examples(ukraine())[0]
    shown = open_page({"page": "read", "article": one.name})
    assert one.title in said(shown, "article-bar")
    assert "in this article" in said(shown, "article-counts")
    assert said(shown, "article-cards")


@pytest.mark.parametrize("width", [1360, 800, 358])
def test_the_page_offers_a_text_a_file_an_address_and_examples(open_page: Open, width: int) -> None:
    shown = open_page({"page": "read", "lang": "fr"}, width=width)
    assert said(shown, "header").startswith("Lire un article|")
    assert [one.key for one in shown.text_area] == ["article-paste"]
    assert "Ou l’un de ceux que le récit conserve" in said(shown, "examples")
    shown.segmented_control(key="article-way").set_value("url")
    assert [one.key for one in ran(shown).text_input] == ["article-url"]


def test_a_pasted_text_that_cannot_be_read_stays_with_a_sentence_why(open_page: Open) -> None:
    shown = open_page({"page": "read"})
    german = "Der Präsident hat gestern mit dem Kanzler über den Haushalt des nächsten Jahres gesprochen."
    shown.text_area(key="article-paste").set_value(german)
    shown.button(key="article-read").click()
    assert "Only French and English are read" in said(ran(shown), "article-error")
    assert shown.text_area(key="article-paste").value == german
    assert "article" not in shown.query_params


def test_a_button_without_a_text_says_what_is_missing(open_page: Open) -> None:
    shown = open_page({"page": "read"})
    shown.button(key="article-read").click()
    assert "nothing to read yet" in said(ran(shown), "article-error")


def test_a_pasted_text_is_read_and_can_be_changed(open_page: Open) -> None:
    shown = open_page({"page": "read"})
    shown.text_area(key="article-paste").set_value(TEXT)
    shown.button(key="article-read").click()
    assert ran(shown).query_params == {"page": "read", "article": OWN}
    assert "phoned" in said(shown, "article-text")
    assert not shown.text_area
    del shown.query_params["article"]
    assert ran(shown).text_area(key="article-paste").value == TEXT


def test_an_example_that_is_not_there_is_named(open_page: Open) -> None:
    assert "keeps no article called nowhere" in said(open_page({"page": "read", "article": "nowhere"}), "article-error")


def test_an_own_text_of_another_session_shows_the_form(open_page: Open) -> None:
    shown = open_page({"page": "read", "article": OWN})
    assert shown.text_area(key="article-paste").value == ""
    assert said(shown, "article-error") is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/a", "http://127.0.0.1/", "http://me:pw@x.example/", "http://x.example:81/", "http:///a"],
)
def test_an_address_that_is_not_fetched_is_told_by_its_own_cause(language: str, address: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_url(address)
    told = error_text(caught.value, language)
    assert told == article_words(language)(f"errors.fetch.{caught.value.cause}", value=caught.value.value)
    assert "pw" not in told
