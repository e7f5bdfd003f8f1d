"""The page "Read an article": choose a text, see its evidence, and the events it tells beside it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.app.articles import Example, Reading, examples, read_example, reading_of
from components.app.draw import Do, put
from components.app.linking import linking, told_width
from components.app.scene import Scene, compose
from components.app.state import current_view, doing, go, page_width, scheme
from components.app.view import OWN, View
from components.app.widgets.article_cards import cards_pane
from components.app.widgets.article_chart import article_chart
from components.app.widgets.article_form import ERROR, KEPT, article_form, example_list, note
from components.app.widgets.article_head import article_bar, article_head, counts
from components.app.widgets.article_text import text_pane
from components.app.widgets.article_words import article_words, error_text
from components.app.widgets.notices import notices
from components.articles.model import Article
from components.events.errors import WhowhenError
from components.events.selection import Selection
from components.events.story import Story

CHOSEN, SHOWN = "read-chosen", "read-shown"
TEXT_SHARE = 0.45  # of a wide page: the rest is for the picture and the cards


def show_article(story: Story, names: list[str], missing: str = "") -> None:
    """Draw the page as the address asks; ``missing`` is a story that the address named in vain."""
    view, problems = current_view(story)
    if width := told_width():
        st.session_state["page_width"] = width
    scene = compose(view, story, scheme(), page_width())
    do = _doing(story)
    notices(scene, problems, missing, do)
    article_head(scene, names, do)
    article = _article(scene)
    if article is None:
        _choose(scene, do)
    else:
        with st.spinner(article_words(scene.language)("page.reading")):
            reading = reading_of(article, story)
        _result(scene, reading, do)
    linking(_chosen(article), scene.page)


def _doing(story: Story) -> Do:
    """What a click does: an event of the story opens there, one of the article is lit up, all else is as everywhere."""
    everywhere = doing(story)

    def do(message: Mapping[str, Any]) -> None:
        what, name = message.get("do"), str(message.get("id", ""))
        view = current_view(story)[0]
        if what == "choose":
            _choose_event(name)
        elif what == "event":
            go(View(story=view.story, lang=view.lang, selection=Selection(event=name or None)))
        else:
            everywhere(message)

    return do


def _article(scene: Scene) -> Article | None:
    """The article that the address names; ``None`` when it names none, or one that is not there (which is said)."""
    name, words = scene.view.article, article_words(scene.language)
    if name in ("", OWN):
        return st.session_state.get(KEPT) if name else None
    found = next((one for one in examples(scene.whole) if one.name == name), None)
    if found is None:
        st.session_state[ERROR] = words("form.no_demo", name=name)
        return None
    return _example(scene, found)


def _example(scene: Scene, example: Example) -> Article | None:
    words = article_words(scene.language)
    try:
        return read_example(example)
    except WhowhenError as error:
        st.session_state[ERROR] = error_text(error, scene.language)
    except OSError:
        st.session_state[ERROR] = words("form.unread", name=example.name)
    return None


def _choose(scene: Scene, do: Do) -> None:
    note(scene, do)
    wide = scene.layout == "wide"
    with st.container(horizontal=wide, gap=32 if wide else 20, key="article-choose"):
        with st.container(gap=10, key="article-form"):
            article_form(scene, do)
        with st.container(gap=10, key="article-examples", width=420 if wide else "stretch"):
            put(scene, "examples", example_list(scene, examples(scene.whole)), do)


def _result(scene: Scene, reading: Reading, do: Do) -> None:
    put(scene, "article-bar", article_bar(scene, reading.article), do)
    put(scene, "article-counts", counts(scene, reading), do)
    {"wide": _wide, "medium": _medium, "phone": _phone}[scene.layout](scene, reading, do)


def _wide(scene: Scene, reading: Reading, do: Do) -> None:
    if not reading.proposals:
        _text(scene, reading, do)
        return
    text = round(scene.page * TEXT_SHARE)
    with st.container(horizontal=True, gap=20, key="article-stage"):
        with st.container(width=text, key="article-left"):
            _text(scene, reading, do)
        with st.container(width="stretch", gap=8, key="article-right"):
            height = _chart(scene, reading, scene.page - text - 20)
            _cards(scene, reading, height, do)


def _medium(scene: Scene, reading: Reading, do: Do) -> None:
    if not reading.proposals:
        _text(scene, reading, do)
        return
    _chart(scene, reading, scene.page)
    with st.container(horizontal=True, gap=16, key="article-stage"):
        with st.container(width="stretch", key="article-left"):
            _text(scene, reading, do)
        with st.container(width="stretch", key="article-right"):
            _cards(scene, reading, 0, do)


def _phone(scene: Scene, reading: Reading, do: Do) -> None:
    if reading.proposals:
        _chart(scene, reading, scene.page)
    _text(scene, reading, do)
    if reading.proposals:
        _cards(scene, reading, 0, do)


def _chart(scene: Scene, reading: Reading, width: int) -> int:
    return article_chart(scene, reading, _chosen(reading.article), width, _choose_event)


def _cards(scene: Scene, reading: Reading, above: int, do: Do) -> None:
    put(scene, "article-cards", cards_pane(scene, reading, above), do)


def _text(scene: Scene, reading: Reading, do: Do) -> None:
    put(scene, "article-text", text_pane(scene, reading.article, reading.proposals), do)


def _choose_event(name: str) -> None:
    """Remember which event of the article the reader chose; "" for none. It holds for one article."""
    st.session_state[CHOSEN] = int(name) if name.isdecimal() else None


def _chosen(article: Article | None) -> int | None:
    if st.session_state.get(SHOWN) != article:
        st.session_state[SHOWN] = article
        st.session_state[CHOSEN] = None
    found: int | None = st.session_state.get(CHOSEN)
    return found
