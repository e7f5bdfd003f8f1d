"""The raw rows of the tables as the store has them, kept once for all who edit, and which of them a person looks at."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from components.app.scene import Scene
from components.app.widgets.table_editor.desk import Base
from components.events.search import fold
from components.stores.base import Store

_TRIES = 5
_ACCENTED = re.compile(r"[^\x00-\x7f]+")
_bases: WeakKeyDictionary[Store, dict[str, Base]] = WeakKeyDictionary()
_lock = Lock()


def base_of(store: Store, table: str) -> Base:
    """The rows of ``table`` now. Reads all of them once, then what is new only. Raises ``StoreError``."""
    with _lock:
        held = _bases.setdefault(store, {})
        known, now = held.get(table), store.revision()
        if known is None or known.revision > now:
            known = _read(store, table)
        elif known.revision < now:
            known = _newer(known, store, table)
        held[table] = known
        return known


def _read(store: Store, table: str) -> Base:
    for _ in range(_TRIES):
        before = store.revision()
        rows = store.rows(table)
        if store.revision() == before:
            return Base(before, rows)
    # Rows that may be newer than they say: a change made on them meets what came in between, and is asked about it.
    return Base(before, rows)


def _newer(known: Base, store: Store, table: str) -> Base:
    rows, last = dict(known.rows), known.revision
    for one in store.history(since=known.revision):
        last = one.number
        for row in one.rows:
            if row.table == table and row.after is None:
                rows.pop(row.id, None)
            elif row.table == table and row.after is not None:
                rows[row.id] = row.after
    return Base(last, rows)


@lru_cache(maxsize=16)
def matching(base: Base, text: str) -> tuple[str, ...]:
    """The ids of the rows that hold every word of ``text`` in some cell, in the order of the story."""
    words = fold(text).split()
    if not words or not base.rows:
        return tuple(base.rows)
    return tuple(id for id, row in _texts(base).items() if all(word in row for word in words))


@lru_cache(maxsize=4)
def _texts(base: Base) -> Mapping[str, str]:
    # In one go, and letters with accents by themselves: of a long story, that takes a tenth of the time.
    joined = "\n".join(" ".join(cells.values()).replace("\n", " ") for cells in base.rows.values())
    plain = _ACCENTED.sub(lambda found: _folded(found[0]), joined.lower())
    return dict(zip(base.rows, plain.split("\n"), strict=True))


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return fold(text).replace("\n", " ")


@lru_cache(maxsize=8)
def selected(scene: Scene, table: str) -> Collection[str]:
    """The ids of ``table`` that belong to the events selected on the page."""
    shown = scene.shown
    if table == "events":
        return frozenset(shown.events["event_id"])
    if table == "claims":
        return frozenset(shown.claims["claim_id"])
    if table == "sources":
        return frozenset(shown.claims["source_id"])
    return frozenset(shown.participants["actor_id"]) | (frozenset(shown.claims["speaker_id"]) - {""})
