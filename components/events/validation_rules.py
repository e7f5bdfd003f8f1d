"""Defects that show only when rows are compared: ids there twice or nowhere, claims before their source, ..."""

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from components.events.dates import iso, read
from components.events.errors import Defect
from components.events.joins import find
from components.events.schema import SCHEMA
from components.events.validation_cells import suggestion
from components.events.validation_sheets import Found, Numbers, Sheet, Sheets, Texts
from components.events.vocabulary import ROLES

COMPARED = 5000  # ids that are compared for a likely spelling
LIKELY = 0.85  # how alike a name and an id are if the id was meant, of 1


def rules(found: Found, sheets: Sheets, sides: Sequence[str]) -> None:
    """Defects between rows and between files. Tables and columns that are absent are passed over."""
    for table in ("events", "claims", "actors", "sources"):
        _duplicates(found, sheets, table)
    _references(found, sheets)
    _participants(found, sheets)
    _speakers(found, sheets)
    _affiliations(found, sheets)
    _sides(found, sheets, sides)
    _early_claims(found, sheets)
    _silent_events(found, sheets)
    _coordinates(found, sheets)
    _quotes(found, sheets)


def _column(sheets: Sheets, table: str, name: str) -> Texts | None:
    return sheets[table].texts(name) if table in sheets else None


def _ids(sheets: Sheets, table: str) -> Texts | None:
    """The ids of a table; ``None`` if it has none."""
    return _column(sheets, table, SCHEMA[table][0].name)


def _first(codes: NDArray[np.integer]) -> NDArray[np.intp]:
    """For each row the first one with the same number."""
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return np.asarray(first[codes], dtype=np.intp)


def _duplicates(found: Found, sheets: Sheets, table: str) -> None:
    ids = _ids(sheets, table)
    if ids is None or len(ids.names) == len(ids.codes):
        return
    one, name, first = sheets[table], SCHEMA[table][0].name, _first(ids.codes)

    def tell(row: int) -> Defect:
        remedy = f"row {one.rows[first[row]]} has it too: rename one of the two"
        return Defect(one.file, one.rows[row], name, ids[row], "duplicate id", remedy)

    found.rows((first != np.arange(len(first))) & ~ids.empty, tell)


def _references(found: Found, sheets: Sheets) -> None:
    for table, schema in SCHEMA.items():
        for column in schema:
            own = column.name == "event_id" and table in sheets and bool(sheets[table].cell)
            known = None if not column.refers or own else _ids(sheets, column.refers)
            ids = _column(sheets, table, column.name)
            if known is not None and ids is not None:
                _reference(found, sheets, sheets[table], column.name, column.refers, ids, known)


def _reference(found: Found, sheets: Sheets, one: Sheet, name: str, refers: str, ids: Texts, known: Texts) -> None:
    unknown = ~ids.among(known) & ~ids.is_empty
    file = sheets[refers].file

    def tell(row: int) -> Defect:
        problem = f"unknown {refers.removesuffix('s')} id"
        return Defect(one.file, one.rows[row], one.cell or name, ids[row], problem, _known(ids[row], known, file))

    if unknown.any():
        found.rows(ids.where(unknown), tell)


def _known(text: str, ids: Texts, file: str) -> str:
    names = ids.used
    close = get_close_matches(text.lower(), names, n=1, cutoff=0.75) if len(names) <= COMPARED else []
    add = f"add a row with this id to {file}"
    return f"write {close[0]}, or {add}" if close else f"{add}, or correct the id"


def _participants(found: Found, sheets: Sheets) -> None:
    actor, role = (_column(sheets, "participants", name) for name in ("actor_id", "role"))
    if actor is None or role is None:
        return
    one = sheets["participants"]
    event = _column(sheets, "participants", "event_id")
    if one.cell:
        _parts(found, one, actor, role)
        number = np.asarray(one.rows, dtype=np.int64)
    elif event is not None:
        number = event.codes.astype(np.int64)
    else:
        return
    same = (number * (len(actor.names) + 1) + actor.codes) * (len(role.names) + 1) + role.codes
    twice = np.ones(len(same), dtype=bool)
    twice[np.unique(same, return_index=True)[1]] = False

    def tell(row: int) -> Defect:
        problem = "the participant is named twice"
        return Defect(one.file, one.rows[row], one.cell or "actor_id", actor[row], problem, "remove one of the two")

    found.rows(twice & ~actor.empty, tell)


def _parts(found: Found, one: Sheet, actor: Texts, role: Texts) -> None:
    """Defects of the single participants in a cell."""
    file, rows, cell = one.file, one.rows, one.cell
    unknown = ~np.asarray(role.names.isin(list(ROLES)), dtype=bool)
    found.rows(
        role.where(unknown),
        lambda row: Defect(file, rows[row], cell, role[row], "unknown role", suggestion(role[row], ROLES)),
    )
    remedy = "write actor_id:role; actor_id:role"
    found.rows(
        actor.empty,
        lambda row: Defect(file, rows[row], cell, f":{role[row]}", "a participant has no actor", remedy),
    )


