"""The head of an article: its title, the line that gives its day, and the sentence that opens it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from components.articles.dates import DateMention
from components.articles.proposals.scene import Scene

_FIRST = 4
_OTHER_WORDS = 3
_PLACE = 48
_BEFORE_DAY = re.compile(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ '’.,/-]*[A-Za-zÀ-ÿ .]{0,20}[,(] ?(?:le )?")
_AFTER_DAY = re.compile(r" ?\)? ?(?:\([^)\n]{1,24}\) ?)?[-–—] ")
_STOP = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True)
class Head:
    """Numbers of the sentences that are title or dateline, of the lead (-1 unknown), and the date of the dateline."""

    titles: frozenset[int] = frozenset()
    lead: int = -1
    date: DateMention | None = None


def without_wire(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """The dates without that of "LONDON, March 3 (Reuters) - ..." where the sentence after it gives another."""
    kept = []
    for number, one in enumerate(mentions):
        line = text.rfind("\n", max(0, one.start - _PLACE), one.start) + 1
        line = line or max(0, one.start - _PLACE)
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        wired = _BEFORE_DAY.fullmatch(text, line, one.start) and _AFTER_DAY.match(text, one.end)
        if not wired or after is None or _STOP.search(text, one.end, after.start):
            kept.append(one)
    return kept


def head_of(scenes: Sequence[Scene]) -> Head:
    """The head of a text by its first sentences."""
    titles: set[int] = set()
    date: DateMention | None = None
    for scene in scenes[:_FIRST]:
        line = _dateline(scene)
        if line is not None and date is None:
            date = line
            titles.add(scene.number)
        elif date is None and scene.number == 0 and _title(scene, scenes):
            titles.add(0)
        else:
            break
    lead = next((scene.number for scene in scenes if scene.number not in titles), -1)
    return Head(frozenset(titles), lead if date is not None else -1, date)


def _dateline(scene: Scene) -> DateMention | None:
    """The full date that is all a line or sentence has but for a few words ("Paris", "Reuters")."""
    if len(scene.dates) != 1:
        return None
    at = scene.dates[0]
    rest = [token for k, token in enumerate(scene.tokens) if not at.first <= k <= at.last and token.low[0].isalnum()]
    whole = len(at.mention.when) == 10 and any(char.isdigit() for char in at.mention.text) and not scene.verbs
    return at.mention if whole and len(rest) <= _OTHER_WORDS else None


def _title(scene: Scene, scenes: Sequence[Scene]) -> bool:
    """A first paragraph of one sentence without a stop at its end, with more paragraphs after it."""
    alone = len(scenes) > 1 and scenes[1].sentence.paragraph != scene.sentence.paragraph
    return alone and bool(scene.tokens) and scene.tokens[-1].low not in (".", "!", "…", '"', "»", "”")
