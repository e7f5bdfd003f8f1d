"""The one place that touches the address bar and the session. Everything else gets values and returns values."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.app.actions import act
from components.app.view import LANGUAGES, View, read
from components.events.selection_query import Problem
from components.events.story import Story

PAGE_COOKIE = "whowhen_page"
TIMELINE = "timeline"  # key of the component that measures the page
DEFAULT_PAGE = 1360  # px of page on a screen of 1400: assumed until the browser has told


def query() -> dict[str, list[str]]:
    """The query parameters of the address, every value of each."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def current_view(story: Story) -> tuple[View, tuple[Problem, ...]]:
    """The view the address asks for, in the browser's language when it names none."""
    asked = (st.context.locale or "en")[:2]
    return read(query(), story, asked if asked in LANGUAGES else "en")


def go(view: View) -> None:
    """Make ``view`` the address; the run that follows draws it, and Back returns to the one before."""
    wanted = view.to_query()
    kept = {key: values for key, values in query().items() if key in {"embed", "embed_options"}}
    if view.lang == "en" and (st.context.locale or "en")[:2] != "en":
        wanted["lang"] = ["en"]
    st.query_params.from_dict({**wanted, **kept})


def doing(story: Story) -> Callable[[Mapping[str, Any]], None]:
    """A callback for components: applies their message to the view of the moment."""

    def do(message: Mapping[str, Any]) -> None:
        go(act(current_view(story)[0], message))

    return do


def changing(story: Story, key: str, change: Callable[[View, Any], View]) -> Callable[[], None]:
    """A callback for the widget ``key``: ``change`` makes the next view of the present one and the widget's value."""
    return lambda: go(change(current_view(story)[0], st.session_state[key]))


def keep(key: str, value: object) -> None:
    """Let the widget ``key`` show ``value`` (the address decides, also after Back)."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def page_width() -> int:
    """Width of the page in px: as the browser measured it, else as it was at the last visit, else of a laptop."""
    measured = (st.session_state.get(TIMELINE) or {}).get("page")
    if measured is None:
        measured = st.session_state.get("page_width") or st.context.cookies.get(PAGE_COOKIE)
    try:
        width = min(4000, max(240, int(float(str(measured)))))
    except ValueError:
        width = DEFAULT_PAGE
    st.session_state["page_width"] = width
    return width


def scheme() -> str:
    """The theme of the reader's page, "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
