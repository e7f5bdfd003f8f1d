"""The words of a stretch of a sentence without its dates, and cut where they are too long."""

import re
from collections.abc import Iterable

from components.articles.proposals.lexicon import Lexicon
from components.articles.proposals.scene import Scene

OPEN = (
    *("determiner", "strict_determiner", "of", "to", "with", "by", "on", "place_preposition", "purpose", "between"),
    *("joiner", "complement", "past_link", "adverb", "clitic", "alike", "subject_pronoun", "conjunction"),
)
_LEAST = 0.5
_DATED, _SMALL = 3, 2
_PAIRS = (("«", "»", " »"), ("“", "”", "”"))
_LOOSE = re.compile(r" +(?=[,.)])")
_ELIDED = re.compile(r"(?i)(\b(?:[cdjlmnst]|qu|jusqu)['’]) (?=\w)")
_TWICE = re.compile(r",(?: ?,)+")


def undated(scene: Scene, places: Iterable[int]) -> list[int]:
    """The tokens among ``places`` that belong to no date; one that a word before it needs stays ("by 4 May")."""
    dropped: set[int] = set()
    for date in scene.dates:
        first = date.first
        while first > 0 and date.first - first < _DATED and scene.grammar.has(first - 1, "before_date"):
            first -= 1
        needed = any(scene.grammar.has(at - 1, "keeps_date") for at in {first, date.first})
        if not needed:
            dropped.update(range(first, date.last + 1))
    return [k for k in places if k not in dropped]


def told(scene: Scene, places: Iterable[int]) -> str:
    """The tokens at ``places`` as the text has them, what is left out making one space."""
    runs: list[list[int]] = []
    for k in places:
        if runs and runs[-1][-1] == k - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    words = " ".join(scene.words(run[0], run[-1]) for run in runs)
    words = _TWICE.sub(",", _LOOSE.sub("", words)).strip(" ,;:–—-")
    return _ELIDED.sub(r"\1", words) if scene.lexicon.language == "fr" else words


def joined(words: Iterable[str]) -> str:
    """Words set one after the other, none parted from what an apostrophe ties it to."""
    return _ELIDED.sub(r"\1", " ".join(words))


def fitted(words: str, most: int, lexicon: Lexicon) -> str:
    """``words`` in at most ``most`` characters: cut at a clause, else at a word, with "…"; quotation marks closed."""
    if len(words) <= most:
        return words
    room = words[: most - 3]
    sign = max(room.rfind(mark) for mark in (", ", "; ", " – ", " — "))
    cut = room[:sign] if sign > most * _LEAST else whole(room[: max(room.rfind(" "), 0)], lexicon)
    cut = cut.rstrip(" ,;:.–—-")
    for first, last, ending in _PAIRS:
        if cut.count(first) > cut.count(last):
            return cut + "…" + ending
    return cut + "…"


def whole(words: str, lexicon: Lexicon) -> str:
    """The words without small ones at their end, which ask for more."""
    parts = words.split(" ")
    while len(parts) > 1 and _asks(parts[-1].lower().replace("’", "'"), lexicon):
        parts.pop()
    return " ".join(parts)


def _asks(word: str, lexicon: Lexicon) -> bool:
    """Whether a word asks for more after it."""
    lists = (*OPEN, "unfinished")
    tail = word.rpartition("'")[2]
    return len(tail) < _SMALL or any(one in lexicon.words[name] for name in lists for one in (word, tail))
