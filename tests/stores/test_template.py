"""A new story."""

import csv
from pathlib import Path

import pytest

from components.events.errors import WhowhenError
from components.events.schema import FILES, SCHEMA, TABLES, header
from components.events.selection import Selection
from components.events.vocabulary import FAMILY_OF_TYPE, ROLES, STANCES
from components.stores.folder import NAMES, check_story, read_story
from components.stores.template import GUIDE, new_story


def test_a_new_story_is_sound_and_has_all_its_files_and_a_guide(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "my-story")
    assert folder == tmp_path / "my-story"
    assert sorted(path.name for path in folder.iterdir()) == sorted([*NAMES, GUIDE])
    assert check_story(folder) == []


def test_its_example_goes_from_reported_to_disputed(tmp_path: Path) -> None:
    story = read_story(new_story(tmp_path, "a"))
    for day, status in ((19858.0, "reported"), (19859.0, "disputed")):  # 15 and 16 May 2024
        assert Selection(known_on=day).apply(story).events["status"].tolist() == [status]


@pytest.mark.parametrize("table", TABLES)
def test_its_tables_have_every_column(tmp_path: Path, table: str) -> None:
    with (new_story(tmp_path, "a") / FILES[table]).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == header(table, ["en", "fr"])


def test_its_guide_names_every_word_that_a_cell_may_hold(tmp_path: Path) -> None:
    guide = (new_story(tmp_path, "a") / GUIDE).read_text(encoding="utf-8")
    assert [word for word in (*FAMILY_OF_TYPE, *ROLES, *STANCES) if word not in guide] == []
    assert [file for table in SCHEMA if (file := FILES[table]) not in guide] == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "a")
    (folder / "events.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(WhowhenError, match="is there already"):
        new_story(tmp_path, "a")
    assert (folder / "events.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "../a", "/a", "A", "a b", "-a", "a-", "a--b", "é", "a\n", ".a", "a.b"]
)
def test_a_name_that_is_none_is_refused_and_nothing_made(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(WhowhenError, match="no name for a story"):
        new_story(root, name)
    assert [*root.iterdir(), *tmp_path.iterdir()] == [root]


@pytest.mark.parametrize("name", ["a" * 300, "a"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    if name == "a":
        root.touch()
    with pytest.raises(WhowhenError, match=r"cannot be made .*WHOWHEN_STORIES"):
        new_story(root, name)


def test_the_folder_of_stories_is_made_if_it_is_missing(tmp_path: Path) -> None:
    assert new_story(tmp_path / "deep" / "er", "a").is_dir()
