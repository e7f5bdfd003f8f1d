"""The actor graph: who acts with whom. A selected story and the places of its actors in, a plotly figure out.

Coordinates are pixels of the chart (y downwards), so that curves, heads and labels are where they were worked out.
"""

from collections import defaultdict
from typing import Any

import numpy as np
import plotly.graph_objects as go

from components.charts.graph_cards import alternative, link_cards, link_id, node_cards, side_names
from components.charts.graph_curves import POINTS, hover_points, line_opacity, points
from components.charts.graph_hulls import path
from components.charts.graph_labels import SIDE_SIZE, Label
from components.charts.graph_layout import graph_layout
from components.charts.graph_legend import colour_key, legend, link_colour
from components.charts.graph_nodes import FIRST_SIZE, OTHER_SIZE, Floats
from components.charts.graph_picture import (
    RING,
    RING_WIDTH,
    SOFT_RING,
    SOFT_WIDTH,
    GraphView,
    Picture,
    compose,
    grounded,
    outlines,
    place_labels,
)
from components.charts.sides import MEDIA
from components.charts.text import plain
from components.charts.theme import FONT, Theme

__all__ = ["GraphView", "actor_graph", "graph_dict", "legend"]

Trace = dict[str, Any]

DIM_NODE, DIM_LINK = 0.18, 0.06
DIM_WIDTHS = (1.2, 4.0)  # in the background two widths are enough
GROUND = {"light": 0.045, "dark": 0.07}
HOVER_DISTANCE = {True: 14, False: 3}  # px; with points along the links, and without


def actor_graph(view: GraphView) -> go.Figure:
    """The figure of ``view``; see ``graph_dict``."""
    return go.Figure(graph_dict(view), _validate=False)


def graph_dict(view: GraphView) -> dict[str, Any]:
    """The figure of ``view`` as the dict that plotly.js reads.

    Its ``layout.meta`` holds what the browser needs: ``cards`` by the ids in ``customdata`` ("actor:<id>",
    "link:<a>|<b>"), ``alt`` (text alternative), ``events``, ``actors`` and ``links`` (numbers of what is drawn),
    ``colours`` (keys of the link colours in use, for ``legend``), ``unit`` (see ``width_unit``; without it 1),
    and ``curves``: of each link in front its id, width, and the x, y (px) of start, bend and end of a quadratic curve,
    to find the link under the pointer.
    """
    picture = compose(view, graph_layout(view.whole, view.near) if view.layout is None else view.layout)
    sides = side_names(view.whole, picture.layout.sides, view.language, picture.names)
    around = outlines(picture.nodes)
    labels, titles = place_labels(picture, around, sides)
    traces = [
        *_lines(picture),
        *_heads(picture),
        *([_hover(picture)] if view.link_points else []),
        *_rings(picture),
        _nodes(picture),
        *_names(picture, labels),
        _titles(view.theme, titles),
    ]
    grounds = [_ground(view.theme, around[slot]) for slot in grounded(picture.nodes)]
    return {"data": traces, "layout": _layout(view, grounds, _meta(picture, sides))}


def _lines(picture: Picture) -> list[Trace]:
    """Lines grouped by colour, width and opacity into one trace each, the dimmed and the thin ones first."""
    curves, found, tips = picture.curves, picture.found, picture.heads
    start, end = np.zeros(len(curves)), np.ones(len(curves))
    start[tips.curve], end[tips.curve] = tips.start, tips.end
    t = start[:, None] + (end - start)[:, None] * np.linspace(0, 1, POINTS)
    x, y = points(curves, picture.nodes, np.arange(len(curves)), t)
    groups: dict[tuple[bool, float, float, str], list[int]] = defaultdict(list)
    colours = _colours(picture)
    for k, (link, width) in enumerate(zip(curves.link, curves.width.tolist(), strict=True)):
        strong = bool(picture.strong[k])
        opacity = line_opacity(int(found.count[link]) / curves.unit) if strong else DIM_LINK
        groups[strong, width if strong else DIM_WIDTHS[width > 2], opacity, colours[k]].append(k)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": _gapped(x[which]),
            "y": _gapped(y[which]),
            "line": {"color": colour, "width": width, "simplify": False},
            "opacity": opacity,
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for (_, width, opacity, colour), which in sorted(groups.items())
    ]


def _colours(picture: Picture) -> list[str]:
    """Colour of each curve."""
    families = picture.found.family[picture.curves.link].tolist()
    return [link_colour(picture.view.theme, colour_key(family)) for family in families]


def _gapped(rows: Floats) -> list[float | None]:
    """The rows one after the other, rounded to 0.1 px, with a gap between."""
    out: list[float | None] = []
    for row in np.round(rows, 1).tolist():
        out += row
        out.append(None)
    return out[:-1]


def _heads(picture: Picture) -> list[Trace]:
    tips, found = picture.heads, picture.found
    if not len(tips.curve):
        return []
    link = picture.curves.link[tips.curve]
    strong, colours = picture.strong[tips.curve], _colours(picture)
    marker = {
        "symbol": "triangle-up",
        "angle": _px(tips.angle),
        "size": _px(tips.size),
        "color": [colours[k] for k in tips.curve],
        "opacity": [
            line_opacity(int(n) / picture.curves.unit) if s else DIM_LINK
            for n, s in zip(found.count[link], strong, strict=True)
        ],
        "line": {"width": 0},
    }
    return [_markers(tips.x, tips.y, marker, "skip")]


