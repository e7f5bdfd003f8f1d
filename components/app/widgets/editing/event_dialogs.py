"""The dialogs on events: edit one, add one, take one off the timeline, put it back."""

from functools import partial

import streamlit as st

from components.app import who
from components.app.dom import el
from components.app.draw import put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.editing.choices import short_day
from components.app.widgets.editing.claim_form import claim_and_source_form
from components.app.widgets.editing.event_form import event_form
from components.app.widgets.editing.fields import PAUSE
from components.app.widgets.editing.ids import new_claim_id, new_id
from components.app.widgets.editing.opened import Cancel, Done, Opened, then
from components.app.widgets.editing.saving import save_button
from components.app.widgets.editing.values import changed_cells, filled
from components.app.widgets.editing.wordings import editing_words
from components.app.widgets.filters import _plain
from components.events.changes import Cells, Change
from components.events.changing_actors import same_place
from components.events.errors import StoryError
from components.events.schema import REMOVED
from components.stores.base import StoreError

_OF_PLACE = ("country", "lat", "lon")


def event_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """All cells of an event; a place can be changed on all events that are there."""
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        cells = event_form(scene, opened.key, opened.cells)
    changed = changed_cells(opened.cells, cells, "event_id")
    others = _places(scene, opened, changed)
    forms = {("events", opened.id): opened.key}
    save_button(
        scene,
        opened.key,
        lambda: Change({"events": (changed, *others)} if changed else {}, ""),
        done,
        cancel=cancel,
        expected=opened.revision,
        forms=forms,
    )


def _places(scene: Scene, opened: Opened, changed: Cells) -> tuple[Cells, ...]:
    """The same change of the place for the other events there, if the person wants that."""
    cells = {name: text for name, text in changed.items() if name.startswith("place_") or name in _OF_PLACE}
    names = [name for name in scene.whole.events if str(name).startswith("place_")]
    if not cells or not names:
        return ()
    table = scene.whole.events.set_index("event_id")[names]
    rows = {str(id): {str(name): str(text) for name, text in row.items()} for id, row in table.to_dict("index").items()}
    others = same_place({**rows, opened.id: opened.cells}, opened.id)
    if not others:
        return ()
    own = [f"place_{scene.language}", *map(str, names)]
    place = next(text for name in own if (text := opened.cells.get(name, "")))
    label = editing_words(scene.language)("dialog.places", n=len(others), place=_plain(place))
    wanted = st.checkbox(label, key=f"{opened.key}-places")
    return tuple({"event_id": id, **cells} for id in others) if wanted else ()


def new_event_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """A new event with its first claim: without one it would never be shown."""
    words = editing_words(scene.language)
    with st.container(key=f"{opened.key}-fields", height="stretch"):
        cells = event_form(scene, opened.key, {})
        head = el("h2", words("dialog.first_claim")), el("p", words("dialog.first_claim_help"), css="ww-muted")
        put(scene, f"{opened.key}-first", el("div", *head, css="ww-form-head"), lambda _: None)
        claim, source = claim_and_source_form(scene, f"{opened.key}-claim", {"stance": "asserts"})
    title = next((cells[name] for code in scene.whole.languages if cells.get(name := f"title_{code}")), "")
    event = new_id(title, cells.get("when", ""), set(scene.whole.events["event_id"]), "event")
    said = new_claim_id(event, set(scene.whole.claims["claim_id"]))
    rows: dict[str, tuple[Cells, ...]] = {
        "events": ({"event_id": event, **filled(cells)},),
        "claims": ({"claim_id": said, "event_id": event, **filled(claim)},),
    }
    forms = {("events", event): opened.key, ("claims", said): f"{opened.key}-claim"}
    if source is not None:
        rows["sources"] = (filled(source),)
        forms["sources", source["source_id"]] = f"{opened.key}-claim-source"
    new = {table: [row[f"{table[:-1]}_id"] for row in added] for table, added in rows.items()}
    touched = filled(cells) or filled(claim).keys() - {"stance", "source_id"} or (source and len(filled(source)) > 1)
    save_button(
        scene,
        opened.key,
        lambda: Change(rows if touched else {}, ""),
        then(scene, done, {"do": "event", "id": event}),
        cancel=cancel,
        expected=opened.revision,
        forms=forms,
        new=new,
    )


def off_dialog(scene: Scene, opened: Opened, done: Done, cancel: Cancel) -> None:
    """Take an event off the timeline, with the reason."""
    words = editing_words(scene.language)
    st.text(_title(scene, opened.cells))
    st.text(words("dialog.off_help"))
    why = (st.text_input(words("dialog.off_why"), key=f"{opened.key}-reason", live=PAUSE) or "").strip()
    save_button(
        scene,
        opened.key,
        lambda: Change({"events": ({"event_id": opened.id, REMOVED: why},)} if why else {}, "", why),
        then(scene, done, {"do": "clear"}),
        cancel=cancel,
        expected=opened.revision,
        label=words("panel.take_off"),
        refusal="" if why else words("dialog.off_needed"),
        with_why=False,
    )


def back_dialog(scene: Scene, opened: Opened, done: Done, _: Cancel) -> None:
    """The events that were taken off the timeline, each with the way back."""
    words = editing_words(scene.language)
    try:
        events = who.store(scene.whole.name).rows("events")
    except (StoreError, StoryError) as error:
        text = told_trouble(error, scene.language)
        put(scene, f"{opened.key}-unread", el("p", text, css="ww-notice", role="alert"), lambda _: None)
        return
    removed = {id: cells for id, cells in events.items() if cells.get(REMOVED)}
    st.text(words("dialog.back_help" if removed else "dialog.back_none"))
    for id, cells in removed.items():
        with st.container(key=f"{opened.key}-row-{id}", border=True, gap="small"):
            lines = el("strong", _title(scene, cells)), el("p", words("dialog.reason", why=cells[REMOVED]))
            put(scene, f"{opened.key}-what-{id}", el("div", *lines, dir="auto"), lambda _: None)
            save_button(
                scene,
                f"{opened.key}-{id}",
                partial(Change, {"events": ({"event_id": id, REMOVED: ""},)}, ""),
                done,
                expected=opened.revision,
                label=words("dialog.put_back"),
                with_why=False,
                judging=False,
                alone=len(removed) == 1,
            )


def _title(scene: Scene, cells: Cells) -> str:
    names = [f"title_{code}" for code in dict.fromkeys((scene.language, *scene.whole.languages))]
    title = next((cells[name] for name in names if cells.get(name)), cells.get("event_id", ""))
    return " · ".join(part for part in (short_day(cells.get("when", ""), scene.language), title) if part)
