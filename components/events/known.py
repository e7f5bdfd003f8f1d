"""A story as it was known on a day: nothing that became public later shows, not even through a title."""

import math
from typing import Any

import pandas as pd

from components.events.dates import iso, parse
from components.events.joins import inherit, subset
from components.events.status import UNKNOWN, shown_codes
from components.events.story import Story
from components.events.vocabulary import STATUSES

# Where a title's main part ends. A comma inside a number, or a colon inside a time, is followed by a digit.
# Spaces are named: the fast path of pandas knows no other than ASCII ones by \s.
_SPACE = "\\s\u00a0\u202f"
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
    known = subset(story, mask, made, revision=f"{story.revision}|known {iso(day)}")
    status = pd.Categorical.from_codes(codes[mask], categories=pd.Index(STATUSES))
    events = known.events.assign(status=status, **_safe_texts(known), **_cut_intervals(known.events, day))
    return inherit(known, known.with_tables(events=events))


def safe_title(story: Story, row: int, language: str) -> str:
    """The title of the event in ``row`` that gives nothing away: the short one, or the part before it explains."""
    one = story.with_tables(events=story.events.iloc[[row]])
    titles = one.with_tables(events=one.events.assign(**_safe_texts(one))).text("events", "title", language)
    return str(titles.iloc[0])


def _safe_texts(story: Story) -> dict[str, "pd.Series[str]"]:
    events, out = story.events, dict[str, "pd.Series[str]"]()
    for code in story.languages:
        title, short, note = (f"{name}_{code}" for name in ("title", "short_title", "note"))
        if title in events:
            cut = events[title].str.replace(_TITLE_END, "", regex=True)
            out[title] = cut if short not in events else events[short].where(events[short] != "", cut)
        if note in events:
            out[note] = pd.Series("", index=events.index, dtype="str")
    return out


def _cut_intervals(events: pd.DataFrame, day: float) -> dict[str, Any]:
    """Intervals that began by ``day`` and reach beyond it end there, and their end is no longer said."""
    spans = events["when"].str.contains("/", regex=False)
    running = spans & (events["earliest"] <= day) & (events["latest"] > day)
    if not running.any():
        return {}
    cut = events[running]
    when = (cut["when"].str.partition("/")[0] + "/..").where(cut["earliest"] > -math.inf, f"../{iso(day)}")
    # Read once more: a doubt about the end goes with it.
    said = parse(when).assign(when=when, latest=day)
    return {str(name): _replaced(events[name], said[name]) for name in said}


def _replaced(column: "pd.Series[Any]", values: "pd.Series[Any]") -> "pd.Series[Any]":
    out = column.copy()
    out.loc[values.index] = values
    return out
