"""The review of an article at the page: what it shows, and its steps, each of which is kept at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from components.app import who
from components.app.articles import Reading
from components.app.kept_reviews import keep_draft, kept_draft
from components.articles.model import Article, Proposal
from components.articles.review import (
    Decision,
    Draft,
    KnownSource,
    accepted,
    accepted_above,
    begun,
    decided,
    given,
    key_of,
    known_before,
    progress,
)
from components.articles.review.cells import shown_proposal
from components.articles.review.deciding import carried, decided_actor
from components.articles.review.draft import ActorDecision
from components.events.changes import Cells
from components.events.joins import keep
from components.events.story import Story

ASKED = "review-asked"
"""What a dialog is open for: a tuple (what, number), or nothing."""
PART = "review-part"
"""Which part of which article is looked at: (key of the article, number)."""
DIALOGS = ("edit", "join", "dismiss", "actor-edit", "actor-join", "save")


@dataclass(frozen=True, eq=False)
class Review:
    """A review as the page shows it.

    ``reading`` has the proposals as edited; ``known`` is the source that the article already is, ``given`` tells which
    proposals the timeline has from it. ``kept``: something was decided before, and the store has it.
    """

    story: Story
    draft: Draft
    reading: Reading
    known: KnownSource | None
    given: Mapping[int, str]
    kept: bool

    @property
    def progress(self) -> tuple[int, int]:
        """How many proposals are decided, of how many."""
        return progress(self.draft, self.given)


def review_of(story: Story, reading: Reading) -> Review | None:
    """The review of ``reading`` by the person at the page; ``None`` for who may not edit."""
    if not who.person().may_edit:
        return None
    found = kept_draft(story, key_of(reading.article, reading.part))
    draft = found or begun_once(reading, story)
    if found and _read_anew(found.article, reading.article):
        draft = carried(found, begun_once(reading, story))
        keep_draft(story, draft)
    known = known_before(draft.article, story, draft.source.get("url", ""))
    shown = _shown(draft, reading, story)
    return Review(story, draft, shown, known, given(draft.proposals, known, story), found is not None)


def part_of(article: Article) -> int:
    """Which part of the article the reader looks at, from 0."""
    held: tuple[str, int] = st.session_state.get(PART, ("", 0))
    return held[1] if held[0] == key_of(article) else 0


def turn_to(article: Article, part: str) -> None:
    """Look at another part of the article."""
    if part.isascii() and part.isdecimal() and len(part) < 6:
        st.session_state[PART] = (key_of(article), int(part))
        close()


def asked() -> tuple[str, int] | None:
    """Which dialog is open, and for what."""
    found: tuple[str, int] | None = st.session_state.get(ASKED)
    return found


def close() -> None:
    """No dialog is open any more."""
    st.session_state.pop(ASKED, None)


def act(review: Review, message: str) -> bool:
    """Do what a control of the review asks for: "<what>:<number>". Whether that decided something.

    Messages come from the browser: an unknown one does nothing.
    """
    what, _, number = message.partition(":")
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else -1
    if what in DIALOGS and (what == "save" or _there(review, what, at)):
        st.session_state[ASKED] = (what, at)
        return False
    step = _STEPS.get(what)
    if step is None or not _there(review, what, at):
        return False
    change(review, lambda draft: step(draft, at))
    return True


def accept_above(review: Review, score: float) -> None:
    """Accept all that are still open and at least that sure."""
    change(review, lambda draft: accepted_above(draft, score, review.given))


def change(review: Review, step: Callable[[Draft], Draft]) -> None:
    """Take a step from the draft as it is by now, perhaps in another tab, and keep what comes of it."""
    if not who.person().may_edit:
        return
    now = kept_draft(review.story, key_of(review.draft.article, review.draft.part)) or review.draft
    keep_draft(review.story, step(now))


def _read_anew(kept: Article, now: Article) -> bool:
    """Whether the text was read again with a day, or in a language, that the draft does not know."""
    return now.published not in (None, kept.published) or now.language != kept.language


def _there(review: Review, what: str, at: int) -> bool:
    some = review.draft.actors if what.startswith("actor-") else review.draft.proposals
    return 0 <= at < len(some) and (what.startswith("actor-") or at not in review.given)


def _confirmed(draft: Draft, at: int) -> Draft:
    return decided_actor(draft, at, ActorDecision("confirmed"))


def _left_out(draft: Draft, at: int) -> Draft:
    return decided_actor(draft, at, ActorDecision("left_out"))


_STEPS: Mapping[str, Callable[[Draft, int], Draft]] = {
    "accept": accepted,
    "undo": lambda draft, at: decided(draft, at, Decision()),
    "actor-confirm": _confirmed,
    "actor-leave": _left_out,
    "actor-undo": lambda draft, at: decided_actor(draft, at, ActorDecision()),
}


@lru_cache(maxsize=8)
def begun_once(reading: Reading, story: Story) -> Draft:
    """The draft of a reading of which nothing is decided."""
    return begun(reading.article, reading.proposals, story, reading.part, reading.total)


def _shown(draft: Draft, reading: Reading, story: Story) -> Reading:
    """``reading`` with the proposals of the draft as they were edited."""
    edits = tuple(
        (number, tuple(sorted(one.cells.items()))) for number, one in enumerate(draft.decisions) if one.what == "edited"
    )
    if not edits and draft.proposals == reading.proposals:
        return reading
    stamp = (edits, reading.total)
    held: Any = st.session_state.get("review-shown")
    if held and held[0] == stamp and held[1] is story and held[2] == draft.proposals:
        return held[3]  # type: ignore[no-any-return]
    found = Reading(draft.article, with_edits(draft, story), reading.total, reading.part)
    st.session_state["review-shown"] = (stamp, story, draft.proposals, found)
    return found


def with_edits(draft: Draft, story: Story, more: Mapping[int, Cells] | None = None) -> tuple[Proposal, ...]:
    """The proposals as they were edited, and as ``more`` has them (cells by number), while that is being typed."""
    cells = {number: one.cells for number, one in enumerate(draft.decisions) if one.what == "edited"}
    cells.update(more or {})
    names = {**actor_names(story), **{one.id: one.name for one in draft.actors}}
    return tuple(
        shown_proposal(one, cells[number], story.languages, names) if number in cells else one
        for number, one in enumerate(draft.proposals)
    )


def actor_names(story: Story) -> Mapping[str, str]:
    """The names of the story's actors by id, in its first language."""
    texts = story.text("actors", "name", story.languages[0])
    return keep(story, "names by id", lambda: dict(zip(story.actors["actor_id"], texts, strict=True)))
