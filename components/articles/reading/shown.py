"""The text that a tree of HTML shows: one line a block, no markup."""

import re
from collections.abc import Iterator
from typing import Any

_INVISIBLE = re.compile("script|style|template|noscript|head|title|svg|math|iframe|object|select|textarea|button")
# What surrounds the article on a page.
AROUND = re.compile("nav|header|footer|aside|form|dialog|menu")
NOTHING = re.compile("(?!)")
_BREAKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h[1-6]|header|hr|html|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_CELLS = re.compile("td|th")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def lines(tree: Any, without: re.Pattern[str] = NOTHING) -> Iterator[str]:
    """The lines of an lxml tree as a reader sees them, empty ones left out; elements ``without`` are skipped."""
    line: list[str] = []
    for piece in _pieces(tree, without):
        if piece != "\n":
            line.append(piece)
            continue
        text = _SPACE.sub(" ", "".join(line)).strip(" ")
        if text.strip():
            yield text
        line.clear()


def _pieces(tree: Any, without: re.Pattern[str]) -> Iterator[str]:
    """The pieces of text in reading order; a piece that is just a line feed is a break, in the source it is a space."""
    from lxml import etree  # type: ignore[import-untyped]

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        breaks = _BREAKS.fullmatch(tag)
        if event == "start":
            if breaks:
                yield "\n"
            if not tag or _INVISIBLE.fullmatch(tag) or without.fullmatch(tag):
                walk.skip_subtree()
            elif element.text:
                yield _piece(element.text)
            continue
        if breaks:
            yield "\n"
        if _CELLS.fullmatch(tag):
            yield " "
        if element is not tree and element.tail:
            yield _piece(element.tail)
    yield "\n"


def _piece(text: str) -> str:
    return " " if text == "\n" else text
