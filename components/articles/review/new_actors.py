"""Whom a new actor may be: the actors of the story with the most similar names.

Names are compared word by word as they sound (``actors.spelling``): "Zelenskyy" and "Volodymyr Zelensky" share a word.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from components.articles.actors.spelling import skeleton
from components.articles.review.cells import names_of
from components.articles.review.draft import NewActor
from components.events.joins import keep
from components.events.story import Story

LEAST, MOST = 72.0, 5
SAME_KIND, SAME_COUNTRY = 6.0, 4.0


@dataclass(frozen=True)
class Suggestion:
    """An actor of the story; ``likeness`` of the names lies in 0 to 100."""

    actor_id: str
    likeness: float


def suggestions(actor: NewActor, story: Story) -> tuple[Suggestion, ...]:
    """The actors of ``story`` that ``actor`` may be, the likeliest first; none where no name is similar."""
    names, kinds = keep(story, "names as they sound", lambda: _names(story))
    best: dict[str, float] = {}
    found = process.extract(_sound(actor.name), names, scorer=fuzz.token_set_ratio, limit=MOST * 4, score_cutoff=LEAST)
    for _, likeness, key in found:
        id = key[0]
        kind, country = kinds[id]
        more = SAME_KIND * (kind == actor.kind) + SAME_COUNTRY * bool(country and country == actor.country)
        best[id] = max(best.get(id, 0.0), min(100.0, likeness + more))
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Suggestion(id, round(likeness, 1)) for id, likeness in ranked[:MOST])


def _names(story: Story) -> tuple[dict[tuple[str, int], str], dict[str, tuple[str, str]]]:
    names, kinds = {}, {}
    for row in story.actors.to_dict("records"):
        cells = {str(column): text for column, text in row.items() if isinstance(text, str)}
        id = cells["actor_id"]
        kinds[id] = (str(row.get("kind", "")), cells.get("country", ""))
        names.update({(id, at): _sound(name) for at, name in enumerate(names_of(cells))})
    return names, kinds


def _sound(name: str) -> str:
    """The words of a name as they sound; those of one letter say nothing."""
    words = (skeleton(word) for word in re.split(r"[\s’'-]+", name[:200]))
    return " ".join(word for word in words if len(word) > 1)
