"""A folder of articles becomes a story: the same one however it is read, and whatever is wrong with some of them."""

import csv
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from components.articles.archive import ArchiveError
from components.articles.archive.merging import actors
from components.articles.archive.parquet_table import write_table
from components.articles.archive.tables import meta, story_columns
from components.events.validation import check
from tests.articles.archives import Serial, english, french, rows, run, tables, written

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("archive") / "articles")


@pytest.fixture(scope="module")
def plain(folder: Path) -> Path:
    """The story of ``folder``, read in one go."""
    out = folder.parent / "plain"
    run(folder, out)
    return out


def outcomes(out: Path) -> dict[str, str]:
    with (out / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row["outcome"] for row in csv.DictReader(stream)}


def unread(out: Path) -> dict[str, str]:
    with (out / "unread.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: f"{row['problem']}; {row['remedy']}" for row in csv.DictReader(stream)}


def test_an_archive_becomes_a_sound_story(plain: Path) -> None:
    texts = {table: pq.read_table(plain / f"{table}.parquet").to_pandas() for table in tables_of()}
    cells = {table: as_texts(frame) for table, frame in texts.items()}
    numbers = {id: at for at, id in enumerate(cells["events"]["event_id"])}
    cells["participants"].index = pd.Index(cells["participants"]["event_id"].map(numbers))
    assert check(cells, meta("archive")) == []
    assert len(texts["sources"]) == 8
    assert len(texts["events"]) >= 16
    assert set(texts["claims"]["event_id"]) == set(texts["events"]["event_id"])


def tables_of() -> tuple[str, ...]:
    return ("events", "participants", "claims", "actors", "sources")


def as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.copy()
    for name in out:
        if out[name].dtype == bool:
            out[name] = out[name].map({True: "yes", False: "no"})
        elif out[name].dtype != "str":
            out[name] = [("" if pd.isna(one) else f"{one:g}") if not isinstance(one, str) else one for one in out[name]]
    return out


def test_the_size_of_partitions_and_the_order_of_work_change_nothing(folder: Path, plain: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "ones", usual=1)
    run(folder, tmp_path / "backwards", usual=2, engine=Serial(backwards=True))
    run(folder, tmp_path / "whole", usual=100)
    assert tables(tmp_path / "ones") == tables(plain)
    assert tables(tmp_path / "backwards") == tables(plain)
    assert tables(tmp_path / "whole") == tables(plain)


def test_a_moved_archive_gives_the_same_story(folder: Path, plain: Path, tmp_path: Path) -> None:
    run(written(tmp_path / "elsewhere"), tmp_path / "out")
    assert tables(tmp_path / "out") == tables(plain)


def test_whom_lists_know_has_one_id_in_both_languages(plain: Path) -> None:
    found = {row["actor_id"]: row for row in rows(plain, "actors")}
    assert (found["nato"]["name_en"], found["nato"]["name_fr"], found["nato"]["kind"]) == (
        "NATO",
        "OTAN",
        "organisation",
    )
    assert found["spain"]["country"] == "ES"
    languages = {row["source_id"]: row["language"] for row in rows(plain, "sources")}
    events = {row["event_id"] for row in rows(plain, "participants") if row["actor_id"] == "nato"}
    told = {languages[row["source_id"]] for row in rows(plain, "claims") if row["event_id"] in events}
    assert told == {"en", "fr"}


def test_people_of_one_name_are_one_actor(plain: Path) -> None:
    lind = [row for row in rows(plain, "participants") if row["actor_id"] == "per-lind"]
    assert len({row["event_id"] for row in lind}) >= 2
    assert [row["kind"] for row in rows(plain, "actors") if row["actor_id"] == "per-lind"] == ["person"]


def test_sources_name_their_texts_and_quotes_stand_in_them(plain: Path) -> None:
    texts = {
        row["source_id"]: (plain / "articles" / str(row["text"])).read_text(encoding="utf-8")
        for row in rows(plain, "sources")
    }
    for row in rows(plain, "claims"):
        assert texts[row["source_id"]][row["start_char"] : row["end_char"]] == row["quote"]  # type: ignore[misc]


def test_an_article_that_is_there_twice_is_read_once(plain: Path, folder: Path, tmp_path: Path) -> None:
    again = written(tmp_path / "in")
    (again / "9").mkdir()
    (again / "9" / "same.txt").write_bytes((again / "0" / "000.txt").read_bytes())
    (again / "9" / "other-ends.txt").write_bytes((again / "0" / "003.txt").read_bytes() + b"\r\n")
    (again / "9" / "once-more.md").write_text((again / "0" / "000.txt").read_text(encoding="utf-8"), encoding="utf-8")
    summary = run(again, tmp_path / "out", usual=2)
    assert (summary.files, summary.read, summary.repeated) == (11, 9, 2)
    found = outcomes(tmp_path / "out")
    assert [name for name, outcome in found.items() if outcome == "repeated"] == ["9/once-more.md", "9/same.txt"]
    manifest = (tmp_path / "out" / "manifest.csv").read_text(encoding="utf-8")
    assert manifest.count(",repeated,0/000.txt") == 2
    ids = [row["event_id"] for row in rows(tmp_path / "out", "events")]
    assert len(ids) == len(set(ids))


def test_bad_files_are_listed_with_a_remedy_and_end_nothing(plain: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "in")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "german.txt").write_text(
        "Der Kanzler hat am Montag in Berlin mit dem Präsidenten gesprochen. Die Regierung teilte dies am Abend mit.",
        encoding="utf-8",
    )
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "undated.txt").write_text("The president met the minister in the palace.", encoding="utf-8")
    summary = run(folder, tmp_path / "out", usual=2)
    assert (summary.read, summary.unread) == (8, 4)
    found = unread(tmp_path / "out")
    assert list(found) == ["empty.txt", "german.txt", "picture.html", "undated.txt"]
    assert "German" in found["german.txt"]
    assert "--published" in found["undated.txt"]
    assert tables(tmp_path / "out") == tables(plain)


