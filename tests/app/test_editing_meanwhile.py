"""Forms over a story that is spoilt by hand, cannot be written or is gone meanwhile: it is told, nothing is lost, and
saving works afterwards.
"""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from components.app import stories
from components.app.trouble import told_trouble
from components.app.widgets.editing.opened import OPENED, opening
from components.app.widgets.editing.outcome import Outcome, judged, saved
from components.events.changes import Change
from components.events.errors import StoryError
from components.stores import journal
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder_store import FolderStore
from tests.app.pages import Open, ran, said
from tests.app.trees import DATA, STORY

KEY = "edit-1"
CALL, ACTOR = "trump-putin-call-2024-11-07", "ukraine"
MINE = Change({"events": ({"event_id": CALL, "note_en": "Mine"},)}, "Ada", "because")
FAULTS = "Le récit contient des erreurs pour l’instant"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    shutil.copytree(DATA / STORY, tmp_path / STORY)
    store = FolderStore(tmp_path / STORY)
    store.load()
    return store


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """The table that somebody edits by hand."""
    return tmp_path / STORY / "events.csv"


def spoil(events: Path) -> Callable[[], object]:
    """Spoil the table; what mends it."""
    before = events.read_bytes()
    events.write_bytes(before.replace(b"2024-11-07", b"some day", 1))
    return lambda: events.write_bytes(before)


def test_faults_that_others_made_are_no_faults_of_the_form(store: FolderStore, events: Path) -> None:
    mend = spoil(events)
    spoilt = events.read_bytes()
    for outcome in (judged(store, MINE, Outcome(0, tried=True)), saved(store, MINE, Outcome(0), {})):
        assert (outcome.trouble, outcome.defects, outcome.tried) == ("failed", (), True)
        assert isinstance(outcome.error, StoryError)
        assert FAULTS in told_trouble(outcome.error, "fr")
    assert events.read_bytes() == spoilt
    mend()
    assert saved(store, MINE, Outcome(0), {}).number == 1


def test_faults_of_the_form_stay_faults_of_the_form(store: FolderStore) -> None:
    wrong = Change({"events": ({"event_id": CALL, "lat": "north"},)}, "Ada")
    outcome = saved(store, wrong, Outcome(0), {})
    assert (outcome.trouble, outcome.error) == ("", None)
    assert [one.column for one in outcome.defects if one.value] == ["lat"]
    assert outcome.defects == store.defects(wrong)


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the page not look at the story again: a dialog runs by itself, without the page around it."""
    return lambda: monkeypatch.setattr(stories._Shelf, "_refresh", lambda _: None)


@pytest.mark.parametrize(
    ("kind", "id"), [("event", CALL), ("off", CALL), ("back", ""), ("actor", ACTOR), ("merge", ACTOR), ("split", ACTOR)]
)
def test_an_open_dialog_says_that_the_story_was_spoilt_and_goes_on_once_it_is_mended(
    open_page: Open, store: FolderStore, events: Path, tmp_path: Path, unseen: Callable[[], None], kind: str, id: str
) -> None:
    page = open_page({"lang": "fr"}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, kind, id, KEY)
    ran(page)
    unseen()
    mend = spoil(events)
    if kind == "event":
        page.text_area(key=f"{KEY}-note_fr").set_value("À moi")
    if kind == "off":
        page.text_input(key=f"{KEY}-reason").set_value("À moi")
    ran(page)
    told = [said(page, f"{KEY}-{part}") or "" for part in ("said", "unread")]
    assert FAULTS in "".join(told) or kind == "actor"
    if kind in ("event", "off"):
        page.button(key=f"{KEY}-save").click()
        ran(page)
        assert "Votre saisie est toujours là" in str(said(page, f"{KEY}-said"))
    mend()
    ran(page)
    if kind in ("event", "off"):
        page.button(key=f"{KEY}-save").click()
        ran(page)
        assert OPENED not in page.session_state
        assert "À moi" in str(store.rows("events", [CALL])[CALL])


def test_what_was_typed_into_a_dialog_outlives_the_faults_of_the_story(
    open_page: Open, store: FolderStore, events: Path, tmp_path: Path
) -> None:
    page = open_page({"lang": "fr"}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, "event", CALL, KEY)
    ran(page)
    page.text_area(key=f"{KEY}-note_fr").set_value("À moi")
    ran(page)
    mend = spoil(events)
    assert said(ran(page), "defects")
    mend()
    assert said(ran(page), "defects") is None
    assert page.text_area(key=f"{KEY}-note_fr").value == "À moi"
    page.button(key=f"{KEY}-save").click()
    ran(page)
    assert store.rows("events", [CALL])[CALL]["note_fr"] == "À moi"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "Le disque est plein"),
        (errno.EFBIG, "Le disque est plein"),
        (errno.EROFS, "en lecture seule"),
        (errno.EACCES, "en lecture seule"),
        (errno.EIO, "Le récit ne peut pas être écrit"),
    ],
)
def test_what_a_disk_refuses_is_told_and_what_was_typed_is_saved_afterwards(
    open_page: Open, store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    page = open_page({"lang": "fr"}, stories=tmp_path)
    page.session_state[OPENED] = opening(store, STORY, "event", CALL, KEY)
    ran(page)
    page.text_area(key=f"{KEY}-note_fr").set_value("À moi")
    ran(page)
    before = {one: one.read_bytes() for one in (tmp_path / STORY).glob("*.csv")}
    with monkeypatch.context() as patch:

        def refused(*_: object) -> None:
            raise OSError(number, os.strerror(number), str(tmp_path))

        patch.setattr(journal, "durable", refused)
        page.button(key=f"{KEY}-save").click()
        said_so = str(said(ran(page), f"{KEY}-said"))
        assert told in said_so
        assert str(tmp_path) not in said_so
        assert os.strerror(number) not in said_so
        assert page.text_area(key=f"{KEY}-note_fr").value == "À moi"
        assert {one: one.read_bytes() for one in (tmp_path / STORY).glob("*.csv")} == before
    page.button(key=f"{KEY}-save").click()
    ran(page)
    assert store.rows("events", [CALL])[CALL]["note_fr"] == "À moi"


def test_a_database_that_is_gone_in_the_middle_of_an_edit_costs_nobody_what_was_typed(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "whowhen.sqlite"
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{file}")
    load(DATA / STORY, f"sqlite:///{file}", STORY, "Ada")
    kept = DatabaseStore(f"sqlite:///{file}", STORY)
    page = open_page({"lang": "fr"}, stories=tmp_path)
    page.session_state[OPENED] = opening(kept, STORY, "event", CALL, KEY)
    ran(page)
    page.text_area(key=f"{KEY}-note_fr").set_value("À moi")
    ran(page)
    file.rename(tmp_path / "away")
    page.button(key=f"{KEY}-save").click()
    said_so = str(said(ran(page), f"{KEY}-said"))
    assert "Le récit est inaccessible" in said_so
    assert str(tmp_path) not in said_so
    assert page.text_area(key=f"{KEY}-note_fr").value == "À moi"
    (tmp_path / "away").rename(file)
    stories.ask_again()
    page.button(key=f"{KEY}-save").click()
    ran(page)
    assert kept.rows("events", [CALL])[CALL]["note_fr"] == "À moi"
    assert kept.revision() == 1
    Database(f"sqlite:///{file}").close()
