"""The page of history, as Streamlit runs it over a folder of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.app import who
from components.app.actions import act
from components.app.pages.history import OPEN
from components.app.view import View
from components.app.widgets.history.gone import BACK, SHOWN
from components.app.widgets.history.gone import WHY as BACK_WHY
from components.app.widgets.history.log import PAGE
from components.app.widgets.history.undo import UNDOING, WHY
from components.events.changes import Change
from components.events.selection import Selection
from components.stores.base import StoreError
from components.stores.editing import EDITING
from components.stores.folder_store import FolderStore
from tests.app.pages import PHONE, pressed, ran, said
from tests.app.trees import STORY

CALL, OTHER = "trump-putin-call-2024-11-07", "kursk-incursion-2024"
BOB = "Bob <b>Kahn</b>"


@pytest.fixture
def show(on_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Open the page of history: ``show(lang="fr")``."""
    return partial(on_page, "history")


def save(store: FolderStore, by: str = "Ada", why: str = "because", table: str = "events", **cells: str) -> int:
    rows = {"event_id": CALL, **cells} if table == "events" else cells
    return store.save(Change({table: (rows,)}, by, why), store.revision())


def listed(page: AppTest) -> str:
    return (said(page, "history-above") or "") + (said(page, "history-below") or "")


def undoing(page: AppTest, number: int, why: str = "") -> AppTest:
    page.session_state[UNDOING] = number
    ran(page)
    if why:
        page.text_input(key=WHY).set_value(why)
        pressed(page, "history-press")
    return page


def test_a_story_that_nobody_changed_says_so_in_both_languages(show) -> None:
    assert "Nobody has changed this story yet." in str(said(show(), "history-empty"))
    assert "Personne n’a encore modifié ce récit." in str(said(show(lang="fr"), "history-empty"))


def test_a_change_tells_number_person_time_reason_and_rows(show, store: FolderStore) -> None:
    save(store, BOB, "*Post* says [so](http://x)", place_en="Palm Beach")
    told = listed(show())
    at = f"{store.history()[0].at:%H:%M} UTC"
    assert told.startswith(f"Change 1|{BOB}|")
    assert at in told
    assert (
        "*Post* says [so](http://x)|Reported Trump-Putin phone call, denied by the Kremlin|: place (en) “Palm B" in told
    )
    french = listed(show(lang="fr"))
    assert french.startswith(f"Modification 1|{BOB}|")
    assert "Appel Trump-Poutine rapporté par la presse, démenti par le Kremlin| : lieu (en) « Palm Beach »" in french


def test_a_claim_names_its_event_and_what_no_reason_was_given_for_says_so(show, store: FolderStore) -> None:
    save(store, "Ada", "", "claims", claim_id=f"{CALL}-c01", hedged="yes")
    told = listed(show())
    assert f"|no reason given|claim {CALL}-c01 about |Reported Trump-Putin phone call" in told


def test_the_newest_are_shown_and_the_others_a_page_further(show, store: FolderStore) -> None:
    for at in range(PAGE + 3):
        save(store, note_en=f"note {at}")
    page = show()
    assert f"Change {PAGE + 3}|" in listed(page)
    assert "Change 3|" not in listed(page)
    assert f"{PAGE + 3} changes" in str(said(page, "history-counted"))


def test_person_event_and_days_of_the_address_filter(show, store: FolderStore) -> None:
    save(store, "Ada", note_en="a")
    save(store, BOB, event_id=OTHER, note_en="b")
    today = f"{store.history()[0].at:%Y-%m-%d}"
    assert "Change 2|" not in listed(show(by="Ada"))
    page = show(of=OTHER)
    assert ("Change 2|" in listed(page), "Change 1|" in listed(page)) == (True, False)
    assert "1 of 2 changes" in str(said(page, "history-counted"))
    assert listed(show(days=today)).count("Change ") == 2
    none = show(days="2001-01-01")
    assert "No change matches.|Show all changes" in str(said(none, "history-empty"))


def test_a_field_writes_the_address(show, store: FolderStore) -> None:
    save(store, "Ada", note_en="a")
    save(store, BOB, event_id=OTHER, note_en="b")
    page = show()
    page.selectbox(key="history-by").set_value(BOB)
    ran(page)
    assert page.query_params["by"] == BOB
    page.selectbox(key="history-of").set_value(CALL)
    ran(page)
    assert page.query_params["of"] == CALL
    assert "No change matches." in str(said(page, "history-empty"))


def test_many_rows_are_folded_until_asked_for(show, store: FolderStore) -> None:
    ids = list(store.load().story.events["event_id"][:17])
    store.save(Change({"events": tuple({"event_id": id, "tags": "seen"} for id in ids)}, "Ada"), 0)
    page = show()
    assert listed(page).count("tags “seen”") == 5
    assert "and 12 more rows" in listed(page)
    page.session_state[OPEN] = frozenset({1})
    assert listed(ran(page)).count("tags “seen”") == 17


