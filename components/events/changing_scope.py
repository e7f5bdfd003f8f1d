"""What a change touches besides its own rows, so that it can be checked at a cost that does not grow with the story."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Protocol

import pandas as pd

from components.events.changes import ID, Cells, Change, RowChange
from components.events.errors import Defect
from components.events.participants import explode
from components.events.schema import FILES, header
from components.events.validation_rules import COMPARED, LIKELY

# Which cells name a row of which table: (table, column, table named).
REFERENCES = (
    ("claims", "event_id", "events"),
    ("claims", "source_id", "sources"),
    ("claims", "speaker", "actors"),
    ("events", "participants", "actors"),
    ("actors", "affiliation", "actors"),
    ("actors", "side", "actors"),
)
_FEW = 8
_SPEAKER = re.compile(r"[a-z0-9]+")  # free text that validation compares with the ids of all actors


class Lookup(Protocol):
    """Rows of a story as they are before a change, found by index."""

    def rows(self, table: str, ids: Collection[str]) -> Mapping[str, Cells]:
        """Those rows of ``table`` that are there, by id."""
        ...

    def where(self, table: str, column: str, values: Collection[str]) -> Mapping[str, Cells]:
        """The rows of ``table`` whose cell is one of ``values``; events by ``participants``: who names an actor."""
        ...

    def ids(self, table: str, most: int) -> Collection[str]:
        """The ids of ``table``, but no more than ``most``."""
        ...

    def speakers(self) -> Collection[str]:
        """Who speaks in the claims, each once; asked only when an actor is new and there are few."""
        ...


class Held:
    """A ``Lookup`` into rows in memory: table -> id -> cells."""

    def __init__(self, rows: Mapping[str, Mapping[str, Cells]]) -> None:
        self._rows = rows

    def rows(self, table: str, ids: Collection[str]) -> Mapping[str, Cells]:
        """As ``Lookup`` says."""
        held = self._rows.get(table, {})
        return {id: held[id] for id in ids if id in held}

    def where(self, table: str, column: str, values: Collection[str]) -> Mapping[str, Cells]:
        """As ``Lookup`` says; looks at every row."""
        held: Collection[tuple[str, Cells]] = self._rows.get(table, {}).items()
        wanted = {*values} - {""}
        if column != "participants":
            return {id: cells for id, cells in held if cells.get(column) in wanted}
        if len(wanted) < _FEW:  # most rows name none of a few actors, and need no taking apart
            held = [(id, cells) for id, cells in held if any(map(cells.get(column, "").__contains__, wanted))]
        return {id: cells for id, cells in held if not _named(cells, column).isdisjoint(wanted)}

    def ids(self, table: str, most: int) -> Collection[str]:
        """As ``Lookup`` says."""
        return list(self._rows.get(table, {}))[:most]

    def speakers(self) -> Collection[str]:
        """As ``Lookup`` says."""
        return {cells["speaker"] for cells in self._rows.get("claims", {}).values() if "speaker" in cells}


class _Changed:
    """A ``Lookup`` as it is after the changes."""

    def __init__(self, changes: Sequence[RowChange], under: Lookup) -> None:
        self.after: dict[str, dict[str, Cells]] = {table: {} for table in ID}
        self.gone: dict[str, set[str]] = {table: set() for table in ID}
        self._under = under
        for one in changes:
            if one.after is None:
                self.gone[one.table].add(one.id)
            else:
                self.after[one.table][one.id] = one.after

    def rows(self, table: str, ids: Collection[str]) -> dict[str, Cells]:
        own = {id: self.after[table][id] for id in ids if id in self.after[table]}
        asked = [id for id in ids if id and id not in own and id not in self.gone[table]]
        return {**own, **(self._under.rows(table, asked) if asked else {})}

    def where(self, table: str, column: str, values: Collection[str]) -> dict[str, Cells]:
        if not values:
            return {}
        kept = {
            id: cells
            for id, cells in self._under.where(table, column, values).items()
            if id not in self.after[table] and id not in self.gone[table]
        }
        return {**kept, **Held(self.after).where(table, column, values)}

    def ids(self, table: str, most: int) -> set[str]:
        return ({*self._under.ids(table, most)} | {*self.after[table]}) - self.gone[table]


def neighbourhood(changed: Sequence[RowChange], lookup: Lookup, languages: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Small tables of texts for ``validation.check``: the changed rows first, what they refer to, who refers to them.

    ``lookup`` finds rows before the change. Sound rows around a sound change give no defect; use ``by_id`` on those
    that are found.
    """
    now = _Changed(changed, lookup)
    found = {table: dict(now.after[table]) for table in ID}
    dated = {one.id for one in changed if one.table == "sources" and (one.after is None or "published" in one.fields)}
    found["claims"].update(now.where("claims", "source_id", dated))
    found["claims"].update(now.where("claims", "speaker", _mistaken(changed, now, lookup)))
    for table, column, named in REFERENCES:
        found[table].update(now.where(table, column, now.gone[named]))
    events = {*found["events"], *(cells.get("event_id", "") for cells in found["claims"].values())}
    events |= {(one.before or {}).get("event_id", "") for one in changed if one.table == "claims"}
    found["events"].update(_missing(now, "events", events, found))
    found["claims"].update(now.where("claims", "event_id", {*found["events"]}))
    sources = {cells.get("source_id", "") for cells in found["claims"].values()}
    found["sources"].update(_missing(now, "sources", sources, found))
    _add_actors(now, found)
    columns = {table: {name for one in changed if one.table == table for name in one.fields} for table in ID}
    tables = {table: _frame(found[table], header(table, languages), columns[table]) for table in ID}
    tables["participants"] = explode(tables["events"])
    return tables


