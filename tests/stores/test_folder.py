"""A story in a folder: what its files hold, and what may be wrong with them as files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from components.events.dates import civil, iso
from components.events.errors import Defect, StoryError
from components.stores.folder import NAMES, check_story, list_stories, read_story, stories_folder, story_revision
from components.stores.template import new_story

Change = Callable[[bytes], bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound story."""
    return new_story(tmp_path, "my-story")


def spoil(folder: Path, name: str, change: Change) -> list[Defect]:
    """The defects after a file was changed."""
    file = folder / name
    file.write_bytes(change(file.read_bytes()))
    return check_story(folder)


def line(number: int, text: bytes) -> Change:
    """Another text in place of a line of a file."""
    return lambda old: b"\n".join(text if at == number else one for at, one in enumerate(old.splitlines(), start=1))


def test_a_story_is_read_with_its_name_its_headings_and_its_tables(folder: Path) -> None:
    story = read_story(folder)
    assert (story.name, story.title["en"], story.languages) == ("my-story", "My story", ("en", "fr"))
    assert story.events["event_id"].tolist() == ["mayor-calls-minister-2024-05-13"]
    assert story.participants["role"].tolist() == ["initiator", "target"]
    assert story.claims["stance"].tolist() == ["asserts", "denies"]
    assert story.events["status"].tolist() == ["disputed"]
    assert story.sides == {"government": {"en": "Government", "fr": "Gouvernement"}}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_missing_is_the_only_defect(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert check_story(folder) == [
        Defect(name, 0, "", "", "the file is missing", "add it; `whowhen new NAME` makes a story with all its files")
    ]


def test_a_folder_that_is_missing_is_a_defect(tmp_path: Path) -> None:
    (defect,) = check_story(tmp_path / "gone")
    assert (defect.file, defect.problem) == (str(tmp_path / "gone"), "there is no such folder")


def test_a_file_that_is_a_folder_is_a_defect(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    (defect,) = check_story(folder)
    assert (defect.file, defect.row) == ("claims.csv", 0)
    assert defect.problem.startswith("the file cannot be read")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_not_utf_8_is_told_with_the_row(folder: Path, name: str) -> None:
    (defect,) = spoil(folder, name, line(2, "Élysée".encode("latin-1")))
    assert defect == Defect(name, 2, "", "", "the file is not in UTF-8", "save it again with the encoding UTF-8")


@pytest.mark.parametrize(("text", "cells"), [(b"a,b,c", 3), (b",".join([b"a"] * 30), 30)])
def test_a_row_with_too_few_or_too_many_cells_is_told(folder: Path, text: bytes, cells: int) -> None:
    (defect,) = spoil(folder, "sources.csv", line(3, text))
    assert (defect.file, defect.row) == ("sources.csv", 3)
    assert defect.problem == f"the row has {cells} cells, the header 8"
    assert "in quotation marks" in defect.remedy


@pytest.mark.parametrize("sign", [b";", b"\t"])
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".csv")])
def test_a_file_whose_columns_are_not_separated_by_commas_is_told(folder: Path, name: str, sign: bytes) -> None:
    (defect,) = spoil(folder, name, lambda old: old.replace(b",", sign))
    assert (defect.file, defect.row, defect.problem, defect.remedy) == (
        name,
        1,
        "the columns are not separated by commas",
        "save it again as CSV with commas",
    )


def test_toml_that_is_broken_is_told_and_the_tables_are_checked_all_the_same(folder: Path) -> None:
    spoil(folder, "events.csv", lambda old: old.replace(b"2024-05-13?", b"2024-02-30"))
    toml, event = spoil(folder, "story.toml", lambda old: old.replace(b'["en", "fr"]', b'["en", '))
    assert (toml.file, toml.remedy) == ("story.toml", "correct that line")
    assert toml.problem.startswith("it is not TOML: ")
    assert "line" in toml.problem
    assert (event.file, event.row, event.column, event.value) == ("events.csv", 2, "when", "2024-02-30")


@pytest.mark.parametrize("text", [b"a = " + b"[" * 20_000, b"a = " + b"9" * 5_000])
def test_toml_that_python_cannot_hold_is_told(folder: Path, text: bytes) -> None:
    (defect,) = spoil(folder, "story.toml", lambda _: text)
    assert (defect.file, defect.problem[:14]) == ("story.toml", "it is not TOML")


