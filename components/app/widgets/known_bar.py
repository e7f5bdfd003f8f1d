"""The sentence of changes above the timeline while the page shows what was known on an earlier day."""

from functools import lru_cache

import numpy as np

from components.app.dom import Child, Node, el
from components.app.scene import Scene
from components.events.date_words import day_words
from components.events.excerpt import excerpt, row_of
from components.events.status import Changes, change_days, changes
from components.events.story import Story

NAMED = 3  # status changes named in the sentence; the others are counted by their marks


@lru_cache(maxsize=64)
def changed_on(story: Story, day: float) -> Changes:
    """What became public on ``day``: compared with the day before."""
    return changes(story, day - 1, day)


@lru_cache(maxsize=8)
def stops(story: Story) -> np.ndarray:
    """The days on which a status changes or an event appears, rising."""
    return change_days(story)


def neighbour_stops(story: Story, day: float | None, today: float) -> tuple[float | None, float | None]:
    """The nearest day of change before and after ``day`` (``None`` is today), where there is one."""
    days, here = stops(story), today if day is None else day
    before, after = days[days < here], days[days > here]
    return (float(before[-1]) if before.size else None), (float(after[0]) if after.size else None)


def known_sentence(scene: Scene) -> Node | None:
    """Such as "Changed since the day before: **title** goes from *reported* to *disputed*; 2 events are new."""
    day = scene.view.selection.known_on
    if day is None:
        return None
    words, date = scene.words, day_words(day, scene.language, "long")
    change = changed_on(scene.whole, day)
    parts: list[Child] = []
    then = words("known.then")
    for event_id, before, after in change.statuses[:NAMED]:
        parts += [el("strong", _title(scene, event_id), dir="auto"), *_goes(scene, before, after), then]
    new = [
        words("known.new_events", n=len(change.events)) if change.events else "",
        words("known.new_claims", n=change.claims) if change.claims else "",
    ]
    new = [text for text in new if text]
    if new:
        joined = words("known.and").join(new)
        parts.append(words("known.are_new", n=len(change.events) + change.claims, what=joined))
    if not parts:
        return el("p", words("known.same", day=date), css="ww-known", role="status")
    if parts[-1] == then:
        parts[-1] = "."
    return el("p", el("strong", date), " ∘ " + words("known.changed"), *parts, css="ww-known", role="status")


def _goes(scene: Scene, before: str, after: str) -> list[Child]:
    """Such as "goes from *reported* to *disputed*", with the two statuses as emphasised elements."""
    template = scene.words("known.goes", before="\x00", after="\x01")
    parts: list[Child] = []
    rest = template
    for mark, status in (("\x00", before), ("\x01", after)):
        text, _, rest = rest.partition(mark)
        parts += [text, el("em", scene.terms(f"statuses.{status}"))]
    return [*parts, rest]


def _title(scene: Scene, event_id: str) -> str:
    row = row_of(scene.known, event_id)
    return event_id if row < 0 else str(excerpt(scene.known, [row]).text("events", "title", scene.language).iloc[0])
