"""Whether the words around a mention speak of the past or of the future."""

import re
from functools import lru_cache

from components.articles.dates.lexicon import load

_BREAK = re.compile(r"[.!?…]+[\s»”\"')\]]+(?=\S)|\n+")
_CLAUSE = re.compile(r"[,;:()«»]|(?<!\w)(?:that|which|who|qui|dont|où)(?!\w)")
_WINDOW, _CLAUSE_COST = 240, 25


@lru_cache(maxsize=4)
def _markers(language: str) -> re.Pattern[str]:
    tense = load(language).tense
    groups = (f"(?P<{name}>{'|'.join(tense[name])})" for name in ("neither", "future", "past"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


class Tenses:
    """The tenses of one text, lower case with its accents; the markers of a sentence are looked for once."""

    def __init__(self, lower: str, language: str) -> None:
        self._text = lower
        self._pattern = _markers(language)
        self._greedy = language == "fr"  # its patterns of past tenses may take in a word more
        self._known: dict[tuple[int, int], list[tuple[int, int, int]]] = {}

    def at(self, start: int, end: int) -> int:
        """-1, 0 or 1: the tense of the marker nearest to ``text[start:end]`` in its sentence; 0 without any."""
        best, tense = _WINDOW * 4, 0
        for first, last, sign in self._sentence(start, end):
            if first < end and start < last:
                if first >= start or not self._greedy:
                    continue  # the month of May is no verb
                last = start  # "a affirmé lundi", with the day taken for a participle
            gap = self._text[end:first] if first >= end else self._text[last:start]
            cost = len(gap) + _CLAUSE_COST * len(_CLAUSE.findall(gap))
            if cost < best:
                best, tense = cost, sign
        return tense

    def _sentence(self, start: int, end: int) -> list[tuple[int, int, int]]:
        left = max(0, start - _WINDOW)
        for found in _BREAK.finditer(self._text, left, start + 1):  # that one more tells that a word follows
            left = found.end()
        stop = _BREAK.search(self._text, end, end + _WINDOW)
        right = stop.start() if stop else min(len(self._text), end + _WINDOW)
        if (left, right) not in self._known:
            self._known[left, right] = [
                (match.start(), match.end(), -1 if match.lastgroup == "past" else 1)
                for match in self._pattern.finditer(self._text, left, right)
                if match.lastgroup != "neither"
            ]
        return self._known[left, right]


def same_sentence(text: str, end: int, start: int) -> bool:
    """Whether no sentence ends between two places of a text."""
    return start - end <= _WINDOW and _BREAK.search(text, end, start + 1) is None
