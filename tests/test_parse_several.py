"""``whowhen parse`` of several articles: folders and lists, and bad ones among good ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from components.articles.batch import is_address, listed, outcomes
from components.articles.model import Article, ClaimFound, Proposal
from components.events.errors import WhowhenError
from tests.parse_command import ENGLISH, FRENCH, ROOT, on_a_terminal, parse


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, one of which is none, and files that are no articles."""
    place = tmp_path / "folder"
    (place / "deeper" / ".hidden").mkdir(parents=True)
    for name, text in {"b.md": ENGLISH, "a.txt": FRENCH, "deeper/c.HTML": "", "d.csv": "x", ".e.txt": "x"}.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "deeper" / ".hidden" / "f.txt").write_text("x", encoding="utf-8")
    return place


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


def test_a_folder_without_articles_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(tmp_path) == 2
    assert "there is no article in this folder" in capsys.readouterr().err


def test_several_articles_show_a_bar_on_a_terminal_and_nowhere_else(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shown = on_a_terminal(folder)
    assert "3/3" in shown
    assert "c.HTML" in shown
    assert parse(folder) == 1
    elsewhere = "".join(capfd.readouterr())
    assert "c.HTML" in elsewhere
    assert "3/3" not in elsewhere
    assert "\x1b" not in elsewhere


def test_a_reader_who_has_seen_enough_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m components.cli parse {folder} | head -c 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


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
