"""``whowhen parse --story`` with stories in a database."""

from pathlib import Path

import pytest

from components.cli import main
from components.stores.template import new_story

TEXT = "The mayor phoned the minister on 13 May 2024, an official said on Tuesday."


def test_an_article_is_compared_with_a_story_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, database, article = new_story(tmp_path, "town"), tmp_path / "stories.sqlite", tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{database}")
    assert main(["load", str(folder), "--by", "Ann"]) == 0
    read = ["parse", str(article), "--lang", "en", "--published", "2024-05-15", "--json", "--story"]
    assert main([*read, "town"]) == 0
    assert "mayor-calls-minister-2024-05-13" in capsys.readouterr().out
    assert main([*read, "city"]) == 2
    assert capsys.readouterr().err == "whowhen parse: no story “city” in the database; those there are: town\n"


def test_a_database_that_is_gone_ends_with_2_and_is_not_passed_over_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    new_story(tmp_path, "town")
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{tmp_path / 'gone.sqlite'}")
    assert main(["parse", str(article), "--story", "town"]) == 2
    assert "there is no database" in capsys.readouterr().err


def test_reading_an_article_against_a_story_leaves_its_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, folder = tmp_path / "article.txt", new_story(tmp_path, "town")
    article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    before = {one.name for one in folder.iterdir()}
    assert main(["parse", str(article), "--story", "town", "--lang", "en", "--published", "2024-05-15"]) == 0
    assert {one.name for one in folder.iterdir()} == before
