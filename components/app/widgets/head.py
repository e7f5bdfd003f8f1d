"""The head of the pages: title, stories, pages, languages, the link to share, downloads, the data, who is there."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.app import stories
from components.app.dom import Node, button, el, link
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.view import LANGUAGES, PAGES
from components.app.who import person
from components.app.widgets.account import account, account_words
from components.app.widgets.share import share_button, share_dialog, share_do
from components.events.errors import StoryError
from components.events.vocabulary import STATUSES
from components.exchange.csv_export import claims_csv, events_csv
from components.stores.base import StoreError

OWN_NAMES = {"en": "English", "fr": "Français"}


def head(scene: Scene, names: list[str], do: Do) -> None:
    """Draw the head of the timeline; ``names`` are the stories the reader can pick from."""
    query = link_query(scene)
    if st.context.is_embedded:
        with _row():
            put(scene, "header", heading(scene), do)
            page = str(st.context.url).partition("?")[0]
            put(scene, "nav", nav(scene, (), query, page), do, width="content")
        return
    head_row(scene, names, heading(scene), query, do, (("download", _downloads), ("about", _about)))


def head_row(
    scene: Scene,
    names: list[str],
    title: Node,
    query: str,
    do: Do,
    more: Sequence[tuple[str, Callable[[Scene], None]]] = (),
) -> None:
    """The head of any page: ``title``, the ways to other stories and pages, and who is there.

    ``query`` is that of the link to share. ``more`` are popovers, each the key of its text in ``page`` and what draws
    it; a narrow page has all of them in one, a phone the link to share, too.
    """
    phone, words = scene.layout == "phone", account_words(scene.language)
    do = share_do(do)
    with _row():
        put(scene, "header", title, do)
        links = nav(scene, story_titles(names, scene.language), query, may_edit=person().may_edit)
        put(scene, "nav", links, do, width="content")
        if scene.layout == "wide":
            for name, draw in more:
                _popover(name, scene.words(f"page.{name}"), partial(draw, scene))
        elif more or phone:
            _popover("more", words("head.more"), partial(_all_of, scene, more, phone, do))
        account(scene)
    share_dialog(scene, query)


def _row() -> Any:
    return st.container(horizontal=True, gap=12, key="head", vertical_alignment="center")


def _popover(name: str, label: str, draw: Callable[[], None]) -> None:
    with st.popover(label, type="tertiary", key=f"pop-{name}", width="content", on_change="rerun") as popover:
        if popover.open:
            draw()


def _all_of(scene: Scene, parts: Sequence[tuple[str, Callable[[Scene], None]]], shares: bool, do: Do) -> None:
    if shares:
        put(scene, "share", share_button(scene), do)
    for name, draw in parts:
        st.markdown(f"**{scene.words(f'page.{name}')}**")
        draw(scene)


def link_query(scene: Scene) -> str:
    """The query of a link that opens this very view for anybody: language and event are named outright."""
    query = scene.view.to_query()
    query["lang"] = [scene.language]
    if scene.event and not scene.view.focus:
        query["event"] = [scene.event]
    query["story"] = [scene.whole.name]
    return "?" + urlencode(query, doseq=True)


def heading(scene: Scene) -> Node:
    """Title and description of the story."""
    story, language = scene.whole, scene.language
    about = story.heading(story.description, language)
    said = el("p", about, css="ww-muted", dir="auto") if about else None
    return el("header", el("h1", story.heading(story.title, language), dir="auto"), said, css="ww-heading")


def nav(scene: Scene, titles: Iterable[tuple[str, str]], query: str, page: str = "", may_edit: bool = False) -> Node:
    """The stories to pick from, the pages, the languages, and the link to share, for which a phone has another place;
    embedded in another page, the way to ``page``.
    """
    if page:
        out: Node | None = link(scene.words("notice.embed_open"), page + query, css="ww-link")
    else:
        out = None if scene.layout == "phone" else share_button(scene)
    tools = [
        *_stories(scene, titles),
        *(() if page else page_links(scene, may_edit)),
        el("span", *(_language(scene, code) for code in LANGUAGES), css="ww-nav-languages"),
        out,
    ]
    return el("nav", *tools, css="ww-nav")


def page_links(scene: Scene, may_edit: bool) -> Iterable[Node]:
    """The ways to the other pages; the table for many rows only for whom it takes changes from."""
    for page in PAGES:
        if page != scene.view.page and (page != "edit" or may_edit):
            text = scene.words(f"page.to_{page}")
            yield button(text, act={"do": "page", "id": page}, css="ww-link", data_key=f"page-{page}")


def story_titles(names: list[str], language: str) -> list[tuple[str, str]]:
    """Name and title of each story to pick from, none where there is but one."""
    return [(name, _title(name, language)) for name in names] if len(names) > 1 else []


def _title(name: str, language: str) -> str:
    try:
        loaded = stories.load(name)
    except StoreError:  # another story's trouble is none of this page's
        return name
    return name if isinstance(loaded, StoryError) else loaded.heading(loaded.title, language) or name


def _stories(scene: Scene, titles: Iterable[tuple[str, str]]) -> Iterable[Node]:
    for name, title in titles:
        here = name == scene.whole.name
        yield button(
            title,
            act={"do": "story", "id": name},
            css="ww-link" + (" ww-here" if here else ""),
            aria_current=str(here).lower(),
            data_key=f"story-{name}",
            dir="auto",
        )


def _language(scene: Scene, code: str) -> Node:
    here = scene.language == code
    return button(
        code.upper(),
        act={"do": "lang", "id": code},
        css="ww-link" + (" ww-here" if here else ""),
        lang=code,
        aria_label=OWN_NAMES[code],
        aria_pressed=str(here).lower(),
        data_key=f"lang-{code}",
    )


def _downloads(scene: Scene) -> None:
    words, story, language = scene.words, scene.shown, scene.language
    for name, make in (("events", events_csv), ("claims", claims_csv)):
        st.download_button(
            words(f"about.csv_{name}"),
            data=partial(make, story, language),
            file_name=f"{scene.whole.name}-{name}.csv",
            mime="text/csv",
            key=f"download-{name}",
            on_click="ignore",
        )
    st.caption(words("about.csv_help"))


def _about(scene: Scene) -> None:
    words, story = scene.words, scene.whole
    counts = {name: len(getattr(story, name)) for name in ("events", "claims", "actors", "sources")}
    st.text(words("about.files", **counts))
    st.text(words("about.sources"))
    rules = [f"{scene.terms(f'statuses.{one}').capitalize()}: {words(f'about.{one}')}" for one in STATUSES]
    st.text("\n".join([words("about.rules"), *rules]))
