"""Defects that show only when rows are compared: ids there twice or nowhere, claims before their source, ..."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from components.events.dates import Bounds, bounds, iso
from components.events.errors import DateError, Defect
from components.events.schema import FILES, SCHEMA
from components.events.validation_cells import suggestion
from components.events.vocabulary import ROLES


@dataclass(frozen=True)
class Rows:
    """The texts of a table by column, and the number of each row in its file."""

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]


Tables = Mapping[str, Rows]
COMPARED = 5000  # ids that are compared for a likely spelling
LIKELY = 0.85  # how alike a name and an id are if the id was meant, of 1


def rule_defects(tables: Tables, sides: Sequence[str]) -> Iterator[Defect]:
    """Defects between rows and between files. Tables and columns that are absent are passed over."""
    for table in ("events", "claims", "actors", "sources"):
        yield from _duplicates(tables, table)
    yield from _references(tables)
    yield from _participants(tables)
    yield from _speakers(tables)
    yield from _affiliations(tables)
    yield from _sides(tables, sides)
    yield from _early_claims(tables)
    yield from _silent_events(tables)
    yield from _coordinates(tables)
    yield from _quotes(tables)


def _rows(tables: Tables, table: str, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number and cells of some columns; nothing if the table or one of them is absent."""
    cells = tables.get(table)
    if cells is None or any(name not in cells.columns for name in names):
        return
    yield from zip(cells.numbers, zip(*(cells.columns[name] for name in names), strict=True), strict=True)


def _ids(tables: Tables, table: str) -> dict[str, int] | None:
    """The ids of a table and the row where each comes first; ``None`` if the table has none."""
    name = SCHEMA[table][0].name
    if table not in tables or name not in tables[table].columns:
        return None
    first: dict[str, int] = {}
    for row, (text,) in _rows(tables, table, name):
        if text:
            first.setdefault(text, row)
    return first


def _duplicates(tables: Tables, table: str) -> Iterator[Defect]:
    name, first = SCHEMA[table][0].name, _ids(tables, table) or {}
    for row, (text,) in _rows(tables, table, name):
        if text and first[text] != row:
            yield Defect(
                FILES[table], row, name, text, "duplicate id", f"row {first[text]} has it too: rename one of the two"
            )


def _references(tables: Tables) -> Iterator[Defect]:
    for table, schema in SCHEMA.items():
        for column in schema:
            own = table == "participants" and column.name == "event_id"
            known = None if not column.refers or own else _ids(tables, column.refers)
            if known is None:
                continue
            where = "participants" if table == "participants" else column.name
            for row, (text,) in _rows(tables, table, column.name):
                if text and text not in known:
                    problem = f"unknown {column.refers.removesuffix('s')} id"
                    yield Defect(FILES[table], row, where, text, problem, _known(text, known, column.refers))


def _known(text: str, ids: Mapping[str, int], table: str) -> str:
    close = get_close_matches(text.lower(), ids, n=1, cutoff=0.75) if len(ids) <= COMPARED else []
    add = f"add a row with this id to {FILES[table]}"
    return f"write {close[0]}, or {add}" if close else f"{add}, or correct the id"


def _participants(tables: Tables) -> Iterator[Defect]:
    file, seen = FILES["participants"], set[tuple[int, str, str]]()
    for row, (actor, role) in _rows(tables, "participants", "actor_id", "role"):
        if role not in ROLES:
            yield Defect(file, row, "participants", role, "unknown role", suggestion(role, ROLES))
        if not actor:
            yield Defect(
                file,
                row,
                "participants",
                f":{role}",
                "a participant has no actor",
                "write actor_id:role; actor_id:role",
            )
        elif (row, actor, role) in seen:
            yield Defect(file, row, "participants", actor, "the participant is named twice", "remove one of the two")
        seen.add((row, actor, role))