def referrers(changed: Iterable[RowChange], lookup: Lookup) -> list[tuple[str, str, str, str]]:
    """Who names a row that ``changed`` takes out, after all of it: (table, id, table named, id named), sorted.

    A side is left to validation, which knows the sides that the story names besides its actors.
    """
    now = _Changed(list(changed), lookup)
    found = set()
    for table, column, named in (one for one in REFERENCES if one[1] != "side"):
        for id, cells in now.where(table, column, now.gone[named]).items():
            found |= {(table, id, named, one) for one in _named(cells, column) & now.gone[named]}
    return sorted(found)


def named_by(table: str, cells: Cells) -> set[tuple[str, str]]:
    """Table and id of all that the cells of a row of ``table`` refer to, whether it is there or not."""
    return {(named, id) for of, column, named in REFERENCES if of == table for id in _named(cells, column)}


def by_id(defects: Iterable[Defect], tables: Mapping[str, pd.DataFrame]) -> list[Defect]:
    """``defects`` that name the row by its id instead of its number in ``tables``."""
    names = {FILES[table]: table for table in ID}
    found = []
    for one in defects:
        table = names.get(one.file, "")
        ids = tables[table][ID[table]] if table in tables and ID[table] in tables[table] else None
        if ids is None or one.row not in ids.index:
            found.append(one)
        else:
            found.append(replace(one, row=0, problem=f"{ids.loc[one.row]}: {one.problem}"))
    return found


def by_position(defects: Iterable[Defect], tables: Mapping[str, pd.DataFrame], change: Change) -> list[Defect]:
    """``defects`` with the place of the row in its table of ``change``, from 1, those of other rows as by ``by_id``."""
    asked = {
        (FILES[table], row.get(ID[table], "").strip()): at
        for table, rows in change.rows.items()
        for at, row in enumerate(rows, start=1)
    }
    names = {FILES[table]: table for table in ID}
    found = []
    for one in defects:
        ids = tables[names[one.file]][ID[names[one.file]]] if one.file in names else pd.Series(dtype="str")
        if one.row in ids.index and (at := asked.get((one.file, ids.loc[one.row]))):
            found.append(replace(one, row=at))
        else:
            found += [replace(other, row=0) for other in by_id([one], tables)]
    return sorted(found, key=lambda one: one.row == 0)


def _add_actors(now: _Changed, found: dict[str, dict[str, Cells]]) -> None:
    wanted = {cells.get("speaker", "") for cells in found["claims"].values()}
    for cells in found["events"].values():
        wanted |= _named(cells, "participants")
    while more := _missing(now, "actors", wanted | _above(found["actors"]), found):
        found["actors"].update(more)
    speakers = (cells.get("speaker", "") for cells in now.after["claims"].values())
    if any(_SPEAKER.fullmatch(one) and one not in found["actors"] for one in speakers):
        ids = now.ids("actors", COMPARED + 1)
        if len(ids) <= COMPARED:
            found["actors"].update(_missing(now, "actors", ids, found))


def _mistaken(changed: Sequence[RowChange], now: _Changed, lookup: Lookup) -> set[str]:
    """Speakers in free text that a new actor resembles: were they meant to be his id?"""
    new = [one.id for one in changed if one.table == "actors" and one.before is None]
    if not new or len(now.ids("actors", COMPARED + 1)) > COMPARED:
        return set()
    free = filter(_SPEAKER.fullmatch, lookup.speakers())
    alike = {one for one in free if get_close_matches(one, new, n=1, cutoff=LIKELY)}
    return alike - {*now.rows("actors", sorted(alike))}


def _above(actors: Mapping[str, Cells]) -> set[str]:
    return {cells.get(column, "") for cells in actors.values() for column in ("affiliation", "side")}


def _missing(
    now: _Changed, table: str, ids: Collection[str], found: Mapping[str, Mapping[str, Cells]]
) -> dict[str, Cells]:
    return now.rows(table, sorted({*ids} - {*found[table], ""}))


def _named(cells: Cells, column: str) -> set[str]:
    """What a cell names: itself, or the actors of a cell of participants."""
    text = cells.get(column, "")
    if column != "participants":
        return {text} - {""}
    return {part.partition(":")[0].strip() for part in text.split(";")} - {""}


def _frame(rows: Mapping[str, Cells], known: Sequence[str], touched: Collection[str]) -> pd.DataFrame:
    names = [*known, *sorted({*touched} - {*known})]
    data = {name: pd.array([cells.get(name, "") for cells in rows.values()], dtype="str") for name in names}
    return pd.DataFrame(data, index=pd.RangeIndex(2, len(rows) + 2))
