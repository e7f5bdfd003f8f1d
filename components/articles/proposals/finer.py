"""Which of two dates of one event tells more: a day that lies within the month that another sentence gives."""

from components.articles.proposals.drafts import Draft
from components.articles.proposals.when import Dated
from components.events.dates import bounds
from components.events.errors import DateError

_TOLD = ("date", "date_sentence", "date_same_event", "date_finer")
_OPEN = ("..", "~", "?", "%")
_BEFORE = 3


def is_finer(new: Draft, old: Draft) -> bool:
    """Whether the date of ``new`` lies within that of ``old`` and is shorter, and is not told as about then."""
    return within(new.dated, old.dated) and not _about(new)


def within(new: Dated, old: Dated) -> bool:
    """Whether a date lies within another and is shorter, both given by the text for the event itself."""
    if new.when == old.when or not (_given(new) and _given(old)) or any(sign in new.when for sign in _OPEN):
        return False
    try:
        inner, outer = bounds(new.when), bounds(old.when)
    except DateError:
        return False
    shorter = inner.latest - inner.earliest < outer.latest - outer.earliest
    return shorter and outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _given(dated: Dated) -> bool:
    return bool(dated.when) and dated.mention is not None and dated.reason.key in _TOLD


def _about(draft: Draft) -> bool:
    """Whether words before the date make it approximate: "vers le 7 novembre", "around 7 November"."""
    scene, mention = draft.scene, draft.dated.mention
    at = next((one.first for one in scene.dates if mention is not None and one.mention.start == mention.start), 0)
    return any(scene.grammar.has(k, "about_then") for k in range(max(0, at - _BEFORE), at))
