"""The steps of a review: each makes the next draft of a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from components.articles.model import Proposal
from components.articles.review.confidence import confidence
from components.articles.review.draft import ActorDecision, Decision, Draft

T = TypeVar("T")


def decided(draft: Draft, number: int, decision: Decision) -> Draft:
    """``draft`` with ``decision`` on the proposal ``number`` (from 0). Raises IndexError when there is none."""
    return replace(draft, decisions=_with(draft.decisions, number, decision))


def decided_actor(draft: Draft, number: int, decision: ActorDecision) -> Draft:
    """``draft`` with ``decision`` on the new actor ``number`` (from 0). Raises IndexError when there is none."""
    return replace(draft, actor_decisions=_with(draft.actor_decisions, number, decision))


def accepted(draft: Draft, number: int) -> Draft:
    """``draft`` with the proposal accepted as it is proposed: what the timeline has gets a claim, all else is new."""
    match = draft.proposals[number].match
    joined = Decision("joined", event_id=match.event_id)
    return decided(draft, number, joined if match.verdict == "same" else Decision("accepted"))


def above(draft: Draft, score: float, given: Mapping[int, str]) -> tuple[int, ...]:
    """The open proposals that are at least that sure.

    What is perhaps on the timeline is not among them however sure it is: only a person can tell.
    """
    return tuple(
        number
        for number, (proposal, decision) in enumerate(zip(draft.proposals, draft.decisions, strict=True))
        if decision.what == "open"
        and number not in given
        and proposal.match.verdict != "maybe"
        and confidence(proposal).score >= score
    )


def accepted_above(draft: Draft, score: float, given: Mapping[int, str]) -> Draft:
    """``draft`` with all of ``above`` accepted."""
    for number in above(draft, score, given):
        draft = accepted(draft, number)
    return draft


def carried(old: Draft, fresh: Draft) -> Draft:
    """``fresh``, the same text read anew (on another day, in another language), with the decisions of ``old``.

    A proposal is the same when the same words tell the same type of event. A date that nobody edited is the new one.
    """
    before = {_told(one): at for at, one in enumerate(old.proposals)}
    actors = {one.key: decision for one, decision in zip(old.actors, old.actor_decisions, strict=True)}
    decisions = tuple(
        _redated(old.decisions[at], old.proposals[at], one) if (at := before.get(_told(one), -1)) >= 0 else Decision()
        for one in fresh.proposals
    )
    kept = tuple(actors.get(one.key, ActorDecision()) for one in fresh.actors)
    return replace(fresh, decisions=decisions, actor_decisions=kept, source=old.source)


def _told(proposal: Proposal) -> tuple[object, ...]:
    where = tuple((one.start, one.end) for one in proposal.evidence if one.what == "event")
    return (proposal.type, where, proposal.claims[0].start_char)


def _redated(decision: Decision, before: Proposal, now: Proposal) -> Decision:
    if decision.what != "edited" or decision.cells.get("when", "") != before.when:
        return decision
    return replace(decision, cells={**decision.cells, "when": now.when})


def _with(some: tuple[T, ...], number: int, one: T) -> tuple[T, ...]:
    if not 0 <= number < len(some):
        raise IndexError(number)
    return (*some[:number], one, *some[number + 1 :])
