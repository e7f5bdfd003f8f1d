"""A story as it was known on a day: nothing that became public later shows, not even through a title."""

import math
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import with_text
from components.events.cutting import Columns, with_columns
from components.events.dates import iso, parse
from components.events.joins import cutting, inherit, keep, subset
from components.events.search import retold
from components.events.status import UNKNOWN, shown_codes
from components.events.story import Story
from components.events.vocabulary import STATUSES

# Where a title's main part ends. A comma inside a number, or a colon inside a time, is followed by a digit.
# Spaces are named: the fast path of pandas knows no other than ASCII ones by \s.
_SPACE = "\\s\u00a0\u202f"
_DATES = ("earliest", "latest", "precision", "approximate", "uncertain")
_TITLE_END = f"(?s)[{_SPACE},;:]*[,;:]([{_SPACE}].*)?$"


def as_known_on(story: Story, day: float) -> Story:
    """``story`` with what was public at the end of ``day``.

    Events first known by then with their status of that day, and claims made by then. Intervals that have begun end on
    the day, open; what is planned for later keeps its date. Titles are the short ones, or are cut where they begin to
    explain; notes are empty. Actors and sources stay.
    """
    codes = shown_codes(story, day)
    mask = codes != UNKNOWN
    made = (story.claims["day"] <= day).to_numpy(dtype=bool)
    known = subset(told_safely(story), mask, made, revision=f"{story.revision}|known {iso(day)}")
    status = pd.Categorical.from_codes(codes[mask], categories=pd.Index(STATUSES))
    events = with_columns(
        known.events.assign(status=status),
        (partial(_cut_intervals, day=day, names=_DATES), _DATES),
        (partial(_cut_intervals, day=day, names=("when",)), ("when",)),  # apart: texts are many, and seldom asked for
    )
    return inherit(known, known.with_tables(events=events))


def told_safely(story: Story) -> Story:
    """``story`` with texts that give nothing away on any day: short titles or cut ones, and empty notes."""

    def tell() -> Story:
        names = _safe_names(story.events, story.languages)
        works = ((partial(_safe_texts, name=name), (name,)) for name in names)
        return retold(story, story.with_tables(events=with_columns(story.events, *works)), names)

    if cutting(story) is not None:
        return tell()
    return keep(story, "told safely", tell)


def safe_title(story: Story, row: int, language: str) -> str:
    """The title of the event in ``row`` that gives nothing away: the short one, or the part before it explains."""
    one = told_safely(story.with_tables(events=story.events.iloc[[row]]))
    return str(one.text("events", "title", language).iloc[0])


def _safe_names(events: pd.DataFrame, languages: Iterable[str]) -> list[str]:
    return [name for code in languages for name in (f"title_{code}", f"note_{code}") if name in events]


def _safe_texts(events: pd.DataFrame, name: str) -> Columns:
    if name.startswith("note_"):
        return {name: pd.Series("", index=events.index, dtype="str")}
    cut = events[name].copy()
    explains = np.flatnonzero(cut.str.contains("[,;:]", regex=True))
    cut.iloc[explains] = cut.iloc[explains].str.replace(_TITLE_END, "", regex=True).array
    short = f"short_{name}"
    return {name: cut if short not in events else events[short].where(events[short] != "", cut)}


def _cut_intervals(events: pd.DataFrame, day: float, names: Iterable[str]) -> Columns:
    """Intervals that began by ``day`` and reach beyond it end there, and their end is no longer said."""
    earliest, latest = (events[name].to_numpy(dtype=float) for name in ("earliest", "latest"))
    running = np.flatnonzero((earliest <= day) & (latest > day))
    whens = events["when"].iloc[running]
    spans = with_text(whens).str.contains("/", regex=False).to_numpy(dtype=bool)
    running, whens = running[spans], with_text(whens)[spans]
    if not running.size:
        return {name: events[name] for name in names}
    when = (whens.str.partition("/")[0] + "/..").where(earliest[running] > -math.inf, f"../{iso(day)}")
    # Read once more: a doubt about the end goes with it.
    said = parse(when).assign(when=when, latest=day)
    return {name: _replaced(events[name], running, said[name]) for name in names}


def _replaced(column: "pd.Series[Any]", rows: "NDArray[np.intp]", values: "pd.Series[Any]") -> "pd.Series[Any]":
    out = column.copy()
    if isinstance(column.dtype, pd.CategoricalDtype):
        new = pd.Index(values.unique()).difference(column.cat.categories)
        out = out.cat.add_categories(new)
    out.iloc[rows] = values.array
    return out
