"""The dialogs of events, as Streamlit runs them over a folder of its own."""

import pytest

from components.app.widgets.editing.opened import OPENED, opening
from components.stores.base import StoreError
from components.stores.folder_store import FolderStore
from tests.app.editing_steps import CALL, EVENT, KEY, Opener, cells, note, save, texts
from tests.app.pages import drawn, ran, said
from tests.app.trees import STORY


def test_a_corrected_date_is_explained_saved_and_shown(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL, event=CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08~")
    ran(page)
    assert "about 8 Nov 2024" in texts(page) or "about Fri 8 Nov 2024" in texts(page)
    page.text_input(key=f"{KEY}-why").set_value("the Post corrected itself")
    save(page)
    assert OPENED not in page.session_state
    assert [one.value for one in page.toast] == ["Saved as change 1"]
    assert cells(store, "events", CALL)["when"] == "2024-11-08~"
    (change,) = store.history()
    assert change.why == "the Post corrected itself"
    assert [{*row.fields} for row in change.rows] == [{"when"}]
    assert "8 Nov 2024" in str(said(page, "panel"))


def test_what_is_no_date_is_told_at_its_field_and_not_saved(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("8 November 2024")
    ran(page)
    assert "“8 November 2024” is not how dates are written here" in texts(page)
    save(page)
    assert "see the note at the field" in note(page)
    assert store.revision() == 0
    page.button(key=f"{KEY}-when-instead").click()
    ran(page)
    assert page.text_input(key=f"{KEY}-when").value == "2024-11-08"
    save(page)
    assert cells(store, "events", CALL)["when"] == "2024-11-08"


def test_a_defect_stands_below_its_field_in_the_language_of_the_page(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL, lang="fr")
    page.text_input(key=f"{KEY}-lat").set_value("north")
    page.text_input(key=f"{KEY}-lon").set_value("8")
    ran(page)
    assert "⚠ Ce n’est pas un nombre" in texts(page)
    save(page)
    assert store.revision() == 0
    assert page.text_input(key=f"{KEY}-lat").value == "north"


def test_a_field_that_is_not_touched_is_not_in_the_change(opened: Opener, store: FolderStore) -> None:
    before = (store._path / "events.csv").read_bytes()
    page = opened("event", CALL)
    save(page)
    assert "Nothing has been changed yet" in note(page)
    page.multiselect(key=f"{KEY}-participants-mediator").set_value(["ukraine"])
    save(page)
    (change,) = store.history()
    assert [row.fields for row in change.rows] == [{"participants"}]
    assert cells(store, "events", CALL)["participants"].endswith("; ukraine:mediator")
    after = (store._path / "events.csv").read_bytes()
    assert sum(one != two for one, two in zip(before.splitlines(), after.splitlines(), strict=True)) == 1


def test_a_store_that_cannot_write_leaves_the_form_as_it_is(
    opened: Opener, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08")
    page.text_input(key=f"{KEY}-why").set_value("because")
    ran(page)
    with monkeypatch.context() as patch:

        def full(*_: object) -> int:
            raise StoreError("/srv/stories is full", "full")

        patch.setattr(FolderStore, "save", full)
        save(page)
        assert "What you wrote is still here" in note(page)
        assert "The disk is full" in note(page)
        assert "/srv" not in note(page)
        assert ran(page).button(key=f"{KEY}-save").label == "Save again"
    assert page.text_input(key=f"{KEY}-when").value == "2024-11-08"
    save(page)
    (change,) = store.history()
    assert change.why == "because"
    assert cells(store, "events", CALL)["when"] == "2024-11-08"


def test_a_viewer_gets_no_way_to_edit_and_no_dialog(
    opened: Opener, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    page = opened("event", CALL, event=CALL, view="table")
    assert not [one for one in page.text_input if str(one.key).startswith(KEY)]
    for part in ("panel", "table-acts"):
        assert "Edit" not in (said(page, part) or "")
    assert "Lanes" in str(said(page, "lanes"))
    assert "Add an event" not in str(said(page, "lanes"))


def test_an_event_taken_off_the_timeline_is_gone_from_the_page_and_comes_back(
    opened: Opener, store: FolderStore
) -> None:
    page = opened("off", EVENT, event=EVENT, view="table")
    title = "Donald Trump wins the US presidential election"
    assert title in str(said(page, "table"))
    shown = drawn(page)
    assert "Add an event" in str(said(page, "lanes"))
    save(page)
    assert "Give a reason." in note(page)
    page.text_input(key=f"{KEY}-reason").set_value("told twice")
    save(page)
    assert drawn(page) == shown - 1
    assert str(said(page, "summary")).startswith(f"{shown - 1} events")
    assert title not in str(said(page, "table")) + str(said(page, "panel"))
    assert said(page, "notices") is None
    assert cells(store, "events", EVENT)["removed"] == "told twice"
    assert store.history()[0].why == "told twice"
    page.session_state[OPENED] = opening(store, STORY, "back", "", KEY)
    ran(page)
    assert "Reason: told twice" in str(said(page, f"{KEY}-what-{EVENT}"))
    page.button(key=f"{KEY}-{EVENT}-save").click()
    ran(page)
    assert drawn(page) == shown
    assert "removed" not in cells(store, "events", EVENT)
    assert f"{EVENT}-c01" in store.rows("claims")


def test_a_place_is_corrected_on_all_events_there(opened: Opener, store: FolderStore) -> None:
    there = [id for id, row in store.rows("events").items() if row.get("place_en") == "Kyiv, Ukraine"]
    page = opened("event", there[0])
    page.text_input(key=f"{KEY}-place_en").set_value("Kyiv")
    ran(page)
    (box,) = [one for one in page.checkbox if one.key == f"{KEY}-places"]
    assert box.label == f"Also on {len(there) - 1} other events at Kyiv, Ukraine"
    box.check()
    ran(page)
    save(page)
    (change,) = store.history()
    assert {row.id for row in change.rows} == set(there)
    assert {row.after["place_en"] for row in change.rows if row.after} == {"Kyiv"}


def test_an_event_is_added_with_its_first_claim(opened: Opener, store: FolderStore) -> None:
    page = opened("new_event", "")
    assert note(page) == ""
    page.text_input(key=f"{KEY}-title_en").set_value("The envoys meet for a test")
    page.text_input(key=f"{KEY}-when").set_value("2026-01-05")
    page.selectbox(key=f"{KEY}-type").set_value("meeting")
    ran(page)
    assert note(page) == ""
    page.selectbox(key=f"{KEY}-claim-speaker").set_value("ukraine")
    page.text_input(key=f"{KEY}-claim-asserted_on").set_value("2026-01-06")
    page.text_input(key=f"{KEY}-claim-source-title").set_value("Envoys meet")
    ran(page)
    save(page)
    assert store.revision() == 1, note(page) + texts(page)
    event = "the-envoys-meet-for-a-2026-01-05"
    assert cells(store, "claims", f"{event}-c01")["event_id"] == event
    assert cells(store, "events", event)["type"] == "meeting"


def test_a_row_that_is_gone_says_so(opened: Opener, store: FolderStore) -> None:
    page = opened("claim", "nowhere-c01")
    assert "no longer there" in str(said(page, f"{KEY}-trouble"))


def test_cancel_closes_and_saves_nothing(opened: Opener, store: FolderStore) -> None:
    page = opened("event", CALL)
    page.text_input(key=f"{KEY}-when").set_value("2024-11-08")
    page.button(key=f"{KEY}-cancel").click()
    ran(page)
    assert OPENED not in page.session_state
    assert store.revision() == 0
