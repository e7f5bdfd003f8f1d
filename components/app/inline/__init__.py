"""Our scripts, styles and plotly.js, sent with the page where the server has no routes for them.

A host may run ``dashboard.py`` as a script and so pass over the routes of its ``st.App``. Then one component brings all
that the others need, packed: it is the same in every run, so Streamlit sends it to a browser once.
"""

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.app import assets, server

PARTS = "inline-parts"
TYPES = {".js": "text/javascript", ".css": "text/css"}


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "whowhen_inline",
        html='<div class="ww-inline"></div>\n',
        js=assets.PARTS_WAITED_FOR + Path(__file__).with_name("inline.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def bring_parts() -> None:
    """Send all parts, if the server has no routes for them."""
    if assets.come_with_the_page():
        _component()(key=PARTS, data=_packed())


@lru_cache(maxsize=1)
def _packed() -> bytes:
    """JSON, as gzip: the media type and text of each part by name."""
    parts = {name: (TYPES[Path(name).suffix], assets.content(name)) for name in assets.PARTS}
    parts["plotly"] = (TYPES[".js"], server.packed("plotly", "identity").decode())
    return gzip.compress(json.dumps(parts, ensure_ascii=False).encode(), 6, mtime=0)
