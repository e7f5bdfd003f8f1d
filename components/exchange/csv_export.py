"""The selected events and claims as CSV for a spreadsheet.

A cell of text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers
stay numbers. UTF-8 with a byte order mark, so that Excel reads accents.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from components.events.dates import iso
from components.events.story import Story

Cells: TypeAlias = "pd.Series[Any] | Sequence[object]"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: object) -> object:
    """``cell`` unless it is text that begins like a formula: then with an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def events_csv(story: Story, language: str) -> bytes:
    """One row an event: date as written, first and last day, status, title, type, actors with roles, place, counts."""
    events = story.events
    who = story.participants["actor_id"].astype("str") + ":" + story.participants["role"].astype("str")
    actors = who.groupby(story.participants["event_id"], sort=False).agg("; ".join).to_dict()
    claims = story.claims["event_id"].value_counts()
    columns: dict[str, Cells] = {
        "event_id": events["event_id"],
        "when": events["when"],
        "first_day": _days(events["earliest"]),
        "last_day": _days(events["latest"]),
        "known_on": _days(events["known_on"]),
        "status": events["status"].astype("str"),
        "type": events["type"].astype("str"),
        "title": story.text("events", "title", language),
        "participants": [actors.get(event, "") for event in events["event_id"]],
        "place": story.text("events", "place", language),
        "country": events["country"],
        "lat": events["lat"],
        "lon": events["lon"],
        "amount": events["amount"],
        "currency": events["currency"],
        "claims": events["event_id"].map(claims).fillna(0).astype(int),
        "note": story.text("events", "note", language),
    }
    return _csv(columns)


def claims_csv(story: Story, language: str) -> bytes:
    """One row a claim: its event, speaker, stance, scope, day, summary and the page it stands on."""
    claims = story.claims
    columns = {
        name: claims[name].astype("str")
        for name in ("claim_id", "event_id", "speaker", "stance", "scope", "asserted_on", "anonymous", "hedged")
    }
    summary = story.text("claims", "summary", language)
    return _csv(
        {**columns, "summary": summary, "publisher": _of_source(story, "publisher"), "url": _of_source(story, "url")}
    )


def _of_source(story: Story, column: str) -> list[str]:
    """What ``sources`` says in ``column`` about the source of each claim; "" for a claim without one."""
    texts = dict(zip(story.sources["source_id"], story.sources[column], strict=True))
    return [str(texts.get(source, "")) for source in story.claims["source_id"]]


def _days(days: "pd.Series[float]") -> list[str]:
    finite = days.abs() < float("inf")
    return [iso(day) if held else "" for day, held in zip(days, finite, strict=True)]


def _csv(columns: Mapping[str, "Cells"]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(_rows(columns.values()))
    return ("\ufeff" + out.getvalue()).encode()


def _rows(columns: Iterable["Cells"]) -> Iterable[list[object]]:
    for row in zip(*columns, strict=True):
        yield ["" if cell is None or cell != cell else harmless(cell) for cell in row]
