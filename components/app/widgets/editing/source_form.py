"""The fields of a source."""

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing.fields import Fields
from components.app.widgets.editing.when import day_told
from components.app.widgets.editing.wordings import tongue
from components.events.changes import Cells


def source_form(scene: Scene, key: str, cells: Cells) -> Cells:
    """Draw fields for the cells of a source, in widgets whose keys begin with ``key``; its cells as they stand now.

    The file of its text and its checksum have no field: they come with the text. Nothing is saved or checked here.
    """
    fields = Fields(scene, key, cells)
    fields.text("title")
    fields.text("url", placeholder="https://")
    publisher, published, language = st.columns(3)
    with publisher:
        fields.text("publisher")
    with published:
        fields.date("published", day_told)
    with language:
        fields.choice("language", {code: tongue(code, scene.language) for code in _languages(scene)}, free=True)
    return fields.cells


def _languages(scene: Scene) -> list[str]:
    used = [str(code) for code in scene.whole.sources["language"].value_counts().index if code]
    return list(dict.fromkeys((*used, *scene.whole.languages)))
