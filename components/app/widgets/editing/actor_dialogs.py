"""The dialogs on actors: edit one, merge two, split one."""

import datetime
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.app import who
from components.app.dom import el
from components.app.draw import put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.editing.actor_form import actor_form
from components.app.widgets.editing.choices import actor_names, claim_names, event_names
from components.app.widgets.editing.ids import new_id
from components.app.widgets.editing.opened import Cancel, Done, Opened, then
from components.app.widgets.editing.saving import save_button
from components.app.widgets.editing.values import changed_cells
from components.app.widgets.editing.wordings import editing_words
from components.app.widgets.filters import _plain
from components.events.changes import Change, ChangeSet
from components.events.changing import Rows, row_changes, told
from components.events.changing_actors import merged, split
from components.events.errors import StoryError
from components.stores.base import StoreError

_SHOWN = 12  # rows of a preview
_SHARED = ("kind", "country", "affiliation", "side")  # what one half of an actor most likely has of the other


def actor_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """All cells of an actor."""
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        cells = actor_form(scene, opened.key, opened.cells)
    changed = changed_cells(opened.cells, cells, "actor_id")
    save_button(
        scene,
        opened.key,
        lambda: Change({"actors": (changed,)} if changed else {}, ""),
        done,
        cancel=cancel,
        expected=opened.revision,
        forms={("actors", opened.id): opened.key},
    )


def merge_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """Two actors become one; what changes is told before it is saved."""
    words, names = editing_words(scene.language), actor_names(scene.whole, scene.language)
    st.text(words("dialog.merge_help"))
    other = st.selectbox(
        words("dialog.merge_with", name=_plain(names.get(opened.id, opened.id))),
        [actor for actor in names if actor != opened.id],
        index=None,
        format_func=lambda actor: names.get(actor, actor),
        key=f"{opened.key}-other",
        placeholder=words("field.choose"),
    )
    now = _now(scene, opened.key)
    change, keep = Change({}, ""), opened.id
    if other and now:
        keep = str(
            st.radio(
                words("dialog.merge_keep"),
                [opened.id, other],
                format_func=lambda actor: _plain(names.get(str(actor), str(actor))),
                key=f"{opened.key}-keep-{other}",
                horizontal=True,
            )
        )
        gone = other if keep == opened.id else opened.id
        if {keep, gone} <= now.rows["actors"].keys():
            rows, taken = merged(now.rows, keep, gone, [*scene.whole.sides])
            change = Change(rows, "", gone=taken)
        _preview(scene, f"{opened.key}-preview", change, now)
    _foot(
        scene,
        opened,
        change,
        now,
        words("dialog.choose_actor"),
        then(scene, done, {"do": "actor", "id": keep}),
        cancel,
        label=words("dialog.merge_do"),
    )


def split_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """A new actor takes over some events and claims of another; what changes is told before it is saved."""
    words, names = editing_words(scene.language), actor_names(scene.whole, scene.language)
    st.text(words("dialog.split_help", name=names.get(opened.id, opened.id)))
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        events, claims = _taken(scene, opened)
        put(scene, f"{opened.key}-new", el("h2", words("dialog.split_new")), lambda _: None)
        begun = {name: text for name, text in opened.cells.items() if name in _SHARED}
        cells = actor_form(scene, f"{opened.key}-actor", begun)
    named = next((text for code in scene.whole.languages if (text := cells.get(f"name_{code}", ""))), "")
    now, change = _now(scene, opened.key), Change({}, "")
    id = new_id(named, "", set(now.rows["actors"]) if now else (), "actor")
    if now and named and (events or claims) and opened.id in now.rows["actors"]:
        change = Change(split(now.rows, opened.id, {"actor_id": id, **cells}, events, claims), "")
        _preview(scene, f"{opened.key}-preview", change, now)
    refusal = words("dialog.split_name") if not named else words("dialog.split_none")
    forms = {("actors", id): f"{opened.key}-actor"}
    _foot(scene, opened, change, now, refusal, done, cancel, forms=forms, label=words("dialog.split_do"))


@dataclass(frozen=True)
class _Now:
    """The rows of a story, read at ``revision`` or later."""

    rows: Rows
    revision: int


def _now(scene: Scene, key: str) -> _Now | None:
    """All rows that can name an actor, as they are now; ``None`` when they cannot be read, which is told."""
    try:
        store = who.store(scene.whole.name)
        revision = store.revision()
        return _Now({table: store.rows(table) for table in ("events", "claims", "actors")}, revision)
    except (StoreError, StoryError) as error:
        text = told_trouble(error, scene.language)
        put(scene, f"{key}-unread", el("p", text, css="ww-notice", role="alert"), lambda _: None)
        return None


def _taken(scene: Scene, opened: Opened) -> tuple[list[str], list[str]]:
    """The events and claims that go to the new actor."""
    words, story = editing_words(scene.language), scene.whole
    acting = set(story.participants.loc[story.participants["actor_id"] == opened.id, "event_id"])
    named = {event: name for event, name in event_names(story, scene.language).items() if event in acting}
    said = claim_names(
        story, scene.language, story.claims.loc[story.claims["speaker"] == opened.id, "claim_id"].tolist()
    )
    chosen = [
        st.multiselect(
            words(f"dialog.split_{kind}"),
            list(options),
            format_func=options.__getitem__,
            key=f"{opened.key}-{kind}",
            placeholder=words("field.choose"),
        )
        for kind, options in (("events", named), ("claims", said))
        if options
    ]
    by_kind = dict(
        zip([kind for kind, options in (("events", named), ("claims", said)) if options], chosen, strict=True)
    )
    return by_kind.get("events", []), by_kind.get("claims", [])


def _preview(scene: Scene, key: str, change: Change, now: _Now) -> None:
    """What would change, in words, before anybody saves it."""
    words = editing_words(scene.language)
    rows = row_changes(change, now.rows)
    lines = told(ChangeSet(0, datetime.datetime.min, "", "", rows), scene.language)
    more = [words("dialog.preview_more", n=len(lines) - _SHOWN)] if len(lines) > _SHOWN else []
    items = [el("li", line, dir="auto") for line in [*lines[:_SHOWN], *more]]
    tree = el("div", el("h3", words("dialog.preview", n=len(lines))), el("ul", *items), css="ww-preview")
    put(scene, key, tree, lambda _: None)


def _foot(
    scene: Scene,
    opened: Opened,
    change: Change,
    now: _Now | None,
    refusal: str,
    done: Done,
    cancel: Cancel,
    **options: Any,
) -> None:
    save_button(
        scene,
        opened.key,
        lambda: change,
        done,
        cancel=cancel,
        # What is to be saved was worked out of the rows of this moment, so it is made on their revision.
        expected=now.revision if now else opened.revision,
        moving=True,
        refusal="" if change.rows else refusal,
        **options,
    )
