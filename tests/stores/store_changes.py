"""Changes that tests of stores make to the story of ``whowhen new``, and looks at what came of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.events.changes import Change, ChangeSet
from components.stores.base import Store

EVENT, CLAIM, DENIAL = "mayor-calls-minister-2024-05-13", "example-1", "example-2"
SOURCE = "gazette-2024-05-15"
Reopen = Callable[[], Store]
Row = Mapping[str, str]


def event(**cells: str) -> Change:
    """A change of the one event, by Ada."""
    return change(events=[{"event_id": EVENT, **cells}])


def change(by: str = "Ada", why: str = "", **rows: Sequence[Row]) -> Change:
    """A change of some tables."""
    return Change({table: tuple(cells) for table, cells in rows.items()}, by, why)


def second(**cells: str) -> list[Row]:
    """Another event."""
    return [{"event_id": "second", "type": "meeting", "title_en": "They meet", "when": "2024-06-01", **cells}]


def claim(id: str = "second-1", of: str = "second", **cells: str) -> Row:
    """A claim that an event took place."""
    return {
        "claim_id": id, "event_id": of, "source_id": SOURCE, "speaker": "gazette", "stance": "asserts",
        "asserted_on": "2024-06-02", **cells,
    }  # fmt: skip


def cell(store: Store, table: str, id: str, column: str) -> Any:
    """A cell of the story now; ``None`` if there is no such row."""
    frame = getattr(store.load().story, table)
    found = frame.loc[frame[frame.columns[0]] == id, column].tolist()
    return found[0] if found else None


def note(store: Store) -> Any:
    """The English note of the one event."""
    return cell(store, "events", EVENT, "note_en")


def filled(cells: Mapping[str, str] | None) -> dict[str, str] | None:
    """A row without its empty cells: whether a history keeps those is the store's own matter."""
    return None if cells is None else {name: text for name, text in cells.items() if text}


def numbers(found: Sequence[ChangeSet]) -> list[int]:
    """The numbers of change sets."""
    return [one.number for one in found]


def save_often(reopen: Reopen, name: str, times: int) -> list[int]:
    """Save a claim of one's own many times, as one of several; the revisions that were acknowledged."""
    store = reopen()
    store.save(change(name, claims=[claim(name, EVENT, summary_en="0")]), store.revision())
    rows = (change(name, claims=[{"claim_id": name, "summary_en": str(at)}]) for at in range(1, times))
    return [store.save(row, store.revision()) for row in rows]


def save_and_tell(reopen: Reopen, name: str, times: int, out: Any) -> None:
    """Put what ``save_often`` gives into a queue."""
    out.put(save_often(reopen, name, times))
