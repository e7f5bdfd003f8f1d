"""Below the timeline: the actor graph (open at first) or the table; on a phone the list of events comes first."""

import streamlit as st

from components.app.counts import counts
from components.app.dom import Node, button, el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.view import CROWDS
from components.app.who import person
from components.app.widgets.charts import graph_chart, graph_pairs, legend_node, placed
from components.app.widgets.editing.acts import add_event, table_acts
from components.app.widgets.event_list import MOST as LISTED
from components.app.widgets.event_list import event_list, listed
from components.app.widgets.find_actor import find_actor
from components.app.widgets.table import ROWS, event_table, page_of
from components.charts.graph_layout import MOST
from components.events.date_words import number_words


def tabs(scene: Scene, do: Do) -> None:
    """Draw the switch and what it shows; only the open one is worked out."""
    names = ("events", "actors", "table") if scene.layout == "phone" else ("actors", "table")
    tab = scene.view.tab if scene.view.tab in names else names[0]
    put(scene, "tabs", tab_switch(scene, names, tab), do)
    {"events": _events, "actors": _actors, "table": _table}[tab](scene, do)


def tab_switch(scene: Scene, names: tuple[str, ...], tab: str) -> Node:
    """The tabs as buttons in the order of reading."""
    items = [
        button(
            scene.words(f"tabs.{name}"),
            act={"do": "tab", "id": name},
            css="ww-tab",
            role="tab",
            aria_selected=str(name == tab).lower(),
            data_key=f"tab-{name}",
        )
        for name in names
    ]
    return el("div", *items, css="ww-tabs", role="tablist")


def _events(scene: Scene, do: Do) -> None:
    if person().may_edit:
        put(scene, "list-acts", el("div", add_event(scene), css="ww-acts"), do)
    pages = -(-listed(scene) // LISTED)
    page = st.pagination(pages, key=f"list-{scene.view.window}") - 1 if pages > 1 else 0
    put(scene, "list", event_list(scene, page), do)


def _actors(scene: Scene, do: Do) -> None:
    pairs = graph_pairs(scene)
    if pairs is not None:
        put(scene, "pairs", pairs, do)
        return
    put(scene, "crowd", crowd_switch(scene), do)
    find_actor(scene, do)
    unit = graph_chart(scene, do)
    put(scene, "legend", legend_node(scene, unit), do)


def crowd_switch(scene: Scene) -> Node:
    """Such as "Show the 12 | 40 | all 98 most involved actors"."""
    words, total = scene.words, counts(scene.shown).actors
    room = total if total <= MOST else len(placed(scene.whole, scene.view.near).actors)
    whole = words("graph.all", n=total) if room == total else number_words(room, scene.language)
    labels = {"12": "12", "40": "40", "all": whole}
    segments = [
        button(
            labels[crowd],
            act={"do": "crowd", "id": crowd},
            aria_pressed=str(crowd == scene.crowd).lower(),
            data_key=f"crowd-{crowd}",
        )
        for crowd in CROWDS
    ]
    many = "hint_many" if counts(scene.whole).actors <= MOST else "hint_strongest"
    hint = words("graph.hint_few" if scene.crowd == "12" else f"graph.{many}")
    return el(
        "div",
        el("span", words("graph.show"), css="ww-muted"),
        el("div", *segments, css="ww-segments", role="group"),
        el("span", words("graph.most") if room == total else words("graph.most_of", n=total), css="ww-muted"),
        el("span", hint, css="ww-far"),
        css="ww-bar-head",
    )


def _table(scene: Scene, do: Do) -> None:
    pages = -(-len(scene.shown.events) // ROWS)
    page = page_of(scene) if pages > 1 else 0
    if pages > 1:
        page = st.pagination(pages, default=page + 1, key=f"rows-{scene.view.sort}-{scene.event}") - 1
    if person().may_edit:
        put(scene, "table-acts", table_acts(scene), do)
    put(scene, "table", event_table(scene, page), do)
