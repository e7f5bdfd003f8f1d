"""The verdict on a proposal, with its reasons, from the candidates."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from components.articles.matching import details
from components.articles.matching.candidates import LEAST_WHO, Candidate, candidates, widened
from components.articles.matching.details import Known
from components.articles.matching.scores import LEAST_OVERLAP, Party, is_told
from components.articles.model import Match, Proposal, Reason
from components.events.dates import bounds
from components.events.story import Story

SAME, MAYBE, WORTH_NAMING = 0.80, 0.60, 0.40
SAME_WHAT, SAME_WHEN = 0.5, 0.7
MAYBE_WHO, MAYBE_WHAT, MAYBE_WHEN_TOLD = 0.4, 0.3, 0.6
_RANK = {"new": 0, "maybe": 1, "same": 2}
_MOST = {"new": MAYBE - 0.01, "maybe": SAME - 0.01, "same": 1.0}


@dataclass(frozen=True)
class Judged:
    """A candidate with all that was compared, its score in 0 to 1 and its verdict."""

    candidate: Candidate
    event: Known
    signs: tuple[str, ...]
    score: float
    verdict: str


def compared(proposal: Proposal, story: Story, published: float | None, language: str) -> Match:
    """How ``proposal`` stands to the story; ``published`` is a day. Raises ``DateError``.

    The score keeps the order of the verdicts: what is only perhaps known scores less than what is known.
    """
    cast, found = candidates(proposal, story, published)
    judged = [_judge(proposal, story, one, language) for one in found]
    best = max(judged, key=lambda one: (_RANK[one.verdict], one.score, -one.candidate.row), default=None)
    if best is None or best.score < WORTH_NAMING:
        return Match("new", reasons=(Reason("nothing_near"),))
    score = round(min(best.score, _MOST[best.verdict]), 2)
    if best.verdict == "new":
        return Match("new", score=score, reasons=(Reason("too_far", {"title": best.event.title}),))
    reasons = (*_reasons(proposal, best, cast), _conclusion(proposal, story, best))
    return Match(best.verdict, best.event.event_id, best.event.title, score, reasons)


def _judge(proposal: Proposal, story: Story, candidate: Candidate, language: str) -> Judged:
    event = details.known(story, candidate.row, language)
    by_amount, amount = details.amounts(proposal, event)
    by_place, place = details.places(proposal, event)
    agree = details.words_agree(proposal, event)
    alike = "same_words" if agree else "other_words" if is_told(proposal.type, story.families) else ""
    signs = tuple(filter(None, (amount, place, alike)))
    score = candidate.base + by_amount + by_place + (details.SAME_WORDS if agree else 0.0)
    score = min(max(score, 0.0), 1.0)
    return Judged(candidate, event, signs, score, _verdict(proposal, candidate, frozenset(signs), score))


def _verdict(proposal: Proposal, found: Candidate, signs: Set[str], score: float) -> str:
    by_amount = bool(proposal.when) and "same_amount" in signs and found.when >= LEAST_OVERLAP
    dated = found.when >= SAME_WHEN or by_amount
    against = signs & {"other_amount", "other_words"}
    if score >= SAME and found.who >= LEAST_WHO and found.what >= SAME_WHAT and dated and not against:
        return "same"
    if found.when < MAYBE_WHEN_TOLD and "other_words" in signs:
        return "new"  # somebody said something else some day
    helped = signs & {"same_amount", "near_amount", "same_place", "same_words"}
    near = found.who >= MAYBE_WHO or (not proposal.participants and found.when >= SAME_WHEN and bool(helped))
    return "maybe" if score >= MAYBE and found.what >= MAYBE_WHAT and near else "new"


def _reasons(proposal: Proposal, best: Judged, cast: Sequence[Party]) -> tuple[Reason, ...]:
    event = best.event
    same = Reason("same_type", {"type": event.type})
    kind = same if best.candidate.what == 1 else Reason("akin_type", {"type": proposal.type, "their_type": event.type})
    signs = (Reason(sign, {"place": event.place} if sign == "same_place" else {}) for sign in best.signs)
    return (*_who(proposal, event, cast), _when(proposal, best), kind, *signs)


def _who(proposal: Proposal, event: Known, cast: Sequence[Party]) -> tuple[Reason, ...]:
    """The participants in common, and those of whom the event has one that is affiliated."""
    here = [row for row, _ in event.cast]
    pairs = list(zip(proposal.participants, cast, strict=True))
    common = ", ".join(one.name for one, party in pairs if party.row in here)
    akin = [
        Reason("akin_actors", {"name": one.name, "their_name": nearest[1]})
        for one, party in pairs
        if party.row not in here
        and (nearest := max(((party.nearness[row], name) for row, name in event.cast), default=(0.0, "")))[0]
    ]
    return (*([Reason("same_actors", {"names": common})] if common else []), *akin)


def _when(proposal: Proposal, best: Judged) -> Reason:
    event = best.event
    if best.candidate.only:
        return Reason("only_one", {"their_when": event.when})
    if not proposal.when:
        return Reason("undated", {"their_when": event.when}) if event.when else Reason("both_undated")
    if not event.when:
        return Reason("event_undated", {"when": proposal.when})
    own, theirs = widened(bounds(proposal.when)), bounds(event.when)
    apart = max(theirs.earliest - own.latest, own.earliest - theirs.latest)
    if apart > 0:
        return Reason("days_apart", {"n": int(np.ceil(apart)), "their_when": event.when})
    if (own.earliest, own.latest) == (theirs.earliest, theirs.latest):
        return Reason("same_date", {"when": event.when})
    return Reason("overlap", {"when": proposal.when, "their_when": event.when})


def _conclusion(proposal: Proposal, story: Story, best: Judged) -> Reason:
    if details.claim_known(story, proposal, best.candidate.row):
        return Reason("known_claim", {"title": best.event.title})
    return Reason("new_claim" if best.verdict == "same" else "perhaps_claim", {"title": best.event.title})
