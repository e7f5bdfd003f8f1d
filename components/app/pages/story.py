"""The page of one story: head, filters, timeline with its panel, and below them the actors or the table."""

from dataclasses import replace

import streamlit as st

from components.app.dom import el
from components.app.draw import Do, put
from components.app.scene import Scene, compose
from components.app.sharing.pinning import Pin
from components.app.state import current_view, doing, page_width, scheme
from components.app.who import person
from components.app.widgets.charts import timeline_chart
from components.app.widgets.editing.acts import add_event
from components.app.widgets.editing.opened import editing, editing_do
from components.app.widgets.filters import filter_row, search
from components.app.widgets.head import head
from components.app.widgets.known_bar import known_sentence
from components.app.widgets.known_popover import known_popover
from components.app.widgets.notices import notices
from components.app.widgets.panel import panel
from components.app.widgets.share_pin import pin_bar
from components.app.widgets.summary import empty_state, filter_chips, sentence
from components.app.widgets.tabs import tabs
from components.app.widgets.timeline_bar import lane_switch, undated_line
from components.events.story import Story


def show_story(story: Story, names: list[str], missing: str = "", pin: Pin | None = None) -> None:
    """Draw ``story`` as the address asks; ``missing`` is a story that the address named in vain.

    ``pin`` is the revision that the address asks for.
    """
    view, problems = current_view(story)
    if pin is None or pin.trouble:
        view = replace(view, rev="")
    scene = compose(view, story, scheme(), page_width())
    do = editing_do(story, doing(story))
    notices(scene, problems, missing, do)
    if pin is not None:
        put(scene, "pin", pin_bar(scene, pin), do)
    head(scene, names, do)
    put(scene, "summary", sentence(scene), do)
    _filters(scene, do)
    {"wide": _wide, "medium": _medium, "phone": _phone}[scene.layout](scene, do)
    editing(scene)


def _filters(scene: Scene, do: Do) -> None:
    with st.container(horizontal=True, gap=6, vertical_alignment="center", key="filters"):
        search(scene)
        filter_row(scene, do)
        if scene.layout != "wide":
            known_popover(scene)
    put(scene, "chips", filter_chips(scene), do)


def _timeline(scene: Scene, do: Do) -> None:
    if scene.layout != "phone":
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="timeline-bar"
        ):
            add = add_event(scene) if person().may_edit else None
            put(scene, "lanes", el("div", lane_switch(scene), add, css="ww-above") if add else lane_switch(scene), do)
            if scene.layout == "wide":
                known_popover(scene)
    put(scene, "known-sentence", known_sentence(scene), do)
    put(scene, "empty", empty_state(scene), do)
    timeline_chart(scene, do)
    put(scene, "tray", undated_line(scene), do)


def _wide(scene: Scene, do: Do) -> None:
    with st.container(horizontal=True, gap=20, key="stage"):
        with st.container(width="stretch", gap=4, key="stage-left"):
            _timeline(scene, do)
        with st.container(width=372, key="stage-right"):
            put(scene, "panel", panel(scene, may_edit=person().may_edit), do)
    tabs(scene, do)


def _medium(scene: Scene, do: Do) -> None:
    _timeline(scene, do)
    put(scene, "panel", panel(scene, may_edit=person().may_edit), do)
    tabs(scene, do)


def _phone(scene: Scene, do: Do) -> None:
    _timeline(scene, do)
    tabs(scene, do)
    if scene.view.focus or scene.view.selection.event:
        put(scene, "sheet", panel(scene, sheet=True, may_edit=person().may_edit), do)
