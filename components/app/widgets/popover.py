"""A popover whose label may tell what is chosen in it."""

from typing import Any

import streamlit as st


def popover(key: str, label: str, **options: Any) -> Any:
    """``st.popover`` that runs the page when it opens (so that what is in it need not be worked out before).

    Streamlit takes a popover with another label for another popover, and closes it under the reader's hand. So the
    label stays while it is open, and tells the news when it has been closed.
    """
    held = f"{key}-label"
    if not st.session_state.get(key) or held not in st.session_state:
        st.session_state[held] = label
    return st.popover(st.session_state[held], key=key, width="content", on_change="rerun", **options)
