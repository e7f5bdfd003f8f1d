"""The timeline and the actor graph of a scene, drawn through the plotly view and worked out once for all readers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from plotly.io.json import to_json_plotly

from components.app.counts import counts
from components.app.dom import Node, button, el, picture
from components.app.draw import Do
from components.app.keeping import kept
from components.app.plotly_view import plotly_view
from components.app.scene import Scene, window_days
from components.app.server import plotly_source
from components.app.state import TIMELINE
from components.app.style import glyphs, tokens
from components.app.widgets.known_bar import changed_on
from components.app.widgets.known_popover import today
from components.charts.actor_graph import GraphView, graph_dict, legend
from components.charts.facts import pairs
from components.charts.graph_layout import Layout, graph_layout
from components.charts.theme import THEMES, Theme
from components.charts.timeline import strip_dict, timeline_dict
from components.charts.view import TimelineView
from components.events.story import Story
from components.events.words import Words

FEWEST = 3  # actors that make a picture
CHART_WORDS = ("fit", "zoom_in", "zoom_out", "window_start", "window_end")


def timeline_chart(scene: Scene, do: Do) -> None:
    """The timeline, or on a phone its overview strip alone."""
    view = scene.view
    known_on = view.selection.known_on
    figure = _timeline(
        scene.layout == "phone",
        scene.shown,
        scene.known,
        scene.whole,
        scene.chart_width,
        view.window,
        scene.lanes,
        scene.event,
        known_on,
        today(),
        scene.theme.scheme,
        scene.language,
    )
    _draw(scene, figure, TIMELINE, do)


def graph_chart(scene: Scene, do: Do) -> float:
    """The actor graph of the selected events; how many of them one step of the legend's widths stands for."""
    figure, unit = _graph(
        scene.shown,
        scene.whole,
        scene.crowd,
        scene.page,
        scene.layout,
        scene.view.focus,
        scene.view.near,
        scene.event or "",
        scene.theme.scheme,
        scene.language,
    )
    _draw(scene, figure, "actor-graph", do)
    return unit


def legend_node(scene: Scene, unit: float = 1.0) -> Node:
    """What the colours, widths and shapes of the graph mean."""
    rows = legend(scene.theme, scene.language, unit=unit)
    lines = [
        el("span", el("i", style={"border-top": f"{row['width']}px solid {row['colour']}"}), str(row["text"]))
        for name in ("colours", "widths")
        for row in rows[name]
    ]
    kinds = [el("span", picture(str(row["svg"])), str(row["text"])) for row in rows["kinds"]]
    return el("div", *lines, *kinds, css="ww-legend")


def graph_pairs(scene: Scene) -> Node | None:
    """With fewer than three actors, who acted with whom as a list; ``None`` when there is a picture to draw."""
    if counts(scene.shown).actors >= FEWEST:
        return None
    rows = [
        el(
            "li",
            button(
                " – ".join(row["names"]), act={"do": "link", "id": "|".join(row["actors"])}, css="ww-link", dir="auto"
            ),
            f" {row['counts']}",
        )
        for row in pairs(scene.shown, scene.language)
    ]
    return el(
        "div",
        el("p", scene.words("graph.few" if rows else "graph.none"), css="ww-muted"),
        el("ul", *rows),
        css="ww-pairs",
    )


def _draw(scene: Scene, figure: str, key: str, do: Do) -> None:
    plotly_view(
        figure,
        key=key,
        source=plotly_source(),
        locale=plotly_locale(scene.language),
        words=_chart_words(scene.words, scene.language),
        tokens=tokens(scene.theme),
        window=scene.view.window if key == TIMELINE else "",
        page=scene.page,
        on_act=do,
    )


@kept(128)
def _timeline(
    strip: bool,
    shown: Story,
    known: Story,
    whole: Story,
    width: int,
    window: str,
    lanes: Any,
    event: str | None,
    known_on: float | None,
    day: float,
    scheme: str,
    language: str,
) -> str:
    """The figure as JSON; the arguments are all it depends on, so that it is worked out once for all readers."""
    view = timeline_view(shown, known, whole, width, window, lanes, event, known_on, day, scheme, language)
    return with_pictures(strip_dict(view) if strip else timeline_dict(view), THEMES[scheme])


