"""``whowhen parse`` of one article: what it prints, and what it says when it cannot."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from components.stores.template import new_story
from tests.parse_command import ENGLISH, FRENCH, ROOT, on_a_terminal, parse, run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(FRENCH, encoding="utf-8")
    return file


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path / "stories"))
    new_story(tmp_path / "stories", "town")
    return tmp_path / "stories"


def test_an_article_is_printed_for_people(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(article, "--published", "2021-03-10", "--lang", "fr") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "(10 mars 2021)" in " ".join(out.split())
    assert "1. appel, 4 mars 2021" in out
    assert "| Le président norvégien Per Lind a téléphoné à la présidente espagnole Luz" in out
    assert "^^^^" in out


def test_json_holds_the_article_and_its_events(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(article, "--published", "2021-03-10", "--lang", "fr", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["article"]["text"], data["article"]["language"]) == (FRENCH, "fr")
    (call,) = [one for one in data["events"] if one["type"] == "call"]
    assert call["when"] == "2021-03-04"
    assert {one["name"] for one in call["participants"]} == {"Per Lind", "Luz Vega"}
    (aid,) = [one for one in data["events"] if one["type"] == "aid"]
    assert (aid["amount"], aid["currency"]) == (40_000_000, "EUR")
    assert aid["claims"][0]["stance"] == "plans"
    for event in data["events"]:
        assert event["match"]["verdict"] == "new"
        for claim in event["claims"]:
            assert FRENCH[claim["start_char"] : claim["end_char"]] == claim["quote"]


def test_the_command_runs_as_a_module_and_reads_standard_input() -> None:
    done = run("-", "--published", "2021-03-10", "--json", stdin=ENGLISH.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    data = json.loads(done.stdout)
    assert (data["article"]["language"], data["article"]["text"]) == ("en", ENGLISH)
    assert "meeting" in [one["type"] for one in data["events"]]


def test_a_story_makes_known_actors_and_matches(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "call.txt"
    file.write_text("The mayor phoned the minister on 13 May 2024, the Gazette reported.", encoding="utf-8")
    assert parse(file, "--story", "town", "--lang", "en", "--published", "2024-05-15", "--json") == 0
    (call,) = [one for one in json.loads(capsys.readouterr().out)["events"] if one["type"] == "call"]
    assert {one["actor_id"] for one in call["participants"]} >= {"mayor", "minister"}
    assert (call["match"]["verdict"], call["match"]["proposed_as"]) == ("same", "claim")
    assert call["match"]["event_id"] == "mayor-calls-minister-2024-05-13"
    assert call["match"]["reasons"][-1].startswith("a ")


def test_one_file_that_is_not_there_is_told_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(tmp_path / "gone.txt") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"whowhen parse: {tmp_path / 'gone.txt'}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd", "http://127.0.0.1:1/"])
def test_an_address_that_must_not_be_fetched_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(address) == 1
    assert capsys.readouterr().err.startswith(f"whowhen parse: {address}: ")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--published", "10.11.2024"], "“10.11.2024” is no day: write it as 2024-11-10"),
        (["--published", "2024-02-30"], "“2024-02-30” is no day"),
        (["--lang", "de"], "'de' (choose from"),
        (["--ner", "stanza:fr"], "write spacy: and its name"),
        (["--ner", "spacy:"], "write spacy: and its name"),
        (["--colour"], "unrecognized arguments: --colour"),
    ],
)
def test_a_bad_option_is_told_and_ends_with_2(
    arguments: Sequence[str], why: str, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(article, *arguments)
    assert caught.value.code == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize("name", ["city", "", "../town", "."])
def test_a_story_that_is_not_there_is_told_with_those_that_are(
    name: str, stories: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(article, "--story", name) == 2
    assert capsys.readouterr().err == f"whowhen parse: no story “{name}” in {stories}; those there are: town\n"


def test_a_story_with_defects_is_not_used(stories: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stories / "town" / "claims.csv").unlink()
    assert parse(article, "--story", "town") == 2
    assert "the story “town” cannot be used: 1 defect; run whowhen check" in capsys.readouterr().err


def test_a_pipeline_that_is_not_there_ends_with_2(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(article, "--ner", "spacy:no_such_pipeline") == 2
    assert "no_such_pipeline" in capsys.readouterr().err


def test_a_name_too_long_for_any_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse("a" * 5000) == 1
    assert capsys.readouterr().err.startswith("whowhen parse: aaa")


def test_standard_input_that_is_no_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01\x02\xff" * 50)))
    assert parse("-") == 1
    assert capsys.readouterr().err.startswith("whowhen parse: stdin: ")


def test_json_stays_json_where_the_terminal_lacks_letters(article: Path) -> None:
    done = run(article, "--lang", "fr", "--json", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["article"]["text"] == FRENCH


def test_a_terminal_gets_underlines_unless_no_color_is_set(article: Path) -> None:
    assert "\x1b[4m" in on_a_terminal(article, "--published", "2021-03-10", "--lang", "fr")
    assert "\x1b[4m" not in on_a_terminal(article, "--published", "2021-03-10", "--lang", "fr", NO_COLOR="1")


def test_help_needs_no_slow_import() -> None:
    slow = {"numpy", "pandas", "babel", "trafilatura", "click"}
    script = "import sys, components.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert "argparse" in done.stdout.decode().split()
    assert not slow & set(done.stdout.decode().split())
