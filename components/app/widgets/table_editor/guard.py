"""What the browser must see to while the table is open: pastes that are too large, and a tab that is closed too early.

A paste of many megabytes is stopped before it is put into a field: sent to the server, it would cut the connection.
"""

from typing import Any

import streamlit as st

from components.app.pasting import LARGEST

GUARD, REFUSED = "table-guard", "table-refused"
_SCRIPT = """
export default function ({ data, setTriggerValue }) {
  window.onbeforeunload = data.unsaved ? (event) => event.preventDefault() : null;
  const paste = (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (text.length <= data.largest) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTriggerValue("refused", text.length);
  };
  window.addEventListener("paste", paste, true);
  return () => window.removeEventListener("paste", paste, true);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("whowhen_table_guard", html="<div></div>", js=_SCRIPT, isolate_styles=False)


def guard(unsaved: int) -> None:
    """Refuse pastes that are too large; with ``unsaved`` rows, a tab asks before it closes."""
    _component()(key=GUARD, data={"unsaved": unsaved, "largest": LARGEST}, on_refused_change=_note)


def _note() -> None:
    st.session_state[REFUSED] = True


def refused() -> bool:
    """Whether a paste was refused since this was asked last."""
    return bool(st.session_state.pop(REFUSED, False))
