"""The table of the selected events: says the same as the picture, sorted by any column, row by row selectable."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.app.dom import Node, button, el, glyph
from components.app.scene import Scene
from components.app.view import SORTS
from components.events.date_words import when_words

ROWS = 250  # rows of a page of the table: what a browser lays out at once without a pause


def event_table(scene: Scene, page: int) -> Node:
    """Page ``page`` (from 0) of the table, in the order of ``view.sort``."""
    rows = table_rows(scene)
    part = rows.iloc[page * ROWS : (page + 1) * ROWS]
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


def table_rows(scene: Scene) -> pd.DataFrame:
    """One row an event, with the words of each cell, sorted as the view asks (undated events last)."""
    story, language = scene.shown, scene.language
    events = story.events
    names = dict(zip(story.actors["actor_id"], story.text("actors", "name", language), strict=True))
    who = story.participants["actor_id"].map(names).groupby(story.participants["event_id"], sort=False).agg(", ".join)
    actors = who.to_dict()
    claims = story.claims["event_id"].value_counts()
    rows = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "type": events["type"],
            "earliest": events["earliest"],
            "when": [when_words(str(when), language, "short") if when else "" for when in events["when"]],
            "status": events["status"].astype("str"),
            "title": story.text("events", "title", language),
            "actors": [actors.get(event, "") for event in events["event_id"]],
            "place": story.text("events", "place", language),
            "claims": events["event_id"].map(claims).fillna(0).astype(int),
        }
    )
    column = scene.view.sort.removeprefix("-")
    key = "earliest" if column == "when" else column
    falling = scene.view.sort.startswith("-")
    return rows.sort_values(key, ascending=not falling, kind="stable", na_position="last", key=_folded)


def _folded(column: "pd.Series[str]") -> "pd.Series[str]":
    """Accents and case do not matter to an order that people read."""
    if column.dtype.kind in "if":
        return column
    return column.str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii").str.lower()


def page_of(scene: Scene) -> int:
    """The page of the table on which the selected event stands."""
    ids = table_rows(scene)["event_id"].tolist()
    return ids.index(scene.event) // ROWS if scene.event in ids else 0


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
