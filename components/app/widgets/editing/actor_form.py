"""The fields of an actor."""

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing.choices import actor_names, countries, sides
from components.app.widgets.editing.fields import Fields
from components.events.changes import Cells
from components.events.vocabulary import KINDS


def actor_form(scene: Scene, key: str, cells: Cells) -> Cells:
    """Draw fields for all cells of an actor, in widgets whose keys begin with ``key``; its cells as they stand now.

    Nothing is saved or checked here.
    """
    fields, languages = Fields(scene, key, cells), scene.whole.languages
    fields.texts("name", languages)
    fields.switch("kind", {kind: scene.terms(f"kinds.{kind}").capitalize() for kind in KINDS})
    fields.texts("role", languages)
    fields.several("aliases", ())
    others = {
        actor: name
        for actor, name in actor_names(scene.whole, scene.language).items()
        if actor != cells.get("actor_id")
    }
    left, right = st.columns(2)
    with left:
        fields.choice("affiliation", others)
        fields.choice("country", countries(scene.language))
    with right:
        fields.choice("side", sides(scene))
        fields.text("wikidata", placeholder="Q22686")
    return fields.cells
