"""The dialogs that change a story when somebody else saves meanwhile."""

from components.app.widgets.editing.opened import OPENED
from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.app.editing_steps import CALL, EVENT, KEY, Opener, cells, save, texts
from tests.app.pages import ran


def test_a_cell_that_somebody_else_set_meanwhile_is_chosen_and_nothing_else_is_lost(
    opened: Opener, store: FolderStore
) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08")
    page.text_input(key=f"{KEY}-title_en").set_value("A call that some deny")
    ran(page)
    theirs = {"event_id": CALL, "when": "2024-11-06", "title_en": "The call", "note_en": "Ann was here"}
    store.save(Change({"events": (theirs,)}, "Ann"), 0)
    save(page)
    dates = page.radio[0]
    assert dates.options == ["Ann wrote “2024\\-11\\-06”", "You wrote “2024\\-11\\-08”"]
    assert dates.label == "Date"
    assert store.revision() == 1
    save(page)
    assert "Choose one for each first." in texts(page)
    assert store.revision() == 1
    page.radio[0].set_value("theirs")
    page.radio[1].set_value("yours")
    ran(page)
    save(page)
    now = cells(store, "events", CALL)
    assert (now["when"], now["title_en"]) == ("2024-11-06", "A call that some deny")
    assert now["note_en"] == "Ann was here"
    assert [row.fields for row in store.history()[1].rows] == [{"title_en"}]


def test_a_cell_set_twice_meanwhile_is_asked_about_twice(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08")
    ran(page)
    store.save(Change({"events": ({"event_id": CALL, "when": "2024-11-06"},)}, "Ann"), 0)
    save(page)
    page.radio[0].set_value("yours")
    ran(page)
    store.save(Change({"events": ({"event_id": CALL, "when": "2024-11-05"},)}, "Bob"), 1)
    save(page)
    assert page.radio[0].options[0] == "Bob wrote “2024\\-11\\-05”"
    assert cells(store, "events", CALL)["when"] == "2024-11-05"
    page.radio[0].set_value("yours")
    ran(page)
    save(page)
    assert cells(store, "events", CALL)["when"] == "2024-11-08"


def test_choosing_all_that_others_wrote_closes_the_dialog_without_a_change(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08")
    ran(page)
    store.save(Change({"events": ({"event_id": CALL, "when": "2024-11-06"},)}, "Ann"), 0)
    save(page)
    page.radio[0].set_value("theirs")
    ran(page)
    save(page)
    assert OPENED not in page.session_state
    assert store.revision() == 1


def test_what_others_save_meanwhile_in_other_cells_takes_nothing_from_the_form(
    opened: Opener, store: FolderStore
) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-title_en").set_value("A call that some deny")
    ran(page)
    store.save(Change({"events": ({"event_id": CALL, "note_en": "Ann was here"},)}, "Ann"), 0)
    ran(page)
    assert page.text_input(key=f"{KEY}-title_en").value == "A call that some deny"
    save(page)
    now = cells(store, "events", CALL)
    assert (now["title_en"], now["note_en"]) == ("A call that some deny", "Ann was here")


def test_two_who_add_a_claim_at_once_both_keep_theirs(opened: Opener, store: FolderStore) -> None:
    page = opened("denial", EVENT)
    page.selectbox(key=f"{KEY}-speaker").set_value("kamala-harris")
    page.text_input(key=f"{KEY}-asserted_on").set_value("2024-11-09")
    page.segmented_control(key=f"{KEY}-way").set_value("known")
    ran(page)
    source = cells(store, "claims", f"{EVENT}-c01")["source_id"]
    page.selectbox(key=f"{KEY}-source_id").set_value(source)
    ran(page)
    row = {
        "claim_id": f"{EVENT}-c03",
        "event_id": EVENT,
        "source_id": source,
        "speaker": "Ann’s friend",
        "stance": "asserts",
        "asserted_on": "2024-11-10",
    }
    store.save(Change({"claims": (row,)}, "Ann"), 0)
    save(page)
    assert cells(store, "claims", f"{EVENT}-c03")["speaker"] == "Ann’s friend"
    assert cells(store, "claims", f"{EVENT}-c04")["speaker"] == "kamala-harris"
