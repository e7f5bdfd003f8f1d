"""What of a review is saved: which new actors it needs, and which claims an event brings along."""

from collections.abc import Mapping

from components.articles.model import ClaimFound
from components.articles.review.cells import event_cells, participants_of
from components.articles.review.draft import Draft

SPEAKING = ("asserts", "confirms", "plans", "denies")


def wanted_actors(draft: Draft, given: Mapping[int, str]) -> tuple[int, ...]:
    """The numbers of the new actors that take part in, or speak about, what is to be saved."""
    ids, names = set(), set()
    for number, decision in enumerate(draft.decisions):
        if number in given or decision.what not in ("accepted", "edited", "joined"):
            continue
        names |= {claim.speaker for claim in draft.proposals[number].claims if not claim.speaker_id}
        ids |= {cells.get("speaker", "") for cells in decision.claims}
        if decision.what != "joined":
            cells = event_cells(draft, number, (draft.article.language,))
            ids |= {id for id, _ in participants_of(cells.get("participants", ""))}
    return tuple(number for number, one in enumerate(draft.actors) if one.id in ids or one.name in names)


def claims_of(draft: Draft, number: int) -> tuple[ClaimFound, ...]:
    """The claims of a proposal; where none says that the event took place, the article does by telling it.

    "A spokesman declined to comment" is an event of its own, though nobody in it asserts anything.
    """
    claims = draft.proposals[number].claims
    first = claims[0]
    taken = draft.decisions[number].what != "joined"
    if taken and not any(one.stance in SPEAKING for one in claims) and any(one.stance == "declines" for one in claims):
        return (*claims, ClaimFound("", "asserts", first.quote, first.start_char, first.end_char))
    return claims


def in_events(draft: Draft) -> tuple[tuple[int, ...], ...]:
    """For each new actor the numbers of the proposals in which it takes part, those that are dismissed left out."""
    found: list[list[int]] = [[] for _ in draft.actors]
    at = {actor.id: number for number, actor in enumerate(draft.actors)}
    for number, decision in enumerate(draft.decisions):
        if decision.what in ("dismissed", "joined"):
            continue
        cells = event_cells(draft, number, (draft.article.language,))
        for id, _ in participants_of(cells.get("participants", "")):
            if id in at and number not in found[at[id]]:
                found[at[id]].append(number)
    return tuple(tuple(one) for one in found)