def test_a_fault_of_ours_in_one_article_is_listed_and_ends_nothing(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from components.articles.archive import partition_reading

    sound = partition_reading.article_rows

    def faulty(article, proposals):  # type: ignore[no-untyped-def]
        if "faulty" in article.name:
            raise KeyError("nobody thought of this")
        return sound(article, proposals)

    monkeypatch.setattr(partition_reading, "article_rows", faulty)
    folder = written(tmp_path / "in")
    (folder / "faulty.txt").write_text(english(77), encoding="utf-8")
    run(folder, tmp_path / "out")
    assert "KeyError: 'nobody thought of this'" in unread(tmp_path / "out")["faulty.txt"]
    assert tables(tmp_path / "out") == tables(plain)


def test_an_article_whose_rows_would_spoil_the_story_is_listed(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from components.articles.archive import partition_reading

    sound = partition_reading.article_rows

    def spoilt(article, proposals):  # type: ignore[no-untyped-def]
        found = sound(article, proposals)
        if "spoilt" in article.name:
            found["claims"][0]["asserted_on"] = "someday"
        return found

    monkeypatch.setattr(partition_reading, "article_rows", spoilt)
    folder = written(tmp_path / "in")
    (folder / "spoilt.txt").write_text(english(77), encoding="utf-8")
    run(folder, tmp_path / "out")
    assert "asserted_on" in unread(tmp_path / "out")["spoilt.txt"]
    assert tables(tmp_path / "out") == tables(plain)


def test_after_a_crash_only_what_is_missing_is_read(folder: Path, plain: Path, tmp_path: Path) -> None:
    first, second, third = Serial(crash=3), Serial(), Serial()
    with pytest.raises(InterruptedError):
        run(folder, tmp_path, usual=1, engine=first)
    results = tmp_path / ".archive" / "results"
    times = {place.name: place.stat().st_mtime_ns for place in results.iterdir()}
    summary = run(folder, tmp_path, usual=1, engine=second)
    assert summary.known == 3
    assert set(first.read) & set(second.read) == set()
    assert len(first.read) + len(second.read) == 8
    assert {name: (results / name).stat().st_mtime_ns for name in times} == times
    assert tables(tmp_path) == tables(plain)
    run(folder, tmp_path, usual=1, engine=third)
    assert (third.started, third.read) == (0, [])


def test_a_run_that_was_killed_goes_on_from_there(folder: Path, plain: Path, tmp_path: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from components.articles.archive import Archive, read_archive
from tests.articles.archives import Serial

def progress(now):
    if now.fresh >= 2:
        os.kill(os.getpid(), signal.SIGKILL)

read_archive(Archive(Path({str(folder)!r}), Path({str(tmp_path)!r}), usual=1), Serial().start, progress)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "events.parquet").exists()
    (tmp_path / ".archive" / "results" / ".coming-half-done").mkdir()
    engine = Serial()
    assert run(folder, tmp_path, usual=1, engine=engine).known == 2
    assert len(engine.read) == 6
    assert tables(tmp_path) == tables(plain)
    assert not [place for place in (tmp_path / ".archive" / "results").iterdir() if place.name.startswith(".")]


def test_articles_that_join_later_are_read_alone(tmp_path: Path) -> None:
    folder, engine = written(tmp_path / "in"), Serial()
    run(folder, tmp_path / "out", usual=1)
    (folder / "1" / "later.txt").write_text(french(50), encoding="utf-8")
    summary = run(folder, tmp_path / "out", usual=1, engine=engine)
    assert (summary.known, summary.read, len(engine.read)) == (8, 9, 1)
    run(folder, tmp_path / "anew", usual=4)
    assert tables(tmp_path / "out") == tables(tmp_path / "anew")


def test_one_article_that_kills_workers_is_found_and_listed_and_tried_again(plain: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "in")
    (folder / "1" / "deadly.txt").write_text(english(99), encoding="utf-8")
    engine, again, sound = Serial(deadly="deadly"), Serial(deadly="deadly"), Serial()
    summary = run(folder, tmp_path / "out", usual=4, engine=engine)
    assert (summary.read, summary.unread) == (8, 1)
    assert "crashes the program or takes too much memory" in unread(tmp_path / "out")["1/deadly.txt"]
    assert tables(tmp_path / "out") == tables(plain)
    assert len(engine.died) == 2
    run(folder, tmp_path / "out", usual=4, engine=again)
    assert (again.read, len(again.died)) == ([], 1)
    assert run(folder, tmp_path / "out", usual=4, engine=sound).read == 9
    assert len(sound.read) == 1
    assert not unread(tmp_path / "out")


def test_what_others_made_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match="not of an archive"):
        run(folder, mine)
    run(folder, tmp_path / "out")
    (tmp_path / "out" / "story.toml").write_text(
        'languages = ["en", "fr"]\ntitle = { en = "Mine" }\n', encoding="utf-8"
    )
    run(folder, tmp_path / "out")
    assert "Mine" in (tmp_path / "out" / "story.toml").read_text(encoding="utf-8")
    table = tmp_path / "out" / "claims.parquet"
    table.write_bytes(table.read_bytes() + b"edited")
    with pytest.raises(ArchiveError, match=r"claims\.parquet was changed"):
        run(folder, tmp_path / "out")


def test_a_crash_between_two_tables_is_mended_by_the_next_run(folder: Path, plain: Path, tmp_path: Path) -> None:
    out, older = tmp_path / "out", written(tmp_path / "older", 3)
    run(older, out)
    written(older, 8)
    from components.articles.archive import story_files

    replace, count = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".parquet":
            count.append(target)
            if len(count) == 3:
                raise InterruptedError
        return replace(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_files.Path, "replace", failing)
        with pytest.raises(InterruptedError):
            run(older, out)
    run(older, out)
    assert tables(out) | tables(plain) == tables(out)


def test_of_an_actor_what_most_articles_say_is_told() -> None:
    told = [("x", "kind", "person"), ("x", "kind", "organisation"), ("x", "name_en", "Al"), ("x", "name_en", "Alex")]
    frame = pd.DataFrame([*told, ("x", "kind", "person")], columns=["actor_id", "column", "value"], dtype="str")
    (row,) = actors(iter([frame.iloc[:2], frame.iloc[2:]])).to_dict("records")
    assert (row["kind"], row["name_en"], row["country"]) == ("person", "Alex", "")


def test_a_table_has_the_same_rows_whatever_its_pieces(tmp_path: Path) -> None:
    names = list(story_columns("claims"))
    whole = pd.DataFrame({name: pd.array([f"{name}{at}" for at in range(50)], dtype="str") for name in names})
    whole["start_char"], whole["end_char"], whole["hedged"] = "7", "", "yes"
    assert write_table(tmp_path / "a", "claims", [whole]) == 50
    write_table(tmp_path / "b", "claims", [whole.iloc[:7], whole.iloc[7:7], whole.iloc[7:]])
    assert pq.read_table(tmp_path / "a").equals(pq.read_table(tmp_path / "b"))
    first = pq.read_table(tmp_path / "a").slice(0, 1).to_pylist()[0]
    assert (first["start_char"], first["end_char"], first["hedged"]) == (7, None, True)
