"""The dialogs on claims: edit one, add one, add a denial."""

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing.claim_form import claim_and_source_form
from components.app.widgets.editing.ids import new_claim_id
from components.app.widgets.editing.opened import Cancel, Done, Opened
from components.app.widgets.editing.saving import save_button
from components.app.widgets.editing.values import changed_cells, filled
from components.app.widgets.editing.wordings import editing_words
from components.events.changes import Cells, Change

_DENIAL = {"stance": "denies", "scope": "whole"}


def claim_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """All cells of a claim."""
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        cells, source = claim_and_source_form(scene, opened.key, opened.cells)
    changed = changed_cells(opened.cells, cells, "claim_id")
    _foot(scene, opened, opened.id, changed, source, done, cancel)


def new_claim_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """A new claim about the event of the dialog; a denial begins as one."""
    titles = scene.whole.text("events", "title", scene.language)[scene.whole.events["event_id"] == opened.id]
    st.text(editing_words(scene.language)("dialog.about", title=str(titles.iloc[0]) if len(titles) else opened.id))
    first = _DENIAL if opened.kind == "denial" else {}
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        cells, source = claim_and_source_form(scene, opened.key, first)
    id = new_claim_id(opened.id, set(scene.whole.claims["claim_id"]))
    touched = filled(cells).keys() - first.keys() - {"source_id"} or (source and len(filled(source)) > 1)
    row = {"claim_id": id, "event_id": opened.id, **filled(cells)} if touched else {}
    _foot(scene, opened, id, row, source, done, cancel)


def _foot(
    scene: Scene,
    opened: Opened,
    id: str,
    row: Cells,
    source: Cells | None,
    done: Done,
    cancel: Cancel,
) -> None:
    rows: dict[str, tuple[Cells, ...]] = {"claims": (row,)} if row else {}
    forms, new = {("claims", id): opened.key}, {} if opened.cells else {"claims": [id]}
    if row and source is not None:
        rows["sources"] = (filled(source),)
        forms["sources", source["source_id"]] = f"{opened.key}-source"
        new["sources"] = [source["source_id"]]
    save_button(
        scene,
        opened.key,
        lambda: Change(rows, ""),
        done,
        cancel=cancel,
        expected=opened.revision,
        forms=forms,
        new=new,
    )
