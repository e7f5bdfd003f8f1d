"""Where the sentences and paragraphs of a text begin and end."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from components.articles.model import Sentence

_PARAGRAPH = re.compile(r"\n\s*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s*[»”])?\s+(?=[\"'“‘«(\[—–-]?\s*[\w\d])")
_DASH = re.compile(r"\s*[–—-]\s+")
_WORD = re.compile(r"[^\s(«“\"'’\[]+$")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in reading order; a line break ends a paragraph."""
    found = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        found += [Sentence(first, last, number) for first, last in _split(text, start, end)]
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[at : gap.start()].strip():
            yield _trimmed(text, at, gap.start())
        at = gap.end()
    if text[at:].strip():
        yield _trimmed(text, at, len(text))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _END.finditer(text, start, end):
        if _ends(text, at, stop):
            yield _trimmed(text, _undashed(text, at, stop.end()), stop.end())
            at = stop.end()
    if at < end:
        yield _trimmed(text, _undashed(text, at, end), end)


def _undashed(text: str, start: int, end: int) -> int:
    """Where a sentence begins that a dash cuts off from its dateline or marks as an item of a list."""
    dash = _DASH.match(text, start, end)
    return dash.end() if dash and dash.end() < end else start


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if text[stop.start()] != "." or text[stop.start() : stop.start() + 2] == "..":
        return True
    word = _WORD.search(text, max(start, stop.start() - 20), stop.start())
    before = word[0] if word else ""
    if before.lower() in _abbreviations() or re.fullmatch(r"(?:[A-ZÀ-Ý]\.)*[A-ZÀ-Ý]", before):
        return False
    return not text[stop.end() : stop.end() + 1].islower()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    file = Path(__file__).parent / "lexicons" / "abbreviations.toml"
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["words"])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
