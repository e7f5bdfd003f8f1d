"""A story as it was at a revision, which the parameter ``rev`` of an address asks for."""

import datetime
from dataclasses import dataclass
from typing import Literal

from components.app import stories
from components.app.trouble import note
from components.app.widgets.history.log import log_of
from components.events.errors import StoryError
from components.events.story import Story
from components.stores.base import StoreError

Trouble = Literal["", "missing", "defects", "unreachable"]


@dataclass(frozen=True, eq=False)
class Pin:
    """``story`` at the revision ``rev``, which was made ``at``; the newest one where there is ``trouble``.

    ``since`` counts the changes after it. ``at`` is ``None`` for the story before its first change.
    """

    rev: int
    story: Story
    since: int = 0
    at: datetime.datetime | None = None
    trouble: Trouble = ""


def pin_of(name: str, found: stories.Sound, rev: str) -> Pin | None:
    """The story ``name``, which is ``found`` now, at the revision ``rev``; ``None`` where none is asked for."""
    if not rev:
        return None
    wanted = int(rev)
    if wanted > found.revision:
        return Pin(wanted, found.story, trouble="missing")
    try:
        head = log_of(stories.store(name)).by_number.get(wanted)
        made = head.at if head else None
        now = wanted == found.revision
        story = found.story if now else stories.past(name, wanted, made)
    except (StoreError, StoryError) as error:
        note(str(error))
        gone = "defects" if isinstance(error, StoryError) else _why(error)
        return Pin(wanted, found.story, trouble=gone)
    return Pin(wanted, story, found.revision - wanted, made)


def _why(error: StoreError) -> Trouble:
    return "missing" if error.cause in ("revision", "no_change") else "unreachable"
