"""The page of a story in Parquet: as that of any other, but for reading."""

from pathlib import Path

import pytest

from components.stores.converting import convert
from components.stores.template import new_story
from tests.app.pages import Open, drawn, said


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with one story in Parquet, at whose page everybody might edit."""
    convert(new_story(tmp_path / "plain", "my-story"), "parquet", tmp_path / "stories" / "my-story")
    return tmp_path / "stories"


def test_it_is_drawn_and_offers_nothing_that_edits(stories: Path, open_page: Open) -> None:
    plain, page = open_page(stories=stories.parent / "plain"), open_page(stories=stories)
    assert drawn(page) == drawn(plain) == 1
    assert str(said(page, "panel")).count("Edit") == 0 < str(said(plain, "panel")).count("Edit")


@pytest.mark.parametrize(("language", "told"), [("en", "kept as Parquet"), ("fr", "conservé en Parquet")])
def test_its_page_for_editing_tells_why_and_what_to_do(
    stories: Path, open_page: Open, language: str, told: str
) -> None:
    shown = str(said(open_page({"page": "edit", "lang": language}, stories=stories), "table-closed"))
    assert told in shown
    assert "whowhen convert" in shown
    assert not (stories / "my-story" / ".whowhen").exists()
