"""Phrases found by their words, the longest first."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from components.articles.actors.tokens import Scene

Value = TypeVar("Value")
Pattern = tuple[str, ...]


def _cut(scene: Scene, end: int) -> bool:
    """Whether a word goes on after a hyphen: "chef de l'état-major" is no "chef de l'état"."""
    after = scene.at(end)
    return (
        after.glued
        and not after.cap
        and after.sentence == scene.at(end - 1).sentence
        and after.low not in scene.lexicon.words["glued_end"]
    )


class Phrases(Generic[Value]):
    """A table from folded words to values; of two values of one phrase the first stays."""

    def __init__(self, entries: Iterable[tuple[Pattern, Value]]) -> None:
        self._values: dict[Pattern, Value] = {}
        for pattern, value in entries:
            if pattern:
                self._values.setdefault(pattern, value)
        lengths: dict[str, set[int]] = {}
        for pattern in self._values:
            lengths.setdefault(pattern[0], set()).add(len(pattern))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with the word."""
        return word in self._lengths

    def candidates(self, scene: Scene, index: int) -> Iterable[tuple[int, Value]]:
        """What begins at token ``index``: (token after its end, value), the longest first."""
        for length in self._lengths.get(scene.at(index).low, ()):
            pattern = tuple(token.low for token in scene.tokens[index : index + length])
            value = self._values.get(pattern)
            end = index + length
            if value is not None and scene.at(index).sentence == scene.at(end - 1).sentence and not _cut(scene, end):
                yield end, value

    def longest(self, scene: Scene, index: int) -> tuple[int, Value] | None:
        """The longest that begins at token ``index``."""
        return next(iter(self.candidates(scene, index)), None) if scene.at(index).low in self._lengths else None

    def begins(self) -> frozenset[str]:
        """The words with which the phrases begin."""
        return frozenset(self._lengths)
