"""The texts that a story keeps of its sources."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from components.events.errors import Defect
from components.stores.folder import check_story, read_story
from components.stores.template import new_story
from components.stores.texts import TEXTS, text_defects

WORDS = "Le maire a appelé la ministre.\n".encode()
SUM = hashlib.sha256(WORDS).hexdigest()
GAZETTE = b"https://example.org/the-call,2024-05-15,en"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound story that keeps one text, named in row 2 of its sources."""
    story = new_story(tmp_path, "my-story")
    (story / TEXTS).mkdir()
    (story / TEXTS / "gazette.txt").write_bytes(WORDS)
    name(story, "gazette.txt", SUM)
    return story


def name(story: Path, text: str, checksum: str) -> None:
    """Write the name of a text and its checksum into row 2 of the sources."""
    file = story / "sources.csv"
    rows = file.read_bytes().splitlines()
    (at,) = (number for number, row in enumerate(rows) if GAZETTE in row)
    head = rows[at][: rows[at].index(GAZETTE) + len(GAZETTE)]
    rows[at] = head + f",{text},{checksum}".encode()
    file.write_bytes(b"\n".join(rows) + b"\n")


def sources(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.RangeIndex(2, 2 + len(next(iter(columns.values())))))


def test_a_text_that_is_there_with_its_checksum_is_no_defect(folder: Path) -> None:
    assert check_story(folder) == []
    assert read_story(folder).sources["text"].tolist() == ["gazette.txt", ""]


def test_a_text_needs_no_checksum(folder: Path) -> None:
    name(folder, "gazette.txt", "")
    assert check_story(folder) == []


def test_a_text_that_is_missing_is_told_with_its_row(folder: Path) -> None:
    (folder / TEXTS / "gazette.txt").unlink()
    remedy = "add it to the folder articles, or empty the cell"
    assert check_story(folder) == [Defect("sources.csv", 2, "text", "gazette.txt", "there is no such text", remedy)]


def test_a_folder_is_no_text(folder: Path) -> None:
    (folder / TEXTS / "gazette.txt").unlink()
    (folder / TEXTS / "gazette.txt").mkdir()
    assert [defect.problem for defect in check_story(folder)] == ["there is no such text"]


def test_a_changed_text_is_told_with_its_new_checksum(folder: Path) -> None:
    (folder / TEXTS / "gazette.txt").write_bytes(WORDS.replace(b"maire", b"roi"))
    (defect,) = check_story(folder)
    changed = hashlib.sha256(WORDS.replace(b"maire", b"roi")).hexdigest()
    assert (defect.file, defect.row, defect.column, defect.value) == ("sources.csv", 2, "sha256", SUM)
    assert defect.problem == "the text gazette.txt has another checksum"
    assert changed in defect.remedy


def test_a_text_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / TEXTS / "gazette.txt").write_bytes("appelé".encode("latin-1"))
    (defect,) = check_story(folder)
    assert (defect.column, defect.problem) == ("text", "the text is not in UTF-8")


def test_texts_are_checked_without_a_sound_story_toml(folder: Path) -> None:
    (folder / "story.toml").write_text("= no toml", encoding="utf-8")
    (folder / TEXTS / "gazette.txt").unlink()
    assert [defect.file for defect in check_story(folder)] == ["story.toml", "sources.csv"]


@pytest.mark.parametrize("text", ["../sources.csv", "/etc/passwd", "..", "."])
def test_a_name_that_leads_out_of_the_folder_is_a_defect_and_not_looked_for(folder: Path, text: str) -> None:
    name(folder, text, "")
    assert [defect.problem for defect in check_story(folder)] == ["it is not a plain file name"]


def test_sources_without_the_columns_of_texts_have_no_defect_of_texts(tmp_path: Path) -> None:
    assert list(text_defects(tmp_path, sources(source_id=["a"]))) == []
    assert [defect.row for defect in text_defects(tmp_path, sources(text=["", "gone.txt"]))] == [3]
