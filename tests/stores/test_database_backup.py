"""A copy of a database gives the same stories, revisions and history on a machine that has nothing yet."""

import sqlite3
from pathlib import Path

import pytest

from components.cli import main
from components.stores.database.instance import DatabaseInstance
from components.stores.database.store import DatabaseStore, stories
from components.stores.database.transfer import dump, load
from components.stores.instance import codes
from components.stores.template import new_story
from tests.stores.abstract_instance import QUERY, token
from tests.stores.killing import change


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a story that was changed twice, and one of the changes undone, a short link and a token."""
    file = tmp_path / "here" / "whowhen.sqlite"
    url = f"sqlite:///{file}"
    load(new_story(tmp_path, "one"), url, "one", "Ada")
    store = DatabaseStore(url, "one")
    store.save(change("Ada-1"), 0)
    store.save(change("Bob-2"), 1)
    store.undo(2, "Ada", "wrong")
    DatabaseInstance(url).keep_link(QUERY, "Ada")
    DatabaseInstance(url).keep_token(token())
    return file


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(monkeypatch: pytest.MonkeyPatch, file: Path, *arguments: str) -> int:
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{file}")
    return main(arguments)


def test_a_copy_made_into_nothing_has_the_same_stories_revisions_and_history(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path
) -> None:
    copy, there = tmp_path / "copies" / "monday.sqlite", tmp_path / "there" / "data" / "whowhen.sqlite"
    assert run(monkeypatch, file, "backup", str(copy)) == 0
    assert [path.name for path in copy.parent.iterdir()] == ["monday.sqlite"], "one file holds it all"
    assert run(monkeypatch, there, "restore", str(copy)) == 0
    before, after = (DatabaseStore(f"sqlite:///{one}", "one") for one in (file, there))
    assert stories(f"sqlite:///{there}") == ["one"]
    assert after.revision() == before.revision() == 3
    assert after.history() == before.history()
    kept, copied = (DatabaseInstance(f"sqlite:///{one}") for one in (file, there))
    assert copied.link(next(codes(QUERY))) == kept.keep_link(QUERY, "") == copied.keep_link(QUERY, "")
    assert copied.tokens() == kept.tokens() == (token(),)
    for one, name in ((file, "a"), (there, "b")):
        dump(f"sqlite:///{one}", "one", tmp_path / name)
    assert content(tmp_path / "b") == content(tmp_path / "a")
    assert after.save(change("Cyd-4"), 3) == 4


def test_a_copy_is_whole_while_somebody_saves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path) -> None:
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE stories SET name = 'half'")
    assert run(monkeypatch, file, "backup", str(tmp_path / "copy.sqlite")) == 0
    writer.execute("COMMIT")
    writer.close()
    assert stories(f"sqlite:///{tmp_path / 'copy.sqlite'}") == ["one"]


def test_nothing_is_overwritten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"mine")
    assert run(monkeypatch, file, "backup", str(other)) == 2
    assert run(monkeypatch, other, "restore", str(file)) == 2
    assert other.read_bytes() == b"mine"
    assert capsys.readouterr().err.count("is there already") == 2


@pytest.mark.parametrize("kind", ["missing", "text", "other", "damaged"])
def test_what_is_no_copy_makes_no_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given, there = tmp_path / "given.sqlite", tmp_path / "there.sqlite"
    if kind == "text":
        given.write_text("no database", encoding="utf-8")
    elif kind == "other":
        with sqlite3.connect(given) as one:
            one.execute("CREATE TABLE recipes (name TEXT)")
        one.close()
    elif kind == "damaged":
        assert run(monkeypatch, file, "backup", str(given)) == 0
        raw = bytearray(given.read_bytes())
        raw[len(raw) // 2 :] = bytes(len(raw) - len(raw) // 2)
        given.write_bytes(raw)
    capsys.readouterr()
    assert run(monkeypatch, there, "restore", str(given)) == 2
    assert str(given) in capsys.readouterr().err
    assert not there.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_server_is_copied_by_its_own_tools(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHOWHEN_DATABASE", "postgresql://ann:hunter2@host/d")
    assert main(["backup", str(tmp_path / "x")]) == 2
    assert main(["restore", str(tmp_path / "x")]) == 2
    said = capsys.readouterr().err
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert "hunter2" not in said
