"""Is a proposed event in the story already? ``matched`` compares each proposal with the story's events.

The score of an event, from 0 to 1, is 0.45 × who + 0.35 × when + 0.20 × what, each from 0 to 1 (``scores``), and what
place, amount and words add or take away (``details``, at most 0.23 either way):

who    participants in common, witnesses and mediators counting half, whom a statement is about 0.3; the actor itself
       1, one to which it is affiliated 0.6 or less (Kremlin and Russia), one of the same affiliation 0.3 (Kremlin and
       Putin)
when   the same day 1, the days before and after 0.6, 0.35, 0.2; overlapping spans 0.3 and more; without a date in the
       text at most 0.35, the nearer the event lies to the day of publication
what   the same type 1, types that texts use for one event by ``lexicons/related_types.toml``, one family 0.3

"same" needs 0.80, and of its own who ≥ 0.65, what ≥ 0.5, when ≥ 0.7 (or the same amount of money within a span);
amounts that differ speak against it, and two statements are the same only if their words agree. "maybe" needs 0.60, and
who ≥ 0.4 or, for a proposal without participants, the same day and a place, amount or words in common; statements
without such words need when ≥ 0.6.

What has no date is looked for in the year before the publication, or after it if it is planned. No proposal without a
date or without participants is ever "same" by its type; only elections and inaugurations, which come years apart, need
no date when the story has just one of these people in that year.

A claim about an event that the story has is a new claim on it, not a second event: the last reason of a "same" says so,
or that the story has that claim too.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from components.articles.matching.verdicts import compared
from components.articles.model import Proposal
from components.events.dates import to_day
from components.events.story import Story

__all__ = ["matched"]


def matched(
    proposals: Sequence[Proposal], story: Story, published: datetime.date | None = None, language: str = ""
) -> tuple[Proposal, ...]:
    """The proposals in their order, each with how it stands to the story; ``published`` is the day of the article.

    ``language`` is that of the titles in match and reasons; the story's first if "". Raises ``DateError`` for a
    proposal whose ``when`` is no EDTF date.
    """
    day = None if published is None else to_day(published)
    language = language or story.languages[0]
    return tuple(replace(one, match=compared(one, story, day, language)) for one in proposals)
