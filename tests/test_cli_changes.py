"""The commands ``whowhen history``, ``apply`` and ``undo``."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from components.cli import main
from components.stores.template import new_story

EVENT = "mayor-calls-minister-2024-05-13"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound story, ``town`` in the folder of stories."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    return new_story(tmp_path, "town")


def written(folder: Path, **cells: str) -> str:
    """A file that changes the one event."""
    file = folder / "changes.json"
    file.write_text(json.dumps({"events": [{"event_id": EVENT, **cells}]}), encoding="utf-8")
    return str(file)


def apply(file: str, *more: str, by: str = "Ada") -> int:
    """Run ``whowhen apply`` on the story."""
    return main(["apply", "town", file, "--by", by, "--why", "I looked", *more])


def test_a_file_of_changes_is_saved_and_the_revision_told(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(written(tmp_path, note_en="Corrected")) == 0
    assert capsys.readouterr() == ("revision 1\n", "")
    assert ",Corrected," in (story / "events.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["town", "./town", "{root}/town"])
def test_a_story_is_named_or_given_by_its_path(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    arguments = ["apply", name.format(root=tmp_path), written(tmp_path, note_en="x"), "--by", "Ada", "--why", "y"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "revision 1\n"


def test_changes_are_read_from_standard_input_too(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.dumps({"events": [{"event_id": EVENT, "note_fr": "Corrigé"}]}).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert apply("-") == 0
    assert "Corrigé" in (story / "events.csv").read_text(encoding="utf-8")


def test_rows_are_taken_out_and_texts_added_and_told_in_the_history(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "changes.json"
    source = {"source_id": "herald", "title": "They met", "text": "h.txt"}
    file.write_text(json.dumps({"sources": [source], "texts": {"h.txt": "She called.\n"}}), encoding="utf-8")
    assert apply(str(file)) == 0
    assert (story / "articles" / "h.txt").read_bytes() == b"She called.\n"
    file.write_text(json.dumps({"gone": {"sources": ["herald"]}}), encoding="utf-8")
    assert apply(str(file)) == 0
    file.write_text(json.dumps({"gone": {"actors": ["mayor"]}}), encoding="utf-8")
    assert apply(str(file)) == 1
    assert f"events {EVENT} refers to it" in capsys.readouterr().err
    main(["history", "town"])
    told = capsys.readouterr().out.splitlines()
    assert told[1:3] == ["  source “They met” (herald): added", "  text “h.txt”: added"]
    assert told[-1] == "  source “They met” (herald): taken out"
    main(["history", "town", "--json"])
    assert json.loads(capsys.readouterr().out)[0]["texts"] == ["h.txt"]


def test_changes_that_break_the_story_are_refused_with_their_defects_and_1(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (story / "events.csv").read_bytes()
    assert apply(written(tmp_path, when="2024-02-30", country="Gondor")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"events.csv, column country, value “Gondor”: {EVENT}: it is not a country code of ISO 3166; write two capital "
        "letters such as US, or leave it empty",
        f"events.csv, column when, value “2024-02-30”: {EVENT}: there is no such day: the month has 29 days; correct "
        "the day",
        "whowhen apply: nothing was saved: 2 defects",
    ]
    assert (story / "events.csv").read_bytes() == before


def test_changes_that_contradict_others_are_refused_with_both_values_and_1(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(written(tmp_path, note_en="First")) == 0
    assert apply(written(tmp_path, note_en="Second"), "--expected", "0", by="Bo") == 1
    assert "note_en: Ada saved “First”, you wrote “Second”" in capsys.readouterr().err
    assert apply(written(tmp_path, note_fr="Autre"), "--expected", "0", by="Bo") == 0
    assert apply(written(tmp_path, note_en="Second"), by="Bo") == 0
    assert capsys.readouterr().out == "revision 2\nrevision 3\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "it is not JSON"),
        ("[]", "no table of tables"),
        ('{"events": {}}', "no list of rows"),
        ('{"events": [{"event_id": "a", "event_id": "b"}]}', "is there twice"),
    ],
)
def test_a_file_that_is_none_of_changes_is_a_wrong_use(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, why: str
) -> None:
    file = tmp_path / "changes.json"
    file.write_text(content, encoding="utf-8")
    assert apply(str(file)) == 2
    assert why in capsys.readouterr().err


def test_a_file_or_a_story_that_is_not_there_is_a_wrong_use(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply("gone.json") == 2
    assert main(["history", "gone"]) == 2
    assert main(["undo", "gone", "1", "--by", "Ada", "--why", "x"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("whowhen apply: gone.json cannot be read")
    assert lines[1] == f"whowhen history: no story “gone” in {tmp_path}; those there are: town"


def test_the_history_tells_each_change_in_words(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(written(tmp_path, place_en="Town hall"))
    capsys.readouterr()
    assert main(["history", "town"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("1 · 20")
    assert head.endswith(" UTC · Ada · why: I looked")
    assert row.endswith(f"({EVENT}): place (en) “Town hall”")
    main(["history", "town", "--lang", "fr"])
    assert capsys.readouterr().out.splitlines()[1].endswith("lieu (en) « Town hall »")


def test_the_history_is_filtered_and_given_as_json(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(written(tmp_path, note_en="1"))
    apply(written(tmp_path, note_en="2"), by="Bo")
    main(["undo", "town", "2", "--by", "Ada", "--why", "no"])
    capsys.readouterr()

    def listed(*more: str) -> list[int]:
        assert main(["history", "town", *more, "--json"]) == 0
        return [one["number"] for one in json.loads(capsys.readouterr().out)]

    assert listed() == [1, 2, 3]
    assert listed("--by", "Ada") == [1, 3]
    assert listed("--since", "1") == [2, 3]
    assert listed(EVENT, "--by", "Bo") == [2]
    assert listed("no-such-event") == []
    main(["history", "town", "no-such-event", "--lang", "fr"])
    assert capsys.readouterr().out == "aucune modification\n"


def test_an_undo_tells_its_revision_or_why_it_is_refused(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (story / "events.csv").read_bytes()
    apply(written(tmp_path, note_en="1"))
    assert main(["undo", "town", "1", "--by", "Bo", "--why", "no"]) == 0
    assert capsys.readouterr().out == "revision 1\nrevision 2\n"
    assert (story / "events.csv").read_bytes() == before
    assert main(["undo", "town", "1", "--by", "Bo", "--why", "no"]) == 1
    assert "whowhen undo: change 1 was undone already, by change 2 of Bo" in capsys.readouterr().err


@pytest.mark.parametrize("lacking", ["--by", "--why"])
def test_a_change_needs_a_name_and_a_reason(story: Path, lacking: str) -> None:
    person = [word for pair in (("--by", "Ada"), ("--why", "x")) if pair[0] != lacking for word in pair]
    with pytest.raises(SystemExit, match="2"):
        main(["undo", "town", "1", *person])


def test_the_commands_load_no_pandas_before_they_need_it() -> None:
    script = "import sys, components.cli; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
