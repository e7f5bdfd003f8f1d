"""The fields of a claim, with its source: one that the story knows, or a new one."""

from collections.abc import Mapping

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing.choices import actor_names, meant_actors, source_names
from components.app.widgets.editing.fields import Fields
from components.app.widgets.editing.ids import new_id
from components.app.widgets.editing.source_form import source_form
from components.app.widgets.editing.when import day_told
from components.app.widgets.filters import _plain
from components.events.changes import Cells
from components.events.vocabulary import SCOPES, STANCES

KNOWN, NEW = "known", "new"


def claim_form(
    scene: Scene, key: str, cells: Cells, *, with_source: bool = True, more_actors: Mapping[str, str] | None = None
) -> Cells:
    """Draw fields for the cells of a claim, in widgets whose keys begin with ``key``; its cells as they stand now.

    ``with_source``: one of the story's sources can be chosen. ``more_actors`` names actors that the story does not have
    yet, by id. The quote's place in a text has no field. Nothing is saved or checked here.
    """
    fields = Fields(scene, key, cells)
    _who(fields, more_actors or {})
    if with_source:
        fields.choice("source_id", source_names(scene.whole, scene.language))
    _words(fields)
    return fields.cells


def claim_and_source_form(scene: Scene, key: str, cells: Cells) -> tuple[Cells, Cells | None]:
    """As ``claim_form``, with the choice of a new source: its cells, too, when a new one is being written.

    The form of the new source has the key ``<key>-source``.
    """
    fields = Fields(scene, key, cells)
    _who(fields, {})
    source = _source(fields)
    _words(fields)
    return fields.cells, source


def _source(fields: Fields) -> Cells | None:
    scene, words, key = fields.scene, fields.words, fields.key
    ways = {KNOWN: words("source.known"), NEW: words("source.new")}
    way = st.segmented_control(
        words("source.way"),
        list(ways),
        default=KNOWN if fields.before.get("source_id") else NEW,
        format_func=lambda one: ways[one],
        key=f"{key}-way",
        required=True,
    )
    if way == KNOWN:
        fields.choice("source_id", source_names(scene.whole, scene.language), bare=True)
        return None
    with st.container(key=f"{key}-source-box", border=True):
        drawn = source_form(scene, f"{key}-source", {})
    source = {"source_id": source_id(drawn, fields.cells, scene), **drawn}
    fields.set("source_id", source["source_id"])
    return source


def source_id(source: Cells, claim: Cells, scene: Scene) -> str:
    """The id of a new source: its publisher, or its title, and its day, or that of the claim."""
    day = source.get("published") or claim.get("asserted_on", "")
    known = set(scene.whole.sources["source_id"])
    return new_id(source.get("publisher") or source.get("title", ""), day, known, "source")


def _who(fields: Fields, more_actors: Mapping[str, str]) -> None:
    """Who says what to it, and when."""
    scene = fields.scene
    _speaker(fields, {**actor_names(scene.whole, scene.language), **more_actors})
    fields.switch("stance", {stance: scene.terms(f"stances.{stance}") for stance in STANCES})
    left, right = st.columns(2)
    with left:
        fields.date("asserted_on", day_told)
    with right:
        fields.switch("scope", {scope: scene.terms(f"scopes.{scope}") for scope in SCOPES}, default=SCOPES[0])


def _speaker(fields: Fields, names: Mapping[str, str]) -> None:
    """An actor, or a name of its own; then the actor that was probably meant is offered."""
    fields.choice("speaker", names, free=True)
    typed, name = fields.cells.get("speaker", ""), f"{fields.key}-speaker"
    if not typed or typed in names:
        return
    with st.container(key=f"{name}-told", horizontal=True, gap="small", vertical_alignment="center"):
        st.text("→ " + fields.words("speaker.free"))
        for actor in meant_actors(fields.scene.whole, typed, names):
            st.button(
                fields.words("speaker.take", name=_plain(names[actor])),
                key=f"{name}-{actor}",
                on_click=st.session_state.update,
                args=({name: actor},),
                type="tertiary",
            )


def _words(fields: Fields) -> None:
    """What was said, and how."""
    languages = fields.scene.whole.languages
    fields.texts("summary", languages, lines=2)
    fields.text("quote", lines=2)
    with st.container(key=f"{fields.key}-flags", horizontal=True):
        fields.flag("anonymous")
        fields.flag("hedged")
    fields.texts("speaker_label", languages)