def _speakers(tables: Tables) -> Iterator[Defect]:
    """A speaker is an actor or free text; what looks like an id but is none was meant to be one."""
    known = _ids(tables, "actors")
    if known is None:
        return
    for row, (text,) in _rows(tables, "claims", "speaker"):
        if text in known or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
            continue
        if "-" in text or (len(known) <= COMPARED and get_close_matches(text, known, n=1, cutoff=LIKELY)):
            remedy = f"{_known(text, known, 'actors')}; a name that is no id is written with a capital letter"
            yield Defect(FILES["claims"], row, "speaker", text, "unknown actor id", remedy)


def _affiliations(tables: Tables) -> Iterator[Defect]:
    parent = {actor: above for _, (actor, above) in _rows(tables, "actors", "actor_id", "affiliation")}
    for row, (actor, above) in _rows(tables, "actors", "actor_id", "affiliation"):
        seen, at = {actor}, above
        while at and at not in seen:
            seen.add(at)
            at = parent.get(at, "")
        if actor and at == actor:
            yield Defect(
                FILES["actors"], row, "affiliation", above, "the affiliations go round in a circle", "empty one of them"
            )


def _sides(tables: Tables, sides: Sequence[str]) -> Iterator[Defect]:
    known = {*sides, *(_ids(tables, "actors") or ())}
    for row, (text,) in _rows(tables, "actors", "side"):
        if text and text not in known:
            remedy = f'write the id of an actor, or name the side in story.toml: [sides.{text}] en = "..."'
            yield Defect(FILES["actors"], row, "side", text, "unknown side", remedy)


def _bounds(text: str) -> Bounds | None:
    try:
        return bounds(text) if text else None
    except DateError:
        return None


def _early_claims(tables: Tables) -> Iterator[Defect]:
    """A source cannot carry a claim before it was published; a month counts as its last day, published as its first."""
    published = {source: _bounds(text) for _, (source, text) in _rows(tables, "sources", "source_id", "published")}
    for row, (source, text) in _rows(tables, "claims", "source_id", "asserted_on"):
        appeared, made = published.get(source), _bounds(text)
        if appeared and made and made.latest < appeared.earliest:
            problem = f"the claim was made before its source appeared on {iso(appeared.earliest)}"
            remedy = "correct asserted_on, correct published in sources.csv, or name a source that existed on that day"
            yield Defect(FILES["claims"], row, "asserted_on", text, problem, remedy)


def _silent_events(tables: Tables) -> Iterator[Defect]:
    """An event of which no claim says anything would never be shown."""
    claims = tables.get("claims")
    if claims is None or not {"event_id", "stance"} <= set(claims.columns):
        return
    scopes = claims.columns.get("scope") or [""] * len(claims.numbers)
    spoken = {
        event
        for event, stance, scope in zip(claims.columns["event_id"], claims.columns["stance"], scopes, strict=True)
        if stance in {"asserts", "confirms"} or (stance in {"plans", "denies"} and scope != "part")
    }
    for row, (text,) in _rows(tables, "events", "event_id"):
        if text and text not in spoken:
            problem = "no claim says that the event took place, so it would never be shown"
            remedy = "add a row to claims.csv that asserts, confirms, plans or denies it"
            yield Defect(FILES["events"], row, "event_id", text, problem, remedy)


def _coordinates(tables: Tables) -> Iterator[Defect]:
    for row, (lat, lon) in _rows(tables, "events", "lat", "lon"):
        if bool(lat) != bool(lon):
            missing = "lon" if lat else "lat"
            yield Defect(
                FILES["events"], row, missing, "", "half of the coordinates is missing", "give lat and lon, or neither"
            )


def _quotes(tables: Tables) -> Iterator[Defect]:
    for row, (start, end) in _rows(tables, "claims", "start_char", "end_char"):
        if start.isdecimal() and end.isdecimal() and float(end) < float(start):
            yield Defect(
                FILES["claims"], row, "end_char", end, "the quote ends before it starts", "write start_char or more"
            )