@pytest.mark.parametrize(
    ("name", "change", "row", "column", "problem"),
    [
        ("claims.csv", lambda _: b"", 1, "", "the header is missing"),
        ("claims.csv", line(3, b'"never closed'), 3, "", "the file is not CSV"),
        ("sources.csv", line(1, b"source_id,title,publisher,url,published,language,text,"), 1, "", "no name"),
        ("sources.csv", line(1, b"source_id,title,url,url,published,language,text,sha256"), 1, "url", "there twice"),
    ],
)
def test_a_table_without_shape_is_told(
    folder: Path, name: str, change: Change, row: int, column: str, problem: str
) -> None:
    (defect,) = spoil(folder, name, change)
    assert (defect.file, defect.row, defect.column) == (name, row, column)
    assert problem in defect.problem
    assert defect.remedy


def test_rows_are_counted_as_a_spreadsheet_does_whatever_is_in_between(folder: Path) -> None:
    bad = b'gone,"two\nlines",,,soon,,,\n'
    (defect,) = spoil(folder, "sources.csv", lambda old: old.rstrip() + b"\n,,,,,,,\n\n" + bad)
    assert (defect.file, defect.row, defect.column, defect.value) == ("sources.csv", 6, "published", "soon")


def test_what_a_spreadsheet_adds_does_no_harm(folder: Path) -> None:
    before = read_story(folder).events
    assert spoil(folder, "events.csv", lambda old: b"\xef\xbb\xbf" + old.replace(b"\n", b"\r\n") + b"\r\n") == []
    spoil(folder, "events.csv", lambda old: old.replace(b",call,", b", call ,"))
    assert read_story(folder).events.equals(before)


def test_a_story_with_defects_is_not_read_and_tells_them_all(folder: Path) -> None:
    spoil(folder, "claims.csv", lambda old: old.replace(b"asserts", b"says"))
    spoil(folder, "events.csv", lambda old: old.replace(b"2024-05-13?", b"2024-02-30"))
    with pytest.raises(StoryError) as caught:
        read_story(folder)
    assert list(caught.value.defects) == check_story(folder)
    assert [defect.value for defect in caught.value.defects if defect.value[:1] in "2s"] == ["2024-02-30", "says"]
    assert str(caught.value).count("\n") == len(caught.value.defects) - 1


def test_a_story_of_431_bce_is_read(folder: Path) -> None:
    spoil(folder, "events.csv", lambda old: old.replace(b"2024-05-13?", b"-0430-05~/-0403"))
    spoil(
        folder, "claims.csv", lambda old: old.replace(b",2024-05-15,", b",-0430,").replace(b",2024-05-16,", b",-0429,")
    )
    assert (
        spoil(folder, "sources.csv", lambda old: old.replace(b",2024-05-15,", b",,").replace(b",2024-05-16,", b",,"))
        == []
    )
    story = read_story(folder)
    (event,) = story.events.to_dict("records")
    assert (iso(event["earliest"]), iso(event["latest"])) == ("-0430-05-01", "-0403-12-31")
    assert (event["status"], civil(event["known_on"])) == ("disputed", (-430, 1, 1))


def test_a_story_has_a_revision_that_changes_with_any_of_its_files(folder: Path) -> None:
    first, cheap = read_story(folder).revision, story_revision(folder)
    assert (read_story(folder).revision, story_revision(folder)) == (first, cheap)
    spoil(folder, "story.toml", lambda old: old + b"# a remark\n")
    assert read_story(folder).revision != first
    assert story_revision(folder) != cheap


def test_the_cheap_revision_knows_a_touched_and_a_missing_file(folder: Path) -> None:
    first = story_revision(folder)
    os.utime(folder / "events.csv", ns=(1, 1))
    touched = story_revision(folder)
    (folder / "events.csv").unlink()
    assert len({first, touched, story_revision(folder)}) == 3


def test_stories_are_the_folders_that_hold_one_sound_or_not(tmp_path: Path) -> None:
    for name in ("b", "a"):
        new_story(tmp_path, name)
    (tmp_path / "a" / "story.toml").unlink()
    for name in ("empty", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / ".hidden" / "story.toml").touch()
    (tmp_path / "story.toml").touch()
    assert list_stories(tmp_path) == ["a", "b"]
    assert list_stories(tmp_path / "gone") == []


def test_the_folder_of_stories_is_the_one_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    assert stories_folder() == tmp_path
    monkeypatch.setenv("WHOWHEN_STORIES", "")
    assert stories_folder() == Path(__file__).parents[2] / "data"


def test_without_headings_nothing_that_only_they_could_name_is_a_defect(folder: Path) -> None:
    spoil(folder, "events.csv", lambda old: old.replace(b",call,", b",treaty,"))
    (defect,) = spoil(folder, "story.toml", lambda _: b"[")
    assert defect.file == "story.toml"