def test_undoing_says_what_it_will_do_asks_why_and_does_it(show, store: FolderStore) -> None:
    save(store, place_en="Palm Beach")
    page = undoing(show(), 1)
    told = str(said(page, "history-undo-says"))
    assert "This is what undoing will do:" in told
    assert "place (en) “Florida, United States”, was “Palm Beach”" in told
    pressed(page, "history-press")
    assert "Say in a few words why" in str(said(page, "history-undo-problem"))
    assert store.revision() == 1
    undoing(page, 1, "the Post was right")
    assert "Change 1 was undone by change 2." in str(said(page, "history-said"))
    assert store.history()[-1].why == "the Post was right"
    assert "undoes |change 1" in listed(page)
    assert "undone by |change 2" in listed(page)


def test_what_was_changed_later_is_named_with_the_way_to_it(show, store: FolderStore) -> None:
    save(store, "Ada", place_en="Palm Beach")
    save(store, BOB, place_en="Mar-a-Lago")
    page = undoing(show(lang="fr"), 1)
    told = str(said(page, "history-undo-says"))
    assert f"La modification 1 ne peut pas être annulée.|Modification 2| de {BOB} |a touché" in told
    assert not [one for one in page.button if one.key == "history-press"]


def test_an_added_row_that_others_refer_to_stays(show, store: FolderStore) -> None:
    save(store, table="sources", source_id="new-source", title="New")
    save(store, table="claims", claim_id=f"{CALL}-c01", source_id="new-source")
    told = str(said(undoing(show(), 1), "history-undo-says"))
    assert "Change 1 cannot be undone." in told
    assert f"It would take out source new-source, to which claim {CALL}-c01 refers." in told


def test_an_undo_that_comes_too_late_tells_who_was_first(show, store: FolderStore, tmp_path: Path) -> None:
    save(store, place_en="Palm Beach")
    page = undoing(show(), 1)
    page.text_input(key=WHY).set_value("a good reason")
    FolderStore(tmp_path / STORY).undo(1, BOB, "first")
    pressed(page, "history-press")
    assert store.revision() == 2
    assert "It was undone already by |change 2" in str(said(page, "history-undo-says"))


def test_an_undo_that_fails_says_why_and_keeps_the_reason(
    show, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def undo(self, *_: object) -> int:
            raise StoreError("/srv/stories is full", "full")

    save(store, place_en="Palm Beach")
    page = undoing(show(), 1)
    monkeypatch.setattr(who, "store", lambda _: Full())
    undoing(page, 1, "a good reason")
    assert (
        said(page, "history-undo-problem")
        == "Nothing was undone. The disk is full. Once there is room again, try again."
    )
    assert page.text_input(key=WHY).value == "a good reason"
    assert store.revision() == 1


def test_edits_by_hand_are_told_as_such(show, store: FolderStore, tmp_path: Path) -> None:
    store.revision()
    events = tmp_path / STORY / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("Ground offensive.", "By land.", 1), encoding="utf-8")
    page = show()
    assert "Change 1|edited by hand|" in listed(page)
    assert "Files: events.csv" in listed(page)
    assert "edits by hand" in page.selectbox(key="history-by").options


def test_events_off_the_timeline_are_listed_with_their_reason_and_put_back(show, store: FolderStore) -> None:
    save(store, BOB, event_id=OTHER, removed="told twice")
    page = show(width=PHONE)
    assert said(page, "history-gone") == "▸ 1 event was taken off the timeline"
    page.session_state[SHOWN] = True
    told = str(said(ran(page), "history-gone"))
    assert "Ukrainian forces cross into Russia’s Kursk region|because: told twice" in told
    assert f"{BOB} · " in told
    page.session_state[BACK] = OTHER
    ran(page).text_input(key=BACK_WHY).set_value("it was not")
    pressed(page, "history-back-press")
    assert "is on the timeline again." in str(said(page, "history-said"))
    assert said(page, "history-gone") is None
    assert "removed" not in store.rows("events", [OTHER])[OTHER]
    assert store.history()[-1].why == "it was not"


def test_who_may_only_read_sees_the_history_and_no_way_to_change_it(
    show, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, event_id=OTHER, removed="told twice")
    monkeypatch.setenv(EDITING, "off")
    page = show()
    page.session_state[SHOWN] = True
    undoing(page, 1)
    assert "Change 1|" in listed(page)
    assert "Undo" not in listed(page)
    assert "Put back" not in str(said(page, "history-gone"))
    assert said(page, "history-undo-says") is None


def test_the_history_of_an_event_is_a_click_away_from_anywhere() -> None:
    view = View(story=STORY, selection=Selection(event=CALL), by="Ada", days="2026-01-01")
    there = act(view, {"do": "history", "id": CALL})
    assert (there.page, there.of, there.by, there.days) == ("history", CALL, "", "")
    assert act(there, {"do": "page", "id": "story"}).of == ""
