"""What the trees of nodes on a page say, and the scenes that tests look at."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from components.app.dom import Node
from components.app.scene import Scene, compose
from components.app.view import View
from components.events.dates import bounds
from components.events.selection import Selection
from components.events.story import Story
from components.stores.folder import read_story

DATA = Path(__file__).parents[2] / "data"
STORY = "ukraine-diplomacy"
CALL = "trump-putin-call-2024-11-07"


def text_of(node: Node | str | None) -> str:
    """All texts of a tree, one after the other, a bar between elements."""
    if node is None:
        return ""
    return node if isinstance(node, str) else "|".join(filter(None, (text_of(child) for child in node.children)))


def nodes_of(node: Node | str | None) -> Iterator[Node]:
    """The node and all below it."""
    if isinstance(node, Node):
        yield node
        for child in node.children:
            yield from nodes_of(child)


def with_class(tree: Node | None, css: str) -> list[str]:
    """What the nodes of a class say."""
    return [text_of(node) for node in nodes_of(tree) if css in node.css.split()]


def acts_of(node: Node | None) -> list[Mapping[str, Any]]:
    """What the clickable nodes of a tree send, in their order."""
    return [one.act for one in nodes_of(node) if one.act]


def sent_text(proto: Any) -> str:
    """The texts of a tree as the browser gets it."""

    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        else:
            for child in node.get("k", []):
                yield from texts(child)

    return "|".join(texts(json.loads(proto.bytes)["tree"]))


@cache
def ukraine() -> Story:
    """The story that comes with the house."""
    return read_story(DATA / STORY)


def day(text: str) -> float:
    """The number of a day."""
    return bounds(text).earliest


def scene(story: Story | None = None, *, page: int = 1360, known: str = "", event: str = CALL, **view: Any) -> Scene:
    """The scene of a view with ``event`` open, as known on the day ``known``."""
    selection = Selection(event=event, known_on=day(known) if known else None)
    return compose(View(**{"selection": selection, **view}), story or ukraine(), "light", page)


def article_scene(**view: Any) -> Scene:
    """The scene of the page that shows an article."""
    return scene(article="x", **view)
