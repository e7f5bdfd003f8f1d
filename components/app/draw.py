"""From a scene and a tree of nodes to the page, with the colours and pictures the tree needs."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from components.app.dom import Node, el, show
from components.app.scene import Scene
from components.app.style import glyphs, tokens

Width = Literal["stretch", "content"]
Do = Callable[[Mapping[str, Any]], None]


def put(scene: Scene, key: str, tree: Node | None, do: Do, width: Width = "stretch") -> None:
    """Show ``tree`` under ``key``; for ``None`` an empty place, so that what follows is not remounted.

    ``do`` gets what the reader clicks.
    """
    root = el("div", tree, css=f"ww-{scene.layout}", lang=scene.language)
    show(root, key=key, glyphs=glyphs(_keys(root), scene.theme), tokens=tokens(scene.theme), width=width, on_act=do)


def _keys(node: Node) -> set[str]:
    keys = {node.glyph} if node.glyph else set()
    return keys.union(*(_keys(child) for child in node.children if isinstance(child, Node)))
