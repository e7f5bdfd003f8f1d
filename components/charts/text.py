"""Text on charts: how wide it is, how it is cut, and how it is kept from being read as markup.

Widths come from a table of the real font's advances, so that the boxes of the packing are the boxes on screen.
"""

import html
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Style = Literal["regular", "semibold", "italic"]

UNKNOWN_ADVANCE = 600
WIDE_ADVANCE = 1000
MIN_CLAUSE = 24

_TABLE = Path(__file__).with_name("glyph_widths.toml")
_CLAUSE_END = re.compile(r"[;:]|,(?= [^\W\d_A-Z])")


@cache
def _advances(style: Style) -> Mapping[str, int]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[style]
    return {character: int(advance) for advance, characters in table.items() for character in characters}


def _fallback(character: str) -> int:
    """Advance of a character the font lacks: 1 em for wide scripts and emoji, nothing for marks, else 0.6 em."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) == "So"
    return WIDE_ADVANCE if wide else UNKNOWN_ADVANCE


@lru_cache(maxsize=50_000)
def width(text: str, size: float = 12, style: Style = "regular") -> float:
    """Width of ``text`` in px at ``size`` px, kerning (which only narrows) left out."""
    advances = _advances(style)
    total = 0
    for character in text:
        advance = advances.get(character)
        total += _fallback(character) if advance is None else advance
    return total * size / 1000


def plain(text: str) -> str:
    """``text`` such that plotly shows it as it stands: its pseudo-HTML (bold, links, line breaks) is escaped."""
    return html.escape(" ".join(text.split()), quote=False)


@lru_cache(maxsize=50_000)
def shorten(title: str, limit: int, stops: frozenset[str] = frozenset()) -> str:
    """``title`` in at most ``limit`` characters.

    Cut before ``;``, ``:`` or ``, `` + lower case where at least 24 characters remain; else at a word, trailing
    ``stops`` and numbers removed, with an ellipsis.
    """
    if len(title) <= limit:
        return title
    ends = [match.start() for match in _CLAUSE_END.finditer(title) if MIN_CLAUSE <= match.start() <= limit]
    if ends:
        return title[: ends[-1]].rstrip()
    head = title[: limit - 1]
    if not title[limit - 1].isspace():
        head = head[: head.rfind(" ")] if " " in head else head
    words = head.split()
    while len(words) > 1 and _weak(words[-1], stops):
        words.pop()
    return " ".join(words).rstrip(" ,;:.–—-") + "…"


def _weak(word: str, stops: frozenset[str]) -> bool:
    bare = word.strip(" ,;:.–—-()«»“”\"'’").casefold()
    return not bare or bare in stops or bare.replace(",", "").replace(".", "").isdigit()


def fit(text: str, room: float, size: float = 12, style: Style = "regular") -> str:
    """``text``, cut with an ellipsis where it is wider than ``room`` px."""
    if width(text, size, style) <= room:
        return text
    cut = len(text)
    while cut > 1 and width(text[:cut].rstrip() + "…", size, style) > room:
        cut -= 1
    return text[:cut].rstrip() + "…"
