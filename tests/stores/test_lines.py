"""The records of a CSV file, and what a change of some leaves of the others."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stores.lines import changed, lines_of

texts = st.text(alphabet=st.sampled_from('ab ,"\n\ré;=\t'), max_size=6)
ends = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A CSV file as somebody may have written it, with three columns and ids of its own in the first."""
    end = draw(ends)
    rows = [["id", "b", "c"], *([f"r{at}", *draw(st.tuples(texts, texts))] for at in range(draw(st.integers(0, 4))))]
    out = io.StringIO(newline="")
    for row in rows:
        needed = any(sign in text for text in row for sign in "\r\n")  # csv looks only for the line end at hand
        quoting = csv.QUOTE_ALL if needed or draw(st.booleans()) else csv.QUOTE_MINIMAL
        csv.writer(out, lineterminator=draw(st.sampled_from([end, end, "\n"])), quoting=quoting).writerow(row)
        if draw(st.integers(0, 5)) == 0:
            out.write(draw(st.sampled_from([end, f",,{end}"])))
    text = draw(st.sampled_from(["", "\ufeff"])) + out.getvalue()
    return (text.rstrip("\r\n") if draw(st.booleans()) else text).encode()


@given(files())
def test_a_file_is_the_same_after_it_was_read(content: bytes) -> None:
    assert lines_of(content).content() == content


@given(files())
def test_rows_are_those_that_csv_reads(content: bytes) -> None:
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    expected = {
        row["id"]: {name: text.strip() for name, text in row.items() if text.strip()} for row in read if row["id"]
    }
    assert lines_of(content).rows("id") == expected


@given(files(), st.dictionaries(st.sampled_from(["r0", "r1", "r9"]), st.one_of(st.none(), texts), max_size=3))
def test_after_a_change_the_rows_are_as_asked_and_the_others_keep_their_characters(
    content: bytes, wishes: dict[str, str | None]
) -> None:
    lines = lines_of(content)
    rows = lines.rows("id")
    after = {
        id: None if text is None else {**rows.get(id, {"id": id}), "b": text.strip()} for id, text in wishes.items()
    }
    new = lines_of(changed(lines, "id", after).content())
    expected = {**rows, **after}
    assert new.rows("id") == {
        id: {name: text for name, text in row.items() if text} for id, row in expected.items() if row is not None
    }
    kept = [one.raw for one in lines.records if one.cells and one.cells[0] not in wishes]
    assert [one.raw for one in new.records if one.cells and one.cells[0] not in wishes] == kept
    assert (new.head.raw, new.mark) == (lines.head.raw, lines.mark)


@given(files())
def test_a_change_to_what_is_there_changes_nothing(content: bytes) -> None:
    lines = lines_of(content)
    assert changed(lines, "id", lines.rows("id")).content() == content


@pytest.mark.parametrize(
    ("old", "after", "new"),
    [
        (b"id,b\nx,1\n", {"x": {"id": "x", "b": "2"}}, b"id,b\nx,2\n"),
        (b'id,b\nx,"1"\n', {"x": {"id": "x", "b": "2"}}, b"id,b\nx,2\n"),
        (b'"id","b"\n"x","1"\n', {"x": {"id": "x", "b": "2"}}, b'"id","b"\n"x","2"\n'),
        (b"id,b\nx,1\ny,2", {"y": None}, b"id,b\nx,1"),
        (b"id,b\nx,1\ny,2", {"z": {"id": "z"}}, b"id,b\nx,1\ny,2\nz,"),
        (b"id,b", {"z": {"id": "z"}}, b"id,b\nz,"),
        (b"id,b\r\nx,1\r\n", {"z": {"id": "z", "n": "3"}}, b"id,b,n\r\nx,1,\r\nz,,3\r\n"),
        (b"id,b\n\nx,1\n,\n", {"x": {"id": "x", "b": "1", "n": "2"}}, b"id,b,n\n\nx,1,2\n,\n"),
    ],
)
def test_rows_and_columns_are_changed_added_and_taken_out(
    old: bytes, after: dict[str, dict[str, str] | None], new: bytes
) -> None:
    assert changed(lines_of(old), "id", after).content() == new
