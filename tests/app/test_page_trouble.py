"""The page while its story changes under it, cannot be reached, or lies in a database."""

import logging
import sqlite3
from pathlib import Path
from shutil import copytree

import pytest

from components.app import stories as shelves
from components.cli import main as whowhen
from components.events.changes import Change
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.app.pages import Open, drawn, ran, said
from tests.app.trees import DATA

SHOWN, NOW = "The mayor is said to have phoned", "The mayor phoned on Monday"
TYPED = "Words that nobody has saved yet."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with one story, called mine."""
    folder = tmp_path / "library"
    folder.mkdir()
    new_story(folder, "mine")
    return folder


@pytest.fixture
def database(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An SQLite database with that story, which the page reads."""
    file = tmp_path / "stories.sqlite"
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{file}")
    assert whowhen(["load", str(library / "mine"), "--by", "Ann"]) == 0
    return file


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(folder: Path) -> dict[str, int]:
    return {str(one.relative_to(folder)): one.stat().st_mtime_ns for one in folder.rglob("*")}


def test_stories_of_one_name_in_two_folders_are_not_mistaken_for_each_other(
    open_page: Open, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    copytree(library, other)
    edit(other / "mine", "events.csv", SHOWN, NOW)
    assert SHOWN in str(said(open_page(stories=library), "panel"))
    assert NOW in str(said(open_page(stories=other), "panel"))
    assert SHOWN in str(said(open_page(stories=library), "panel"))


def test_what_somebody_else_saves_is_on_the_page_with_its_next_run(open_page: Open, library: Path) -> None:
    page = open_page(stories=library)
    before = shelves.load_at("mine")
    store = FolderStore(library / "mine")
    store.save(Change({"events": ({"event_id": _event(library), "title_en": NOW},)}, "Bob", "better"), 0)
    assert NOW in str(said(ran(page), "panel"))
    after = shelves.load_at("mine")
    assert isinstance(before, shelves.Sound)
    assert isinstance(after, shelves.Sound)
    assert (before.revision, after.revision) == (0, 1)


def _event(library: Path) -> str:
    return next(iter(FolderStore(library / "mine").rows("events")))


def test_a_page_that_nobody_may_edit_leaves_the_folder_alone(
    open_page: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    before = files(library)
    page = open_page(stories=library)
    edit(library / "mine", "events.csv", SHOWN, NOW)
    assert NOW in str(said(ran(page), "panel"))
    assert set(files(library)) == set(before)


def test_a_column_of_a_curators_own_does_not_close_the_story(
    open_page: Open, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library / "mine" / "actors.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{lines[0]},diary", *(f"{line},x" for line in lines[1:])]) + "\n", encoding="utf-8")
    assert drawn(open_page(stories=library)) == 1
    assert whowhen(["check", str(library / "mine")]) == 1
    assert "diary" in capsys.readouterr().out


def test_a_story_that_is_taken_away_stays_in_sight_and_comes_back(
    open_page: Open, library: Path, tmp_path: Path
) -> None:
    page = open_page(stories=library)
    library.rename(tmp_path / "away")
    shown = ran(page)
    assert SHOWN in str(said(shown, "panel"))
    assert "cannot be reached just now" in str(said(shown, "trouble"))
    assert "Try again" in str(said(shown, "trouble"))
    (tmp_path / "away").rename(library)
    shelves.ask_again()
    assert said(ran(page), "trouble") is None
    assert drawn(page) == 1


def test_of_two_stories_the_one_that_is_gone_is_still_the_one_on_the_page(open_page: Open, library: Path) -> None:
    new_story(library, "yours")
    page = open_page({"story": "yours"}, stories=library)
    page.query_params.clear()
    ran(page)
    (library / "yours").rename(library / ".yours")
    assert said(ran(page), "trouble")
    assert str(said(page, "header")).startswith("Yours|")
    assert said(open_page(stories=library), "trouble") is None


