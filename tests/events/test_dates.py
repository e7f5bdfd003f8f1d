"""EDTF dates: what they mean in days, and which texts are none."""

import datetime
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.dates import (
    Bounds,
    bounds,
    civil,
    day_number,
    iso,
    month_length,
    parse,
    read,
    to_date,
    to_day,
)
from components.events.errors import DateError

YEARS = st.integers(-9999, 9999)


def span(text: str) -> tuple[str, str, str]:
    """First and last day as ISO texts, and the precision."""
    found = bounds(text)
    return iso(found.earliest), iso(found.latest), found.precision


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-11-07", "2024-11-07", "2024-11-07", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("-0430", "-0430-01-01", "-0430-12-31", "year"),
        ("-0430-05", "-0430-05-01", "-0430-05-31", "month"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15", "day"),
        ("0000", "0000-01-01", "0000-12-31", "year"),
        ("2024-11-10/2025-01-20", "2024-11-10", "2025-01-20", "interval"),
        ("2024-11/2025", "2024-11-01", "2025-12-31", "interval"),
        ("-0430/-0403", "-0430-01-01", "-0403-12-31", "interval"),
        ("2025-21", "2025-03-01", "2025-05-31", "season"),
        ("2025-24", "2025-12-01", "2026-02-28", "season"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("2024-11-XX", "2024-11-01", "2024-11-30", "month"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", "year"),
        ("2025-36", "2025-10-01", "2025-12-31", "season"),
        ("[2024-01-01,2024-05-01]", "2024-01-01", "2024-05-01", "interval"),
        ("../2025-01-20", "", "2025-01-20", "open-start"),
        ("/2025-01-20", "", "2025-01-20", "open-start"),
        ("2025-01-20/..", "2025-01-20", "", "open-end"),
        ("", "", "", "none"),
    ],
)
def test_a_date_means_these_days(text: str, first: str, last: str, precision: str) -> None:
    assert span(text) == (first, last, precision)


def test_open_ends_are_infinite_and_no_date_is_nan() -> None:
    assert bounds("../2025").earliest == -math.inf
    assert bounds("2025/..").latest == math.inf
    assert math.isnan(bounds("").earliest)
    assert math.isnan(bounds("").latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024-11-07", False, False),
        ("2024-11-07~", True, False),
        ("2024-11-07?", False, True),
        ("2024-11-07%", True, True),
        ("-0430~", True, False),
        ("2024-11~/2025-01?", True, True),
        ("2024-?11", False, True),
        ("2024-%11", True, True),
        ("../2025-01~", True, False),
    ],
)
def test_qualifiers_are_told_apart(text: str, approximate: bool, uncertain: bool) -> None:
    found = bounds(text)
    assert (found.approximate, found.uncertain) == (approximate, uncertain)