def _hover(picture: Picture) -> Trace:
    """Unseen points along the links in front, to be hovered and clicked."""
    curve, x, y = hover_points(picture.curves, picture.nodes)
    seen = picture.strong[curve]
    ids = [link_id(picture.nodes, int(a), int(b)) for a, b in zip(picture.curves.a, picture.curves.b, strict=True)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.round(x[seen]).astype(int).tolist(),
        "y": np.round(y[seen]).astype(int).tolist(),
        "customdata": [ids[k] for k in curve[seen]],
        "line": {"width": 0},
        "opacity": 0,
        "hoverinfo": "none",
        "showlegend": False,
    }


def _rings(picture: Picture) -> list[Trace]:
    """A ring around the selected actors, a thinner one around those of the selected event."""
    nodes, theme = picture.nodes, picture.view.theme
    out = []
    for ringed, more, width in ((picture.event, SOFT_RING, SOFT_WIDTH), (picture.chosen, RING, RING_WIDTH)):
        at = np.flatnonzero(ringed)
        if len(at):
            marker = {
                "symbol": [f"{nodes.symbols[k]}-open" for k in at],
                "size": _px(nodes.diameter[at] + more),
                "color": theme.ring,
                "opacity": [1.0 if lit else DIM_NODE for lit in picture.lit[at]],
                "line": {"width": width, "color": theme.ring},
            }
            out.append(_markers(nodes.x[at], nodes.y[at], marker, "skip"))
    return out


def _nodes(picture: Picture) -> Trace:
    nodes, theme = picture.nodes, picture.view.theme
    marker = {
        "symbol": list(nodes.symbols),
        "size": _px(nodes.diameter),
        "color": [theme.sides[slot] for slot in nodes.slots],
        "opacity": [1.0 if lit else DIM_NODE for lit in picture.lit],
        "line": {"width": 1.5, "color": theme.bg},
    }
    return _markers(nodes.x, nodes.y, marker, "none") | {"customdata": [f"actor:{actor}" for actor in nodes.ids]}


def _markers(x: Floats, y: Floats, marker: Trace, hover: str) -> Trace:
    spots = {"x": _px(x), "y": _px(y)}
    return {"type": "scatter", "mode": "markers", **spots, "marker": marker, "hoverinfo": hover, "showlegend": False}


def _ground(theme: Theme, outline: Floats) -> Trace:
    fill = {"fillcolor": theme.ink, "opacity": GROUND[theme.scheme], "line": {"width": 0}}
    return {"type": "path", "path": path(outline), **fill, "layer": "below"}


def _names(picture: Picture, labels: list[Label]) -> list[Trace]:
    theme = picture.view.theme
    others, first = ([label for label in labels if label.first == which] for which in (False, True))
    fonts = (
        (others, {"size": OTHER_SIZE, "color": theme.muted}),
        (first, {"size": FIRST_SIZE, "color": theme.ink, "weight": 600}),
    )
    return [
        _texts(theme, some, font) | {"customdata": [f"actor:{label.key}" for label in some], "hoverinfo": "none"}
        for some, font in fonts
        if some
    ]


def _titles(theme: Theme, titles: list[Label]) -> Trace:
    colours = [theme.muted if title.key == MEDIA else theme.sides[title.key] for title in titles]
    return _texts(theme, titles, {"size": SIDE_SIZE, "color": colours, "weight": 700}) | {"hoverinfo": "skip"}


def _texts(theme: Theme, labels: list[Label], font: Trace) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": _px(np.array([label.x for label in labels])),
        "y": _px(np.array([label.y for label in labels])),
        "text": [plain(label.text) for label in labels],
        "textposition": "middle center",
        "textfont": {"family": FONT, "shadow": theme.halo, **font},
        "cliponaxis": False,
        "showlegend": False,
    }


def _px(values: Floats) -> list[float]:
    return np.round(values, 1).tolist()  # type: ignore[no-any-return]


def _layout(view: GraphView, grounds: list[Trace], meta: Trace) -> Trace:
    axis = {"visible": False, "fixedrange": True}
    return {
        "width": view.width,
        "height": view.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {**axis, "range": [0, view.width]},
        "yaxis": {**axis, "range": [view.height, 0]},
        "paper_bgcolor": view.theme.bg,
        "plot_bgcolor": view.theme.bg,
        "font": {"family": FONT, "color": view.theme.muted},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": HOVER_DISTANCE[view.link_points],
        "dragmode": False,
        "shapes": grounds,
        "template": {},
        "uirevision": "actor-graph",
        "meta": meta,
    }


def _curves(picture: Picture) -> list[list[Any]]:
    nodes, curves = picture.nodes, picture.curves
    ends = np.column_stack((nodes.x[curves.a], nodes.y[curves.a], curves.control, nodes.x[curves.b], nodes.y[curves.b]))
    spots, width = np.round(ends).astype(int).tolist(), curves.width.tolist()
    a, b = curves.a.tolist(), curves.b.tolist()
    return [[link_id(nodes, a[k], b[k]), width[k], *spots[k]] for k in np.flatnonzero(picture.strong).tolist()]


def _meta(picture: Picture, sides: dict[str, str]) -> Trace:
    view, nodes, curves, found = picture.view, picture.nodes, picture.curves, picture.found
    cards = node_cards(view.story, nodes, found, sides, picture.names, view.language)
    return {
        "chart": "actor-graph",
        "events": len(view.story.events),
        "height": view.height,
        "actors": len(nodes),
        "links": len(curves),
        "curves": _curves(picture),
        "colours": sorted({colour_key(int(family)) for family in found.family[curves.link]}),
        **({"unit": curves.unit} if curves.unit > 1 else {}),
        "cards": cards | link_cards(view.story, curves, nodes, found, view.language),
        "alt": alternative(len(view.story.events), nodes, curves, found, picture.focus, view.language),
    }
