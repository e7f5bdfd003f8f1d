"""The fields of an event."""

from collections.abc import Mapping

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing import values
from components.app.widgets.editing.choices import actor_names, countries, currencies, types
from components.app.widgets.editing.fields import Fields
from components.app.widgets.filters import _plain
from components.events.changes import Cells
from components.events.vocabulary import ROLES


def event_form(scene: Scene, key: str, cells: Cells, more_actors: Mapping[str, str] | None = None) -> Cells:
    """Draw fields for all cells of an event, in widgets whose keys begin with ``key``; its cells as they stand now.

    ``more_actors`` names actors that the story does not have yet, by id. Nothing is saved or checked here.
    """
    fields, languages = Fields(scene, key, cells), scene.whole.languages
    fields.texts("title", languages)
    left, right = st.columns(2)
    with left:
        fields.date("when")
    with right:
        fields.choice("type", types(scene))
    _participants(fields, {**actor_names(scene.whole, scene.language), **(more_actors or {})})
    _place(fields)
    _amount(fields)
    fields.texts("note", languages, lines=3)
    fields.texts("short_title", languages)
    left, right = st.columns(2)
    with left:
        fields.several("tags", known_tags(scene))
    with right:
        fields.text("importance", placeholder="0–1")
    return fields.cells


def known_tags(scene: Scene) -> list[str]:
    """The tags that the story uses, in the order of the alphabet."""
    return sorted({tag for cell in scene.whole.events["tags"].unique() for tag in values.items(str(cell))})


def _participants(fields: Fields, names: Mapping[str, str]) -> None:
    held = fields.before.get("participants", "")
    taking = values.by_role(held)
    options = list(dict.fromkeys((*names, *(actor for actors in taking.values() for actor in actors))))
    chosen, columns = {}, st.columns(2)
    for at, role in enumerate((*ROLES, *(role for role in taking if role not in ROLES))):
        chosen[role] = columns[at % 2].multiselect(
            fields.words(f"roles.{role}") if role in ROLES else _plain(role),
            options,
            default=taking.get(role, []),
            format_func=lambda actor: names.get(actor, actor),
            key=f"{fields.key}-participants-{role}",
            placeholder=fields.words("field.choose_actors"),
            select_all=False,
        )
    fields.set("participants", values.participants_cell(held, chosen))


def _place(fields: Fields) -> None:
    scene = fields.scene
    fields.texts("place", scene.whole.languages)
    country, lat, lon = st.columns([2, 1, 1])
    with country:
        fields.choice("country", countries(scene.language))
    with lat:
        fields.text("lat", placeholder="26.6771")
    with lon:
        fields.text("lon", placeholder="-80.0370")


def _amount(fields: Fields) -> None:
    left, right = st.columns(2)
    with left:
        fields.text("amount", placeholder="6000000000")
    with right:
        names = currencies(fields.scene.language)
        fields.choice("currency", {code: f"{code} · {name}" for code, name in names.items()})
