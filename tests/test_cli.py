"""The ``whowhen`` command."""

import subprocess
import sys
from pathlib import Path

import pytest

from components.cli import main
from components.stores.template import new_story


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of stories, which is not there yet."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path / "stories"))
    return tmp_path / "stories"


def test_a_new_story_stands_in_the_folder_of_stories_and_passes_the_check(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "my-story"]) == 0
    assert f"whowhen check {stories / 'my-story'}" in capsys.readouterr().out
    assert main(["check", str(stories / "my-story")]) == 0
    assert capsys.readouterr() == (f"{stories / 'my-story'}: no defects\n", "")


@pytest.mark.parametrize(("name", "why"), [("my-story", "is there already"), ("../x", "no name for a story")])
def test_a_story_that_cannot_be_made_is_told_on_standard_error(
    stories: Path, capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    new_story(stories, "my-story")
    assert main(["new", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("whowhen new: ")
    assert why in err
    assert [path.name for path in stories.iterdir()] == ["my-story"]


def test_the_check_prints_one_line_for_each_defect_and_ends_with_1(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = new_story(stories, "my-story")
    for name, old, new in (
        ("events.csv", "2024-05-13?", "2024-02-30"),
        ("claims.csv", ",denies,", ',"no\nway",'),
        ("actors.csv", ",wikidata,", ',"wiki\ndata",'),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert [text.split(":")[0] for text in out.splitlines()] == [
        "events.csv, row 2, column when, value “2024-02-30”",
        "claims.csv, row 3, column stance, value “no way”",
        "actors.csv, row 1, column wiki data",
    ]
    assert err == f"3 defects in {folder}\n"


def test_the_check_of_no_folder_is_one_defect(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(stories)]) == 1
    assert capsys.readouterr().err == f"1 defect in {stories}\n"


@pytest.mark.parametrize("arguments", [[], ["check"], ["new"], ["draw"], ["new", "a", "b"]])
def test_a_command_that_is_none_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: whowhen")


def test_a_terminal_that_lacks_a_letter_does_not_stop_the_check(stories: Path) -> None:
    folder = new_story(stories, "my-story")
    (folder / "story.toml").write_text('"clé" = 1', encoding="utf-8")
    command = [sys.executable, "-m", "components.cli", "check", str(folder)]
    run = subprocess.run(
        command, env={"PYTHONIOENCODING": "ascii"}, cwd=Path(__file__).parents[1], capture_output=True, check=False
    )
    assert run.returncode == 1
    assert b"story.toml, column cl\\xe9: unknown key" in run.stdout
