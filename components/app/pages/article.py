"""The page "Read an article": choose a text, see its evidence, and the events it tells beside it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.app import kept_reviews, reviewing, who
from components.app.articles import Example, Reading, examples, read_example, reading_of
from components.app.draw import Do, put
from components.app.kept_reviews import DRAFT
from components.app.limiting.reading import LaterError
from components.app.linking import linking, told_width
from components.app.reviewing import Review, review_of
from components.app.scene import Scene, compose
from components.app.state import current_view, doing, go, page_width, scheme
from components.app.view import OWN, View
from components.app.widgets.article_cards import cards_pane
from components.app.widgets.article_chart import article_chart
from components.app.widgets.article_form import ERROR, KEPT, article_form, example_list, note, remember
from components.app.widgets.article_head import article_bar, article_head, counts
from components.app.widgets.article_text import text_pane
from components.app.widgets.article_words import article_words, error_text
from components.app.widgets.notices import notices
from components.app.widgets.review.bar import review_bar
from components.app.widgets.review.dialogs import dialog
from components.app.widgets.review.drafts import drafts_list
from components.app.widgets.review.known import forget_saved, known_note, trouble
from components.app.widgets.review.words import review_words
from components.articles.model import Article
from components.articles.review import known_before
from components.events.errors import WhowhenError
from components.events.selection import Selection
from components.events.story import Story

CHOSEN, SHOWN = "read-chosen", "read-shown"
TEXT_SHARE = 0.45  # of a wide page: the rest is for the picture and the cards


def show(story: Story, names: list[str], missing: str = "") -> None:
    """Draw the page as the address asks; ``missing`` is a story that the address named in vain."""
    view, problems = current_view(story)
    if width := told_width():
        st.session_state["page_width"] = width
    scene = compose(view, story, scheme(), page_width())
    do = _doing(story)
    notices(scene, problems, missing, do)
    article_head(scene, names, do)
    reading = _reading(scene)
    if reading is None:
        _choose(scene, do)
    else:
        _reviewed(scene, reading)
    linking(None if reading is None else _chosen(reading.article), scene.page)


def _reviewed(scene: Scene, reading: Reading) -> None:
    """The article and its events, to be reviewed by who may edit."""
    review = review_of(scene.whole, reading)
    do = _doing(scene.whole, review)
    forget_saved(review)
    _result(scene, review.reading if review else reading, review, do)
    if review:
        dialog(scene, review)


def _doing(story: Story, review: Review | None = None) -> Do:
    """What a click does: an event of the story opens there, one of the article is lit up, all else is as everywhere.

    What decides in a ``review`` is done there; the address then names the draft, so that a reload finds it.
    """
    everywhere = doing(story)

    def do(message: Mapping[str, Any]) -> None:
        what, name = message.get("do"), str(message.get("id", ""))
        view = current_view(story)[0]
        if what == "choose":
            _choose_event(name)
        elif what == "part" and review is not None:
            _turn(review, name)
        elif what == "review":
            if review is not None and reviewing.act(review, name):
                _name_draft(review)
        elif what == "event":
            go(View(story=view.story, lang=view.lang, selection=Selection(event=name or None)))
        else:
            everywhere(message)

    return do


def _name_draft(review: Review) -> None:
    """A text that the reader brought along is found again by its draft only."""
    view = current_view(review.story)[0]
    if view.article == OWN and kept_reviews.TROUBLE not in st.session_state:
        go(replace(view, article=kept_reviews.name_of(review.draft.article, review.draft.part)))


def _turn(review: Review, part: str) -> None:
    """Another part of an article of very many events, each of which is reviewed by itself."""
    article, view = review.draft.article, current_view(review.story)[0]
    reviewing.turn_to(article, part)
    _choose_event("")
    if view.article.startswith(DRAFT):
        st.session_state[KEPT] = article
        go(replace(view, article=OWN))


def _reading(scene: Scene) -> Reading | None:
    """What the article that the address names tells; ``None`` when it names none, or one that is not there."""
    name = scene.view.article
    if name.startswith(DRAFT) and (found := kept_reviews.article_of(scene.whole, name)):
        remember(found.article)
        return found
    article = _article(scene)
    if article is None:
        return None
    try:
        with st.spinner(article_words(scene.language)("page.reading")):
            return reading_of(article, scene.whole, reviewing.part_of(article))
    except LaterError as error:
        st.session_state[ERROR] = error.told(scene.language)
        return None


def _article(scene: Scene) -> Article | None:
    """The article that the address names; ``None`` when it names none, or one that is not there (which is said)."""
    name, words = scene.view.article, article_words(scene.language)
    own: Article | None = st.session_state.get(KEPT)
    if name in ("", OWN):
        return own if name else None
    found = next((one for one in examples(scene.whole) if one.name == name), None)
    if found is not None:
        return _example(scene, found)
    if name.startswith(DRAFT):
        if own is not None and kept_reviews.name_of(own) == name:
            return own  # its draft was discarded, or could not be kept
        st.session_state.setdefault(ERROR, review_words(scene.language)("trouble.no_draft"))
        return None
    st.session_state[ERROR] = words("form.no_demo", name=name)
    return None


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
    put(scene, "review-said", trouble(scene), do)
    if who.person().may_edit:
        drafts_list(scene, do)
    wide = scene.layout == "wide"
    with st.container(horizontal=wide, gap=32 if wide else 20, key="article-choose"):
        with st.container(gap=10, key="article-form"):
            article_form(scene, do)
        with st.container(gap=10, key="article-examples", width=420 if wide else "stretch"):
            put(scene, "examples", example_list(scene, examples(scene.whole)), do)


def _result(scene: Scene, reading: Reading, review: Review | None, do: Do) -> None:
    article = reading.article
    put(scene, "article-bar", article_bar(scene, article), do)
    put(scene, "review-said", trouble(scene), do)
    known = review.known if review else known_before(article, scene.whole)
    told = known if known and (review or known.events) else None  # of a reader an article asks nothing
    put(scene, "review-known", known_note(scene, told), do)
    put(scene, "article-counts", counts(scene, reading), do)
    if review and reading.proposals:
        review_bar(scene, review, lambda: _name_draft(review), do)
    {"wide": _wide, "medium": _medium, "phone": _phone}[scene.layout](scene, reading, review, do)


def _wide(scene: Scene, reading: Reading, review: Review | None, do: Do) -> None:
    if not reading.proposals:
        _text(scene, reading, review, do)
        return
    text = round(scene.page * TEXT_SHARE)
    with st.container(horizontal=True, gap=20, key="article-stage"):
        with st.container(width=text, key="article-left"):
            _text(scene, reading, review, do)
        with st.container(width="stretch", gap=8, key="article-right"):
            height = _chart(scene, reading, scene.page - text - 20)
            _cards(scene, reading, review, height, do)


def _medium(scene: Scene, reading: Reading, review: Review | None, do: Do) -> None:
    if not reading.proposals:
        _text(scene, reading, review, do)
        return
    _chart(scene, reading, scene.page)
    with st.container(horizontal=True, gap=16, key="article-stage"):
        with st.container(width="stretch", key="article-left"):
            _text(scene, reading, review, do)
        with st.container(width="stretch", key="article-right"):
            _cards(scene, reading, review, 0, do)


def _phone(scene: Scene, reading: Reading, review: Review | None, do: Do) -> None:
    if reading.proposals:
        _chart(scene, reading, scene.page)
    _text(scene, reading, review, do)
    if reading.proposals:
        _cards(scene, reading, review, 0, do)


def _chart(scene: Scene, reading: Reading, width: int) -> int:
    return article_chart(scene, reading, _chosen(reading.article), width, _choose_event)


def _cards(scene: Scene, reading: Reading, review: Review | None, above: int, do: Do) -> None:
    put(scene, "article-cards", cards_pane(scene, reading, above, review), do)


def _text(scene: Scene, reading: Reading, review: Review | None, do: Do) -> None:
    put(scene, "article-text", text_pane(scene, reading.article, reading.proposals, review is not None), do)


def _choose_event(name: str) -> None:
    """Remember which event of the article the reader chose; "" for none. It holds for one article."""
    st.session_state[CHOSEN] = int(name) if name.isdecimal() else None


def _chosen(article: Article | None) -> int | None:
    if st.session_state.get(SHOWN) != article:
        st.session_state[SHOWN] = article
        st.session_state[CHOSEN] = None
    found: int | None = st.session_state.get(CHOSEN)
    return found
