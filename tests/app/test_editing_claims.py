"""The dialogs of claims and actors, as Streamlit runs them over a folder of its own."""

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.app.editing_steps import EVENT, KEY, Opener, cells, note, save, texts
from tests.app.pages import ran, said


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


def test_a_speaker_that_is_no_actor_is_kept_as_a_name_and_the_actor_is_offered(
    opened: Opener, store: FolderStore
) -> None:
    store.save(Change({"claims": ({"claim_id": f"{EVENT}-c01", "speaker": "Harris"},)}, "Ann"), 0)
    page = opened("claim", f"{EVENT}-c01")
    assert "kept as a name" in texts(page)
    page.button(key=f"{KEY}-speaker-kamala-harris").click()
    ran(page)
    assert page.selectbox(key=f"{KEY}-speaker").value == "kamala-harris"


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
