"""``whowhen parse`` of a whole archive: what it takes, what it says, how it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.articles.archive import engine
from tests.articles.archives import Serial, written
from tests.parse_command import on_a_terminal, parse


@pytest.fixture(autouse=True)
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path / "stories"))
    return tmp_path / "stories"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, str]]]:
    """How many workers were asked for, and of which cluster; the work is done in this process."""
    found: list[tuple[int, str]] = []

    def start(workers: int = 0, address: str = "") -> object:
        found.append((workers, address))
        return Serial().start()

    monkeypatch.setattr(engine, "dask_engine", start)
    return found


def test_a_folder_and_workers_make_a_story_among_the_others(
    tmp_path: Path, stories: Path, asked: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "The Archive", 3)
    assert parse(folder, "--workers", "3") == 0
    assert asked == [(3, "")]
    out, err = capsys.readouterr()
    assert out.startswith(f"{stories / 'the-archive'}: 3 articles read; ")
    assert not err
    assert (stories / "the-archive" / "events.parquet").is_file()
    assert parse(folder, "--workers", "3") == 0
    assert asked == [(3, "")]
    assert "3 of 3 files were read before" in capsys.readouterr().out


def test_bad_files_are_counted_and_end_with_1(
    tmp_path: Path, asked: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "in", 2)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert parse(folder, "--out", tmp_path / "out", "--cluster", "tcp://somewhere:8786") == 1
    assert asked[0][1] == "tcp://somewhere:8786"
    out, err = capsys.readouterr()
    assert "2 articles read" in out
    assert err == (
        f"whowhen parse: 1 of 3 files could not be read; {tmp_path / 'out' / 'unread.csv'} tells which and why\n"
    )


def test_language_and_day_count_for_all_articles(tmp_path: Path, asked: list[tuple[int, str]]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The president met the minister in the palace.", encoding="utf-8")
    assert parse(tmp_path / "in", "--out", tmp_path / "out") == 1
    assert parse(tmp_path / "in", "--out", tmp_path / "out", "--published", "2024-11-10", "--lang", "en") == 0
    assert "2024-11-10" not in (tmp_path / "out" / "unread.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--workers", "2", "--cluster", "tcp://a:1"], "give one of them"),
        (["--workers", "2", "--json"], "write Parquet"),
        (["--workers", "2", "--story", "x"], "a story of its own"),
        (["more", "--workers", "2"], "read one folder"),
        (["--ner", "spacy:no_such_model", "--workers", "2"], "no_such_model"),
    ],
)
def test_options_that_do_not_go_together_end_with_2(
    more: list[str], told: str, tmp_path: Path, asked: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(written(tmp_path / "in", 1), *more, "--out", tmp_path / "out") == 2
    assert told in capsys.readouterr().err
    assert not asked
    assert not (tmp_path / "out").exists()


def test_no_archive_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(tmp_path / "gone", "--workers", "1") == 2
    assert "there is no such folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert parse(tmp_path / "empty", "--workers", "1") == 2
    assert "there is no article in this folder" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        parse(tmp_path, "--workers", "0")


def test_an_interrupted_run_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(workers: int = 0, address: str = "") -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "dask_engine", interrupted)
    assert parse(written(tmp_path / "in", 1), "--out", tmp_path / "out") == 130
    assert "the same command goes on from here" in capsys.readouterr().err


def test_a_terminal_sees_one_line_that_tells_how_far_it_is(tmp_path: Path) -> None:
    shown = on_a_terminal(written(tmp_path / "in", 2), "--workers", "1", "--out", str(tmp_path / "out"))
    assert "\r\x1b[K2 of 2 files, " in shown
    assert "a second" in shown
    assert "distributed" not in shown
