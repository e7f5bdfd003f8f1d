"""The dialogs about a new actor: what it is, or whom of the story it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.app import reviewing, who
from components.app.dom import Node, button, el
from components.app.draw import put
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.editing.actor_form import actor_form
from components.app.widgets.editing.choices import actor_names
from components.app.widgets.editing.problems import by_row, show_defects
from components.app.widgets.filters import _plain
from components.app.widgets.review.actors import name_of
from components.app.widgets.review.foot import foot
from components.app.widgets.review.words import review_words
from components.articles.review.cells import actor_cells
from components.articles.review.deciding import decided_actor
from components.articles.review.draft import ActorDecision
from components.articles.review.new_actors import suggestions
from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import StoreError


def actor_edit(scene: Scene, review: Review, number: int) -> None:
    """Draw the fields of the new actor ``number``; kept, it is confirmed."""
    draft, key = review.draft, f"review-actor-{number}"
    actor, decision = draft.actors[number], draft.actor_decisions[number]
    cells = {**actor_cells(actor, draft.article, scene.whole.languages), **decision.cells}
    typed = dict(actor_form(scene, key, cells))
    change = Change({"actors": ({**typed, "actor_id": actor.id},)}, who.person().name)
    trouble = ""
    try:
        defects = by_row(change.rows, who.store(scene.whole.name).defects(change))
    except (StoreError, StoryError) as error:
        defects, trouble = [], told_trouble(error, scene.language)
    rest = show_defects(scene, {("actors", actor.id): key}, defects)
    pressed = foot(scene, key, [*rest, *([trouble] if trouble else [])])
    if pressed == "keep" and not defects and not trouble:
        confirmed = ActorDecision("confirmed", typed)
        reviewing.change(review, lambda now: decided_actor(now, number, confirmed))
    if pressed == "cancel" or (pressed == "keep" and not defects and not trouble):
        reviewing.close()


def actor_join(scene: Scene, review: Review, number: int) -> None:
    """Draw the actors of the story that the new actor ``number`` may be; the one chosen gets an alias."""
    words, actor = review_words(scene.language), review.draft.actors[number]

    def chosen(message: Mapping[str, Any]) -> None:
        if message.get("do") == "join" and message.get("id") in set(scene.whole.actors["actor_id"]):
            _done(review, number, str(message["id"]))

    put(scene, "review-actor-similar", _similar(scene, review, number), chosen)
    names = dict(actor_names(scene.whole, scene.language))
    with st.container(horizontal=True, gap=8, vertical_alignment="bottom", key="review-actor-all"):
        picked = st.selectbox(
            _plain(words("actor.all")),
            list(names),
            index=None,
            format_func=lambda one: names[one],
            placeholder=words("actor.choose"),
            key=f"review-actor-known-{number}",
        )
        if st.button(_plain(words("actor.join")), key=f"review-actor-take-{actor.id}", disabled=not picked) and picked:
            _done(review, number, picked)


def _done(review: Review, number: int, actor_id: str) -> None:
    joined = replace(ActorDecision("joined"), actor_id=actor_id)
    reviewing.change(review, lambda draft: decided_actor(draft, number, joined))
    reviewing.close()


def _similar(scene: Scene, review: Review, number: int) -> Node:
    words, kinds = review_words(scene.language), scene.whole.actors.set_index("actor_id")["kind"]
    found = suggestions(review.draft.actors[number], scene.whole)
    items = []
    for one in found:
        kind = scene.term("kinds", str(kinds[one.actor_id]))
        name = el("span", name_of(scene, one.actor_id), css="ww-strong", dir="auto")
        body = el("span", name, el("span", kind, css="ww-muted ww-line"), css="ww-item-text")
        act = {"do": "join", "id": one.actor_id}
        items.append(el("li", button(body, act=act, css="ww-item", data_key=f"who-{one.actor_id}")))
    return el(
        "div",
        el("p", words("actor.join_help"), css="ww-muted"),
        el("h3", words("actor.similar")) if items else None,
        el("ul", *items) if items else None,
        css="ww-list ww-join-list",
    )
