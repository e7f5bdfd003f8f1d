"""The table of the selected events: says the same as the picture, sorted by any column, row by row selectable."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from components.app.dom import Node, button, el, glyph
from components.app.scene import Scene
from components.app.view import SORTS
from components.app.widgets.table_order import table_order
from components.events.date_words import when_words
from components.events.excerpt import excerpt, row_of

ROWS = 250  # rows of a page of the table: what a browser lays out at once without a pause


def event_table(scene: Scene, page: int) -> Node:
    """Page ``page`` (from 0) of the table, in the order of ``view.sort``."""
    part = table_rows(scene, page * ROWS, (page + 1) * ROWS)
    head = el("tr", *(_column(scene, name) for name in SORTS))
    body = [_row(scene, row) for row in part.to_dict("records")]
    said = scene.view.selection.describe(scene.whole, scene.language)
    caption = el("caption", scene.words("table.caption"), ". ", said, css="ww-hidden")
    table = el("table", caption, el("thead", head), el("tbody", *body), css="ww-table")
    return el(
        "div",
        table,
        css="ww-table-room",
        data_key="table",
        tabindex="0",
        role="region",
        aria_label=scene.words("table.caption"),
    )


def table_rows(scene: Scene, first: int = 0, last: int | None = None) -> pd.DataFrame:
    """One row an event with the words of each cell, sorted as the view asks: from ``first`` to before ``last``."""
    order = table_order(scene.shown, scene.view.sort, scene.language)[first:last]
    part, language = excerpt(scene.shown, order), scene.language
    events, taking = part.events, part.participants
    who: dict[str, list[str]] = {}
    for event, actor in zip(taking["event_id"], taking["actor_id"], strict=True):
        who.setdefault(event, []).append(scene.names.get(actor, actor))
    claims, ids = Counter(part.claims["event_id"]), list(events["event_id"])
    rows = pd.DataFrame(
        {
            "event_id": ids,
            "type": list(events["type"]),
            "earliest": events["earliest"].tolist(),
            "when": [when_words(str(when), language, "short") if when else "" for when in events["when"]],
            "status": list(events["status"]),
            "title": list(part.text("events", "title", language)),
            "actors": [", ".join(who.get(event, [])) for event in ids],
            "place": list(part.text("events", "place", language)),
            "claims": [claims[event] for event in ids],
        }
    )
    return rows.iloc[np.argsort(np.argsort(order))]


def page_of(scene: Scene) -> int:
    """The page of the table on which the selected event stands."""
    if not scene.event:
        return 0
    order = table_order(scene.shown, scene.view.sort, scene.language)
    return int(np.argmax(order == row_of(scene.shown, scene.event))) // ROWS


def _column(scene: Scene, name: str) -> Node:
    sort = scene.view.sort
    order = "descending" if sort == f"-{name}" else "ascending" if sort == name else "none"
    sign = {"ascending": " ↑", "descending": " ↓", "none": ""}[order]
    label = button(
        scene.words(f"table.{name}"),
        el("span", sign, aria_hidden="true"),
        act={"do": "sort", "id": name},
        data_key=f"sort-{name}",
    )
    return el("th", label, scope="col", aria_sort=order, css=f"ww-col-{name}")


def _row(scene: Scene, row: Mapping[Any, Any]) -> Node:
    status, here = str(row["status"]), row["event_id"] == scene.event
    act = {"do": "event", "id": row["event_id"]}
    cells = [
        el("td", str(row["when"]), css="ww-nowrap"),
        el("td", glyph(scene.sign(row)), scene.term("statuses", status), css="ww-nowrap"),
        el(
            "td",
            button(str(row["title"]), act=act, css="ww-link ww-ink", dir="auto", data_key=f"row-{row['event_id']}"),
            title=str(row["title"]),
            css="ww-cell-title",
        ),
        el("td", str(row["actors"]), title=str(row["actors"]), dir="auto"),
        el("td", str(row["place"]), dir="auto"),
        el("td", str(row["claims"]), css="ww-number", data_head=scene.words("table.claims")),
    ]
    return el("tr", *cells, act=act, css="ww-here" if here else "", aria_selected=str(here).lower())
