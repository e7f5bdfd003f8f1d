"""What lets an open page follow its story. It shows nothing; it runs the page again when the server says that the story
has changed (``components.app.watching``). Where the server has no such route, the page stays as it is until it is used.
"""

from typing import Any

import streamlit as st

from components.app.assets import below, come_with_the_page, shim
from components.app.server import base_path
from components.app.watching import PATH

WATCH = "watch"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "whowhen_watch",
        html='<div class="ww-watch"></div>\n',
        js=shim("watch.js", base_path()),
        isolate_styles=False,
    )


def watch(story: str, token: str) -> None:
    """Run the page again when ``token``, with which it is drawn, no longer stands for ``story``.

    Both are those of ``stories.token``; no ``story`` stands for the names of all.
    """
    if come_with_the_page():
        return  # without routes nobody could tell
    data = {"story": story, "token": token, "path": below(base_path(), PATH)}
    _component()(key=WATCH, data=data, on_changed_change=lambda: None)
