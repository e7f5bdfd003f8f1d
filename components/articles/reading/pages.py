"""What a page of HTML shows and says about itself: text, title and publisher by trafilatura, the day by htmldate."""

import datetime
import logging
import re
from typing import Any

from components.articles.reading import page_date
from components.articles.reading.errors import NoTextError, TooLargeError
from components.articles.reading.limits import MOST_CHARACTERS, MOST_ELEMENTS
from components.articles.reading.markup import rewritten
from components.articles.reading.shown import AROUND, lines
from components.articles.reading.texts import Shown

REMEDY = "open the page in a browser, copy the article and paste its text"
# Below this trafilatura takes the words of a page without its paragraphs.
FEW = 20_000
# What a page says that needs its scripts is not longer.
_DEMAND = 300
_SCRIPT = re.compile(r"<script\b", re.I)
_ASKS = re.compile(r"java ?script", re.I)


def read(html: str, name: str, url: str = "") -> Shown:
    """What the page shows. Raises ``ReadingError`` where there is no article on it."""
    # Its warnings are for developers; without a handler they would go to the terminal.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    tree = tree_of(html, name)
    around = tuple(line for line in lines(tree) if len(line) <= 200)
    try:
        text, (title, publisher), day = _text(tree, url), _about(tree, url), page_date.published(tree, url)
    except Exception as error:
        # Three libraries with guesses about pages of all sorts: whatever trips them, the user gets words.
        problem = f"{type(error).__name__}: {error}"
        raise NoTextError(name, "a page that cannot be read:", problem, REMEDY, "page") from error
    _refuse_empty(html, tree, text, name)
    return Shown(text, title, publisher, day, around, url)


def _refuse_empty(html: str, tree: Any, text: str, name: str) -> None:
    """Raise ``NoTextError`` for a page without an article, or with nothing but the demand to run its scripts."""
    scripted = len(text) <= _DEMAND and _ASKS.search(text) is not None and _cause(html, False) == "scripts"
    if not text.strip() or scripted:
        words = any(char.isalpha() for line in lines(tree) for char in line)
        cause = "scripts" if scripted else _cause(html, words)
        problem = "a page that scripts would write" if cause == "scripts" else "no article on the page"
        raise NoTextError(name, problem, "", REMEDY, cause)


def _cause(html: str, words: bool) -> str:
    """Why a page shows no article; ``words`` tells whether it shows any word."""
    return "article" if words else "scripts" if _SCRIPT.search(html) else "pictures"


def tree_of(html: str, name: str) -> Any:
    """The page as an lxml tree. Raises ``ReadingError`` for none, and for one too large to be read in time."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    pieces = _pieces(html, name)
    parser = HTMLParser(encoding="utf-8")
    try:
        tree = document_fromstring("".join(pieces).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise NoTextError(name, "no article on the page", "", REMEDY, _cause(html, False)) from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # The parser leaves out what is nested so deeply.
        raise TooLargeError(name, "a page whose elements are nested more than", "255 deep", REMEDY)
    return tree


def _pieces(html: str, name: str) -> list[str]:
    pieces, elements, characters = [], 0, 0
    for piece in rewritten(html):
        pieces.append(piece)
        elements += piece[0] == "<" and piece[1] != "/"
        characters += 0 if piece[0] == "<" else len(piece.strip())
        if elements > MOST_ELEMENTS or characters > MOST_CHARACTERS:
            most = f"{MOST_ELEMENTS:,} elements" if elements > MOST_ELEMENTS else f"{MOST_CHARACTERS:,} characters"
            raise TooLargeError(name, "a page larger than an article, with more than", most, REMEDY)
    return pieces


def _text(tree: Any, url: str) -> str:
    from trafilatura import extract

    text = extract(_copy(tree), url=url or None, include_comments=False, output_format="txt") or ""
    if "\n" in text or len(text) > FEW:
        return text
    shown = list(lines(tree, without=AROUND))
    kept = " ".join(text.split())
    return "\n".join(line for line in shown if not kept or " ".join(line.split()) in kept) or text


def _about(tree: Any, url: str) -> tuple[str, str]:
    from trafilatura import extract_metadata

    nowhere = {"extensive_search": False, "max_date": datetime.date(1995, 1, 2).isoformat()}
    about = extract_metadata(_copy(tree), default_url=url or None, date_config=nowhere)
    return about.title or "", about.sitename or ""


def _copy(tree: Any) -> Any:
    from copy import deepcopy

    return deepcopy(tree)
