"""One actor out of two, or two out of one: what changes in the rows of a story, with every cell that names them.

Pure functions over ``Rows`` (table -> id -> cells). They give rows as a ``Change`` has them: an id and cells to set.
"""

from collections.abc import Collection, Iterable, Mapping

from components.events.changes import Cells
from components.events.changing import Rows

Changed = dict[str, tuple[Cells, ...]]
_PLAIN = "participant"  # the role that says least
_ABOVE = ("affiliation", "side")


def merged(rows: Rows, keep: str, gone: str, sides: Collection[str] = ()) -> tuple[Changed, dict[str, tuple[str, ...]]]:
    """The rows that change when ``gone`` becomes part of ``keep``, and the ids of rows that go.

    Participants, speakers, affiliations and sides follow. Names and other names of ``gone`` become other names of
    ``keep``, and what ``keep`` leaves empty is taken from ``gone``. ``sides`` are those that ``story.toml`` names: a
    side of that name stays. Raises ``KeyError`` for an actor that is not there, ``ValueError`` if both are one.
    """
    if keep == gone:
        raise ValueError(f"{keep!r} cannot be merged with itself")
    actors = rows["actors"]
    found: Changed = {
        "events": tuple(_events(rows.get("events", {}), gone, keep)),
        "claims": tuple(_claims(rows.get("claims", {}), gone, keep)),
        "actors": tuple(_actors(actors, keep, gone, sides)),
    }
    return {table: changed for table, changed in found.items() if changed}, {"actors": (gone,)}


def split(rows: Rows, actor: str, new_cells: Cells, events: Collection[str], claims: Collection[str]) -> Changed:
    """The rows that change when the new actor ``new_cells`` takes over the ``events`` and ``claims`` from ``actor``.

    The new one takes the roles that ``actor`` had in those events. Other names that ``new_cells`` has are no longer
    those of ``actor``. Events and claims that do not name ``actor`` stay. Raises ``KeyError`` for an actor that is not
    there, ``ValueError`` for an id that is.
    """
    new = new_cells["actor_id"]
    if new in rows["actors"]:
        raise ValueError(f"there is an actor {new!r} already")
    old = rows["actors"][actor]
    taken = {name.casefold() for name in _names(new_cells)}
    left = [name for name in _items(old.get("aliases", "")) if name.casefold() not in taken]
    found: Changed = {
        "actors": (
            {name: text for name, text in new_cells.items() if text or name == "actor_id"},
            *([{"actor_id": actor, "aliases": "; ".join(left)}] if left != _items(old.get("aliases", "")) else []),
        ),
        "events": tuple(_events(_some(rows, "events", events), actor, new)),
        "claims": tuple(_claims(_some(rows, "claims", claims), actor, new)),
    }
    return {table: changed for table, changed in found.items() if changed}


def same_place(rows: Mapping[str, Cells], event: str) -> tuple[str, ...]:
    """The other events whose place is written as that of ``event``, in every language in which both are."""
    names = sorted({name for cells in rows.values() for name in cells if name.startswith("place_")})
    here = {name: rows[event].get(name, "") for name in names}

    def same(cells: Cells) -> bool:
        both = [name for name in names if here[name] and cells.get(name)]
        return bool(both) and all(cells[name] == here[name] for name in both)

    return tuple(id for id, cells in rows.items() if id != event and same(cells))


def _events(events: Mapping[str, Cells], old: str, new: str) -> Iterable[Cells]:
    for id, cells in events.items():
        held = _pairs(cells.get("participants", ""))
        if any(actor == old for actor, _ in held):
            renamed = [(new if actor == old else actor, role) for actor, role in held]
            yield {"event_id": id, "participants": _cell(renamed, new)}


def _claims(claims: Mapping[str, Cells], old: str, new: str) -> Iterable[Cells]:
    for id, cells in claims.items():
        if cells.get("speaker", "") == old:
            yield {"claim_id": id, "speaker": new}


def _pairs(cell: str) -> list[tuple[str, str]]:
    parts = [part.strip().partition(":") for part in cell.split(";") if part.strip()]
    return [(actor.strip(), role.strip() or _PLAIN) for actor, _, role in parts]


def _cell(pairs: Iterable[tuple[str, str]], merged: str) -> str:
    """The cell without doubles; ``merged`` is no plain participant beside a role that says more."""
    distinct = list(dict.fromkeys(pairs))
    roles = {role for actor, role in distinct if actor == merged}
    plain = (merged, _PLAIN) if roles - {_PLAIN} else None
    return "; ".join(
        actor if role == _PLAIN else f"{actor}:{role}" for actor, role in distinct if (actor, role) != plain
    )


def _some(rows: Rows, table: str, ids: Collection[str]) -> Mapping[str, Cells]:
    return {id: cells for id, cells in rows.get(table, {}).items() if id in ids}


def _actors(actors: Mapping[str, Cells], keep: str, gone: str, sides: Collection[str]) -> Iterable[Cells]:
    """What changes in the actors that stay."""
    named = {"affiliation": True, "side": gone not in sides}
    after = {
        id: {
            column: keep if named[column] and cells.get(column) == gone else cells.get(column, "") for column in _ABOVE
        }
        for id, cells in actors.items()
        if id != gone
    }
    above = {"affiliation": _affiliation(actors, keep, gone, after), "side": _side(actors, keep, gone, sides)}
    after[keep] = {**_filled(actors[keep], actors[gone]), **above}
    for id, cells in after.items():
        if left := {name: text for name, text in cells.items() if text != actors[id].get(name, "")}:
            yield {"actor_id": id, **left}


def _affiliation(actors: Mapping[str, Cells], keep: str, gone: str, after: Mapping[str, Cells]) -> str:
    """To whom ``keep`` belongs: as before, else as ``gone`` did, but never to itself by way of others."""
    texts = (after[keep]["affiliation"], actors[gone].get("affiliation", ""))
    return next((text for text in texts if text and text != gone and not _leads(text, keep, after)), "")


def _side(actors: Mapping[str, Cells], keep: str, gone: str, sides: Collection[str]) -> str:
    """The side of ``keep``: its own, else that of ``gone``. A side of its own is one of the merged actor's own."""
    own, other = (actors[id].get("side", "") for id in (keep, gone))
    if own and (own != gone or gone in sides):
        return own
    return keep if other == gone and gone not in sides else other


def _leads(start: str, to: str, after: Mapping[str, Cells]) -> bool:
    """Whether the affiliations lead from ``start`` to ``to``."""
    seen, at = set[str](), start
    while at and at != to and at not in seen:
        seen.add(at)
        at = after.get(at, {}).get("affiliation", "")
    return at == to


def _filled(keep: Cells, gone: Cells) -> dict[str, str]:
    """The cells of ``keep`` with what it lacks and ``gone`` has, and the names of both."""
    own = ("actor_id", "aliases", *_ABOVE)
    lacking = {name: text for name, text in gone.items() if text and name not in own and not keep.get(name)}
    mine = {**lacking, **{name: text for name, text in keep.items() if name not in own and text}}
    taken = {name.casefold() for name in _names(mine)}
    aliases: dict[str, str] = {}
    for name in (*_items(keep.get("aliases", "")), *_names(gone)):
        if name.casefold() not in taken:
            aliases.setdefault(name.casefold(), name)
    return {**mine, "aliases": "; ".join(aliases.values())}


def _names(actor: Cells) -> list[str]:
    """Names in all languages, then other names."""
    names = [text for column, text in sorted(actor.items()) if column.startswith("name_") and text]
    return [*names, *_items(actor.get("aliases", ""))]


def _items(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
