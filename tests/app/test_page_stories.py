"""The page as Streamlit runs it shows something for every folder of stories."""

from pathlib import Path
from shutil import copytree

import pytest

from components.stores.template import new_story
from tests.app.pages import Open, drawn, ran, said
from tests.app.trees import DATA


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with the story of the house and one of a reader's own, called mine."""
    copytree(DATA / "ukraine-diplomacy", tmp_path / "ukraine-diplomacy")
    new_story(tmp_path, "mine")
    return tmp_path


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty", "not there"])
def test_without_stories_the_page_says_where_it_looked(open_page: Open, tmp_path: Path, name: str) -> None:
    page = open_page(stories=tmp_path / name)
    assert str(tmp_path / name) in page.text[0].value
    assert "whowhen new" in page.text[0].value
    assert [one.key for one in page.get("bidi_component")] == ["watch"]


def test_a_new_story_opens_at_once(open_page: Open, stories: Path) -> None:
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert said(page, "header").startswith("Mine|")
    assert drawn(page) == 1
    assert "The mayor is said to have phoned" in said(page, "panel")
    assert "Mine|Talks on the war in Ukraine" in said(page, "nav")


def test_a_broken_story_shows_its_defects_and_the_way_to_the_others(open_page: Open, stories: Path) -> None:
    events = stories / "mine" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("2024-05-13?", "13/05/2024"), encoding="utf-8")
    shown = said(open_page({"story": "mine"}, stories=stories), "defects")
    assert "1 defect|" in shown
    assert "events.csv|2|when|13/05/2024|" in shown
    assert shown.endswith("mine|ukraine-diplomacy")


def test_a_broken_story_does_not_stand_in_the_way_of_a_sound_one(open_page: Open, stories: Path) -> None:
    (stories / "mine" / "claims.csv").unlink()
    page = open_page(stories=stories)
    assert drawn(page) == 215
    assert "mine" in said(page, "nav")


def test_a_story_that_is_mended_is_read_again(open_page: Open, stories: Path) -> None:
    events = stories / "mine" / "events.csv"
    sound = events.read_text(encoding="utf-8")
    events.write_text(sound.replace("2024-05-13?", "soon"), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories)
    assert said(page, "defects")
    events.write_text(sound, encoding="utf-8")
    assert said(ran(page), "defects") is None


def test_a_story_of_years_before_our_era_is_filtered_by_typed_days(open_page: Open, stories: Path) -> None:
    for file in ("events.csv", "claims.csv", "sources.csv"):
        path = stories / "mine" / file
        path.write_text(path.read_text(encoding="utf-8").replace(",2024-05-", ",-0430-05-"), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert "431 BCE" in said(page, "panel")
    page.text_input(key="first-text").set_value("-0430-05-14")
    assert ran(page).query_params == {"story": "mine", "from": "-0430-05-14"}
    assert said(page, "summary").startswith("0 of 1 event")


def test_markup_of_a_story_is_shown_as_it_is_written(open_page: Open, stories: Path) -> None:
    for file in ("events.csv", "story.toml", "actors.csv"):
        path = stories / "mine" / file
        text = path.read_text(encoding="utf-8").replace("The mayor", "**The** <b>mayor</b> :smile:")
        path.write_text(text.replace('en = "Mine"', 'en = "# <i>Mine</i>"'), encoding="utf-8")
    page = open_page({"story": "mine"}, stories=stories, popovers=True)
    assert said(page, "header").startswith("# <i>Mine</i>|")
    assert "**The** <b>mayor</b> :smile: is said" in said(page, "panel")
    assert not [one for one in (*page.markdown, *page.caption) if "mayor" in one.value]
