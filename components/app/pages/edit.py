"""The table editor: many rows at once, typed or pasted, looked at before they are saved."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.app import stories, who
from components.app.dom import el
from components.app.draw import Do, put
from components.app.linking import linking, told_width
from components.app.scene import Scene, compose
from components.app.state import current_view, doing, page_width, scheme
from components.app.trouble import told_trouble
from components.app.widgets.editing.opened import saved_toast
from components.app.widgets.filters import _plain
from components.app.widgets.history.head import notice, page_head
from components.app.widgets.notices import notices
from components.app.widgets.table_editor.desk import forgotten
from components.app.widgets.table_editor.grid import grid_part
from components.app.widgets.table_editor.guard import guard
from components.app.widgets.table_editor.paste import paste_part
from components.app.widgets.table_editor.preview import preview_part
from components.app.widgets.table_editor.words import table_words
from components.app.widgets.table_editor.work import put_down, unsaved, work_of
from components.events.errors import StoryError
from components.events.schema import TABLES
from components.events.story import Story
from components.stores.base import StoreError

TABLE = "table-which"
LEAVING = ("event", "page", "story", "history", "article")
"""What leads away from the table."""


def show(story: Story, names: list[str], missing: str = "") -> None:
    """Draw the page as the address asks; ``missing`` is a story that the address named in vain."""
    view, problems = current_view(story)
    if width := told_width():
        st.session_state["page_width"] = width
    scene, do = compose(view, story, scheme(), page_width()), _doing(story)
    words = table_words(scene.language)
    notices(scene, problems, missing, do)
    page_head(scene, names, words("page.title"), words("page.about"), do)
    saved_toast(scene)
    person = who.person()
    if person.may_edit:
        _editor(scene, do)
    else:
        closed = el("div", el("p", words("page.closed")), person.why_not, css="ww-empty", role="status")
        put(scene, "table-closed", closed, do)
    linking(None, scene.page)


def _editor(scene: Scene, do: Do) -> None:
    words, name = table_words(scene.language), scene.whole.name
    table = _table(scene)
    try:
        store = stories.store(name)
        work = work_of(store, name, table)
        others = bool(work.desk.rows) and store.revision() != work.base.revision
    except (StoreError, StoryError) as error:
        why = told_trouble(error, scene.language)
        put(scene, "table-unreachable", notice(words("page.unreachable", why=why), "alert"), do)
        return
    put(scene, "table-others", notice(words("edits.others") if others else ""), do)
    paste_part(scene, table, work)
    grid_part(scene, table, work)
    preview_part(scene, do)
    guard(_rows(name))


def _rows(name: str) -> int:
    return sum(work.desk.rows for work in unsaved(name).values())


def _table(scene: Scene) -> str:
    words = table_words(scene.language)
    counted = unsaved(scene.whole.name)
    table = st.segmented_control(
        words("tables.which"),
        TABLES,
        default=TABLES[0],
        format_func=lambda one: words(f"tables.{one}") + (f" ({counted[one].desk.rows})" if one in counted else ""),
        key=TABLE,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(table or TABLES[0])


def _doing(story: Story) -> Do:
    """What a click does here; all else is as everywhere. Who leaves with unsaved rows is told so."""
    everywhere = doing(story)

    def do(message: Mapping[str, Any]) -> None:
        what, id = str(message.get("do", "")), str(message.get("id", ""))
        if what == "forget":
            table, _, key = id.partition("|")
            put_down(story.name, table, lambda work: forgotten(work.desk, key))
            return
        if what in LEAVING and (left := unsaved(story.name)):
            words = table_words(current_view(story)[0].lang)
            named = ", ".join(f"{words(f'tables.{table}')} ({work.desk.rows})" for table, work in left.items())
            st.toast(_plain(words("edits.leaving", rows=named)), icon=":material/edit_note:")
        everywhere(message)

    return do
