"""Quotations: from the sign that opens one to the sign that closes it, over sentences but within a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.articles.model import Sentence

_SIGN = re.compile(r"[«»“”\"\n]")
_CLOSES = {"«": "»", "“": "”"}


@dataclass(frozen=True)
class Quote:
    """``text[start:end]`` is the quotation with its signs."""

    start: int
    end: int


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text in reading order; one that is never closed ends with its paragraph."""
    return tuple(_quotes(text))


def _quotes(text: str) -> Iterator[Quote]:
    opened, closing = -1, ""
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign == "\n":
            opened = -1
        elif opened < 0:
            if sign in _CLOSES or sign == '"':
                opened, closing = found.start(), _CLOSES.get(sign, '"')
        elif sign == closing:
            yield Quote(opened, found.end())
            opened = -1


def parts(quote: Quote, sentences: Sequence[Sentence], first: int) -> Iterator[tuple[int, int, int]]:
    """The number, start and end of each part of a quotation in the sentences from number ``first`` on."""
    for number in range(first, len(sentences)):
        sentence = sentences[number]
        if sentence.start >= quote.end:
            return
        if sentence.end > quote.start:
            yield number, max(sentence.start, quote.start), min(sentence.end, quote.end)
