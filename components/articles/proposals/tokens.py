"""The words of a text, with their places, cut sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.articles.model import Sentence

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_INVERTED = r"-t-(?:il|elle|on)s?\b|-(?:ils?|elles?|on|je|nous|vous|moi|lui|leur|le|la|les|ce|y|en)(?![\w-])"
_FRENCH = re.compile(
    rf"(?:lorsqu|puisqu|jusqu|quoiqu|qu|[cdjlmnst])'(?=\w)|{_INVERTED}|aujourd'hui|(?:\w+\.)+\w+\.?"
    rf"|\w+(?:-(?!t-|(?:ils?|elles?|on|je|nous|vous|moi|lui|leur|le|la|les|ce|y|en)(?![\w-]))\w+)*|[^\w\s]",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\w+(?=n't\b)|n't\b|'(?:s|d|ll|re|ve|m)\b|(?:\w+\.)+\w+\.?|\w+(?:-\w+)*|[^\w\s]", re.IGNORECASE)

_MARKS = re.compile('[«»“”"]')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: ``low`` is ``text[start:end]`` in lower case with straight apostrophes."""

    start: int
    end: int
    low: str
    capital: bool = False


def tokens(text: str, sentence: Sentence, language: str) -> tuple[Token, ...]:
    """The tokens of one sentence."""
    return tuple(_tokens(text[sentence.start : sentence.end], sentence.start, language))


def _tokens(piece: str, at: int, language: str) -> Iterator[Token]:
    straight = piece.translate(_APOSTROPHES)
    for found in (_FRENCH if language == "fr" else _ENGLISH).finditer(straight):
        yield Token(at + found.start(), at + found.end(), found[0].lower(), found[0][0].isupper())


def quoted(text: str, start: int, end: int, inside: bool = False) -> tuple[tuple[int, int], ...]:
    """The stretches of ``text[start:end]`` within quotation marks; ``inside`` tells that one is open at the start.

    What does not close ends with the stretch, so that its end equals ``end``.
    """
    found: list[tuple[int, int]] = []
    open_, opened = inside, start - 1
    for mark in _MARKS.finditer(text, start, end):
        at, sign = mark.start(), mark[0]
        if not open_ and sign in '«“"':
            open_, opened = True, at
        elif open_ and sign in '»”"':
            found.append((opened, at))
            open_ = False
    if open_:
        found.append((opened, end))
    return tuple(found)
