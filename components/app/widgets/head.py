"""The head of the page: title, stories, languages, the link to share, downloads, and what the data is."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.app import stories
from components.app.dom import Node, button, el, link
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.view import LANGUAGES
from components.app.widgets.article_words import article_words
from components.events.errors import StoryError
from components.events.vocabulary import STATUSES
from components.exchange.csv_export import claims_csv, events_csv

OWN_NAMES = {"en": "English", "fr": "Français"}


def head(scene: Scene, names: list[str], do: Do) -> None:
    """Draw the head; ``names`` are the stories the reader can pick from."""
    embedded = st.context.is_embedded
    titles = [] if embedded else story_titles(names, scene.language)
    with st.container(horizontal=True, gap=12, key="head", vertical_alignment="center"):
        put(scene, "header", heading(scene), do)
        page = str(st.context.url).partition("?")[0] if embedded else ""
        put(scene, "nav", nav(scene, titles, link_query(scene), page), do, width="content")
        if not embedded:
            _downloads(scene)
            _about(scene)


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


def nav(scene: Scene, titles: Iterable[tuple[str, str]], query: str, page: str = "") -> Node:
    """The stories to pick from, the languages, and the link to share; embedded in another page, the way to ``page``."""
    out = link(scene.words("notice.embed_open"), page + query, css="ww-link") if page else _share(scene, query)
    tools = [
        *_stories(scene, titles),
        None if page else page_link(scene),
        *(_language(scene, code) for code in LANGUAGES),
        out,
    ]
    return el("nav", *tools, css="ww-nav")


def page_link(scene: Scene) -> Node:
    """The way to the page that reads articles, or from there back to the timeline."""
    there = "read" if scene.view.page == "story" else "story"
    text = article_words(scene.language)("page.open" if there == "read" else "page.back")
    return button(text, act={"do": "page", "id": there}, css="ww-link", data_key=f"page-{there}")


def story_titles(names: list[str], language: str) -> list[tuple[str, str]]:
    """Name and title of each story to pick from, none where there is but one."""
    return [(name, _title(name, language)) for name in names] if len(names) > 1 else []


def _title(name: str, language: str) -> str:
    loaded = stories.load(name)
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


def _share(scene: Scene, query: str) -> Node:
    todo = el("span", scene.words("page.share"), css="ww-todo")
    done = el("span", scene.words("page.shared"), css="ww-done", role="status")
    return button(todo, done, act={"copy": query}, css="ww-link", data_key="share")


def _downloads(scene: Scene) -> None:
    words, story, language = scene.words, scene.shown, scene.language
    with st.popover(words("page.download"), type="tertiary", key="pop-download", on_change="rerun") as popover:
        if not popover.open:
            return
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
    with st.popover(words("page.about"), type="tertiary", key="pop-about", on_change="rerun") as popover:
        if not popover.open:
            return
        counts = {name: len(getattr(story, name)) for name in ("events", "claims", "actors", "sources")}
        st.text(words("about.files", **counts))
        st.text(words("about.sources"))
        rules = [f"{scene.terms(f'statuses.{one}').capitalize()}: {words(f'about.{one}')}" for one in STATUSES]
        st.text("\n".join([words("about.rules"), *rules]))
