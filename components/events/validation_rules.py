"""Defects that show only when rows are compared: ids that are twice there or nowhere, claims before their source, ..."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd

from components.events.dates import iso, read
from components.events.errors import Defect
from components.events.schema import FILES, SCHEMA
from components.events.validation_cells import suggestion

Tables = Mapping[str, pd.DataFrame]


def rule_defects(tables: Tables, meta: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Defect]:
    """Defects between rows and between files. Tables and columns that are absent are passed over."""
    for table in ("events", "claims", "actors", "sources"):
        yield from _duplicates(tables, table)
    yield from _references(tables)
    yield from _participants(tables)
    yield from _speakers(tables)
    yield from _affiliations(tables)
    yield from _sides(tables, meta)
    yield from _early_claims(tables)
    yield from _silent_events(tables)
    yield from _coordinates(tables)
    yield from _quotes(tables)


def _column(tables: Tables, table: str, column: str) -> "pd.Series[str] | None":
    frame = tables.get(table)
    return None if frame is None or column not in frame else frame[column]


def _duplicates(tables: Tables, table: str) -> Iterator[Defect]:
    name = SCHEMA[table][0].name
    ids = _column(tables, table, name)
    if ids is None:
        return
    filled = ids[ids != ""]
    first = filled.drop_duplicates()
    for row, text in filled[filled.duplicated()].items():
        earlier = first.index[first == text][0]
        yield Defect(FILES[table], int(str(row)), name, str(text), "duplicate id", f"row {earlier} has it too: rename one of the two")


def _references(tables: Tables) -> Iterator[Defect]:
    for table, schema in SCHEMA.items():
        for column in schema:
            if not column.refers or (table == "participants" and column.name == "event_id"):
                continue
            cells = _column(tables, table, column.name)
            ids = _column(tables, column.refers, SCHEMA[column.refers][0].name)
            if cells is None or ids is None:
                continue
            where = "participants" if table == "participants" else column.name
            known = ids[ids != ""].tolist() if (wrong := cells[(cells != "") & ~cells.isin(ids)]).size else []
            for row, text in wrong.items():
                yield Defect(FILES[table], int(str(row)), where, str(text), f"unknown {_singular(column.refers)} id", _known(str(text), known, column.refers))


def _singular(table: str) -> str:
    return table.removesuffix("s")


def _known(text: str, ids: list[str], table: str) -> str:
    close = get_close_matches(text.lower(), ids, n=1, cutoff=0.75) if len(ids) <= 5000 else []
    add = f"add a row with this id to {FILES[table]}"
    return f"write {close[0]}, or {add}" if close else f"{add}, or correct the id"


def _participants(tables: Tables) -> Iterator[Defect]:
    frame = tables.get("participants")
    if frame is None:
        return
    roles = next(column.choices for column in SCHEMA["participants"] if column.name == "role")
    file = FILES["participants"]
    for row, role in frame.loc[~frame["role"].isin(roles), "role"].items():
        yield Defect(file, int(str(row)), "participants", str(role), "unknown role", suggestion(str(role), roles))
    for row in frame.index[frame["actor_id"] == ""]:
        yield Defect(file, int(row), "participants", "", "a participant has no actor", "write actor_id:role; actor_id:role")
    twice = frame.duplicated(["event_id", "actor_id", "role"]) & (frame["actor_id"] != "")
    for row, actor in frame.loc[twice, "actor_id"].items():
        yield Defect(file, int(str(row)), "participants", str(actor), "the participant is named twice", "remove one of the two")


def _speakers(tables: Tables) -> Iterator[Defect]:
    """A speaker is an actor or free text; what looks like an id but is none was meant to be one."""
    speakers, ids = _column(tables, "claims", "speaker"), _column(tables, "actors", "actor_id")
    if speakers is None or ids is None:
        return
    alike = speakers[~speakers.isin(ids) & speakers.str.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*")]
    known = ids[ids != ""].tolist()
    for row, text in alike.items():
        if "-" in str(text) or (len(known) <= 5000 and get_close_matches(str(text), known, n=1, cutoff=0.85)):
            remedy = f"{_known(str(text), known, 'actors')}; a name that is no id is written with a capital letter"
            yield Defect(FILES["claims"], int(str(row)), "speaker", str(text), "unknown actor id", remedy)


def _affiliations(tables: Tables) -> Iterator[Defect]:
    ids, above = _column(tables, "actors", "actor_id"), _column(tables, "actors", "affiliation")
    if ids is None or above is None:
        return
    parent = dict(zip(ids, above, strict=True))
    for row, actor in ids.items():
        seen, at = {actor}, parent[actor]
        while at and at not in seen:
            seen.add(at)
            at = parent.get(at, "")
        if at == actor:
            yield Defect(FILES["actors"], int(str(row)), "affiliation", str(parent[actor]), "the affiliations go round in a circle", "empty one of them")


def _sides(tables: Tables, meta: Mapping[str, Any]) -> Iterator[Defect]:
    sides, ids = _column(tables, "actors", "side"), _column(tables, "actors", "actor_id")
    if sides is None or ids is None:
        return
    named = meta.get("sides")
    known = [*(named if isinstance(named, Mapping) else ()), *ids[ids != ""]]
    for row, text in sides[(sides != "") & ~sides.isin(known)].items():
        remedy = f'write the id of an actor, or name the side in story.toml: [sides.{text}] en = "..."'
        yield Defect(FILES["actors"], int(str(row)), "side", str(text), "unknown side", remedy)


def _early_claims(tables: Tables) -> Iterator[Defect]:
    """A source cannot carry a claim before it was published; a month counts as its last day, published as its first."""
    claims, sources = tables.get("claims"), tables.get("sources")
    if claims is None or sources is None or not {"source_id", "asserted_on"} <= set(claims):
        return
    if not {"source_id", "published"} <= set(sources):
        return
    published = read(sources["published"])[0]["earliest"].set_axis(pd.Index(sources["source_id"]))
    published = published[~published.index.duplicated()]
    appeared = claims["source_id"].map(published)
    made = read(claims["asserted_on"])[0]["latest"]
    for row in claims.index[made < appeared]:
        problem = f"the claim was made before its source appeared on {iso(float(appeared[row]))}"
        remedy = "correct asserted_on, correct published in sources.csv, or name a source that existed on that day"
        yield Defect(FILES["claims"], int(row), "asserted_on", str(claims.loc[row, "asserted_on"]), problem, remedy)


def _silent_events(tables: Tables) -> Iterator[Defect]:
    """An event of which no claim says anything would never be shown."""
    ids, claims = _column(tables, "events", "event_id"), tables.get("claims")
    if ids is None or claims is None or not {"event_id", "stance"} <= set(claims):
        return
    part = claims["scope"] == "part" if "scope" in claims else pd.Series(False, index=claims.index)
    says = claims["stance"].isin(["asserts", "confirms"]) | (claims["stance"].isin(["plans", "denies"]) & ~part)
    silent = ids[(ids != "") & ~ids.isin(claims.loc[says, "event_id"])]
    for row, text in silent.items():
        problem = "no claim says that the event took place, so it would never be shown"
        remedy = "add a row to claims.csv that asserts, confirms, plans or denies it"
        yield Defect(FILES["events"], int(str(row)), "event_id", str(text), problem, remedy)


def _coordinates(tables: Tables) -> Iterator[Defect]:
    lat, lon = _column(tables, "events", "lat"), _column(tables, "events", "lon")
    if lat is None or lon is None:
        return
    for row in lat.index[(lat == "") != (lon == "")]:
        missing = "lat" if lat[row] == "" else "lon"
        yield Defect(FILES["events"], int(row), missing, "", "half of the coordinates is missing", "give lat and lon, or neither")


def _quotes(tables: Tables) -> Iterator[Defect]:
    start, end = _column(tables, "claims", "start_char"), _column(tables, "claims", "end_char")
    if start is None or end is None:
        return
    first, last = pd.to_numeric(start, errors="coerce"), pd.to_numeric(end, errors="coerce")
    for row in first.index[last < first]:
        yield Defect(FILES["claims"], int(row), "end_char", str(end[row]), "the quote ends before it starts", "write a number of start_char or more")
