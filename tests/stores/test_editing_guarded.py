"""What a store lets through for whom, and WHOWHEN_EDITING=off for pages and commands."""

import datetime
import json
from pathlib import Path

import pytest

from components.cli import main
from components.events.changes import Change
from components.stores.base import Draft, EditingError, Store
from components.stores.editing import REASONS, SettingError
from components.stores.folder_store import FolderStore
from components.stores.guarded import Guarded
from components.stores.opening import open_given, open_store
from components.stores.template import new_story

EVENT = "mayor-calls-minister-2024-05-13"
ANN, BO = "Ann <ann@example.org>", "Bo <bo@example.org>"
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound story, ``town`` in the folder of stories, and no setting."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    for name in ("WHOWHEN_DATABASE", "WHOWHEN_EDITING"):
        monkeypatch.delenv(name, raising=False)
    return new_story(tmp_path, "town")


def change(by: str) -> Change:
    return Change({"events": ({"event_id": EVENT, "note_en": "Seen"},)}, by)


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder, the hidden ones too."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def refused(store: Store, by: str) -> list[str]:
    """What each act that writes, or reads drafts, says when it is refused."""
    draft = Draft(by, "article-1", "Half read", "{}", AT)
    acts = (
        lambda: store.save(change(by), 0),
        lambda: store.undo(1, by, "no"),
        lambda: store.drafts(by),
        lambda: store.keep_draft(draft),
        lambda: store.drop_draft(by, "article-1"),
    )
    said = []
    for act in acts:
        with pytest.raises(EditingError) as caught:
            act()
        said.append(str(caught.value))
    return said


def test_a_store_for_reading_reads_all_and_refuses_the_rest_with_its_reason(story: Path) -> None:
    real = FolderStore(story)
    real.save(change(ANN), 0)
    store = Guarded(real, "because")
    assert refused(store, ANN) == ["because"] * 5
    assert store.revision() == store.load().revision == 1
    assert store.history() == real.history()
    assert store.rows("events", [EVENT])[EVENT]["note_en"] == "Seen"
    assert store.defects(Change({"events": ({"event_id": EVENT, "when": "2024-02-30"},)}, ANN))
    assert real.history()[-1].by == ANN


def test_who_is_signed_in_acts_in_no_other_name(story: Path) -> None:
    real = FolderStore(story)
    store = Guarded(real, only=ANN)
    assert store.save(change(ANN), 0) == 1
    store.keep_draft(Draft(ANN, "k", "Half", "{}", AT))
    real.keep_draft(Draft(BO, "k", "Secret", "{}", AT))
    assert [one.title for one in store.drafts(ANN)] == ["Half"]
    for said in refused(store, BO):
        assert said == f"you are signed in as “{ANN}” and cannot act as “{BO}”: reload the page"
    assert [one.title for one in real.drafts(BO)] == ["Secret"]
    store.drop_draft(ANN, "k")
    assert store.undo(1, ANN) == 2
    assert [one.by for one in real.history()] == [ANN, ANN]


def test_off_refuses_in_the_store_and_leaves_nothing_in_the_folder(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(story)
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    for store in (open_store("town"), open_given("town"), open_given(str(story))):
        assert refused(store, ANN) == [REASONS["set"]] * 5
        assert store.load().revision == store.revision() == 0
        assert not store.history()
    assert content(story) == before
    assert not (story / ".whowhen").exists()


def test_a_page_that_only_reads_says_its_own_reason_and_leaves_nothing_in_the_folder(story: Path) -> None:
    before = content(story)
    store = open_store("town", "this page only reads")
    assert refused(store, ANN) == ["this page only reads"] * 5
    assert store.load().revision == 0
    assert content(story) == before


def test_edits_by_hand_are_seen_where_nobody_edits_but_put_down_by_none(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FolderStore(story).save(change(ANN), 0)
    events = story / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("Seen", "By hand"), encoding="utf-8")
    before = content(story)
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    store = open_store("town")
    assert store.load().story.events.set_index("event_id").loc[EVENT, "note_en"] == "By hand"
    assert store.revision() == 1
    assert content(story) == before


def test_without_the_setting_whoever_has_the_command_saves(story: Path) -> None:
    assert open_store("town").save(change(ANN), 0) == 1


@pytest.mark.parametrize("command", ["apply", "undo"])
def test_commands_that_change_are_refused_with_the_setting_named(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    file = tmp_path / "changes.json"
    file.write_text(json.dumps({"events": [{"event_id": EVENT, "note_en": "x"}]}), encoding="utf-8")
    assert main(["apply", "town", str(file), "--by", "Ann", "--why", "y"]) == 0
    capsys.readouterr()
    before = content(story)
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    assert main([command, "town", str(file) if command == "apply" else "1", "--by", "Ann", "--why", "y"]) == 1
    assert capsys.readouterr() == ("", f"whowhen {command}: editing is switched off here by WHOWHEN_EDITING=off\n")
    assert main(["history", "town"]) == 0
    assert content(story) == before


def test_a_setting_that_is_none_opens_no_store(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHOWHEN_EDITING", "on")
    with pytest.raises(SettingError, match="WHOWHEN_EDITING is “on”: write off, local or login"):
        open_store("town")
    assert main(["history", "town"]) == 2
    assert capsys.readouterr().err == "whowhen history: WHOWHEN_EDITING is “on”: write off, local or login\n"


def test_off_holds_for_a_database_too(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{tmp_path}/whowhen.sqlite")
    assert main(["load", str(story), "--by", "Ann"]) == 0
    assert open_store("town").save(change(ANN), open_store("town").revision()) >= 1
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    store = open_store("town")
    assert refused(store, ANN) == [REASONS["set"]] * 5
    assert store.rows("events", [EVENT])[EVENT]["note_en"] == "Seen"
    assert store.revision() == store.load().revision == store.history()[-1].number
