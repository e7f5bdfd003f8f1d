"""Text, buttons and tables on the page, as plain trees of nodes.

A ``Node`` becomes DOM elements through ``createElement`` and text nodes only, so nothing a story says is ever read as
Markdown or HTML. A node may carry an ``act``: a small dict that reaches ``on_act`` when it is clicked.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import streamlit as st

from components.app.assets import shim
from components.app.server import base_path


@dataclass(frozen=True)
class Node:
    """One element. ``children`` are nodes or plain texts; ``glyph`` names an entry of the glyph table of the tree."""

    tag: str
    children: tuple["Node | str", ...] = ()
    css: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict)
    act: Mapping[str, Any] | None = None
    glyph: str = ""

    def json(self) -> dict[str, Any]:
        """The node as the browser side reads it; empty parts are left out."""
        parts: dict[str, Any] = {"t": self.tag}
        if self.children:
            parts["k"] = [child if isinstance(child, str) else child.json() for child in self.children]
        rest = {"c": self.css, "a": dict(self.attrs), "act": self.act, "g": self.glyph}
        return parts | {key: value for key, value in rest.items() if value}


Child: TypeAlias = Node | str | None


def el(
    tag: str,
    *children: Child | Iterable[Child],
    css: str = "",
    act: Mapping[str, Any] | None = None,
    style: Mapping[str, str] | None = None,
    **attrs: str,
) -> Node:
    """A node; ``None`` children are dropped, ``aria_label`` becomes ``aria-label``, iterables are spread.

    ``style`` holds CSS properties that carry a number or a colour of the data (the length of a bar).
    """
    flat: list[Node | str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Node | str):
            flat.append(child)
        else:
            flat.extend(one for one in child if one is not None)
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    styles = {f"style-{name}": value for name, value in (style or {}).items()}
    return Node(tag, tuple(flat), css, names | styles, act)


def glyph(key: str, label: str = "", css: str = "glyph") -> Node:
    """The picture ``key`` of the glyph table; ``label`` is its text alternative (empty: decoration)."""
    return Node("img", css=css, attrs={"alt": label}, glyph=key)


def picture(svg: str, label: str = "", css: str = "glyph") -> Node:
    """A picture of our own making (never text of a story), given as SVG."""
    return el("img", alt=label, css=css, data_svg=svg)


def button(*children: Child | Iterable[Child], act: Mapping[str, Any], css: str = "", **attrs: Any) -> Node:
    """A button that sends ``act``."""
    return el("button", *children, css=css, act=act, type="button", **attrs)


def link(text: str, url: str, css: str = "") -> Node:
    """A link to another site, in a new tab, or plain text when the address is not http(s)."""
    if not url.startswith(("http://", "https://")):
        return el("span", text, css=css)
    return el("a", text, css=css, href=url, target="_blank", rel="noopener noreferrer nofollow")


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "whowhen_dom",
        html='<div class="ww"></div>\n',
        js=shim("dom.js", base_path()),
        isolate_styles=False,
    )


def packed(tree: Node, glyphs: Mapping[str, str], tokens: Mapping[str, str]) -> bytes:
    """What the browser builds ``tree`` from: bytes, since Streamlit looks for tables in a dict and writes it twice."""
    parts = {"tree": tree.json(), "glyphs": dict(glyphs), "tokens": dict(tokens)}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def show(
    tree: Node,
    *,
    key: str,
    glyphs: Mapping[str, str] | None = None,
    tokens: Mapping[str, str] | None = None,
    width: Literal["stretch", "content"] = "stretch",
    on_act: Callable[[Mapping[str, Any]], None],
) -> None:
    """Draw ``tree`` under ``key``; a click on a node with an ``act`` calls ``on_act`` with it before the next run."""

    def acted() -> None:
        message = st.session_state[key].act
        if isinstance(message, Mapping):
            on_act(message)

    _component()(
        key=key,
        data=packed(tree, glyphs or {}, tokens or {}),
        width=width,
        on_act_change=acted,
    )
