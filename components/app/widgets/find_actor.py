"""Of more actors than a picture holds: a search that brings one into the graph, or shows its neighbours."""

import streamlit as st

from components.app.counts import counts
from components.app.dom import Node, button, el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.widgets.filters import busiest, matching
from components.charts.graph_layout import MOST

FOUND = 8  # actors that are listed


def find_actor(scene: Scene, do: Do) -> None:
    """Draw the search, where the graph leaves actors out, and whose neighbours it shows."""
    if counts(scene.whole).actors > MOST:
        sought = st.text_input(
            scene.words("graph.find"),
            key="graph-search",
            label_visibility="collapsed",
            placeholder=scene.words("graph.find"),
            icon=":material/search:",
            width=320,
        )
        put(scene, "graph-found", found(scene, sought) if sought.strip() else None, do)
    put(scene, "graph-near", near_chip(scene), do)


def found(scene: Scene, sought: str) -> Node:
    """The busiest actors whose names hold the words of ``sought``: to be shown, or with their neighbours."""
    actors = matching(busiest(scene.whole), scene.names, sought, (), FOUND)
    if not actors:
        return el("p", scene.words("graph.not_found"), css="ww-muted", role="status")
    rows = [
        el(
            "li",
            button(scene.names.get(actor, actor), act={"do": "actor", "id": actor}, css="ww-link ww-ink", dir="auto"),
            " · ",
            button(scene.words("graph.near"), act={"do": "near", "id": actor}, css="ww-link", data_key=f"near-{actor}"),
        )
        for actor in actors
    ]
    return el("ul", *rows, css="ww-found")


def near_chip(scene: Scene) -> Node | None:
    """Whose neighbours the graph shows, with the way back to all."""
    if not scene.view.near:
        return None
    text = scene.words("graph.near_of", name=scene.names.get(scene.view.near, scene.view.near))
    chip = button(
        text,
        el("span", "×", aria_hidden="true"),
        act={"do": "near", "id": ""},
        css="ww-chip ww-filter",
        aria_label=scene.words("filters.remove", what=text),
        data_key="near-off",
        dir="auto",
    )
    return el("div", chip, css="ww-chips")
