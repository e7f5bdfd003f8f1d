"""The columns of the events that the layout reads, as arrays; texts only of the rows that are asked for."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from components.charts.coded import Coded
from components.charts.overview import story_days
from components.charts.salience import salience
from components.charts.view import TimelineView
from components.events.cutting import SMALL
from components.events.excerpt import row_of, rows_of_ids
from components.events.joins import recall

Floats = NDArray[np.floating]
Rows = NDArray[np.intp]

SELECTED = 1e9
CHANGED = 1e6


class Columns:
    """Arrays of ``view.story.events``, and ids and titles of the rows that were prepared."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view
        self.events = view.story.events
        self.day: Floats = story_days(view.story)
        self.dated: NDArray[np.bool_] = np.isfinite(self.day)
        self.ids: dict[int, str] = {}
        self.titles: dict[int, str] = {}

    @cached_property
    def last(self) -> Floats:
        """Last day of each event, its first where the end is open."""

        def compute() -> Floats:
            latest = self.events["latest"].to_numpy(float)
            return np.where(np.isfinite(latest), latest, self.day)

        return recall(self.view.story, "last days", compute)

    @cached_property
    def salience(self) -> Floats:
        """Salience as given with the story, else computed on it."""
        given = self.events["salience"] if "salience" in self.events else salience(self.view.story)
        return np.asarray(given, dtype=float)

    @cached_property
    def urgency(self) -> Floats:
        """Salience with the selected event first and the changed ones next."""
        order = self.salience.copy()
        if self.view.previous:
            order[rows_of_ids(self.view.story, list(self.view.previous))] += CHANGED
        if self.view.selected and (at := row_of(self.view.story, self.view.selected)) >= 0:
            order[at] += SELECTED
        return order

    @cached_property
    def status(self) -> Coded:
        """Status per row."""
        return Coded(self.events["status"])

    @cached_property
    def family(self) -> Coded:
        """Family per row."""
        return Coded(self.events["family"])

    @cached_property
    def kind(self) -> Coded:
        """Type per row."""
        return Coded(self.events["type"])

    @cached_property
    def open(self) -> NDArray[np.bool_]:
        """Whether an event is not confirmed."""
        return ~self.status.equals("confirmed")

    def near(self, rows: Rows, first: float, last: float) -> Rows:
        """Those of the dated ``rows`` (ascending) that touch the days from ``first`` to ``last``."""
        if len(rows) > SMALL:
            ends = np.searchsorted(self._rising, first), np.searchsorted(self._starts, last, side="right")
            low, high = np.searchsorted(rows, ends)
            rows = rows[low:high]
        return rows[(self.last[rows] + 1 >= first) & (self.day[rows] <= last)]

    @cached_property
    def _starts(self) -> Floats:
        """Per row the least day of it and all that follow, so that a window ends where it is past."""

        def compute() -> Floats:
            day = np.where(self.dated, self.day, np.inf)
            return np.minimum.accumulate(day[::-1])[::-1]

        return recall(self.view.story, "least days", compute)

    @cached_property
    def _rising(self) -> Floats:
        """Per row the end of the longest event up to it, so that a window begins where it is reached."""

        def compute() -> Floats:
            return np.maximum.accumulate(np.where(self.dated, self.last + 1, -np.inf))

        return recall(self.view.story, "longest ends", compute)

    def prepare(self, rows: Rows) -> None:
        """Read ids and titles of ``rows``: the short title, else the title, in the reader's language if there."""
        part = self.events.iloc[rows]
        found = np.full(len(rows), "", dtype=object)
        for code in (self.view.language, *self.view.story.languages):
            for name in (f"short_title_{code}", f"title_{code}"):
                if name in part:
                    values = part[name].fillna("").astype("str").to_numpy(object)
                    found = np.where(found == "", values, found)
        self.titles.update(zip(rows.tolist(), found.tolist(), strict=True))
        self.ids.update(zip(rows.tolist(), part["event_id"].astype("str").tolist(), strict=True))