def timeline_view(
    shown: Story,
    known: Story,
    whole: Story,
    width: int,
    window: str,
    lanes: Any,
    event: str | None,
    known_on: float | None,
    day: float,
    scheme: str,
    language: str,
) -> TimelineView:
    """What the timeline is asked to show: the parts of a scene, and what changed on its day of knowledge."""
    change = None if known_on is None else changed_on(whole, known_on)
    return TimelineView(
        story=shown,
        whole=known,
        width=width,
        window=window_days(window),
        lanes=lanes,
        selected=event,
        known_on=known_on,
        previous={} if change is None else {event_id: before for event_id, before, _ in change.statuses},
        fresh=frozenset() if change is None else frozenset(change.events),
        today=day,
        theme=THEMES[scheme],
        language=language,
        counted=True,
    )


@kept(64)
def _graph(
    shown: Story,
    whole: Story,
    crowd: str,
    page: int,
    layout: str,
    focus: str,
    near: str,
    event: str,
    scheme: str,
    language: str,
) -> tuple[str, float]:
    kind, _, rest = focus.partition(":")
    width, height = {"wide": (page, 680), "medium": (page, 640), "phone": (page, 420)}[layout]
    view = GraphView(
        story=shown,
        whole=whole,
        layout=placed(whole, near),
        near=near or None,
        link_points=False,
        shown=0 if crowd == "all" else int(crowd),
        width=width,
        height=height,
        selected_actor=rest if kind == "actor" else None,
        selected_link=_pair(rest) if kind == "link" else None,
        selected_event=event or None,
        theme=THEMES[scheme],
        language=language,
    )
    figure = graph_dict(view)
    return with_pictures(figure, THEMES[scheme]), float(figure["layout"]["meta"].get("unit", 1.0))


@lru_cache(maxsize=64)
def placed(whole: Story, near: str = "") -> Layout:
    """Where every actor of the story stands, once and for all; of the actor ``near``, where its neighbours do."""
    return graph_layout(whole, near or None)


@lru_cache(maxsize=4)
def plotly_locale(language: str) -> Mapping[str, Any]:
    """Words of dates for plotly.js, which the file of the Python package carries for English only."""
    from babel import Locale

    locale = Locale.parse(language)
    week, months = locale.days["format"], locale.months["format"]
    order = (6, 0, 1, 2, 3, 4, 5)
    return {
        "name": language,
        "format": {
            "days": [week["wide"][day] for day in order],
            "shortDays": [week["abbreviated"][day] for day in order],
            "months": [months["wide"][month] for month in range(1, 13)],
            "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
            "decimal": locale.number_symbols["latn"]["decimal"],
            "thousands": locale.number_symbols["latn"]["group"],
            "grouping": [3],
            "currency": ["", ""],
            "periods": ["AM", "PM"],
            "dateTime": "%a %e %b %X %Y",
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "year": "%Y",
            "month": "%b %Y",
            "dayMonth": "%b %-d",
            "dayMonthYear": "%b %-d, %Y",
        },
    }


def _pair(ids: str) -> tuple[str, str]:
    first, _, second = ids.partition("|")
    return first, second


def _chart_words(words: Words, language: str) -> dict[str, str]:
    return {**{name: words(f"timeline.{name}") for name in CHART_WORDS}, "locale": language}


def with_pictures(figure: dict[str, Any], theme: Theme) -> str:
    """``figure`` as JSON, its ``meta`` completed with the pictures its hover cards name and, for keys, an order."""
    meta = dict(figure["layout"]["meta"])
    cards = meta.setdefault("cards", {})
    named = {str(card["picture"]) for card in cards.values() if card.get("picture")}
    meta["pictures"] = glyphs(named, theme)
    if "order" not in meta:
        ids = [one for one in cards if one.startswith("actor:")]
        meta["order"] = {one: [ids[at - 1], ids[(at + 1) % len(ids)]] for at, one in enumerate(ids)}
        meta["order"][""] = [ids[-1], ids[0]] if ids else ["", ""]
    return str(to_json_plotly({**figure, "layout": {**figure["layout"], "meta": meta}}))
