"""The events of a story that a proposal may be: what the matcher thinks of first, for a person to choose from."""

from components.articles.matching.candidates import candidates
from components.articles.model import Proposal
from components.events.story import Story

MOST, LEAST = 6, 0.35


def likely(proposal: Proposal, story: Story, published: float | None) -> tuple[str, ...]:
    """Ids of events, the likeliest first; ``published`` is the day of the article as a number. Raises ``DateError``."""
    ids = story.events["event_id"]
    _, found = candidates(proposal, story, published)
    rows = [one.row for one in found if one.base >= LEAST][:MOST]
    best = [proposal.match.event_id] if proposal.match.event_id else []
    return tuple(dict.fromkeys((*best, *(str(ids.iloc[row]) for row in rows))))[:MOST]
