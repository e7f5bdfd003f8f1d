"""Markdown as its reader sees it: rendered by markdown-it, the text of what comes out; its front matter is metadata."""

import datetime
import re

from components.articles.reading.pages import tree_of
from components.articles.reading.shown import lines
from components.articles.reading.texts import Shown

_FRONT = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]+(?P<quote>[\"']?)(?P<value>[^\n]*?)(?P=quote)[ \t]*$", re.M)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def read(source: str, name: str) -> Shown:
    """What ``source`` shows. Raises ``ReadingError`` where there is no text in it."""
    from markdown_it import MarkdownIt

    source = source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(source)
    fields = (
        {found["key"].lower(): found["value"].strip() for found in _FIELD.finditer(front["fields"])} if front else {}
    )
    html = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source[front.end() :] if front else source)
    )
    tree = tree_of(f"<body>{html}</body>", name)
    heading = next((" ".join(element.itertext()) for element in tree.iter("h1")), "")
    return Shown(
        "\n".join(lines(tree)),
        fields.get("title") or heading,
        fields.get("publisher") or fields.get("source", ""),
        _day(fields.get("published") or fields.get("date", "")),
    )


def _day(value: str) -> datetime.date | None:
    found = _DAY.match(value)
    try:
        return datetime.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
