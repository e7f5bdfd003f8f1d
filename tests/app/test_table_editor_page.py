"""The table editor, as Streamlit runs it over a folder of its own."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.app.pages.edit import TABLE
from components.app.widgets.table_editor.base import base_of, matching
from components.app.widgets.table_editor.desk import Base, Desk
from components.app.widgets.table_editor.grid import LAID, ONLY, ROWS, TEXT, choices
from components.app.widgets.table_editor.preview import OPEN, WHY_GONE
from components.app.widgets.table_editor.work import WORKS, Work
from components.events.changes import Change
from components.events.schema import columns
from components.stores.editing import EDITING
from components.stores.folder_store import FolderStore
from tests.app.pages import PHONE, pressed, ran, said
from tests.app.trees import STORY, scene

CALL, OTHER = "trump-putin-call-2024-11-07", "kursk-incursion-2024"
BOB = "Bob <b>Kahn</b>"


@pytest.fixture
def show(on_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Open the table editor: ``show(lang="fr")``."""
    return partial(on_page, "edit")


def paste(page: AppTest, text: str, table: str = "events") -> AppTest:
    page.session_state[TABLE] = table
    ran(page).text_area(key="table-paste").set_value(text)
    return pressed(page, "table-take")


def preview(page: AppTest) -> str:
    if OPEN not in page.session_state or not page.session_state[OPEN]:
        pressed(page, "table-open")
    return said(page, "table-preview") or ""


def save(page: AppTest, why: str = "because") -> AppTest:
    page.text_input(key="table-save-why").set_value(why)
    return pressed(page, "table-save-save")


def counted(page: AppTest) -> str:
    return (said(page, "table-unsaved") or "").partition("|")[0]


def grid(page: AppTest) -> list[str]:
    """The keys of the rows in the grid."""
    return list(page.session_state[LAID].grid.keys)


def work(page: AppTest, desk: Desk, store: FolderStore, table: str = "events") -> AppTest:
    """``page`` after somebody typed into the grid what ``desk`` says."""
    held = page.session_state[WORKS]
    page.session_state[WORKS] = {**held, (STORY, table): Work(base_of(store, table), desk, turn=99)}
    return ran(page)


@pytest.mark.parametrize(("language", "sentence"), [("en", "not edited"), ("fr", "ne se modifient pas")])
def test_who_may_only_read_is_told_why(show, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str) -> None:
    monkeypatch.setenv(EDITING, "off")
    page = show(lang=language)
    told = str(said(page, "table-closed"))
    assert sentence in told
    assert len(told.partition("|")[2]) > 20
    assert [one.key for one in page.text_area] == []


def test_pasted_rows_are_counted_told_saved_and_shown(show, store: FolderStore) -> None:
    page = paste(show(), f"Id\tDate\tNote (English)\n{CALL}\t2024-11-08\t=1+1\n{OTHER}\t2024-08-06\t")
    assert counted(page) == "Events: 2 rows changed"
    assert page.text_area(key="table-paste").value == ""
    told = preview(page)
    assert f"({CALL}): date “2024-11-08”, was “2024-11-07?”; note (en) “=1+1”" in told
    save(page, "the paper")
    assert [one.value for one in page.toast] == ["Saved as change 1"]
    assert said(page, "table-unsaved") is None
    assert store.rows("events", [CALL])[CALL]["note_en"] == "=1+1"
    assert "note_en" not in store.rows("events", [OTHER])[OTHER]
    assert store.history()[0].why == "the paper"


def test_rows_that_say_nothing_new_are_told_as_unchanged(show, store: FolderStore) -> None:
    page = paste(show(lang="fr"), f"event_id,when\n{CALL},2024-11-07?\n{OTHER},2024-08-07\n")
    assert "2 lignes reprises.| |1 dit ce que le tableau dit déjà." in str(said(page, "table-pasted-said"))
    assert counted(page) == "Événements : 1 ligne modifiée"


def test_a_new_event_and_its_claims_are_saved_together(show, store: FolderStore) -> None:
    page = paste(show(), "event_id\tdate\ttype\ttitle\nnew-one\t2025-03-03\tcall\tA new call")
    assert "No claim would say that the event took place" in preview(page)
    assert [one.key for one in page.button if one.key == "table-save-save"] == []
    source = next(iter(store.rows("sources")))
    line = f"new-one\t{source}\tdonald-trump\tconfirms\t2025-03-03"
    paste(page, f"event\tsource\tspeaker\tstance\tday of the claim\n{line}", "claims")
    assert counted(page) == "Events: 1 new row; Claims: 1 new row"
    save(page)
    assert store.revision() == 1
    assert "new-one" in set(store.load().story.events["event_id"])
    assert "new-one-c01" in store.rows("claims")


def test_defects_are_told_by_row_and_column_in_the_readers_language(show, store: FolderStore) -> None:
    page = paste(show(lang="fr"), f"event_id\twhen\tlat\n{CALL}\tyesterday\t1,5")
    told = preview(page)
    assert f"{CALL}|Date|yesterday|" in told
    assert f"{CALL}|Latitude|1,5|" in told
    assert store.revision() == 0


def test_what_cannot_be_read_is_told_and_stays_in_the_field(show, store: FolderStore) -> None:
    page = paste(show(), f"event_id\twhen\tnonsense_column\n{CALL}\t2025\tx")
    assert "Nothing was taken." in str(said(page, "table-pasted-said"))
    assert "|1|nonsense_column||the table has no column of this name" in str(said(page, "table-pasted-said"))
    assert page.text_area(key="table-paste").value.startswith("event_id")
    assert said(page, "table-unsaved") is None


