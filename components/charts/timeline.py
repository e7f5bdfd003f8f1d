"""The timeline: a Story in, a plotly Figure out."""

from typing import Any

import plotly.graph_objects as go

from components.charts import ground, meta, notes, overview
from components.charts.arrange import Arrangement, LaneDrawn, arrange
from components.charts.axis import Scale, stamp
from components.charts.claims_drawing import claim_notes, claim_shapes, claim_traces
from components.charts.claims_lane import ClaimsLane, claims_of, pack_claims
from components.charts.columns import Columns
from components.charts.drawing import mark_traces
from components.charts.headings import Headings
from components.charts.lanes import lanes
from components.charts.sides import sides
from components.charts.theme import FONT, SIZES
from components.charts.ticks import ticks
from components.charts.view import BOTTOM, GAP, RIGHT, TOP, TimelineView
from components.charts.wordings import Wording, wording

CLAIMS_FROM = 4.0
"""Px per day from which on the claims lane is drawn."""

Parts = dict[str, list[dict[str, Any]]]


def timeline(view: TimelineView) -> go.Figure:
    """The figure of ``view``; ``layout.meta`` holds all that the browser needs beyond the picture (see ``meta.py``)."""
    return _figure(timeline_dict(view))


def overview_strip(view: TimelineView) -> go.Figure:
    """The overview alone, for phones: as wide as ``view``, without gutter; ``layout.meta.strip`` is true."""
    return _figure(strip_dict(view))


def _figure(parts: dict[str, Any]) -> go.Figure:
    """Without plotly's validation, which takes longer than the layout; the tests validate every kind of figure."""
    return go.Figure(parts, _validate=False)


def timeline_dict(view: TimelineView) -> dict[str, Any]:
    """The timeline as a plain dict of plotly's ``data`` and ``layout``."""
    words, columns = wording(view.language), Columns(view)
    belongs = sides(view.whole) if view.lanes == "actor" else None
    slots = [belongs.slot[actor] for actor in view.whole.actors["actor_id"]] if belongs else ()
    plan = arrange(view, lanes(view.story, view.whole, view.lanes, slots), columns, words)
    headings = [Headings(view, words, belongs).of(lane.lane) for lane in plan.lanes]
    claims = _claims(view, words)
    height = plan.height + (claims.height if claims else 0)
    parts = _ground(view, plan, columns, height)
    parts["data"] = mark_traces(view, plan, columns)
    parts["annotations"] = notes.top_notes(view, words) + notes.lane_notes(view, plan.lanes, headings, words)
    if claims:
        _add_claims(view, claims, plan, columns, words, parts)
    bins = overview.story_bins(view.story, *view.extent)
    parts["data"].append((overview.counted_trace if view.counted else overview.bar_trace)(bins, view.theme))
    parts["annotations"] += _overview_notes(view, bins, words)
    about = {**meta.measures(view, height), **meta.details(view, plan, columns, headings, words)}
    layout = {**_layout(view, height, bins, words), "meta": about}
    return {"data": parts.pop("data"), "layout": {**layout, **parts}}


def _claims(view: TimelineView, words: Wording) -> ClaimsLane | None:
    """The claims lane of the selected event, when it has two claims or more and days are wide enough to tell apart.

    Over a whole period the claims of one week would pile up; there the panel tells them, as in the design's pictures.
    """
    if not view.selected or view.scale.px_per_day < CLAIMS_FROM:
        return None
    said = claims_of(view.story, view.selected, view.language, words.here("timeline.claims.in_part"))
    return pack_claims(said, view.packing_scale, view.extent, view.barrier) if len(said) > 1 else None


def _add_claims(
    view: TimelineView, claims: ClaimsLane, plan: Arrangement, columns: Columns, words: Wording, parts: Parts
) -> None:
    found = selected_place(view, plan, columns)
    event = (found[1], found[0].y(found[2])) if found else None
    parts["data"] += claim_traces(claims, plan.height, view.theme)
    parts["shapes"] += claim_shapes(view, claims, plan.height, event)
    parts["annotations"] += claim_notes(view, claims, plan.height, words)


def _ground(view: TimelineView, plan: Arrangement, columns: Columns, height: float) -> Parts:
    """Everything under the marks; the unknown ground and the lines reach through the claims lane, the eras do not."""
    return {
        "shapes": [
            *ground.eras(view, plan.height),
            *ground.separators(view, plan.lanes, height),
            *ground.rules(view, columns, height),
            *ground.today_line(view, height),
            *selected_box(view, plan, columns),
            *ground.knowledge(view, height),
        ]
    }


def selected_place(view: TimelineView, plan: Arrangement, columns: Columns) -> tuple[LaneDrawn, float, int] | None:
    """Lane, day and row of the selected event's labelled mark."""
    for lane in plan.lanes:
        for one in lane.placed:
            if one.item.home and columns.ids[one.item.key] == view.selected:
                return lane, float(plan.positions.at[plan.index(one.item.key)]), one.row
    return None


