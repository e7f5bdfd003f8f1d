"""What the browser needs to know about a timeline beyond the picture: measures, neighbours, cards, alternative."""

from collections.abc import Sequence
from typing import Any

from components.charts.arrange import Arrangement
from components.charts.axis import client_rules, stamp
from components.charts.cards import event_cards
from components.charts.columns import Columns
from components.charts.drawing import bin_cards, drawn
from components.charts.notes import Heading
from components.charts.overview import event_days
from components.charts.view import BOTTOM, GAP, RIGHT, TOP, TimelineView
from components.charts.wordings import Wording
from components.events.vocabulary import STATUSES

OVERVIEW = 50
LEAST_SPAN = 1.0
MOST_UNDATED = 200


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
    days = event_days(view.story.events)
    return [str(one) for one in view.story.events["event_id"][days != days].head(MOST_UNDATED)]


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
    ids = [columns.ids[key] for key in sorted(shown)]
    cards: dict[str, Any] = {**event_cards(view.story, ids, view.language), **bin_cards(view, plan, words)}
    return {
        "order": neighbours(plan, columns, shown),
        "lanes": lane_spans(plan, headings),
        "cards": cards,
        "alt": alternative(view, plan, columns, headings, words),
    }


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
    counts = [(status, int(columns.status.equals(status).sum())) for status in STATUSES if status != "confirmed"]
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
    days = event_days(events)
    days = days[days == days]
    many = words.here("timeline.n_events", n=len(events))
    first, last = (words.day(float(day), "long") for day in (days.min(), days.max()))
    return words.here(f"timeline.alt.{key}", events=many, first=first, last=last)
