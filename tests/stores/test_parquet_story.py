"""Stories with tables in Parquet: read to the same story as CSV, checked by the same rules, and never changed."""

import datetime
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import EditingError, StoreError
from components.stores.converting import convert
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder import examined, list_stories, read_story, story_revision
from components.stores.opening import open_given
from components.stores.synthetic.generating import generate
from components.stores.template import new_story
from tests.stores.parquet_stories import defects, left_out, places, replaced


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A story of many kinds of rows in CSV."""
    generate(tmp_path / "made", 200, 30, 5)
    convert(tmp_path / "made", "csv", tmp_path / "plain")
    return tmp_path / "plain"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound story in Parquet, of one event with two claims."""
    new_story(tmp_path, "my-story")
    convert(tmp_path / "my-story", "parquet", tmp_path / "story")
    return tmp_path / "story"


def test_the_same_story_is_read_from_both_kinds_of_files(plain: Path, tmp_path: Path) -> None:
    convert(plain, "parquet", tmp_path / "again")
    one, other = read_story(plain), read_story(tmp_path / "again")
    for table in ("events", "participants", "claims", "actors", "sources"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))
    assert (one.title, one.eras, one.sides) == (other.title, other.eras, other.sides)
    assert one.revision != other.revision


def test_rows_in_any_order_and_in_several_groups_give_the_same_story(plain: Path, tmp_path: Path) -> None:
    convert(plain, "parquet", tmp_path / "mixed")
    for table in ("events", "claims", "actors", "sources"):
        file = tmp_path / "mixed" / f"{table}.parquet"
        rows = pq.read_table(file)
        pq.write_table(rows.take(pa.array(range(len(rows) - 1, -1, -1))), file, row_group_size=7)
    one, other = read_story(plain), read_story(tmp_path / "mixed")
    for table in ("events", "claims"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))


def test_a_folder_may_mix_tables_of_both_kinds(plain: Path, tmp_path: Path) -> None:
    convert(plain, "parquet", tmp_path / "other")
    for table in ("events", "participants"):
        (tmp_path / "other" / f"{table}.parquet").rename(plain / f"{table}.parquet")
    (plain / "events.csv").unlink()
    assert examined(plain) == ([], 0)
    assert len(read_story(plain).participants) > 200


def test_dates_and_numbers_are_taken_for_texts(folder: Path) -> None:
    replaced(folder, "events", "when", pa.array([datetime.date(2024, 5, 14)]))
    replaced(folder, "claims", "asserted_on", lambda old: pa.array([2025] * len(old)))
    story = read_story(folder)
    assert story.events["when"].tolist() == ["2024-05-14"]
    assert set(story.claims["asserted_on"]) == {"2025"}


def test_space_around_a_text_and_missing_values_are_no_part_of_it(folder: Path) -> None:
    before = read_story(folder)
    replaced(folder, "claims", "stance", lambda old: [f" {text}\u00a0" for text in old])
    replaced(folder, "events", "note_en", lambda old: pa.array([None] * len(old), pa.string()))
    replaced(folder, "participants", "role", lambda old: [None, *old[1:]])
    after = read_story(folder)
    assert after.claims["stance"].tolist() == before.claims["stance"].tolist()
    assert after.events["note_en"].tolist() == [""]
    assert after.participants["role"].tolist()[0] == "participant"


@pytest.mark.parametrize(
    ("table", "column", "value", "problem"),
    [
        ("events", "event_id", "Not an id", "an id consists of lower-case letters a to z, digits and hyphens"),
        ("events", "when", "12/05/2024", "it is not clear which number is the month"),
        ("events", "type", "dance", "unknown type"),
        ("events", "lat", 91.5, "it is out of range"),
        ("participants", "actor_id", "nobody-at-all", "unknown actor id"),
        ("participants", "role", "witness", "unknown role"),
        ("claims", "source_id", "no-such-source", "unknown source id"),
        ("claims", "stance", "", "the value is missing"),
        ("claims", "asserted_on", "2024-05-13?", "it is not a day, month or year"),
        ("claims", "start_char", 1.5, "it is not a whole number"),
        ("sources", "url", "ftp://x", "it is not a web address"),
        ("actors", "side", "moon", "unknown side"),
    ],
)
def test_a_bad_cell_is_told_with_its_file_row_column_and_value(
    folder: Path, table: str, column: str, value: object, problem: str
) -> None:
    replaced(folder, table, column, lambda old: [*old[:-1], value])
    rows = pq.read_metadata(folder / f"{table}.parquet").num_rows
    shown = "" if value == "" else str(value)
    assert (f"{table}.parquet", rows, column, shown, problem) in places(folder)
    with pytest.raises(StoryError):
        read_story(folder)


def test_remedies_name_the_files_that_are_there(folder: Path) -> None:
    replaced(folder, "claims", "source_id", lambda old: ["no-such-source", *old[1:]])
    replaced(folder, "claims", "stance", lambda old: ["declines"] * len(old))
    told = [one.remedy for one in defects(folder)]
    assert any("sources.parquet" in remedy for remedy in told)
    assert any("add a row to claims.parquet" in remedy for remedy in told)


