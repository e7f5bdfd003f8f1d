"""The events as a list by month: what a phone shows instead of lanes."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.app.dom import Node, button, el, glyph
from components.app.keeping import kept
from components.app.scene import Scene, window_days
from components.events.date_words import day_words, when_words
from components.events.excerpt import excerpt
from components.events.story import Story

MOST = 400  # rows on one page of the list
SALIENT = 12  # events whose titles are in bold


def event_list(scene: Scene, page: int = 0) -> Node:
    """The selected events in the window of the address under one heading a month, undated ones last."""
    rows = list(_rows(scene, page))
    months = [_month(scene, label, list(group)) for label, group in groupby(rows, key=lambda row: row["month"])]
    return el("div", *months, css="ww-list")


def listed(scene: Scene) -> int:
    """How many events the list has on all its pages."""
    return len(_inside(scene.shown, scene.view.window))


@kept(32)
def _inside(shown: Story, window: str) -> NDArray[np.integer[Any]]:
    """Rows of the events in the window."""
    days, events = window_days(window), shown.events
    if days is None:
        return np.arange(len(events), dtype=np.int32)
    inside = (events["latest"] >= days[0]).to_numpy() & (events["earliest"] <= days[1]).to_numpy()
    return np.flatnonzero(inside).astype(np.int32)


def _months(start: NDArray[np.floating]) -> NDArray[np.int64]:
    """Number of the month of each day; a number of its own for what has no date."""
    dated = np.isfinite(start)
    month = np.where(dated, start, 0).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(dated, month, np.iinfo(np.int64).max)


def _rows(scene: Scene, page: int) -> Iterable[dict[str, object]]:
    events, language = scene.shown.events, scene.language
    inside = _inside(scene.shown, scene.view.window)
    listed = inside[page * MOST : (page + 1) * MOST]
    first, last = (events[name].to_numpy(dtype=float)[inside] for name in ("earliest", "latest"))
    months = _months(np.where(np.isfinite(first), first, last))
    numbers, many = np.unique(months, return_counts=True)
    of_month = dict(zip(numbers.tolist(), many.tolist(), strict=True))
    months = months[page * MOST : (page + 1) * MOST]
    part = excerpt(scene.shown, listed)
    salient = set(_most(events["salience"].to_numpy(dtype=float), SALIENT).tolist())
    titles, claims = part.text("events", "title", language), Counter(part.claims["event_id"])
    for at, row, event in zip(range(len(listed)), listed.tolist(), part.events.to_dict("records"), strict=True):
        start = float(event["earliest"]) if math.isfinite(float(event["earliest"])) else float(event["latest"])
        yield {
            **{str(name): value for name, value in event.items()},
            "title": titles.iloc[at],
            "month": day_words(start, language, "month") if math.isfinite(start) else scene.words("panel.undated"),
            "claims": claims[event["event_id"]],
            "bold": row in salient,
            "of_month": of_month[int(months[at])],
        }


def _most(values: NDArray[np.floating], many: int) -> NDArray[np.intp]:
    """Where the ``many`` largest values stand; of equal ones the first."""
    if len(values) > many:
        least = np.partition(values, -many)[-many]
        rows = np.flatnonzero(values >= least)
    else:
        rows = np.arange(len(values))
    return rows[np.argsort(-values[rows], kind="stable")][:many]


def _month(scene: Scene, label: str, rows: list[dict[str, object]]) -> Node:
    head = el(
        "h3",
        el("strong", label, css="ww-cap"),
        el("span", " · " + scene.words("panel.events", n=int(str(rows[0]["of_month"]))), css="ww-muted"),
    )
    return el("section", head, el("ul", *(_item(scene, row) for row in rows)))


def _item(scene: Scene, row: dict[str, object]) -> Node:
    status, event_id, when = str(row["status"]), str(row["event_id"]), str(row["when"])
    facts = [when_words(when, scene.language, "day_month") if when else "", scene.term("types", str(row["type"]))]
    rest = [scene.words("panel.claims", n=int(str(row["claims"])))] if int(str(row["claims"])) > 1 else []
    line = el(
        "span",
        " · ".join(one for one in facts if one),
        el("em", f" · {scene.term('statuses', status)}") if status != "confirmed" else None,
        "".join(f" · {one}" for one in rest),
        css="ww-muted ww-line",
    )
    here = event_id == scene.event
    body = el(
        "span",
        el("span", str(row["title"]), css="ww-strong" if row["bold"] else "", dir="auto"),
        line,
        css="ww-item-text",
    )
    return el(
        "li",
        button(
            glyph(scene.sign(row), css="glyph big"),
            body,
            act={"do": "event", "id": event_id},
            css="ww-item" + (" ww-here" if here else ""),
            data_key=f"item-{event_id}",
        ),
    )
