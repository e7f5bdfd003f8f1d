"""The dialog that saves a review: the source, what will be saved in words, what is still to settle, and the save."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from components.app import kept_reviews, reviewing, stories, who
from components.app.dom import Child, Node, el
from components.app.draw import put
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.state import current_view, go
from components.app.widgets.editing.saving import save_button
from components.app.widgets.editing.source_form import source_form
from components.app.widgets.filters import _plain
from components.app.widgets.review.words import review_words
from components.articles.review import Draft, Plan, Problem, known_before, plan, problems
from components.articles.review.cells import source_cells
from components.articles.review.deciding import decided_actor
from components.articles.review.draft import ActorDecision
from components.events.story import Story

KEY = "review-saving"
SAVED = "review-saved"
"""What was saved last: (name of the story, source, ids of events), told once."""


def save(scene: Scene, review: Review, _: int) -> None:
    """Draw it."""
    words, story = review_words(scene.language), _now(scene)
    draft = _source(scene, review)
    known = known_before(draft.article, story, draft.source.get("url", ""))
    found = problems(draft, story, known)
    made = plan(draft, story, who.store(story.name).rows, who.person().name, "")
    put(scene, "review-will", _will(scene, review, made), lambda _: None)
    put(scene, "review-problems", _problems(scene, draft, found), lambda _: None)
    openly = [one.number for one in found if one.key == "actor_open"]
    if openly and st.button(_plain(words("save.confirm_all")), key="review-confirm-all"):
        reviewing.change(review, lambda now: _confirmed(now, openly))
        st.rerun()
    rows = made.change.rows
    save_button(
        scene,
        KEY,
        lambda: made.change,
        lambda _: _saved(review, made),
        forms={("sources", made.source_id): f"{KEY}-source"},
        new={table: _new_ids(made, table) for table in rows if _new_ids(made, table)},
        label=words("save.save"),
        refusal=words("save.not_yet") if found else "",
    )


def _now(scene: Scene) -> Story:
    """The story as it is by now: somebody else may have saved this very article while the dialog is open."""
    found = stories.load_at(scene.whole.name)
    return found.story if isinstance(found, stories.Sound) else scene.whole


def _source(scene: Scene, review: Review) -> Draft:
    """The source, to be completed; the draft with what was typed, which is kept as it is typed."""
    words, draft = review_words(scene.language), review.draft
    if review.known is not None and not draft.source:
        st.text(words("save.source_known", title=review.known.title))
        return draft
    before = {**source_cells(replace(draft, source={})), **draft.source}
    put(scene, "review-source-head", _source_head(scene), lambda _: None)
    typed = dict(source_form(scene, f"{KEY}-source", before))
    if typed == before:
        return draft
    plain = source_cells(replace(draft, source={}))
    own = {column: text for column, text in typed.items() if text != plain.get(column, "")}
    reviewing.change(review, lambda now: replace(now, source=own))
    return replace(draft, source=own)


def _source_head(scene: Scene) -> Node:
    words = review_words(scene.language)
    return el(
        "div", el("h3", words("save.source")), el("p", words("save.source_help"), css="ww-muted"), css="ww-dialog-head"
    )


def _will(scene: Scene, review: Review, made: Plan) -> Node:
    words = review_words(scene.language)
    parts = {
        "events": len(made.events),
        "joined": made.claims_joined,
        "actors": len(made.actors),
        "aliases": len(made.aliases),
    }
    told = [words(f"save.{key}", n=n) for key, n in parts.items() if n]
    told.append(words("save.text" if made.change.texts else "save.text_known"))
    nothing = not (made.events or made.joined)
    head = words("save.nothing_known" if not made.change.rows else "save.nothing") if nothing else words("save.will")
    done, total = review.progress
    left = el("p", words("save.undecided", n=total - done), css="ww-muted") if total > done else None
    rows: list[Child] = [] if nothing else [el("ul", *(el("li", one) for one in told))]
    return el("div", el("h3", head), *rows, left, css="ww-dialog-head ww-will")


def _problems(scene: Scene, draft: Draft, found: Sequence[Problem]) -> Node | None:
    if not found:
        return None
    items = [el("li", _problem(scene, draft, one), dir="auto") for one in found]
    return el("div", el("ul", *items), css="ww-notice", role="alert")


def _problem(scene: Scene, draft: Draft, one: Problem) -> str:
    name = draft.actors[one.number].name if one.key.startswith("actor_") else ""
    return review_words(scene.language)(f"save.{one.key}", number=one.number + 1, name=name)


def _confirmed(draft: Draft, numbers: Sequence[int]) -> Draft:
    for number in numbers:
        draft = decided_actor(draft, number, ActorDecision("confirmed"))
    return draft


def _new_ids(made: Plan, table: str) -> tuple[str, ...]:
    if table == "sources":
        return (made.source_id,) if made.source_new else ()
    ids: dict[str, Sequence[str]] = {
        "events": made.events,
        "actors": made.actors,
        "claims": [row["claim_id"] for row in made.change.rows.get("claims", ())],
    }
    return tuple(ids[table])


def _saved(review: Review, made: Plan) -> None:
    """The draft has done its work; the page shows the article as the story has it now."""
    kept_reviews.done(review.story, review.draft)
    reviewing.close()
    st.session_state[SAVED] = (review.story.name, made.source_id)
    name = PurePath(made.text).stem if made.text else ""
    go(replace(current_view(review.story)[0], page="read", article=name))
    st.rerun()