def test_a_participant_who_is_there_twice_is_told_once(folder: Path) -> None:
    file = folder / "participants.parquet"
    rows = pq.read_table(file)
    pq.write_table(pa.concat_tables([rows, rows.slice(0, 1)]), file)
    assert places(folder) == [
        (
            "participants.parquet",
            len(rows) + 1,
            "actor_id",
            rows["actor_id"][0].as_py(),
            "the participant is named twice",
        )
    ]


def test_of_many_defects_the_first_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    generate(tmp_path / "big", 500, 30, 1)
    replaced(tmp_path / "big", "events", "type", lambda old: ["dance"] * len(old), row_group_size=64)
    found, count = examined(tmp_path / "big")
    assert (len(found), count) == (100, 500)
    assert [one.row for one in found] == list(range(1, 101))


def test_a_table_that_is_there_in_both_kinds_is_a_defect(folder: Path, tmp_path: Path) -> None:
    (folder / "actors.csv").write_bytes((tmp_path / "my-story" / "actors.csv").read_bytes())
    (defect,) = defects(folder)
    assert (defect.file, defect.problem) == ("actors.parquet", "the table is there twice, as actors.csv, too")
    assert defect.remedy.startswith("keep one of the two")


def test_participants_in_two_places_are_a_defect(folder: Path, tmp_path: Path) -> None:
    (folder / "events.csv").write_bytes((tmp_path / "my-story" / "events.csv").read_bytes())
    (folder / "events.parquet").unlink()
    assert places(folder) == [("participants.parquet", 0, "", "", "the participants stand in events.csv already")]


def test_events_in_parquet_have_no_cell_of_participants(folder: Path) -> None:
    rows = pq.read_table(folder / "events.parquet")
    pq.write_table(rows.append_column("participants", pa.array(["a:target"])), folder / "events.parquet")
    assert places(folder) == [("events.parquet", 0, "participants", "", "unknown column")]


@pytest.mark.parametrize("table", ["events", "participants", "claims"])
def test_a_missing_table_and_a_missing_column_are_told(folder: Path, table: str) -> None:
    left_out(folder, table, "event_id")
    assert (f"{table}.parquet", 0, "event_id", "", "the column is missing") in places(folder)
    (folder / f"{table}.parquet").unlink()
    assert any(one[4] == "the file is missing" for one in places(folder))


def test_a_column_of_another_type_is_told_by_its_type(folder: Path) -> None:
    replaced(folder, "events", "when", pa.array([datetime.datetime(2024, 5, 13)], pa.timestamp("ms")))
    (found,) = [one for one in defects(folder) if one.column == "when"]
    assert found.problem == "the column is of type timestamp[ms]"
    assert "CAST" in found.remedy


@pytest.mark.parametrize("content", [b"", b"PAR1", b"event_id,when\n1,2\n"])
def test_what_is_no_parquet_is_a_defect_and_no_traceback(folder: Path, content: bytes) -> None:
    (folder / "claims.parquet").write_bytes(content)
    assert any(one[0] == "claims.parquet" and "not Parquet" in one[4] for one in places(folder))


def test_a_text_of_a_source_that_is_missing_is_told(folder: Path) -> None:
    replaced(folder, "sources", "text", lambda old: ["gone.txt", *[""] * (len(old) - 1)])
    assert ("sources.parquet", 1, "text", "gone.txt", "there is no such text") in places(folder)


def test_such_folders_are_listed_and_a_changed_file_is_noticed(folder: Path) -> None:
    assert folder.name in list_stories(folder.parent)
    before, stamp = story_revision(folder), open_given(str(folder)).stamp()
    os.utime(folder / "claims.parquet", (1, 1))
    assert story_revision(folder) != before
    assert open_given(str(folder)).stamp() != stamp


def test_the_store_reads_and_refuses_to_change(folder: Path) -> None:
    store = open_given(str(folder))
    assert store.load().revision == store.revision() == 0
    assert store.history() == ()
    with pytest.raises(EditingError, match=r"whowhen convert --to csv.*whowhen load") as refused:
        store.save(Change({"events": [{"event_id": "new"}]}, "Ada"), 0)
    assert refused.value.cause == "parquet"
    with pytest.raises(StoreError, match="no revision 3"):
        store.load(3)
    assert not (folder / ".whowhen").exists()


def test_single_rows_are_told_as_cells(folder: Path, tmp_path: Path) -> None:
    plain, store = open_given(str(tmp_path / "my-story")), open_given(str(folder))
    for table in ("events", "claims", "actors", "sources"):
        assert store.rows(table) == plain.rows(table)
        first = next(iter(plain.rows(table)))
        assert store.rows(table, [first, "no-such-row"]) == plain.rows(table, [first])


def test_it_is_loaded_into_a_database(folder: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/whowhen.sqlite"
    load(folder, url, "copy", "Ada")
    assert DatabaseStore(url, "copy").rows("events") == open_given(str(tmp_path / "my-story")).rows("events")