def test_a_story_that_no_store_can_open_stands_in_the_way_of_no_other(open_page: Open, library: Path) -> None:
    new_story(library, "broken")
    (library / "broken" / ".whowhen").mkdir()
    (library / "broken" / ".whowhen" / "journal").write_text("half", encoding="utf-8")
    page = open_page(stories=library)
    assert SHOWN in str(said(page, "panel"))
    assert said(page, "trouble") is None
    assert "broken" in str(said(page, "nav"))
    told = str(said(open_page({"story": "broken"}, stories=library), "unreachable"))
    assert told.startswith("The story broken cannot be reached just now|")
    assert told.endswith("broken|mine")


def test_a_database_that_goes_away_and_comes_back_costs_nobody_what_was_typed(open_page: Open, database: Path) -> None:
    page = open_page({"page": "read", "lang": "fr"})
    page.text_area(key="article-paste").set_value(TYPED)
    ran(page)
    away = database.with_name("away")
    database.rename(away)
    assert "inaccessible pour le moment" in str(said(ran(page), "trouble"))
    assert page.text_area(key="article-paste").value == TYPED
    away.rename(database)
    shelves.ask_again()
    assert said(ran(page), "trouble") is None
    assert page.text_area(key="article-paste").value == TYPED


def test_what_was_typed_outlives_the_list_of_defects(open_page: Open, library: Path) -> None:
    page = open_page({"q": "mayor"}, stories=library)
    page.session_state["edit-note"] = TYPED
    edit(library / "mine", "events.csv", "2024-05-13?", "soon")
    assert said(ran(page), "defects")
    assert page.session_state["edit-note"] == TYPED
    edit(library / "mine", "events.csv", "soon", "2024-05-13?")
    assert said(ran(page), "defects") is None


def test_what_could_not_be_reached_is_not_asked_again_at_every_run_but_at_once_when_asked_to(
    open_page: Open, database: Path
) -> None:
    page = open_page()
    away = database.with_name("away")
    database.rename(away)
    assert said(ran(page), "trouble")
    away.rename(database)
    shelves.ask_again()
    assert said(ran(page), "trouble") is None


@pytest.mark.parametrize(("language", "words"), [("en", "cannot be reached just now"), ("fr", "sont inaccessibles")])
def test_who_comes_while_the_database_is_gone_is_told_so_without_its_secrets(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: str, words: str
) -> None:
    monkeypatch.setenv("WHOWHEN_DATABASE", f"postgresql://ann:s3cret-w0rd@127.0.0.1:1/news-{language}")
    with caplog.at_level(logging.DEBUG):
        page = open_page({"lang": language})
    told = str(said(page, "unreachable"))
    assert words in told
    assert not page.get("exception")
    assert f"the database news-{language} on 127.0.0.1:1 cannot be reached" in caplog.text
    assert "127.0.0.1" not in told
    for text in (told, caplog.text):
        assert "s3cret" not in text
        assert "ann" not in text.split()


def test_a_database_of_a_newer_whowhen_is_left_alone_and_its_log_says_what_to_do(
    open_page: Open, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE whowhen_version SET version_num = '9999'")
    connection.close()
    page = open_page()
    assert "The stories cannot be reached" in str(said(page, "unreachable"))
    assert "upgrade whowhen" in caplog.text


def test_an_empty_database_says_how_to_fill_it(open_page: Open, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM stories")
    connection.close()
    assert "whowhen load FOLDER" in open_page().text[0].value


def test_the_whole_page_is_drawn_out_of_a_database(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{tmp_path / 'stories.sqlite'}")
    assert whowhen(["load", str(DATA / "ukraine-diplomacy"), "--by", "Ann"]) == 0
    page = open_page({"view": "table"}, popovers=True)
    assert drawn(page) == 215
    assert said(page, "trouble") is None
    examples = str(said(open_page({"page": "read"}), "examples"))
    assert "Six weeks on, nobody agrees on a phone call" in examples
