"""What a person has to settle before a review can be saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.articles.review.cells import event_cells, participants_of, source_cells
from components.articles.review.draft import Draft
from components.articles.review.known_before import KnownSource, given
from components.articles.review.saved import SPEAKING, claims_of
from components.events.story import Story

PROBLEMS = ("no_day", "actor_open", "no_title", "event_gone", "actor_gone", "taken_back")


@dataclass(frozen=True)
class Problem:
    """What has to be settled before a review can be saved. ``key`` is one of ``PROBLEMS``:

    no_day        no claim may be without a day, and the article has none of publication
    actor_open    the new actor ``number`` takes part and is not decided on
    no_title      the event of the proposal ``number`` has no title
    event_gone    the event that the proposal ``number`` is joined to is not on the timeline (any more)
    actor_gone    the known actor that the new actor ``number`` is joined to is not in the story
    taken_back    all that is said about the event of the proposal ``number`` is that it is taken back
    """

    key: str
    number: int = -1


def problems(draft: Draft, story: Story, known: KnownSource | None) -> tuple[Problem, ...]:
    """What has to be settled before ``plan`` makes a sound change; all else ``Store.defects`` tells."""
    done = given(draft.proposals, known, story)
    found = list(_of_actors(draft, story, done))
    events = set(story.events["event_id"])
    saved = [
        number
        for number, one in enumerate(draft.decisions)
        if number not in done and one.what in ("accepted", "edited", "joined")
    ]
    for number in saved:
        decision = draft.decisions[number]
        if decision.what == "joined":
            found += [Problem("event_gone", number)] if decision.event_id not in events else []
            continue
        cells = event_cells(draft, number, story.languages)
        if not any(text.strip() for column, text in cells.items() if column.startswith("title_")):
            found.append(Problem("no_title", number))
        stances = {
            *(one.stance for one in claims_of(draft, number)),
            *(one.get("stance", "") for one in decision.claims),
        }
        if not stances & set(SPEAKING):
            found.append(Problem("taken_back", number))
    if not source_cells(draft).get("published") and any(_undated(draft, number) for number in saved):
        found.insert(0, Problem("no_day"))
    return tuple(found)


def _undated(draft: Draft, number: int) -> bool:
    edited = draft.decisions[number].claims
    return any(
        not one.asserted_on and not (at < len(edited) and edited[at].get("asserted_on"))
        for at, one in enumerate(claims_of(draft, number))
    )


def _of_actors(draft: Draft, story: Story, done: Mapping[int, str]) -> Iterator[Problem]:
    ids = set(story.actors["actor_id"])
    taking = set()
    for number, decision in enumerate(draft.decisions):
        if number not in done and decision.what in ("accepted", "edited"):
            cells = event_cells(draft, number, story.languages)
            taking |= {id for id, _ in participants_of(cells.get("participants", ""))}
    for number, (actor, one) in enumerate(zip(draft.actors, draft.actor_decisions, strict=True)):
        if one.what == "open" and actor.id in taking:
            yield Problem("actor_open", number)
        elif one.what == "joined" and one.actor_id not in ids:
            yield Problem("actor_gone", number)
