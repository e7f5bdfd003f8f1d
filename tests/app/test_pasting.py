"""Rows out of a spreadsheet or a CSV file: what is read, and what is refused with its place and reason."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.app.pasting import FAULTS, LARGEST, MOST, Pasted, pasted
from components.app.widgets.table_editor.words import names_of, table_words
from components.events.schema import header

COLUMNS = tuple(header("events", ("en", "fr")))
NAMES = names_of("events", COLUMNS, ("en", "fr"))


def read(text: str) -> Pasted:
    return pasted(text, COLUMNS, NAMES, "event_id")


def rows(text: str) -> list[dict[str, str]]:
    found = read(text)
    assert found.faults == ()
    return [dict(row) for row in found.rows]


def faults(text: str) -> list[tuple[str, int, str, str]]:
    found = read(text)
    assert found.rows == ()
    return [(one.problem, one.row, one.column, one.value) for one in found.faults]


def test_cells_between_tabs_without_names_follow_the_columns_of_the_table() -> None:
    assert rows("a\t2025-01-01\tcall\nb\t\tmeeting") == [
        {"event_id": "a", "when": "2025-01-01", "type": "call"},
        {"event_id": "b", "when": "", "type": "meeting"},
    ]


@pytest.mark.parametrize(
    "line",
    [
        "event_id\twhen\ttitle_fr\tplace_en",
        "Id of the event\tDate\tTitle (French)\tPlace (English)",
        "ID\tdate\ttitle fr\tPLACE",
        "identifiant de l’événement\tDATE\tTitre (français)\tLieu",
        "Événement\tDate\ttitre (fr)\tlieu_en",
    ],
)
def test_a_first_line_may_name_the_columns_in_english_and_in_french(line: str) -> None:
    row = {"event_id": "a", "when": "2025", "title_fr": "T", "place_en": "P"}
    assert rows(f"{line}\na\t2025\tT\tP") == [row]


def test_commas_and_semicolons_separate_cells_too() -> None:
    assert rows('event_id,title_en,note_en\na,"one, two",x; y') == [
        {"event_id": "a", "title_en": "one, two", "note_en": "x; y"}
    ]
    assert rows("event_id;title_fr;amount\na;un, deux;1,5") == [
        {"event_id": "a", "title_fr": "un, deux", "amount": "1,5"}
    ]


def test_a_spreadsheets_quoted_cells_keep_line_ends_tabs_and_quotes() -> None:
    text = 'event_id\tnote_en\ttitle_en\r\na\t"one\ntwo ""three""\tfour"\tB\r\nb\tplain\tC\r\n'
    assert rows(text) == [
        {"event_id": "a", "note_en": 'one\ntwo "three"\tfour', "title_en": "B"},
        {"event_id": "b", "note_en": "plain", "title_en": "C"},
    ]


def test_quotes_that_belong_to_a_cell_between_tabs_stay() -> None:
    assert rows('event_id\ttitle_en\tnote_en\na\t"No" said Peskov\tthe "call"') == [
        {"event_id": "a", "title_en": '"No" said Peskov', "note_en": 'the "call"'}
    ]


def test_formulas_and_decimal_commas_are_texts() -> None:
    cells = ["=1+1", "+33 1", "@SUM(A1)", "-5", "1,5"]
    text = "title_en\tshort_title_en\tnote_en\ttags\tamount\n" + "\t".join(cells)
    assert list(rows(text)[0].values()) == cells


def test_an_empty_cell_is_given_and_one_left_out_at_the_end_is_not() -> None:
    assert rows("event_id\twhen\ttitle_en\na\t\nb") == [{"event_id": "a", "when": ""}, {"event_id": "b"}]


def test_blank_lines_marks_of_files_and_empty_cells_at_the_end_do_not_matter() -> None:
    assert rows("\ufeffevent_id,when\n\n , \na,2025,,\n\n") == [{"event_id": "a", "when": "2025"}]


def test_an_unknown_column_is_named_with_what_it_may_have_been_meant_for() -> None:
    (fault,) = read("event_id\tdate\ttitl_en\na\t2025\tT").faults
    assert (fault.problem, fault.row, fault.column, fault.hint) == ("unknown_column", 1, "titl_en", "title_en")


def test_the_names_of_another_table_are_not_taken_for_a_row() -> None:
    assert faults("claim_id\tevent_id\tstance\na\tb\tdenies")[0] == ("unknown_column", 1, "claim_id", "")


def test_what_cannot_be_read_is_told_with_row_column_and_value() -> None:
    assert faults("event_id\twhen\na\t2025\tmore") == [("no_column", 2, "", "more")]
    assert faults("event_id\twhen\twhen\na\t1\t2") == [("column_twice", 1, "when", "when")]
    assert faults("event_id\twhen\na\t1\nb\t2\na\t3") == [("id_twice", 4, "event_id", "a")]
    assert faults("event_id\ttitle_en\na\tx\0y") == [("nul", 2, "title_en", "x y")]
    assert faults('event_id,title_en\na,"open') == [("quotes", 2, "", "")]
    assert faults("event_id,title_en\na," + "x" * 110_000) == [("long_cell", 2, "title_en", "x" * 80 + "…")]
    assert faults("event_id\ttitle_en\na\t" + "x" * 1_000_000)[0][:2] == ("long_cell", 2)
    assert faults(" \n ") == [("nothing", 0, "", "")]
    assert faults("event_id\twhen\n") == [("no_rows", 0, "", "")]


def test_faults_end_after_a_hundred() -> None:
    assert len(faults("event_id\twhen\n" + "a\t1\tmore\n" * 5000)) == FAULTS


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused() -> None:
    text = "event_id\twhen\n" + "\n".join(f"e{at}\t2025" for at in range(MOST))
    assert len(read(text).rows) == MOST
    assert faults(f"{text}\nlast\t2025") == [("too_many", 0, "", "")]


def test_a_million_rows_are_refused_by_their_size_and_tell_of_the_command() -> None:
    assert faults("a\t2025-01-01\tcall\n" * 1_000_000) == [("too_large", 0, "", "")]
    assert faults("é" * (LARGEST // 2 + 1)) == [("too_large", 0, "", "")]
    for language in ("en", "fr"):
        assert "whowhen apply" in table_words(language)("faults.too_large")
        assert "whowhen apply" in table_words(language)("faults.too_many")


def test_every_fault_has_its_words() -> None:
    problems = "nothing no_rows too_large too_many unknown_column column_twice no_column quotes long_cell nul id_twice"
    for language in ("en", "fr"):
        assert all(table_words(language)(f"faults.{one}", hint="x") for one in problems.split())


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\"',;"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from("\t,;"))
def test_what_the_csv_module_writes_is_read_back(table: list[tuple[str, str]], separator: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("title_en", "note_en"), *table])
    wanted = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    found = read(out.getvalue())
    assert [[*row.values()] for row in found.rows] == wanted
    assert [one.problem for one in found.faults] == ([] if wanted else ["no_rows"])


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read(text)
    assert bool(found.rows) != bool(found.faults)
