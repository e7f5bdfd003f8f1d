"""The dialog that edits a proposal: all cells of its event, its claims, and the date on the article's timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.app import reviewing, who
from components.app.articles import Reading
from components.app.dom import Node, el
from components.app.draw import put
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.article_chart import article_chart
from components.app.widgets.editing.claim_form import claim_form
from components.app.widgets.editing.event_form import event_form
from components.app.widgets.editing.problems import by_row, show_defects
from components.app.widgets.filters import _plain
from components.app.widgets.review.cards import title_of
from components.app.widgets.review.foot import foot
from components.app.widgets.review.words import review_words
from components.articles.review import Decision, Draft, decided, plan
from components.articles.review.cells import claim_cells, event_cells, source_cells, speaker_cell
from components.articles.review.cells import known_names as names_in
from components.articles.review.draft import OPEN, ActorDecision
from components.events.changes import Cells
from components.events.errors import StoryError
from components.stores.base import StoreError

WIDTH, SIDES = 690, 66
"""Width in px of the picture, and of what stands beside it on a narrow screen."""
ANY_DAY = "9999-12-31"
TALL, FIELDS = "edit-review-tall", "edit-review-fields"
"""Keys of the frame, and of what scrolls in it above the buttons: those of the dialogs of ``widgets/editing``."""


def edit(scene: Scene, review: Review, number: int) -> None:
    """Draw it for the proposal ``number``."""
    draft, key = review.draft, f"review-edit-{number}"
    with st.container(key=TALL):
        with st.container(key=FIELDS, height="stretch"):
            cells, claims = _forms(scene, review, number, key)
        decision = Decision("edited", cells, claims if any(claims) else ())
        wrong, sound = _wrong(scene, draft, number, decision, key)
        pressed = foot(scene, key, wrong)
    if pressed == "keep" and sound:
        reviewing.change(review, lambda now: decided(now, number, decision))
    if pressed == "cancel" or (pressed == "keep" and sound):
        reviewing.close()


def _forms(scene: Scene, review: Review, number: int, key: str) -> tuple[Cells, tuple[Cells, ...]]:
    """The picture and all fields: the cells of the event, and of each claim those that the article has otherwise."""
    draft = review.draft
    put(scene, "review-edit-head", _beside(scene, review, number), lambda _: None)
    picture = st.container(key="review-edit-picture")
    more = {actor.id: actor.name for actor in draft.actors}
    cells = dict(event_form(scene, key, event_cells(draft, number, scene.whole.languages), more))
    claims = _claim_forms(scene, draft, number, key)
    with picture:
        _picture(scene, review, number, cells)
    return cells, claims


def _beside(scene: Scene, review: Review, number: int) -> Node | None:
    """That what is edited becomes an event of its own, where the timeline has it or perhaps has it."""
    match = review.draft.proposals[number].match
    if match.verdict == "new":
        return None
    title = title_of(scene.whole, match.event_id, scene.language) or match.title
    text = review_words(scene.language)("edit.beside")
    return el("div", el("p", text + " ", el("strong", title, dir="auto")), css="ww-notice")


def _picture(scene: Scene, review: Review, number: int, cells: Cells) -> None:
    """The article's timeline with the date as it is being typed."""
    words = review_words(scene.language)
    shown = reviewing.with_edits(review.draft, review.story, {number: cells})
    reading = Reading(review.draft.article, shown, review.reading.total)
    width = min(WIDTH, scene.page - SIDES)
    if shown[number].when:
        article_chart(scene, reading, number, width, lambda _: None, key="review-timeline")
    st.caption(_plain(words("edit.picture" if shown[number].when else "edit.undated")))


def _claim_forms(scene: Scene, draft: Draft, number: int, key: str) -> tuple[Cells, ...]:
    """The fields of each claim, folded; the cells that are not as the article has them."""
    words, edited = review_words(scene.language), draft.decisions[number].claims
    more = {actor.id: actor.name for actor in draft.actors}
    found = []
    for at, plain in enumerate(_claims(scene, draft, number)):
        held = {**plain, **(edited[at] if at < len(edited) else {})}
        with st.expander(_plain(words("edit.claim", n=at + 1)), key=f"{key}-claim-{at}"):
            typed = claim_form(scene, f"{key}-c{at}", held, with_source=False, more_actors=more)
        found.append({column: text for column, text in typed.items() if text != plain.get(column, "")})
    return tuple(found)


def _claims(scene: Scene, draft: Draft, number: int) -> list[Cells]:
    """The cells of each claim as the article has them."""
    source = source_cells(draft)
    names = {**names_in(scene.whole), **{one.name.casefold(): one.id for one in draft.actors}}
    return [
        {
            "speaker": speaker_cell(claim, source, names),
            **claim_cells(claim, source, scene.whole.languages, offsets=True),
        }
        for claim in draft.proposals[number].claims
    ]


def _wrong(scene: Scene, draft: Draft, number: int, decision: Decision, key: str) -> tuple[list[str], bool]:
    """What the check of the story says to it, beside the fields or else as sentences; whether there is nothing."""
    store = who.store(scene.whole.name)
    trial = plan(_alone(draft, number, decision), scene.whole, store.rows, who.person().name, "")
    try:
        found = by_row(trial.change.rows, store.defects(trial.change))
    except (StoreError, StoryError) as error:
        return [told_trouble(error, scene.language)], False
    mine = [one for one in found if (one[0], one[1]) in trial.origin and one[0] != "actors"]
    return show_defects(scene, _keys(trial.origin, key), mine), not mine


def _keys(origin: Mapping[tuple[str, str], int], key: str) -> Mapping[tuple[str, str], str]:
    claims: Sequence[tuple[str, str]] = [one for one in origin if one[0] == "claims"]
    forms = {one: f"{key}-c{at}" for at, one in enumerate(claims)}
    return {**forms, **{one: key for one in origin if one[0] == "events"}}


def _alone(draft: Draft, number: int, decision: Decision) -> Draft:
    """A draft in which only that is decided, and whatever the event does not depend on is given."""
    decisions = tuple(decision if at == number else OPEN for at in range(len(draft.decisions)))
    actors = tuple(
        ActorDecision("confirmed") if one.what in ("open", "left_out") else one for one in draft.actor_decisions
    )
    source = dict(draft.source)
    if not source_cells(draft).get("published"):
        source["published"] = ANY_DAY
    return replace(draft, decisions=decisions, actor_decisions=actors, source=source)
