"""The script Streamlit runs for each reader: pick the story the address names, and show it or its defects."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import streamlit as st

from components.app import settings, stories, who
from components.app.gate import links
from components.app.inline import bring_parts
from components.app.memory import settle
from components.app.pages import defects, story
from components.app.running.runs import run
from components.app.sharing.pinning import pin_of
from components.app.state import query
from components.app.view import pinned
from components.app.watch import watch
from components.events.errors import StoryError
from components.stores.base import StoreError
from components.stores.folder import stories_folder
from components.stores.opening import in_database

ADMIN = "admin"
"""The page of this installation, which is about no story and only for whom it shows a link."""
OTHER_PAGES = {"read": "article", "history": "history", "edit": "edit"}
"""Modules with a function ``show``, imported when first asked for: a first look at a story needs none of them."""
SHOWN = who.SHOWN
"""Key of the name of the story that this reader looks at: it stays on the page when it cannot be reached any more."""


def main() -> None:
    """One run of the page. The navigation is ours: Streamlit would take every file of ``pages/`` for a page."""
    icon = str(Path(__file__).with_name("icon.svg"))
    st.set_page_config(page_title="whowhen", page_icon=icon, layout="wide", initial_sidebar_state="collapsed")
    if wrong := settings.wrong():
        st.text(wrong)
        return
    bring_parts()
    with run(query()):
        st.navigation([st.Page(page, title="whowhen", default=True)], position="hidden").run()


def page() -> None:
    """What the address asks for, for whoever may read; for others the way in, and not a look at any story."""
    if not who.may_read():
        import_module("components.app.pages.sign_in").show()
        return
    links.follow()
    if query().get("page", [""])[-1] == ADMIN and who.is_admin():
        import_module("components.app.pages.admin").show()
    else:
        story_page()


def story_page() -> None:
    """The page of a story or of its defects, or what stands there while none can be reached."""
    trouble: StoreError | None = None
    try:
        names = stories.names()
    except StoreError as error:
        names, trouble = stories.names_before(), error
    before = st.session_state.get(SHOWN, "")
    if names or before:
        _story(names or [before], before, trouble)
        return
    if trouble is None:
        defects.no_stories(None if in_database() else stories_folder())
    else:
        defects.show_unreachable()
    watch("", stories.token("") if trouble is None else stories.GONE)


def _story(names: list[str], before: str, trouble: StoreError | None) -> None:
    """The story that the address asks for, else the one ``before``, else the first that is sound."""
    asked = query().get("story", [""])[-1]
    wanted = asked or before
    name = wanted if wanted and wanted in (*names, before) else _first_sound(names)
    try:
        seen = stories.look(name)
    except StoreError:
        defects.show_unreachable(name, names)
        watch(name, stories.GONE)
        return
    st.session_state[SHOWN] = name
    trouble = trouble or seen.trouble
    try:
        _found(name, seen.found, names, asked if asked and asked != name else "")
    except StoreError as error:
        trouble = error
    if trouble is not None:
        defects.show_trouble()
    watch(name, seen.token if trouble is None else stories.GONE)


def _found(name: str, found: stories.Sound | StoryError, names: list[str], missing: str) -> None:
    if isinstance(found, StoryError):
        defects.show_defects(name, found, names)
        return
    page = query().get("page", [""])[-1]
    if page in OTHER_PAGES:
        import_module(f"components.app.pages.{OTHER_PAGES[page]}").show(found.story, names, missing)
    else:
        pin = pin_of(name, found, pinned(query()))
        story.show_story(pin.story if pin else found.story, names, missing, pin)
        settle(name)


def _first_sound(names: Sequence[str]) -> str:
    for name in names:
        try:
            if isinstance(stories.load_at(name), stories.Sound):
                return name
        except StoreError:
            continue
    return names[0]


if __name__ == "__main__":  # so it is for a script that Streamlit runs
    main()
