"""How sure a proposal is, from 0 to 1: a sum of what speaks for it. It says nothing about whether the event is true.

when     0.30 a day, 0.15 a longer or vague date
who      0.25 × the share of those who take part whom the story knows
how      0.15 no hedge in any claim that carries it
speaker  0.10 the first claim has a named speaker, or the article itself says so
type     0.10 its type is told by the text ("other" is none)
story    0.10 it is clear whether the timeline has it ("maybe" is not)
"""

from dataclasses import dataclass

from components.articles.model import Proposal, Reason
from components.events.dates import bounds
from components.events.errors import DateError

WHEN, VAGUE, WHO, HOW, SPEAKER, TYPE, STORY = 0.30, 0.15, 0.25, 0.15, 0.10, 0.10, 0.10


@dataclass(frozen=True)
class Confidence:
    """``score`` lies in 0 to 1, in hundredths. ``reasons`` tell each part, in the order above.

    Their keys are ``<part>_<finding>``: when_day, when_vague, when_none, who_known (n of all), who_none, how_plain,
    how_hedged, speaker_named, speaker_none, type_told, type_open, story_clear, story_unclear.
    """

    score: float
    reasons: tuple[Reason, ...]


def confidence(proposal: Proposal) -> Confidence:
    """How sure ``proposal`` is, and why."""
    hedged = any(claim.hedged for claim in proposal.claims)
    unnamed = proposal.claims[0].anonymous
    told, clear = proposal.type != "other", proposal.match.verdict != "maybe"
    parts = [
        _when(proposal.when),
        _who(proposal),
        (0.0, Reason("how_hedged")) if hedged else (HOW, Reason("how_plain")),
        (0.0, Reason("speaker_none")) if unnamed else (SPEAKER, Reason("speaker_named")),
        (TYPE, Reason("type_told")) if told else (0.0, Reason("type_open")),
        (STORY, Reason("story_clear")) if clear else (0.0, Reason("story_unclear")),
    ]
    return Confidence(round(sum(worth for worth, _ in parts), 2), tuple(reason for _, reason in parts))


def _when(when: str) -> tuple[float, Reason]:
    try:
        found = bounds(when) if when else None
    except DateError:
        found = None
    if found is None or found.precision == "none":
        return 0.0, Reason("when_none")
    sure = found.precision == "day" and not found.approximate and not found.uncertain
    return (WHEN, Reason("when_day")) if sure else (VAGUE, Reason("when_vague"))


def _who(proposal: Proposal) -> tuple[float, Reason]:
    people = proposal.participants
    known = sum(bool(one.actor_id) for one in people)
    if not people:
        return 0.0, Reason("who_none")
    return WHO * known / len(people), Reason("who_known", {"n": known, "all": len(people)})
