"""The head of an article: its title, the line that gives its day, and the sentence that opens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.articles.dates import DateMention
from components.articles.proposals.scene import Scene

_FIRST = 4
_OTHER_WORDS = 3


@dataclass(frozen=True)
class Head:
    """Numbers of the sentences that are title or dateline, of the lead (-1 unknown), and the date of the dateline."""

    titles: frozenset[int] = frozenset()
    lead: int = -1
    date: DateMention | None = None


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
