"""``whowhen parse``."""

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from components.articles.batch import is_address, listed, outcomes
from components.articles.model import Article, ClaimFound, Proposal
from components.cli import main
from components.events.errors import WhowhenError
from components.stores.template import new_story

ROOT = Path(__file__).parents[1]
FRENCH = (
    "Le président norvégien Per Lind a téléphoné à la présidente espagnole Luz Vega jeudi dernier. "
    "Selon le Courrier du Nord, les deux dirigeants ont parlé de la pêche. "
    "L’Espagne versera une aide de 40 millions d’euros à la Norvège avant le 20 janvier."
)
ENGLISH = (
    "Norwegian President Per Lind met Spanish President Luz Vega in Oslo on 4 March 2021. "
    "The two leaders signed an agreement on fishing on Friday."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(FRENCH, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, one of which is none, and files that are no articles."""
    place = tmp_path / "folder"
    (place / "deeper" / ".hidden").mkdir(parents=True)
    for name, text in {"b.md": ENGLISH, "a.txt": FRENCH, "deeper/c.HTML": "", "d.csv": "x", ".e.txt": "x"}.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "deeper" / ".hidden" / "f.txt").write_text("x", encoding="utf-8")
    return place


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path / "stories"))
    new_story(tmp_path / "stories", "town")
    return tmp_path / "stories"


def parse(*arguments: str | Path) -> int:
    return main(["parse", *map(str, arguments)])


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "components.cli", "parse", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, env={**os.environ, **environment}, cwd=ROOT, capture_output=True, check=False
    )


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


def test_a_folder_gives_a_line_of_json_for_each_article_and_tells_of_bad_ones_at_the_end(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(folder) == 1
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [Path(line["article"]["name"]).name for line in lines] == ["a.txt", "b.md"]
    bad, count = err.splitlines()
    assert bad.startswith("whowhen parse: ")
    assert "c.HTML: " in bad
    assert count == "whowhen parse: 1 of 3 could not be read"


def test_several_files_are_read_in_their_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(folder / "b.md", folder / "gone.txt", folder / "a.txt") == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["article"]["language"] for line in out.splitlines()] == ["en", "fr"]
    assert "gone.txt" in err


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


def test_a_folder_without_articles_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(tmp_path) == 2
    assert "there is no article in this folder" in capsys.readouterr().err


def test_json_stays_json_where_the_terminal_lacks_letters(article: Path) -> None:
    done = run(article, "--lang", "fr", "--json", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["article"]["text"] == FRENCH


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What the command writes to a terminal."""
    main_end, other_end = pty.openpty()
    command = [sys.executable, "-m", "components.cli", "parse", *map(str, arguments)]
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        command, stdout=other_end, stderr=other_end, cwd=ROOT, env={**known, "TERM": "xterm", **environment}
    ) as process:
        os.close(other_end)
        found = b""
        while True:
            try:
                some = os.read(main_end, 4096)
            except OSError:  # the terminal is gone with the process
                break
            if not some:
                break
            found += some
        process.wait()
    os.close(main_end)
    return found.decode()


def test_a_terminal_gets_underlines_unless_no_color_is_set(article: Path) -> None:
    assert "\x1b[4m" in on_a_terminal(article, "--published", "2021-03-10", "--lang", "fr")
    assert "\x1b[4m" not in on_a_terminal(article, "--published", "2021-03-10", "--lang", "fr", NO_COLOR="1")


def test_several_articles_show_a_bar_on_a_terminal_and_nowhere_else(folder: Path) -> None:
    shown = on_a_terminal(folder)
    assert "3/3" in shown
    assert "c.HTML" in shown
    done = run(folder)
    assert b"3/3" not in done.stdout + done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


def test_a_reader_who_has_seen_enough_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m components.cli parse {folder} | head -c 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_help_needs_no_slow_import() -> None:
    slow = {"numpy", "pandas", "babel", "trafilatura", "click"}
    script = "import sys, components.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert "argparse" in done.stdout.decode().split()
    assert not slow & set(done.stdout.decode().split())


def test_inputs_are_files_folders_addresses_and_standard_input(folder: Path) -> None:
    assert listed(["a.txt"]) == (["a.txt"], False)
    assert listed(["https://example.org/a"]) == (["https://example.org/a"], False)
    assert listed(["-", "b.txt"]) == (["-", "b.txt"], True)
    found, several = listed([str(folder)])
    assert [Path(one).relative_to(folder).as_posix() for one in found] == ["a.txt", "b.md", "deeper/c.HTML"]
    assert several
    (only := folder / "deeper" / "more").mkdir()
    (only / "g.txt").write_text("x", encoding="utf-8")
    assert listed([str(only)]) == ([str(only / "g.txt")], True)
    assert [is_address(one) for one in ("http://a", "HTTPS://a", "ftp://a", "c:/a", "a.txt")] == [True] * 3 + [
        False
    ] * 2


def test_a_name_too_long_for_any_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse("a" * 5000) == 1
    assert capsys.readouterr().err.startswith("whowhen parse: aaa")


def test_a_bad_article_does_not_end_the_rest() -> None:
    claim = ClaimFound("", "asserts", "x", 0, 1)

    def read(source: str) -> Article:
        if source == "bad":
            raise WhowhenError("bad: no\ntext; give another")
        if source == "locked":
            raise PermissionError(13, "Permission denied", source)
        return Article("x", "en", name=source)

    def propose(article: Article) -> tuple[Proposal, ...]:
        return (Proposal(article.name, "", "other", (), (claim,)),)

    found = list(outcomes(["a", "bad", "locked", "b"], read, propose))
    assert [one.article.name if one.article else one.error for one in found] == [
        "a",
        "bad: no text; give another",
        "locked: Permission denied",
        "b",
    ]
    assert [[event.title for event in one.proposals] for one in found] == [["a"], [], [], ["b"]]


def test_a_fault_of_ours_is_not_taken_for_a_bad_article() -> None:
    with pytest.raises(KeyError):
        list(outcomes(["a"], lambda source: Article("x", "en", name=source), lambda _: {}["a"]))


def test_standard_input_that_is_no_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01\x02\xff" * 50)))
    assert parse("-") == 1
    assert capsys.readouterr().err.startswith("whowhen parse: stdin: ")
