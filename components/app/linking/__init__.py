"""What ties the parts of the page "Read an article" together in the browser: text, cards and picture.

Pointing at one, or reaching it by key, lights up the others; a click scrolls to them. It draws nothing itself.
"""

from typing import Any

import streamlit as st

from components.app.assets import shim
from components.app.server import base_path

LINKING = "article-linking"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "whowhen_linking",
        html='<div class="ww-linking"></div>\n',
        js=shim("linking.js", base_path()),
        isolate_styles=False,
    )


def linking(chosen: int | None, page: int) -> None:
    """Tie together what carries ``data-of`` (numbers of events, from 0); ``chosen`` stays lit.

    ``page`` is the width in px that the page was made for; the width it has is kept in ``st.session_state[LINKING]``.
    """
    data = {"chosen": "" if chosen is None else str(chosen), "page": page}
    _component()(key=LINKING, data=data, on_page_change=lambda: None)


def told_width() -> int | None:
    """The width in px that the browser measured, once it has."""
    width = (st.session_state.get(LINKING) or {}).get("page")
    return int(width) if isinstance(width, int | float) else None
