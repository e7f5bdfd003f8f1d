"""What the browser needs to know about a timeline beyond the picture: measures, neighbours, cards, alternative."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from components.charts.arrange import Arrangement
from components.charts.axis import client_rules, stamp
from components.charts.cards import kept_cards
from components.charts.columns import Columns
from components.charts.drawing import bin_cards, bin_words, drawn
from components.charts.notes import Heading
from components.charts.overview import story_days
from components.charts.view import BOTTOM, GAP, RIGHT, TOP, TimelineView
from components.charts.wordings import Wording
from components.events.vocabulary import STATUSES

OVERVIEW = 50
LEAST_SPAN = 1.0
MOST_UNDATED = 200
MOST_CARDS = 300  # marks up to which each has a card, in view or not


def measures(view: TimelineView, height: float) -> dict[str, Any]:
    """Sizes in px: the overview from the top of the figure, the plot's margins, the periods as ISO moments."""
    top = TOP + height + GAP
    return {
        "chart": "timeline",
        "events": len(view.story.events),
        "height": top + OVERVIEW + BOTTOM,
        "gutter": view.gutter,
        "right": RIGHT,
        "top": TOP,
        "overview": {"top": top, "bottom": top + OVERVIEW},
        "extent": [moment(day) for day in view.extent],
        "window": [moment(view.scale.first), moment(view.scale.last)],
        "min_span_days": LEAST_SPAN,
        "ticks": client_rules(),
        "selected": view.selected or "",
        "undated": undated(view),
    }


def moment(day: float) -> str:
    """A day as ISO 8601, with "T" before the time."""
    return stamp(day).replace(" ", "T")


def undated(view: TimelineView) -> list[str]:
    """The first 200 events without any date, which the picture cannot show."""
    days = story_days(view.story)
    rows = np.flatnonzero(days != days)[:MOST_UNDATED]
    return [str(one) for one in view.story.events["event_id"].iloc[rows]]


def neighbours(plan: Arrangement, columns: Columns, shown: set[int]) -> dict[str, list[str]]:
    """Per drawn event the event before and after it in its lane ("" at the ends)."""
    order: dict[str, list[str]] = {}
    for lane in plan.lanes:
        keys = [one.item.key for one in lane.placed if one.item.home]
        row = sorted(keys, key=lambda key: (float(plan.positions.at[plan.index(key)]), columns.ids[key]))
        for before, key, after in zip([None, *row], row, [*row[1:], None], strict=False):
            if key in shown:
                order[columns.ids[key]] = [columns.ids[one] if one is not None else "" for one in (before, after)]
    return order


def lane_spans(plan: Arrangement, headings: Sequence[Heading]) -> list[dict[str, Any]]:
    """Name, top and bottom (px from the top of the figure) of each lane, and how many events it stands for."""
    return [
        {
            "name": heading.name,
            "top": TOP + lane.top,
            "bottom": TOP + lane.top + lane.height,
            "dense": lane.bins is not None,
        }
        for lane, heading in zip(plan.lanes, headings, strict=True)
    ]


def details(
    view: TimelineView, plan: Arrangement, columns: Columns, headings: Sequence[Heading], words: Wording
) -> dict[str, Any]:
    """Cards and neighbours of what is drawn, lanes, and the text alternative."""
    shown = {one.item.key for _, one, _ in drawn(view, plan)}
    carded = in_window(view, plan, shown) if view.counted and len(shown) > MOST_CARDS else shown
    ids = [columns.ids[key] for key in sorted(carded)]
    cards: dict[str, Any] = {**kept_cards(view.whole, ids, view.language), **bin_cards(view, plan, words)}
    return {
        "order": neighbours(plan, columns, shown),
        "lanes": lane_spans(plan, headings),
        "cards": cards,
        "alt": alternative(view, plan, columns, headings, words),
        **({"bins": bin_words(plan, words)} if view.counted else {}),
    }


def in_window(view: TimelineView, plan: Arrangement, keys: set[int]) -> set[int]:
    """Those of the events that touch the window: of many marks the others tell more once the window is moved."""
    rows = np.array(sorted(keys), dtype=np.intp)
    at = np.searchsorted(plan.rows, rows)
    near = (plan.positions.start[at] <= view.scale.last) & (plan.positions.end[at] >= view.scale.first)
    return set(rows[near].tolist())


def alternative(
    view: TimelineView, plan: Arrangement, columns: Columns, headings: Sequence[Heading], words: Wording
) -> str:
    """The timeline in a few sentences: how much, when, in which lanes, how certain, what is selected."""
    days = columns.day[columns.dated]
    if not len(days):
        return words.here("timeline.alt.empty", n=len(plan.lanes))
    parts = [span_text(view, "span", words)]
    parts.append(
        "; ".join(f"{heading.name}: {n}" for heading, n in zip(headings, lane_counts(plan), strict=True)) + "."
    )
    many = columns.status.counts()
    counts = [(status, many.get(status, 0)) for status in STATUSES if status != "confirmed"]
    if doubtful := [f"{words.status(status)} {n}" for status, n in counts if n]:
        parts.append(words.here("timeline.alt.statuses", parts=", ".join(doubtful)))
    if view.known_on is not None:
        parts.append(words.here("timeline.alt.known", date=words.day(view.known_on, "long")))
    return " ".join(parts)


def lane_counts(plan: Arrangement) -> list[int]:
    """Events of each lane, drawn or counted in bars."""
    return [lane.events for lane in plan.lanes]


def span_text(view: TimelineView, key: str, words: Wording) -> str:
    """How many events from when to when: "Timeline of 215 events from 6 August 2024 to 15 June 2026"."""
    events = view.story.events
    days = story_days(view.story)
    days = days[days == days]
    many = words.here("timeline.n_events", n=len(events))
    first, last = (words.day(float(day), "long") for day in (days.min(), days.max()))
    return words.here(f"timeline.alt.{key}", events=many, first=first, last=last)