def test_a_paste_of_a_million_rows_is_refused_and_not_kept(show, store: FolderStore) -> None:
    page = paste(show(), "event\t2025-01-01\n" * 400_000)
    assert "whowhen apply" in str(said(page, "table-pasted-said"))
    assert page.text_area(key="table-paste").value == ""


def test_unsaved_edits_survive_other_pages_and_saves_of_others(show, store: FolderStore) -> None:
    page = paste(show(), f"event_id\tnote_en\n{CALL}\tmine")
    page.query_params["page"] = "history"
    ran(page)
    assert said(page, "table-unsaved") is None
    store.save(Change({"events": ({"event_id": CALL, "tags": "theirs"},)}, BOB), 0)
    page.query_params["page"] = "edit"
    ran(page)
    assert "Others have saved since you began." in str(said(page, "table-others"))
    assert counted(page) == "Events: 1 row changed"
    frame = page.session_state[LAID].frame.set_index("event_id")
    assert (frame.at[CALL, "note_en"], frame.at[CALL, "tags"]) == ("mine", "")
    preview(page)
    save(page)
    cells = store.rows("events", [CALL])[CALL]
    assert (cells["note_en"], cells["tags"]) == ("mine", "theirs")
    assert page.session_state[LAID].frame.set_index("event_id").at[CALL, "tags"] == "theirs"


def test_a_cell_that_somebody_else_set_meanwhile_is_asked_about(show, store: FolderStore) -> None:
    page = paste(show(), f"event_id\tnote_en\ttags\n{CALL}\tmine\ttoo")
    store.save(Change({"events": ({"event_id": CALL, "note_en": "theirs"},)}, BOB), 0)
    preview(page)
    save(page)
    assert store.revision() == 1
    (choice,) = page.radio
    assert any("theirs" in one for one in choice.options)
    choice.set_value("theirs")
    ran(page)
    save(page)
    cells = store.rows("events", [CALL])[CALL]
    assert (cells["note_en"], cells["tags"]) == ("theirs", "too")


def test_events_are_taken_off_the_timeline_with_a_reason(show, store: FolderStore) -> None:
    page = work(show(), Desk(gone=(OTHER,)), store)
    assert counted(page) == "Events: 1 row taken out"
    assert OTHER not in grid(page)
    preview(page)
    save(page)
    assert "Say why the events are taken off the timeline" in str(said(page, "table-save-said"))
    assert store.revision() == 0
    page.text_input(key=WHY_GONE).set_value("told twice")
    save(ran(page))
    assert store.rows("events", [OTHER])[OTHER]["removed"] == "told twice"


def test_a_source_that_claims_refer_to_cannot_be_taken_out(show, store: FolderStore) -> None:
    used = store.load().story.claims["source_id"].iloc[0]
    page = show()
    page.session_state[TABLE] = "sources"
    work(ran(page), Desk(gone=(used,)), store, "sources")
    assert used in preview(page)
    assert [one.key for one in page.button if one.key == "table-save-save"] == []


def test_an_id_that_is_taken_keeps_the_new_row_from_being_saved(show, store: FolderStore) -> None:
    page = work(show(), Desk(added={"+0": {"event_id": CALL, "title_en": "T"}}, count=1), store)
    assert f"The id {CALL} is taken" in preview(page)
    assert [one.key for one in page.button if one.key == "table-save-save"] == []


def test_discarding_leaves_everything_as_it_was(show, store: FolderStore) -> None:
    page = paste(show(), f"event_id\tnote_en\n{CALL}\tmine")
    pressed(page, "table-discard")
    assert said(page, "table-unsaved") is None
    assert page.session_state[LAID].frame.set_index("event_id").at[CALL, "note_en"] != "mine"
    assert store.revision() == 0


def test_text_and_the_selection_of_the_page_narrow_the_rows(show, store: FolderStore) -> None:
    page = show(status="disputed")
    assert len(grid(page)) == ROWS
    page.checkbox(key=ONLY).set_value(True)
    assert 0 < len(grid(ran(page))) < 20
    page.text_input(key=TEXT).set_value("ELYSEE")
    page.checkbox(key=ONLY).set_value(False)
    found = grid(ran(page))
    assert 0 < len(found) < 20
    assert found == list(matching(base_of(store, "events"), "élysée"))


def test_what_was_typed_before_is_in_the_grid_that_is_laid_out_anew(show, store: FolderStore) -> None:
    page = work(show(), Desk(cells={CALL: {"note_en": "mine"}}, added={"+0": {"title_en": "N"}}, count=1), store)
    assert grid(page)[0] == "+0"
    page.text_input(key=TEXT).set_value("donald")
    frame = ran(page).session_state[LAID].frame
    assert frame.iloc[0]["title_en"] == "N"
    assert frame.set_index("event_id").at[CALL, "note_en"] == "mine"


def test_each_table_has_its_own_columns(show, store: FolderStore) -> None:
    page = show(width=PHONE, lang="fr")
    page.session_state[TABLE] = "claims"
    frame = ran(page).session_state[LAID].frame
    assert list(frame.columns[:2]) == ["claim_id", "event_id"]
    assert frame["claim_id"].tolist() == list(store.rows("claims"))[:ROWS]


def test_columns_of_choices_offer_the_usual_ones_and_what_stands_there() -> None:
    base = Base(1, {"x": {"event_id": "x", "type": "own"}, "y": {"event_id": "y", "type": "call"}})
    of_type = next(one for one in columns("events", ("en",)) if one.name == "type")
    found = choices(scene(), base, of_type)
    assert found[0] == "election"
    assert found[-1] == "own"
    assert len(found) == len(set(found))
