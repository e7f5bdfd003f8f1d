"""The dialog "Share": links to the view, the code that embeds it, and addresses for other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components.app import assets, stories, who
from components.app.dom import Node, button, el, link
from components.app.draw import Do, put
from components.app.limiting.at_page import ask, too_often
from components.app.scene import Scene
from components.app.sharing import PATH
from components.app.sharing.words import share_words
from components.app.trouble import told_trouble
from components.app.widgets.share_code import HEIGHTS, LANGUAGE_OF, feeds, iframe, sites
from components.events.errors import StoryError
from components.events.words import Words
from components.stores.base import StoreError
from components.stores.opening import open_instance

OPENED, MADE = "share-opened", "share-made"
"""Session keys: whether the dialog is open; codes of short links by their query."""
NOW = "share-now"
"""Key of whether a short link was made just now, so that the keyboard is to go on there."""
VERSION, HEIGHT, LANGUAGE = "share-version", "share-height", "share-language"
MORE = "pop-more"
TRIED = "share-tried"
"""Key of the query whose short link could not be made, and why."""
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Offer:
    """What the dialog shares: the address of the ``page``, with a slash at its end, and the query of a link to it."""

    page: str
    query: Query

    @property
    def text(self) -> str:
        """The query as a text."""
        return urlencode(self.query, doseq=True)

    @property
    def long(self) -> str:
        """The long link."""
        return f"{self.page}?{self.text}"


def share_button(scene: Scene) -> Node:
    """What opens the dialog."""
    return button(
        scene.words("page.share"), act={"do": "share"}, css="ww-link", data_key="share", aria_haspopup="dialog"
    )


def share_do(do: Do) -> Do:
    """``do``, and what opens the dialog."""

    def acted(message: Mapping[str, Any]) -> None:
        if message.get("do") == "share":
            st.session_state[OPENED] = True
            st.session_state[MORE] = False  # on a phone the way here lies in a popover, which would cover the dialog
        else:
            do(message)

    return acted


def share_dialog(scene: Scene, query: str) -> None:
    """Draw the dialog if it is open; ``query`` is that of a link to the page as it stands, with "?"."""
    if st.session_state.get(OPENED):
        title = share_words(scene.language)("dialog.title")
        st.dialog(title, width="medium", on_dismiss=_close)(_content)(scene, query)


def _close() -> None:
    for key in (OPENED, MADE, TRIED):
        st.session_state.pop(key, None)


def _content(scene: Scene, query: str) -> None:
    words = share_words(scene.language)
    put(scene, "share-about", el("p", words("dialog.about"), css="ww-muted"), _nothing)
    asked = parse_qs(query.removeprefix("?"))
    pin = asked.pop("rev", [""])[-1]
    if rev := _version(scene, words, pin):
        asked["rev"] = [rev]
    offer = _Offer(str(st.context.url or "").partition("?")[0].rstrip("/") + "/", asked)
    links, embed, follow = st.tabs([words("link.title"), words("embed.title"), words("feeds.title")])
    with links:
        _links(scene, words, offer)
    with embed:
        _embed(scene, words, offer)
    with follow:
        _feeds(scene, words, offer, bool(rev))


def _nothing(_message: Mapping[str, Any]) -> None:
    """The links of the dialog are copied by the browser alone."""


def _version(scene: Scene, words: Words, pin: str) -> str:
    """The revision that the reader wants the link to keep, "" for the newest; pages of no version are not asked."""
    if scene.view.page != "story":
        return ""
    now = pin or _revision(scene.whole.name)
    if now is None:
        return ""
    options = ("newest", "pinned")
    chosen = st.radio(
        words("version.label"),
        options,
        index=int(bool(pin)),
        format_func=lambda one: words(f"version.{one}"),
        captions=[words(f"version.{one}_help", n=now) for one in options],
        key=VERSION,
    )
    return now if chosen == "pinned" else ""


def _revision(name: str) -> str | None:
    """The revision of the story now; ``None`` where nobody can tell."""
    try:
        found = stories.load_at(name)
    except StoreError:
        return None
    return None if isinstance(found, StoryError) else str(found.revision)


def _links(scene: Scene, words: Words, offer: _Offer) -> None:
    if assets.come_with_the_page():
        put(scene, "share-short", el("p", words("link.no_routes"), css="ww-muted"), _nothing)
    elif code := st.session_state.get(MADE, {}).get(offer.text):
        address = f"{offer.page.rstrip('/')}{PATH}/{code}"
        begin = {"data_autofocus": "yes"} if st.session_state.pop(NOW, False) else {}
        short = _copied(words, "short", words("link.short"), address, _about_short(words), **begin)
        put(scene, "share-short", short, _nothing)
    else:
        st.button(
            words("link.make"), key="share-make", type="primary", on_click=_make, args=(scene.language, offer.text)
        )
        st.caption(_about_short(words))
        _told_why(scene, words, offer)
    put(scene, "share-long", _copied(words, "long", words("link.long"), offer.long, words("link.long_help")), _nothing)


def _make(language: str, query: str) -> None:
    if seconds := ask("keep_link"):
        st.session_state[TRIED] = query, too_often("keep_link", seconds, language)
        return
    try:
        made = open_instance().keep_link(query, who.person().name)
    except StoreError as error:
        st.session_state[TRIED] = query, told_trouble(error, language)
        return
    st.session_state[NOW] = True
    st.session_state[MADE] = {**st.session_state.get(MADE, {}), query: made.code}


def _told_why(scene: Scene, words: Words, offer: _Offer) -> None:
    query, why = st.session_state.get(TRIED, ("", ""))
    if why and query == offer.text:
        failed = el("div", el("p", words("link.failed", why=why)), css="ww-notice", role="alert")
        put(scene, "share-failed", failed, _nothing)


def _copy(words: Words, key: str, label: str, text: str, **more: str) -> Node:
    """What copies ``text``."""
    return button(
        el("span", words("dialog.copy"), css="ww-todo"),
        el("span", words("dialog.copied"), css="ww-done", role="status"),
        act={"text": text},
        css="ww-copy",
        aria_label=f"{words('dialog.copy')}: {label}",
        data_key=f"copy-{key}",
        **more,
    )


def _copied(words: Words, key: str, label: str, text: str, help: str = "", **more: str) -> Node:
    """A text to be copied, under its ``label``; ``more`` are attributes of what copies it."""
    copy = _copy(words, key, label, text, **more)
    shown = el("span", text, css="ww-address", tabindex="0", role="group", aria_label=label, dir="ltr")
    below = el("p", help, css="ww-muted") if help else None
    return el("div", el("h3", label), el("div", shown, copy, css="ww-copied"), below, css="ww-shared")


def _embed(scene: Scene, words: Words, offer: _Offer) -> None:
    with st.container(horizontal=True, gap=12, key="share-embed"):
        height = st.number_input(words("embed.height"), *HEIGHTS, value=640, step=80, key=HEIGHT, width=150)
        language = st.selectbox(
            words("embed.language"),
            LANGUAGE_OF,
            format_func=lambda one: words(f"embed.{one}"),
            key=LANGUAGE,
            width=200,
        )
    title = words("embed.frame", title=scene.whole.heading(scene.whole.title, scene.language) or scene.whole.name)
    code = iframe(offer.page, offer.query, title, int(height), language)
    put(scene, "share-code", _copied(words, "code", words("embed.code"), code, words("embed.about")), _nothing)
    may = sites()
    told = words("embed.allowed", sites=", ".join(may)) if may else words("embed.closed")
    put(scene, "share-sites", el("p", told, css="ww-muted", dir="auto"), _nothing)


def _feeds(scene: Scene, words: Words, offer: _Offer, kept: bool) -> None:
    if assets.come_with_the_page():
        put(scene, "share-feeds", el("p", words("feeds.no_routes"), css="ww-muted"), _nothing)
        return
    view = scene.view
    rows = [
        _feed(words, name, address)
        for name, address in feeds(offer.page, scene.whole.name, view.selection, scene.language)
    ]
    notes = [
        words("feeds.about"),
        *([words("feeds.newest")] if kept else []),
        *([words("feeds.signed")] if _closed() else []),
    ]
    put(
        scene,
        "share-feeds",
        el("div", el("p", " ".join(notes), css="ww-muted"), el("ul", *rows, css="ww-feeds")),
        _nothing,
    )


def _about_short(words: Words) -> str:
    return words("link.short_closed" if _closed() else "link.short_help")


def _closed() -> bool:
    from components.app import settings

    return settings.closed()


def _feed(words: Words, name: str, address: str) -> Node:
    label = words(f"feeds.{name}")
    return el("li", link(label, address, css="ww-link"), _copy(words, name, label, address))
