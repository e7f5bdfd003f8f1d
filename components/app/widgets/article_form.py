"""What a reader gives to be read: a text, a file or an address, the day and the language; or one of the examples."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.app.articles import Example, Wanted, read_wanted
from components.app.dom import Node, button, el
from components.app.draw import Do, put
from components.app.limiting.reading import LaterError
from components.app.scene import Scene
from components.app.state import current_view, go
from components.app.view import OWN
from components.app.who import person
from components.app.widgets.article_head import WANTED
from components.app.widgets.article_words import article_words, error_text
from components.articles.model import Article
from components.events.date_words import when_words
from components.events.errors import WhowhenError

WAYS = ("paste", "file", "url")
TYPES = ("txt", "md", "markdown", "html", "htm")
LARGEST = 5  # MB, as components.articles.reading allows
FIRST, LAST = datetime.date(1500, 1, 1), datetime.date(2100, 12, 31)
OURS = "whowhen"  # publisher of the texts that come with the house
PASTE = "article-paste"
KEPT, ERROR, FILE = "read-own", "read-problem", "read-file"


def note(scene: Scene, do: Do) -> None:
    """What went wrong with the last article, said once."""
    problem = st.session_state.pop(ERROR, "")
    tree = el("div", el("p", problem, dir="auto"), css="ww-notice", role="alert") if problem else None
    put(scene, "article-error", tree, do)


def remember(article: Article) -> None:
    """Put an article of an earlier visit back into the form, so that a reader can give its day."""
    if st.session_state.get(KEPT) is None:
        st.session_state[KEPT] = article
        st.session_state[PASTE] = article.text


def article_form(scene: Scene, do: Do) -> None:
    """The fields, and what comes of them: the address then names the reader's own text, or a sentence says why not.

    What was typed stays in the fields while the page shows something else.
    """
    words = article_words(scene.language)
    help = words("form.help_review" if person().may_edit else "form.help")
    head = el("div", el("h2", words("form.title")), el("p", help, css="ww-muted"), css="ww-form-head")
    put(scene, "article-form-head", head, do)
    way = st.segmented_control(
        words("form.way"),
        WAYS,
        default=WAYS[0],
        format_func=lambda one: words(f"form.{one}"),
        key="article-way",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    given = {"paste": _paste, "file": _file, "url": _url}[str(way)](scene)
    with st.container(horizontal=True, gap=12, vertical_alignment="bottom", key="article-about"):
        published, language = _published(scene), _language(scene)
        pressed = st.button(words("form.read"), type="primary", key="article-read")
    if pressed:
        wanted = replace(given, published=published, language=language)
        with st.spinner(words("page.reading")):
            _read(scene, wanted)


def _read(scene: Scene, wanted: Wanted) -> None:
    words = article_words(scene.language)
    if not (wanted.text.strip() or wanted.name or wanted.url):
        st.session_state[ERROR] = words("form.empty")
        st.rerun()
    try:
        article = read_wanted(wanted)
    except LaterError as error:
        st.session_state[ERROR] = error.told(scene.language)
        st.rerun()
    except WhowhenError as error:
        st.session_state[ERROR] = error_text(error, scene.language)
        st.rerun()
    st.session_state[KEPT], st.session_state[WANTED] = article, wanted
    view = current_view(scene.whole)[0]
    go(replace(view, page="read", article=OWN))
    st.rerun()


def _paste(scene: Scene) -> Wanted:
    words = article_words(scene.language)
    text = st.text_area(
        words("form.paste_label"),
        key=PASTE,
        height=220 if scene.layout == "phone" else 300,
        placeholder=words("form.paste_hint"),
        persist_state="session",
    )
    return Wanted(text=text or "")


def _file(scene: Scene) -> Wanted:
    words = article_words(scene.language)
    st.file_uploader(
        words("form.file_label"), TYPES, key="article-upload", max_upload_size=LARGEST, on_change=_keep_file
    )
    name, content = st.session_state.get(FILE) or ("", b"")
    if name and not st.session_state.get("article-upload"):
        st.text(words("form.file_kept", name=name))
    return Wanted(name=name, content=content)


def _keep_file() -> None:
    """The file outlives its field, which Streamlit empties when the page shows something else."""
    file = st.session_state.get("article-upload")
    st.session_state[FILE] = (file.name, file.getvalue()) if file else None


def _url(scene: Scene) -> Wanted:
    words = article_words(scene.language)
    url = st.text_input(
        words("form.url_label"), key="article-url", placeholder=words("form.url_hint"), persist_state="session"
    )
    return Wanted(url=(url or "").strip())


def _published(scene: Scene) -> datetime.date | None:
    words = article_words(scene.language)
    day = st.date_input(
        words("form.published"),
        value=None,
        min_value=FIRST,
        max_value=LAST,
        key="article-published",
        format="DD/MM/YYYY" if scene.language == "fr" else "YYYY-MM-DD",
        help=words("form.published_help"),
        persist_state="session",
        width=200,
    )
    return day if isinstance(day, datetime.date) else None


def _language(scene: Scene) -> str | None:
    words = article_words(scene.language)
    language = st.selectbox(
        words("form.language"),
        ("detect", "en", "fr"),
        format_func=lambda one: words(f"form.{one}"),
        key="article-language",
        persist_state="session",
        width=180,
    )
    return None if language == "detect" else language


def example_list(scene: Scene, found: Sequence[Example]) -> Node | None:
    """The examples as a list to pick from; ``None`` when the story has none."""
    if not found:
        return None
    words = article_words(scene.language)
    items = [el("li", _example(scene, one)) for one in found]
    told = [
        words("form.demos_help"),
        *([words("form.demos_own")] if any(one.publisher == OURS for one in found) else []),
    ]
    head = [el("h2", words("form.demos")), el("p", " ".join(told), css="ww-muted")]
    return el("section", el("div", *head, css="ww-form-head"), el("ul", *items), css="ww-list ww-examples")


def _example(scene: Scene, one: Example) -> Node:
    language = article_words(scene.language).get(f"form.{one.language}", one.language)
    when = when_words(one.published, scene.language) if one.published else ""
    about = " · ".join(part for part in (one.publisher, when, language) if part)
    body = el(
        "span",
        el("span", one.title, css="ww-strong", dir="auto", lang=one.language),
        el("span", about, css="ww-muted ww-line"),
        css="ww-item-text",
    )
    return button(body, act={"do": "article", "id": one.name}, css="ww-item", data_key=f"example-{one.name}")
