"""The events as a list by month: what a phone shows instead of lanes."""

import math
from collections.abc import Iterable
from itertools import groupby

import numpy as np

from components.app.dom import Node, button, el, glyph
from components.app.scene import Scene, window_days
from components.events.date_words import day_words, when_words

MOST = 400  # rows on one page of the list


def event_list(scene: Scene) -> Node:
    """The selected events in the window of the address under one heading a month, undated ones last."""
    rows = list(_rows(scene, window_days(scene.view.window)))
    months = [_month(scene, label, list(group)) for label, group in groupby(rows, key=lambda row: row["month"])]
    return el("div", *months, css="ww-list")


def _rows(scene: Scene, window: tuple[float, float] | None) -> Iterable[dict[str, object]]:
    events, language = scene.shown.events, scene.language
    titles = scene.shown.text("events", "title", language)
    claims = scene.shown.claims["event_id"].value_counts()
    inside = np.ones(len(events), dtype=bool)
    if window:
        inside = (events["latest"] >= window[0]).to_numpy() & (events["earliest"] <= window[1]).to_numpy()
    salient = set(events.loc[events["salience"].nlargest(12).index, "event_id"])
    for at in np.flatnonzero(inside)[:MOST]:
        event = events.iloc[at].to_dict()
        start = float(event["earliest"]) if math.isfinite(float(event["earliest"])) else float(event["latest"])
        yield {
            **event,
            "title": titles.iloc[at],
            "month": day_words(start, language, "month") if math.isfinite(start) else scene.words("panel.undated"),
            "claims": int(claims.get(event["event_id"], 0)),
            "bold": event["event_id"] in salient,
        }


def _month(scene: Scene, label: str, rows: list[dict[str, object]]) -> Node:
    head = el(
        "h3",
        el("strong", label, css="ww-cap"),
        el("span", " · " + scene.words("panel.events", n=len(rows)), css="ww-muted"),
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
