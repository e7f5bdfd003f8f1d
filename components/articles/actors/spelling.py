"""Spellings of one name: Zelensky, Zelenskyy, Zelenski; never Trump and Tromp, Macron and Macro."""

import re
from collections.abc import Iterable
from functools import lru_cache

from components.articles.dates.folding import folded

_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"tch|tsch|sch|sh|ch|cz|sz"), "c"),
    (re.compile(r"kh|q|ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"(?:[iyj]{2,}|ij|yj|y)"), "i"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"ff$|v$"), "f"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_LONG, _KEPT = 7, 5


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What stays of a word when the habits of transliteration are taken away."""
    text = folded(name)[:60]
    for pattern, sign in _SOUNDS:
        text = pattern.sub(sign, text)
    return text


def alike(one: str, other: str) -> bool:
    """Whether two words may spell one name: the same sounds, or one letter inside a long one.

    The first and the last sound have to agree: Routine is no Poutine, Zelenska no Zelensky.
    """
    from rapidfuzz.distance import Levenshtein

    x, y = skeleton(one), skeleton(other)
    if min(len(x), len(y)) < _KEPT or x[0] != y[0]:
        return False
    if x == y:
        return True
    if min(len(x), len(y)) < _LONG or x[-1] != y[-1]:
        return False
    return Levenshtein.distance(x, y, score_cutoff=1) <= 1


class Spellings:
    """Names to be found again in another spelling."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of a last name and whose it is."""
        self._byfirst: dict[str, list[tuple[str, str]]] = {}
        for name, key in names:
            self._byfirst.setdefault(skeleton(name)[:1], []).append((name, key))

    def find(self, word: str) -> str:
        """Whose name ``word`` spells, "" for nobody's or for more than one's."""
        near: Iterable[tuple[str, str]] = self._byfirst.get(skeleton(word)[:1], ())
        found = {key for name, key in near if alike(word, name)}
        return found.pop() if len(found) == 1 else ""
