"""Texts of a story that would be markup: on every page and in every dialog they stay texts."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.app.pages.edit import TABLE
from components.app.pages.history import OPEN
from components.app.widgets.editing.opened import KINDS, OPENED, opening
from components.app.widgets.history.gone import BACK, SHOWN
from components.app.widgets.history.undo import UNDOING
from components.events.changes import Change
from components.events.schema import TABLES
from components.exchange.csv_export import events_csv
from components.stores.folder_store import FolderStore
from tests.app.hostile import ACTOR, BIG, FORMULA, RAW, SECOND, STORY, TEXT, hostile_story, markup, size
from tests.app.pages import PHONE, WIDE, Open, ran, said
from tests.stores.store_changes import CLAIM, EVENT

PLAIN = {
    "BidiComponent.json",
    "BidiComponent.bytes",  # trees of nodes, built by text nodes, and figures, escaped by charts/text.py
    "BidiComponent.mixed.json",
    "Text.body",
    "TextInput.default",
    "TextInput.value",
    "TextArea.default",
    "TextArea.value",
    "Selectbox.options",
    "Selectbox.raw_value",
    "MultiSelect.options",
    "MultiSelect.raw_values",
    "Dataframe.arrow_data.data",  # drawn on a canvas
    "ArrowDataframe.arrow_data.data",
    "Arrow.arrow_data.data",
    "Arrow.data",
    "Arrow.columns",
}
"""What Streamlit shows as it is: anything else reads Markdown."""


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return hostile_story(tmp_path)


def plain(page: AppTest) -> AppTest:
    """``page``, on which nothing reads a text of the story as Markdown."""
    found = markup(page)
    assert {where: held for where, held in found.items() if where not in PLAIN} == {}
    assert found, "the texts are not on this page at all"
    return page


PAGES: dict[str, dict[str, str]] = {
    "event": {"event": EVENT},
    "actor": {"actor": ACTOR},
    "table": {"view": "table"},
    "known": {"known": "2024-05-15", "focus": ACTOR},
    "search": {"q": "**b0ld**", "lanes": "actor"},
    "filters": {"place": TEXT, "actors": f"{ACTOR},**b0ld**", "types": "**b0ld**", "lanes": "place"},
    "address": {"story": "**b0ld**", "event": "**b0ld**", "lang": "**b0ld**"},
    "history": {"page": "history"},
    "history of": {"page": "history", "by": TEXT[:300], "of": EVENT},
    "edit": {"page": "edit"},
    "read": {"page": "read"},
}


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_no_text_of_a_story_for_markup(
    open_page: Open, store: FolderStore, tmp_path: Path, name: str, width: int
) -> None:
    plain(open_page(PAGES[name], stories=tmp_path, width=width, popovers=True))


@pytest.mark.parametrize(
    ("kind", "id"),
    [(kind, {"claim": CLAIM, "actor": ACTOR, "merge": ACTOR, "split": ACTOR}.get(kind, EVENT)) for kind in KINDS],
)
def test_a_dialog_takes_no_text_of_a_story_for_markup(
    open_page: Open, store: FolderStore, tmp_path: Path, kind: str, id: str
) -> None:
    page = open_page({}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, kind, id, "edit-1")
    plain(ran(page))


def test_cells_that_two_people_set_are_shown_as_texts(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    page = open_page({}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, "event", EVENT, "edit-1")
    ran(page)
    page.text_input(key="edit-1-title_en").set_value(f"Mine {TEXT}")
    page.text_input(key="edit-1-when").set_value(TEXT)
    plain(ran(page))
    page.text_input(key="edit-1-when").set_value("2024-05-13")
    ran(page)
    store.save(Change({"events": ({"event_id": EVENT, "title_en": f"Theirs {TEXT}"},)}, TEXT[:300]), store.revision())
    page.button(key="edit-1-save").click()
    plain(ran(page))
    assert "Theirs" in page.radio[0].options[0]
    page.radio[0].set_value("yours")
    ran(page)
    page.button(key="edit-1-save").click()
    plain(ran(page))
    assert store.rows("events", [EVENT])[EVENT]["title_en"] == f"Mine {TEXT}".strip()


def test_another_actor_to_merge_with_is_named_by_a_text(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    page = open_page({}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, "merge", "mayor", "edit-1")
    ran(page)
    page.selectbox(key="edit-1-other").set_value(ACTOR)
    plain(ran(page))
    assert len(page.radio) == 1


def test_the_history_and_its_forms_show_texts(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    page = open_page({"page": "history"}, stories=tmp_path)
    page.session_state[SHOWN] = True
    page.session_state[BACK] = "third"
    page.session_state[UNDOING] = 2
    page.session_state[OPEN] = frozenset({1, 2})
    plain(ran(page))
    assert "third" in json.dumps(said(page, "history-gone")) or said(page, "history-gone")


@pytest.mark.parametrize("table", TABLES)
def test_the_table_editor_shows_texts(open_page: Open, store: FolderStore, tmp_path: Path, table: str) -> None:
    page = open_page({"page": "edit"}, stories=tmp_path)
    page.session_state[TABLE] = table
    plain(ran(page))


def test_what_is_pasted_into_the_table_editor_stays_text(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    page = open_page({"page": "edit"}, stories=tmp_path)
    head = "event_id\ttitle_en\t**b0ld**\n"
    cell = TEXT.replace('"', '""')
    lines = (f'"{id}"\t"{cell}"\t1' for id in (EVENT, "**b0ld**", "../x"))
    page.text_area[0].set_value(head + "\n".join(lines))
    ran(page)
    page.button(key="table-take").click()
    plain(ran(page))
    if any(one.key == "table-open" for one in page.button):
        page.button(key="table-open").click()
        plain(ran(page))


def test_the_list_of_defects_shows_texts(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    events = tmp_path / STORY / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("2024-05-13?", "**b0ld** <b>b0ld"), encoding="utf-8")
    assert "b0ld" in str(said(plain(open_page({}, stories=tmp_path)), "defects"))


def test_a_download_holds_no_formula(store: FolderStore) -> None:
    story = store.load().story
    assert FORMULA in set(story.events["title_en"])
    for line in events_csv(story, "en").decode("utf-8-sig").splitlines():
        assert not line.lstrip('"').startswith("=")
        assert ",=HYPER" not in line
        assert ',"=HYPER' not in line


def test_the_marks_that_are_looked_for_are_in_the_story(store: FolderStore) -> None:
    assert [raw for raw in RAW if raw not in TEXT] == []


@pytest.mark.parametrize(
    "query", [{"event": SECOND}, {"view": "table"}, {"page": "history"}, {"page": "edit"}], ids=str
)
def test_a_cell_of_a_megabyte_is_shown_once_and_as_a_text(
    open_page: Open, tmp_path: Path, query: dict[str, str]
) -> None:
    store = hostile_story(tmp_path, big=True)
    assert len(store.rows("events", [SECOND])[SECOND]["note_en"]) == len(BIG.strip())
    page = plain(open_page(query, stories=tmp_path))
    assert size(page) < 1.2 * len(BIG)


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("x" * 300, "Un identifiant est trop long"),
        ("new one; DROP TABLE events", "Un identifiant se compose de minuscules"),
        ("../../etc/passwd", "Un identifiant se compose de minuscules"),
        (FORMULA, "Un identifiant se compose de minuscules"),
    ],
)
def test_a_pasted_id_that_is_none_is_refused_in_words(
    open_page: Open, store: FolderStore, tmp_path: Path, id: str, told: str
) -> None:
    before = store.revision()
    page = open_page({"page": "edit", "lang": "fr"}, stories=tmp_path)
    cell = id.replace('"', '""')
    page.text_area[0].set_value(f'event_id\ttitle_en\ttype\n"{cell}"\tT\tother\n')
    ran(page)
    page.button(key="table-take").click()
    ran(page)
    page.button(key="table-open").click()
    assert told in str(said(plain(ran(page)), "table-preview"))
    assert not [one for one in page.button if one.key == "table-save-save"]
    assert store.revision() == before


def test_signs_that_no_file_can_hold_are_refused_in_words(open_page: Open, store: FolderStore, tmp_path: Path) -> None:
    before = store.revision()
    page = open_page({"lang": "fr"}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, "event", EVENT, "edit-1")
    ran(page)
    for key in ("edit-1-title_en", "edit-1-why"):
        page.text_input(key=key).set_value("a\0b")
        ran(page)
        page.button(key="edit-1-save").click()
        told = str(said(ran(page), "edit-1-said"))
        assert "Un texte contient un signe qui ne peut pas être enregistré" in told
        assert page.text_input(key=key).value == "a\0b"
        page.text_input(key=key).set_value("fine")
        ran(page)
    assert store.revision() == before
    page.button(key="edit-1-save").click()
    ran(page)
    assert store.revision() == before + 1
