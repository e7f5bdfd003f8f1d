"""The words and signs of a text with their places, split where a language glues them together."""

import re
from dataclasses import dataclass

from components.articles.dates.folding import lowered

_TAIL = r"-(?:t-)?(?:ils?|elles?|on)(?!\w)"
_PATTERNS = {
    "fr": re.compile(
        rf"(?:lorsqu|puisqu|jusqu|qu|[ldnscjmt])'(?=\s?\w)|{_TAIL}"
        rf"|[^\W_]+(?:(?!{_TAIL})(?:-|(?<=aujourd)'|(?<=presqu)')[^\W_]+)*|[^\w\s]|_"
    ),
    "en": re.compile(
        r"'(?:s|ll|re|ve|d)(?!\w)|(?:[^\W\d_]\.){2,6}|[^\W_]+(?:(?:-|'(?=t(?!\w))|'(?=[^\W_]{2}))[^\W_]+)*|[^\w\s]|_"
    ),
}


@dataclass(frozen=True)
class Token:
    """``word`` is the token in lower case with plain apostrophes; ``capital`` tells how it begins in the text."""

    start: int
    end: int
    word: str
    capital: bool

    @property
    def is_word(self) -> bool:
        """Whether it is no punctuation."""
        return self.word[0].isalnum() or len(self.word) > 1


def tokens(text: str, language: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in reading order. Raises ``ValueError`` for a language without rules."""
    if language not in _PATTERNS:
        raise ValueError(f"claims are read in {' and '.join(_PATTERNS)}, not in {language!r}")
    lower = lowered(text[start:end])
    return [
        Token(start + found.start(), start + found.end(), found[0], text[start + found.start()].isupper())
        for found in _PATTERNS[language].finditer(lower)
    ]


def words(phrase: str, language: str) -> tuple[str, ...]:
    """The words of a phrase of a lexicon, split as texts are."""
    return tuple(found[0] for found in _PATTERNS[language].finditer(lowered(phrase)))
