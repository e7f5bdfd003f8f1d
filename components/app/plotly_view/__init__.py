"""One plotly figure on the page that keeps its zoom across reruns and reports clicks, keys and the zoom range.

``st.plotly_chart`` remounts when its figure changes and has no zoom event; this component calls ``Plotly.react`` on one
element instead. plotly.js comes from the route ``components.app.server`` serves out of the installed plotly package.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.app.assets import shim
from components.app.server import base_path


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "whowhen_plotly",
        html='<div class="ww-chart"></div>\n',
        js=shim("plotly_view.js", base_path()),
        isolate_styles=False,
    )


def packed(figure: str, beside: Mapping[str, Any]) -> bytes:
    """What is said beside the figure in the first line, then the figure: it is long, and was JSON before."""
    return f"{json.dumps(beside)}\n{figure}".encode()


def plotly_view(
    figure: str,
    *,
    key: str,
    source: str,
    locale: Mapping[str, Any],
    words: Mapping[str, str],
    tokens: Mapping[str, str],
    window: str,
    page: int,
    on_act: Callable[[Mapping[str, Any]], None],
) -> None:
    """Draw ``figure`` (plotly JSON, its ``layout.meta`` as ``components.charts`` writes it).

    ``source`` is the address of plotly.js, ``locale`` plotly's date words, ``window`` the zoom range that the address
    bar asks for ("" for all), ``page`` the width in px that the figure was made for. ``on_act`` gets dicts such as
    ``{"do": "event", "id": ...}``, ``{"do": "actor"|"link", ...}``, ``{"do": "window", "id": <range>}`` before the
    next run.
    The width that the page really has is kept in ``st.session_state[key].page``.
    """

    def acted() -> None:
        message = st.session_state[key].act
        if isinstance(message, Mapping):
            on_act(message)

    _component()(
        key=key,
        data=packed(
            figure,
            {
                "source": source,
                "locale": dict(locale),
                "words": dict(words),
                "tokens": dict(tokens),
                "window": window,
                "page": page,
            },
        ),
        on_act_change=acted,
        on_page_change=lambda: None,
    )