def _speakers(found: Found, sheets: Sheets) -> None:
    """A speaker is an actor or free text; what looks like an id but is none was meant to be one."""
    known, speaker = _ids(sheets, "actors"), _column(sheets, "claims", "speaker")
    if known is None or speaker is None:
        return
    one, names = sheets["claims"], speaker.names
    meant = ~speaker.among(known) & np.asarray(names.str.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*"), dtype=bool)
    for at in np.flatnonzero(meant).tolist():
        text = str(names[at])
        few = len(known.used) <= COMPARED
        meant[at] = "-" in text or (few and bool(get_close_matches(text, known.used, n=1, cutoff=LIKELY)))

    def tell(row: int) -> Defect:
        told = _known(speaker[row], known, sheets["actors"].file)
        remedy = f"{told}; a name that is no id is written with a capital letter"
        return Defect(one.file, one.rows[row], "speaker", speaker[row], "unknown actor id", remedy)

    found.rows(speaker.where(meant), tell)


def _affiliations(found: Found, sheets: Sheets) -> None:
    ids, above = _ids(sheets, "actors"), _column(sheets, "actors", "affiliation")
    if ids is None or above is None or above.empty.all():
        return
    size, place = len(ids.names), find(pd.Series(ids.names), pd.Series(above.names))[above.codes]
    up = np.full(size, -1, dtype=np.intp)
    up[ids.codes] = np.where(above.empty, -1, place)
    below = np.flatnonzero(up >= 0)
    graph = sparse.csr_array((np.ones(len(below), np.int8), (below, up[below])), shape=(size, size))
    _, group = csgraph.connected_components(graph, connection="strong")
    circle = (np.bincount(group, minlength=size)[group] > 1) | (up == np.arange(size))
    one = sheets["actors"]
    problem = "the affiliations go round in a circle"
    remedy = "empty one of them"
    found.rows(
        ids.where(circle) & ~ids.empty,
        lambda row: Defect(one.file, one.rows[row], "affiliation", above[row], problem, remedy),
    )


def _sides(found: Found, sheets: Sheets, sides: Sequence[str]) -> None:
    side, ids = _column(sheets, "actors", "side"), _ids(sheets, "actors")
    if side is None:
        return
    one = sheets["actors"]
    unknown = ~side.is_empty & ~np.asarray(side.names.isin(list(sides)), dtype=bool)
    if ids is not None:
        unknown &= ~side.among(ids)

    def tell(row: int) -> Defect:
        remedy = f'write the id of an actor, or name the side in story.toml: [sides.{side[row]}] en = "..."'
        return Defect(one.file, one.rows[row], "side", side[row], "unknown side", remedy)

    found.rows(side.where(unknown), tell)


def _early_claims(found: Found, sheets: Sheets) -> None:
    """A source cannot carry a claim before it was published; a month counts as its last day, published as its first."""
    source, day = _column(sheets, "claims", "source_id"), _column(sheets, "claims", "asserted_on")
    ids, published = _ids(sheets, "sources"), _column(sheets, "sources", "published")
    if source is None or day is None or ids is None or published is None:
        return
    first = np.full(len(ids.names) + 1, np.nan)
    first[ids.codes] = _days(published, "earliest")[published.codes]
    appeared = first[find(pd.Series(ids.names), pd.Series(source.names))][source.codes]
    one, file = sheets["claims"], sheets["sources"].file

    def tell(row: int) -> Defect:
        problem = f"the claim was made before its source appeared on {iso(float(appeared[row]))}"
        remedy = f"correct asserted_on, correct published in {file}, or name a source that existed on that day"
        return Defect(one.file, one.rows[row], "asserted_on", day[row], problem, remedy)

    found.rows(_days(day, "latest")[day.codes] < appeared, tell)


def _days(column: Texts, end: str) -> NDArray[np.float64]:
    """First or last day of each distinct date; not a number for none."""
    return read(pd.Series(column.names))[0][end].to_numpy(dtype=float)


def _silent_events(found: Found, sheets: Sheets) -> None:
    """An event of which no claim says anything would never be shown."""
    event, stance, ids = (
        _column(sheets, "claims", "event_id"),
        _column(sheets, "claims", "stance"),
        _ids(sheets, "events"),
    )
    if event is None or stance is None or ids is None:
        return
    scope = _column(sheets, "claims", "scope")
    part = np.zeros(len(event.codes), dtype=bool) if scope is None else scope.where(np.asarray(scope.names == "part"))
    for_it, by_itself = (
        stance.where(np.asarray(stance.names.isin(names), dtype=bool))
        for names in (["asserts", "confirms"], ["plans", "denies"])
    )
    spoken = event.taken(for_it | (by_itself & ~part))
    one = sheets["events"]
    problem = "no claim says that the event took place, so it would never be shown"
    remedy = f"add a row to {sheets['claims'].file} that asserts, confirms, plans or denies it"
    found.rows(
        ids.where(~ids.among(spoken) & ~ids.is_empty),
        lambda row: Defect(one.file, one.rows[row], "event_id", ids[row], problem, remedy),
    )


def _coordinates(found: Found, sheets: Sheets) -> None:
    one = sheets.get("events")
    if one is None or not {"lat", "lon"} <= set(one.columns):
        return
    lat, lon = (one.columns[name].empty for name in ("lat", "lon"))
    problem = "half of the coordinates is missing"
    remedy = "give lat and lon, or neither"
    found.rows(
        lat != lon,
        lambda row: Defect(one.file, one.rows[row], "lat" if lat[row] else "lon", "", problem, remedy),
    )


def _quotes(found: Found, sheets: Sheets) -> None:
    one = sheets.get("claims")
    if one is None or not {"start_char", "end_char"} <= set(one.columns):
        return
    start, end = (_whole(one.columns[name]) for name in ("start_char", "end_char"))
    problem = "the quote ends before it starts"
    remedy = "write start_char or more"
    found.rows(
        end < start,
        lambda row: Defect(one.file, one.rows[row], "end_char", one.columns["end_char"][row], problem, remedy),
    )


def _whole(column: Texts | Numbers) -> NDArray[np.float64]:
    """Numbers of a column, not a number where there is none."""
    if isinstance(column, Numbers):
        return column.values
    numbers = [float(text) if str(text).isdecimal() else np.nan for text in column.names]
    return np.asarray(numbers, dtype=np.float64)[column.codes]
