"""A story kept in a database: ``Store`` over SQLite or PostgreSQL."""

import datetime
import uuid
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, select

from components.events.changes import Change, ChangeSet, RowChange
from components.events.changing import ChangeError, merge, row_changes, signed
from components.stores.base import Clash, ConflictError, Loaded, StoreError
from components.stores.database import history, writing
from components.stores.database.connecting import Database
from components.stores.database.errors import CommitError
from components.stores.database.reading import told
from components.stores.database.rows import Entry, entry, held
from components.stores.database.tables import stories as story_table
from components.stores.database.undoing import back

_Work = Callable[[Connection, Entry], ChangeSet | None]


class DatabaseStore:
    """The story named ``story`` in the database at ``url`` (see ``stores.base.Store``)."""

    def __init__(self, url: str, story: str) -> None:
        """Raises ``StoreError`` for an address that is none; the database opens with the first question."""
        self._database, self._story = Database(url), story

    def revision(self) -> int:
        """The number of the last change set."""
        with self._database.reading() as connection:
            return entry(connection, self._story).revision

    def load(self) -> Loaded:
        """The story now. Raises ``StoryError`` with its defects, ``StoreError`` when it cannot be reached."""
        with self._database.reading() as connection:
            found = entry(connection, self._story)
            story = told(connection, found.id, self._story)
        return Loaded(story(), found.revision)

    def save(self, change: Change, expected: int) -> int:
        """Save ``change``, made on revision ``expected``; the new revision, once it is durable."""

        def work(connection: Connection, at: Entry) -> ChangeSet | None:
            if not 0 <= expected <= at.revision:
                raise StoreError(f"there is no revision {expected}: the story is at {at.revision}; load it again")
            keys = [(one.table, one.id) for one in row_changes(change, {})]
            now = held(connection, at.id, keys)
            clashes = merge(change, now, history.later(connection, at.id, expected, keys))
            if clashes:
                raise ConflictError(tuple(Clash(*one) for one in clashes))
            return _made(at, row_changes(change, now), change.by, change.why)

        return self._saved(work, change.by, change.why)

    def history(self, event: str = "", by: str = "", since: int = 0) -> tuple[ChangeSet, ...]:
        """The change sets after revision ``since``, oldest first; of an event and its claims, of a person."""
        with self._database.reading() as connection:
            at = entry(connection, self._story)
            return history.change_sets_of(connection, at.id, event, by, min(max(since, 0), at.revision))

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Take back change set ``number`` by a new one; the new revision."""

        def work(connection: Connection, at: Entry) -> ChangeSet | None:
            if not 0 < number <= at.revision:
                raise StoreError(f"there is no change {number}: the last one is {at.revision}")
            return _made(at, back(connection, at.id, number), by, why, undoes=number)

        return self._saved(work, by, why)

    def _saved(self, work: _Work, by: str, why: str) -> int:
        """Do ``work`` with the story locked, and save the change set that it makes; the revision after it."""
        token = uuid.uuid4().hex
        try:
            signed(by, why)
            with self._database.writing() as connection:
                at = entry(connection, self._story, lock=True)
                made = work(connection, at)
                if made is None:
                    return at.revision
                writing.put(connection, at.id, made, token)
            return made.number
        except ChangeError as error:
            raise StoreError(str(error)) from error
        except CommitError as error:
            return self._settled(token, error)

    def _settled(self, token: str, error: CommitError) -> int:
        """The revision of a save whose commit was cut off, if it took place; else the error that says it did not."""
        try:
            with self._database.writing() as connection:
                # Under the lock, so that a commit which the server is still at has ended.
                entry(connection, self._story, lock=True)
                number = history.number_of(connection, token)
        except StoreError:
            raise StoreError(
                f"{self._database} was cut off while it saved: nobody can tell yet whether it did. Look at the "
                "history once it can be reached again, before you save a second time"
            ) from None
        if number is None:
            raise StoreError(str(error)) from None
        return number


def stories(url: str) -> list[str]:
    """The names of the stories in the database at ``url``, sorted. Raises ``StoreError``."""
    with Database(url).reading() as connection:
        return sorted(connection.scalars(select(story_table.c.name)))


def _made(at: Entry, rows: Sequence[RowChange], by: str, why: str, undoes: int = 0) -> ChangeSet | None:
    if not rows:
        return None
    return ChangeSet(at.revision + 1, datetime.datetime.now(datetime.UTC), by, why, tuple(rows), undoes)