def test_a_qualifier_does_not_move_the_bounds() -> None:
    assert {span(f"2024-11-07{mark}") for mark in ("", "~", "?", "%")} == {("2024-11-07", "2024-11-07", "day")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2024-02-30", "the month has 29 days"),
        ("2023-02-29", "the month has 28 days"),
        ("2024-11-00", "no such day"),
        ("2024-13", "no month 13"),
        ("2024-00-10", "no month 0"),
        ("2024-02-30~", "the month has 29 days"),
        ("2024-01-01/2024-02-30", "the month has 29 days"),
        ("2025-01-20/2024-11-10", "the end lies before the start"),
        ("-0403/-0430", "the end lies before the start"),
        ("../..", "a start or an end"),
        ("/", "a start or an end"),
        ("07/11/2024", "which number is the month"),
        ("7 November 2024", "not an EDTF date"),
        ("soon", "not an EDTF date"),
        ("20241107", "not an EDTF date"),
        ("24-11-07", "not an EDTF date"),
        ("2024-11-7", "not an EDTF date"),
        ("２０２４-11-07", "not an EDTF date"),
        ("-0000", "no year minus zero"),
        ("Y-17000", "beyond 9999"),
        ("2024-11-1X", "not an EDTF date"),
        ("1" * 101, "longer than"),
        ("2024-11-07 ", "not an EDTF date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason_and_a_remedy(text: str, problem: str) -> None:
    with pytest.raises(DateError, match=problem) as caught:
        bounds(text)
    assert caught.value.value in text
    assert caught.value.remedy


def test_an_interval_may_end_in_the_unit_in_which_it_starts() -> None:
    assert span("2024-11-10/2024-11") == ("2024-11-10", "2024-11-30", "interval")


@given(st.dates())
def test_a_day_and_its_number_are_the_same_thing(date: datetime.date) -> None:
    assert to_date(to_day(date)) == date
    assert iso(to_day(date)) == date.isoformat()
    assert bounds(date.isoformat()) == Bounds(to_day(date), to_day(date), "day")


@given(YEARS, st.integers(1, 12), st.data())
def test_every_day_of_the_calendar_survives_the_way_to_its_number_and_back(
    year: int, month: int, data: st.DataObject
) -> None:
    day = data.draw(st.integers(1, month_length(year, month)))
    number = day_number(year, month, day)
    assert civil(number) == (year, month, day)
    assert bounds(iso(number)).earliest == number
    assert civil(number + 0.5) == (year, month, day)


@given(YEARS, st.integers(1, 12))
def test_the_day_after_a_month_is_the_first_of_the_next(year: int, month: int) -> None:
    last = day_number(year, month, month_length(year, month))
    assert civil(last + 1) == (year + month // 12, month % 12 + 1, 1)


def test_days_outside_of_pythons_calendar_have_no_date() -> None:
    assert [
        to_date(day) for day in (math.nan, math.inf, -math.inf, bounds("-0430").earliest, day_number(10000, 1, 1))
    ] == [None] * 5


def test_iso_of_no_day_is_empty() -> None:
    assert [iso(day) for day in (math.nan, math.inf, -math.inf)] == ["", "", ""]


def _texts() -> st.SearchStrategy[str]:
    year = YEARS.map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04}")
    number = st.integers(0, 35).map(lambda n: f"{n:02}")
    shapes = st.one_of(year, st.tuples(year, number).map("-".join), st.tuples(year, number, number).map("-".join))
    marked = st.tuples(shapes, st.sampled_from(["", "~", "?", "%"])).map("".join)
    return st.one_of(marked, st.tuples(marked, marked).map("/".join), st.text("0123456789-/~?%.XY ", max_size=10))


@given(st.lists(_texts(), max_size=12))
def test_a_column_reads_like_its_single_cells(texts: list[str]) -> None:
    frame, errors = read(pd.Series(texts, dtype="str"))
    for at, text in enumerate(texts):
        row = frame.iloc[at]
        try:
            alone = bounds(text)
        except DateError:
            assert text in errors
            assert row["precision"] == "none"
            continue
        assert text not in errors
        assert row["precision"] == alone.precision
        assert (row["approximate"], row["uncertain"]) == (alone.approximate, alone.uncertain)
        np.testing.assert_array_equal([row["earliest"], row["latest"]], [alone.earliest, alone.latest])


@given(_texts())
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    try:
        found = bounds(text)
    except DateError:
        return
    assert math.isnan(found.earliest) or found.earliest <= found.latest


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(["", "~", "?", "%"]))
def test_the_own_reader_agrees_with_the_edtf_library(date: datetime.date, mark: str) -> None:
    from edtf import parse_edtf

    text = date.isoformat()[: (10, 7, 4)[date.day % 3]] + mark
    found, theirs = bounds(text), parse_edtf(text)
    assert tuple(theirs.lower_strict()[:3]) == civil(found.earliest)
    assert tuple(theirs.upper_strict()[:3]) == civil(found.latest)
    both = theirs.is_uncertain_and_approximate
    assert (bool(both or theirs.is_approximate), bool(both or theirs.is_uncertain)) == (
        found.approximate,
        found.uncertain,
    )


def test_parse_raises_for_the_first_bad_text_and_keeps_the_index() -> None:
    texts = pd.Series(["2024", "2024-02-30", "soon"], index=[7, 8, 9], dtype="str")
    with pytest.raises(DateError, match="2024-02-30"):
        parse(texts)
    assert parse(texts.iloc[:1]).index.tolist() == [7]


def test_a_missing_value_is_no_date() -> None:
    assert parse(pd.Series([None, "2024"], dtype="str"))["precision"].tolist() == ["none", "year"]


def test_many_plain_dates_are_read_at_once() -> None:
    days = np.random.default_rng(0).integers(-1000, 20000, 20_000)
    texts = pd.Series(days.astype("datetime64[D]").astype(str), dtype="str")
    frame = parse(texts)
    assert (frame["earliest"].to_numpy() == days).all()
