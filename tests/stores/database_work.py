"""All that a store over a database does, on a story of one change."""

from collections.abc import Callable

from components.events.changes import Change
from components.stores.database.store import DatabaseStore
from tests.stores.abstract_drafts import draft
from tests.stores.abstract_texts import with_text

EVENT = "mayor-calls-minister-2024-05-13"


def noted(text: str) -> Change:
    return Change({"events": ({"event_id": EVENT, "note_en": text},)}, "Ada")


def all_of(store: DatabaseStore) -> tuple[Callable[[], object], ...]:
    """All that a store does, on a story that was changed once."""
    return (
        store.revision,
        store.stamp,
        store.load,
        store.history,
        lambda: store.save(noted("two"), 1),
        lambda: store.save(with_text(), 1),
        lambda: store.undo(1, "Ada"),
        lambda: store.rows("events"),
        lambda: store.defects(noted("two")),
        lambda: store.text("herald.txt"),
        lambda: store.drafts("Ada"),
        lambda: store.keep_draft(draft("other")),
        lambda: store.drop_draft("Ada", "k"),
    )