def selected_box(view: TimelineView, plan: Arrangement, columns: Columns) -> list[dict[str, Any]]:
    """The rectangle round the selected event's mark and label, in px about the mark."""
    found = selected_place(view, plan, columns)
    if not found:
        return []
    lane, day, row = found
    one = next(one for one in lane.placed if columns.ids[one.item.key] == view.selected)
    left, right = one.item.left - 3, one.item.right + 3
    if one.label:
        left, right = min(left, one.label[0] - 4), max(right, one.label[1] + 4)
    y = lane.y(row)
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "y",
            "xsizemode": "pixel",
            "xanchor": stamp(day),
            "x0": round(left - one.item.x, 1),
            "x1": round(right - one.item.x, 1),
            "y0": y - 9.5,
            "y1": y + 9.5,
            "fillcolor": view.theme.selected,
            "line": {"color": view.theme.faint, "width": 1},
            "layer": "between",
        }
    ]


def _overview_notes(view: TimelineView, bins: overview.Bins, words: Wording) -> list[dict[str, Any]]:
    """What the overview counts, in the gutter."""
    count = len(view.story.events)
    every = words.here("timeline.n_events", n=count) if view.filtered else words.here("timeline.all_events")
    peak = max(bins.peak, 1)
    small = SIZES["caption"]
    title = notes.lane_name(view, every) if view.compact else every
    high, low = (0.6, 0.08) if "<br>" in title else (0.5, 0.2)
    return [
        notes.gutter_note(view, title, peak * high, notes.text_font(small, view.theme.muted, 600), axis="y2"),
        notes.gutter_note(view, bins.words(words), peak * low, notes.text_font(small, view.theme.muted), axis="y2"),
    ]


def _layout(view: TimelineView, height: float, bins: overview.Bins, words: Wording) -> dict[str, Any]:
    theme, scale = view.theme, view.scale
    total = height + GAP + overview.HEIGHT
    hidden = {"fixedrange": True, "visible": False}
    margins = (view.gutter, RIGHT)
    return {
        **_frame(view, TOP + total + BOTTOM),
        "margin": {"l": view.gutter, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 0, "autoexpand": False},
        "dragmode": "pan",
        "xaxis": {
            "type": "date",
            "range": [stamp(scale.first), stamp(scale.last)],
            "side": "top",
            "anchor": "y",
            "gridcolor": theme.grid,
            "zeroline": False,
            "showline": True,
            "linecolor": theme.faint,
            "linewidth": 1,
            "ticks": "",
            "tickfont": {"size": SIZES["caption"], "color": theme.muted},
            **ticks(scale, words, theme, margins),
        },
        "yaxis": {"range": [height, 0], "domain": [1 - height / total, 1], **hidden},
        "xaxis2": overview.axis(Scale(*view.extent, view.plot), words, theme, margins),
        "yaxis2": {"range": [0, max(bins.peak, 1)], "domain": [0, overview.HEIGHT / total], "anchor": "x2", **hidden},
    }


def _frame(view: TimelineView, height: float) -> dict[str, Any]:
    theme = view.theme
    return {
        "width": view.width,
        "height": height,
        "autosize": False,
        "paper_bgcolor": theme.bg,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": SIZES["label"], "color": theme.muted},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 12,
        "barmode": "overlay",
        "bargap": 0,
    }


def strip_dict(view: TimelineView) -> dict[str, Any]:
    """The overview strip as a plain dict."""
    words, theme = wording(view.language), view.theme
    scale = Scale(*view.extent, float(max(view.width, 60)))
    bins = overview.story_bins(view.story, scale.first, scale.last)
    height = overview.HEIGHT + BOTTOM
    about = meta.measures(view, 0)
    about |= {"height": height, "gutter": 0, "right": 0, "top": 0, "overview": {"top": 0, "bottom": overview.HEIGHT}}
    alt = meta.span_text(view, "strip", words) if bins.peak else words.here("timeline.alt.nothing")
    about |= {"strip": True, "alt": alt}
    axis = {**overview.axis(scale, words, theme, (0, 0)), "anchor": "y"}
    layout = {
        **_frame(view, height),
        "margin": {"l": 0, "r": 0, "t": 0, "b": BOTTOM, "pad": 0, "autoexpand": False},
        "dragmode": False,
        "xaxis": axis,
        "yaxis": {"range": [0, max(bins.peak, 1)], "fixedrange": True, "visible": False},
        "meta": about,
    }
    trace = (overview.counted_trace if view.counted else overview.bar_trace)(bins, theme, axis="")
    return {"data": [trace], "layout": layout}
