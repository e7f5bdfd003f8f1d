"""The foot of a dialog that decides without saving: what is wrong, keep, cancel."""

from collections.abc import Sequence

import streamlit as st

from components.app.dom import el
from components.app.draw import put
from components.app.scene import Scene
from components.app.widgets.filters import _plain
from components.app.widgets.review.words import review_words


def foot(scene: Scene, key: str, wrong: Sequence[str]) -> str:
    """Draw it; "keep" or "cancel" when that was pressed, else ""."""
    words = review_words(scene.language)
    lines = [el("p", one, dir="auto") for one in wrong]
    tree = el("div", *lines, css="ww-notice", role="alert") if lines else None
    put(scene, f"{key}-wrong", tree, lambda _: None)
    with st.container(horizontal=True, horizontal_alignment="right", gap=8, key=f"{key}-foot"):
        cancel = st.button(_plain(words("edit.cancel")), key=f"{key}-cancel")
        keep = st.button(_plain(words("edit.keep")), key=f"{key}-keep", type="primary", shortcut="Mod+Enter")
    return "keep" if keep else "cancel" if cancel else ""
