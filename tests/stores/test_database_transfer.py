"""Stories from a folder into a database and back."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.cli import main
from components.events.changes import Change
from components.events.changing_texts import digest
from components.events.errors import StoryError
from components.stores.base import Draft, StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.transfer import dump, load
from components.stores.folder import read_story
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from components.stores.texts import TEXTS
from tests.thorough import examples

REAL = Path(__file__).resolve().parents[2] / "data" / "ukraine-diplomacy"
EVENT = "mayor-calls-minister-2024-05-13"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that belongs to a story."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".whowhen" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def noted(store: FolderStore | DatabaseStore, note: str) -> int:
    """Save another note of the worked example."""
    return store.save(
        Change({"events": ({"event_id": EVENT, "note_en": note},)}, "Ada", "a better note"), store.revision()
    )


def test_the_real_story_comes_back_byte_for_byte(database_url: str, tmp_path: Path) -> None:
    load(REAL, database_url, "real", "Ada")
    dump(database_url, "real", tmp_path / "out")
    assert contents(tmp_path / "out") == contents(REAL)


def test_the_real_story_reads_the_same_from_database_and_folder(database_url: str) -> None:
    load(REAL, database_url, "real", "Ada")
    ours, theirs = DatabaseStore(database_url, "real").load().story, read_story(REAL)
    for table in ("events", "participants", "claims", "actors", "sources"):
        assert getattr(ours, table).equals(getattr(theirs, table)), table
    assert (ours.title, ours.eras, ours.sides, ours.languages) == (
        theirs.title,
        theirs.eras,
        theirs.sides,
        theirs.languages,
    )


def test_a_story_that_was_edited_in_its_folder_comes_back_with_its_history(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    noted(FolderStore(story), 'with a comma, a "quote" and\nanother line')
    noted(FolderStore(story), "plain again")
    assert load(story, database_url, "town", "Ada") == 2
    assert DatabaseStore(database_url, "town").history() == FolderStore(story).history()
    dump(database_url, "town", tmp_path / "out")
    assert contents(tmp_path / "out") == contents(story)
    assert FolderStore(tmp_path / "out").revision() == 2


def test_texts_and_rows_taken_out_travel_with_their_history_and_drafts_stay(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    store = FolderStore(story)
    sources = ({"source_id": "herald", "title": "T", "text": "é.txt", "sha256": digest("é\n".encode())},)
    store.save(Change({"sources": sources}, "Ada", texts={"é.txt": "é\n"}), 0)
    store.save(Change({}, "Bo", gone={"sources": ("herald",)}), 1)
    kept = Draft("Ada", "k", "t", "{}", datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))
    store.keep_draft(kept)
    assert load(story, database_url, "town", "Ada") == 2
    copy = DatabaseStore(database_url, "town")
    assert (copy.text("é.txt"), copy.history(), copy.drafts("Ada")) == ("é\n", store.history(), ())
    copy.keep_draft(kept)
    assert copy.undo(2, "Ada") == 3
    dump(database_url, "town", tmp_path / "out")
    again = FolderStore(tmp_path / "out")
    assert (again.text("é.txt"), again.history(), again.drafts("Ada")) == ("é\n", copy.history(), ())
    assert b"drafts" not in b"".join(contents(tmp_path / "out").values())


def test_what_was_saved_in_the_database_is_what_the_folder_store_would_have_saved(
    database_url: str, tmp_path: Path
) -> None:
    story = new_story(tmp_path, "town")
    load(story, database_url, "town", "Ada")
    claim = {"claim_id": "example-3", "event_id": EVENT, "source_id": "gazette-2024-05-16", "speaker": "mayor"}
    change = Change(
        {
            "events": ({"event_id": EVENT, "note_fr": "tiret, «guillemets»", "amount": "5"},),
            "claims": ({**claim, "stance": "confirms", "asserted_on": "2024-05-17"},),
        },
        "Ada",
    )
    assert DatabaseStore(database_url, "town").save(change, 0) == FolderStore(story).save(change, 0) == 1
    dump(database_url, "town", tmp_path / "out")
    saved, wanted = contents(tmp_path / "out"), contents(story)
    assert {**saved, "history.jsonl": b""} == {**wanted, "history.jsonl": b""}
    assert DatabaseStore(database_url, "town").history()[0].rows == FolderStore(story).history()[0].rows


def test_what_hands_wrote_stays_where_nobody_changed_it(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    file = story / "actors.csv"
    hand = file.read_bytes().replace(b"The town", b'"The town"').replace(b"\n", b"\r\n").rstrip(b"\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + hand.replace(b"\r\nminister", b"\r\n\r\n  minister "))
    load(story, database_url, "town", "Ada")
    dump(database_url, "town", tmp_path / "out")
    assert contents(tmp_path / "out") == contents(story)
    actor = {"actor_id": "clerk", "name_en": "The clerk", "kind": "person"}
    DatabaseStore(database_url, "town").save(Change({"actors": (actor,)}, "Ada"), 0)
    dump(database_url, "town", tmp_path / "more")
    now, before = (tmp_path / "more" / "actors.csv").read_bytes(), file.read_bytes()
    assert now.startswith(before + b"\r\nclerk,The clerk,,person")


def test_a_folder_with_defects_is_refused_with_all_of_them(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    (story / "claims.csv").write_bytes((story / "claims.csv").read_bytes().replace(b",asserts,", b",swears,"))
    with pytest.raises(StoryError, match="unknown stance"):
        load(story, database_url, "town", "Ada")
    load(new_story(tmp_path, "village"), database_url, "village", "Ada")
    assert stories(database_url) == ["village"]


def test_a_story_that_is_there_is_not_loaded_over(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    load(story, database_url, "town", "Ada")
    noted(DatabaseStore(database_url, "town"), "kept")
    with pytest.raises(StoreError, match="already: choose another name by --story"):
        load(story, database_url, "town", "Ada")
    assert DatabaseStore(database_url, "town").revision() == 1
    assert load(story, database_url, "town-2", "Ada") == 0
    assert stories(database_url) == ["town", "town-2"]


def test_a_folder_that_holds_something_is_not_written_over(database_url: str, tmp_path: Path) -> None:
    story = new_story(tmp_path, "town")
    load(story, database_url, "town", "Ada")
    before = contents(story)
    with pytest.raises(StoreError, match="is not empty"):
        dump(database_url, "town", story)
    assert contents(story) == before
    (tmp_path / "empty").mkdir()
    dump(database_url, "town", tmp_path / "empty")
    assert contents(tmp_path / "empty") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "town"]


def test_a_dump_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/whowhen.sqlite"
    load(new_story(tmp_path, "town"), url, "town", "Ada")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        dump(url, "town", tmp_path / "file" / "out")
    with pytest.raises(StoreError, match="cannot be written"):
        dump(url, "town", tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"
    Database(url).close()


def test_a_file_name_in_the_database_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    from sqlalchemy import insert

    from components.stores.database.tables import files

    url = f"sqlite:///{tmp_path}/whowhen.sqlite"
    load(new_story(tmp_path, "town"), url, "town", "Ada")
    names = ["../evil", f"{TEXTS}/../../evil", "/evil", f"{TEXTS}/.hidden", ".whowhen/journal"]
    with Database(url).writing() as connection:
        rows = [{"story": 1, "name": name, "content": b"evil", "sha256": ""} for name in names]
        connection.execute(insert(files), rows)
    dump(url, "town", tmp_path / "deep" / "out")
    assert contents(tmp_path / "deep" / "out") == contents(tmp_path / "town")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]
    Database(url).close()


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t,\"';é"), max_size=40)


@given(notes=st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=3), text=WORDS)
@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
def test_any_story_that_the_program_wrote_comes_back_byte_for_byte(
    notes: list[tuple[str, str, bool]], text: str
) -> None:
    with tempfile.TemporaryDirectory() as root:
        story = new_story(Path(root), "town")
        (story / TEXTS).mkdir()
        (story / TEXTS / "a.txt").write_text(text, encoding="utf-8")
        store = FolderStore(story)
        for at, (title, note, more) in enumerate(notes):
            event = {"event_id": f"event-{at}" if more else EVENT, "type": "call", "title_en": f"T {title}"}
            claim = {"claim_id": f"claim-{at}", "event_id": event["event_id"], "source_id": "gazette-2024-05-16"}
            claim |= {"speaker": "The clerk", "stance": "asserts", "asserted_on": "2024-05-17", "quote": note}
            store.save(Change({"events": ({**event, "note_en": note},), "claims": (claim,)}, "Ada", note), at)
        url = f"sqlite:///{root}/whowhen.sqlite"
        load(story, url, "town", "Ada")
        dump(url, "town", Path(root) / "out")
        assert contents(Path(root) / "out") == contents(story)
        Database(url).close()


def test_the_commands_load_and_dump_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/deep/whowhen.sqlite"
    monkeypatch.setenv("WHOWHEN_DATABASE", url)
    story = new_story(tmp_path, "town")
    assert main(["load", str(story), "--by", "Ada"]) == 0
    assert capsys.readouterr().out == f"town: loaded into the database {tmp_path}/deep/whowhen.sqlite, at revision 0\n"
    assert main(["dump", "town", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'out'}: written\n"
    assert contents(tmp_path / "out") == contents(story)
    assert main(["dump", "town", str(tmp_path / "out")]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main(["dump", "hamlet", str(tmp_path / "other")]) == 2
    assert "no story “hamlet”" in capsys.readouterr().err
    (story / "claims.csv").write_bytes((story / "claims.csv").read_bytes().replace(b",asserts,", b",swears,"))
    assert main(["load", str(story), "--story", "new", "--by", "Ada"]) == 1
    shown = capsys.readouterr()
    assert "unknown stance" in shown.out
    assert "nothing was loaded" in shown.err
    assert stories(url) == ["town"]
    Database(url).close()


def test_without_the_setting_a_story_goes_to_the_data_folder_of_the_user_and_load_says_how_to_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "data" / name)
    assert main(["load", str(new_story(tmp_path, "town")), "--by", "Ada"]) == 0
    url = f"sqlite:///{tmp_path}/data/whowhen/whowhen.sqlite"
    assert f"set WHOWHEN_DATABASE={url}\n" in capsys.readouterr().out
    assert stories(url) == ["town"]
    Database(url).close()
