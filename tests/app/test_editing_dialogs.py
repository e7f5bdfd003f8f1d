"""The dialogs that change a story, as Streamlit runs them over a folder of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.app.widgets.editing.opened import OPENED, opening
from components.events.changes import Change
from components.stores.base import StoreError
from components.stores.folder_store import FolderStore
from tests.app.pages import Open, drawn, ran, said
from tests.app.trees import DATA

Opener = Callable[..., AppTest]
STORY, KEY = "ukraine-diplomacy", "edit-1"
CALL = "trump-putin-call-2024-11-07"
EVENT = "us-election-2024"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    shutil.copytree(DATA / STORY, tmp_path / STORY)
    return FolderStore(tmp_path / STORY)


@pytest.fixture
def opened(open_page: Open, store: FolderStore, tmp_path: Path) -> Opener:
    """Open the page with a dialog: ``opened("event", <id>, lang="fr")``."""

    def opened(kind: str, id: str, **query: str) -> AppTest:
        page = open_page(query, stories=tmp_path)
        page.session_state[OPENED] = opening(store, STORY, kind, id, KEY)
        return ran(page)

    return opened


def cells(store: FolderStore, table: str, id: str) -> dict[str, str]:
    return dict(store.rows(table, [id])[id])


def note(page: AppTest) -> str:
    """What the foot of the form says."""
    return said(page, f"{KEY}-said") or ""


def texts(page: AppTest) -> str:
    return "\n".join(one.value for one in page.text)


def save(page: AppTest) -> AppTest:
    page.button(key=f"{KEY}-save").click()
    return ran(page)


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


def test_a_denial_with_its_new_source_makes_the_event_disputed(opened: Opener, store: FolderStore) -> None:
    page = opened("denial", EVENT, event=EVENT)
    assert "Confirmed" not in note(page)
    assert note(page) == ""
    page.selectbox(key=f"{KEY}-speaker").set_value("kamala-harris")
    page.text_input(key=f"{KEY}-asserted_on").set_value("2024-11-09")
    page.text_input(key=f"{KEY}-source-title").set_value("Harris takes it back")
    page.text_input(key=f"{KEY}-source-publisher").set_value("The Daily Test")
    page.text_input(key=f"{KEY}-source-url").set_value("example.org")
    ran(page)
    save(page)
    assert "⚠ This is no web address: it must begin with https:// or http://." in texts(page)
    page.text_input(key=f"{KEY}-source-url").set_value("https://example.org/a")
    save(page)
    (change,) = store.history()
    claim = cells(store, "claims", f"{EVENT}-c03")
    assert (claim["stance"], claim["speaker"], claim["source_id"]) == (
        "denies",
        "kamala-harris",
        "the-daily-test-2024-11-09",
    )
    assert {row.table for row in change.rows} == {"claims", "sources"}
    assert "disputed" in str(said(page, "panel")).lower()


def test_what_is_missing_in_a_new_claim_is_told_when_it_is_to_be_saved(opened: Opener, store: FolderStore) -> None:
    page = opened("new_claim", EVENT)
    page.text_input(key=f"{KEY}-asserted_on").set_value("2024-11-09")
    ran(page)
    assert "This is needed" not in texts(page)
    save(page)
    assert texts(page).count("⚠ This is needed.") >= 3
    assert store.revision() == 0


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


def test_a_speaker_that_is_no_actor_is_kept_as_a_name_and_the_actor_is_offered(
    opened: Opener, store: FolderStore
) -> None:
    store.save(Change({"claims": ({"claim_id": f"{EVENT}-c01", "speaker": "Harris"},)}, "Ann"), 0)
    page = opened("claim", f"{EVENT}-c01")
    assert "kept as a name" in texts(page)
    page.button(key=f"{KEY}-speaker-kamala-harris").click()
    ran(page)
    assert page.selectbox(key=f"{KEY}-speaker").value == "kamala-harris"


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


def test_two_actors_become_one_after_a_look_at_what_changes(opened: Opener, store: FolderStore) -> None:
    page = opened("merge", "kamala-harris")
    save(page)
    assert "Choose an actor first." in note(page)
    page.selectbox(key=f"{KEY}-other").set_value("joe-biden")
    ran(page)
    preview = str(said(page, f"{KEY}-preview"))
    assert "What changes" in preview
    page.radio(key=f"{KEY}-keep-joe-biden").set_value("joe-biden")
    ran(page)
    save(page)
    assert store.revision() == 1, note(page)
    assert "kamala-harris" not in store.rows("actors")
    assert "joe-biden" in cells(store, "events", EVENT)["participants"]
    assert "Kamala Harris" in cells(store, "actors", "joe-biden")["aliases"]
    assert page.query_params["focus"] == "actor:joe-biden"


def test_an_actor_whose_id_is_a_side_of_the_story_can_be_merged(opened: Opener, store: FolderStore) -> None:
    page = opened("merge", "donald-trump")
    page.selectbox(key=f"{KEY}-other").set_value("united-states")
    ran(page)
    save(page)
    assert store.revision() == 1, note(page)
    sides = {row.get("side", "") for row in store.rows("actors").values()}
    assert "united-states" in sides
    assert "donald-trump" not in sides


def test_an_actor_is_split(opened: Opener, store: FolderStore) -> None:
    page = opened("split", "kamala-harris")
    save(page)
    assert "Give the new actor a name." in note(page)
    page.text_input(key=f"{KEY}-actor-name_en").set_value("Harris campaign")
    page.segmented_control(key=f"{KEY}-actor-kind").set_value("organisation")
    page.multiselect(key=f"{KEY}-events").set_value([EVENT])
    page.multiselect(key=f"{KEY}-claims").set_value([f"{EVENT}-c02"])
    ran(page)
    assert "harris-campaign" in str(said(page, f"{KEY}-preview"))
    save(page)
    assert store.revision() == 1, note(page)
    assert cells(store, "claims", f"{EVENT}-c02")["speaker"] == "harris-campaign"
    assert "harris-campaign" in cells(store, "events", EVENT)["participants"]
    assert cells(store, "actors", "harris-campaign")["kind"] == "organisation"


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


def test_a_claim_is_edited_and_its_flags_keep_their_cells(opened: Opener, store: FolderStore) -> None:
    page = opened("claim", f"{EVENT}-c01")
    page.checkbox(key=f"{KEY}-hedged").check()
    ran(page)
    save(page)
    (change,) = store.history()
    assert [row.fields for row in change.rows] == [{"hedged"}]


def test_an_actor_is_edited(opened: Opener, store: FolderStore) -> None:
    page = opened("actor", "kamala-harris")
    page.text_input(key=f"{KEY}-role_en").set_value("Candidate")
    ran(page)
    save(page)
    assert cells(store, "actors", "kamala-harris")["role_en"] == "Candidate"
    assert [row.fields for row in store.history()[0].rows] == [{"role_en"}]
