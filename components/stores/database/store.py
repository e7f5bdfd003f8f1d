"""A story kept in a database: ``Store`` over SQLite or PostgreSQL."""

import datetime
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from components.events.changes import ID, Cells, Change, ChangeSet, RowChange
from components.events.changing import (
    ChangeError,
    Rows,
    asked_for,
    looked_at,
    merge,
    row_changes,
    signed,
    storable,
    texts_of,
)
from components.events.errors import Defect
from components.stores import undoing
from components.stores.base import Clash, ConflictError, Draft, Loaded, StoreError
from components.stores.database import drafts, history, writing
from components.stores.database.connecting import Database
from components.stores.database.errors import CommitError
from components.stores.database.lookup import Kept
from components.stores.database.reading import source_text, sums, told
from components.stores.database.rows import Entry, entry, held, stamp, table_rows
from components.stores.database.tables import stories as story_table
from components.stores.drafts import refuse_unfit
from components.stores.telling import number_at
from components.stores.texts import coming


@dataclass(frozen=True)
class _Made:
    """What a save makes: rows, new texts by name, the number of the change set it takes back if it does."""

    rows: tuple[RowChange, ...]
    texts: Mapping[str, bytes] = field(default_factory=dict)
    undoes: int = 0


_Work = Callable[[Connection, Entry], _Made]


class DatabaseStore:
    """The story named ``story`` in the database at ``url`` (see ``stores.base.Store``)."""

    def __init__(self, url: str, story: str) -> None:
        """Raises ``StoreError`` for an address that is none; the database opens with the first question."""
        self._database, self._story = Database(url), story

    def revision(self) -> int:
        """The number of the last change set."""
        with self._database.reading() as connection:
            return entry(connection, self._story).revision

    def stamp(self) -> str:
        """As ``Store.stamp`` says."""
        with self._database.reading() as connection:
            return stamp(connection, self._story)

    def load(self, at: int = 0) -> Loaded:
        """As ``Store.load`` says."""
        with self._database.reading() as connection:
            found = entry(connection, self._story)
            number = number_at(at, found.revision)
            older = number < found.revision
            since = history.change_sets_of(connection, found.id, since=number) if older else ()
            story = told(connection, found.id, self._story, since)
        return Loaded(story(), number)

    def save(self, change: Change, expected: int) -> int:
        """Save ``change``, made on revision ``expected``; the new revision, once it is durable."""

        def work(connection: Connection, at: Entry) -> _Made:
            if not 0 <= expected <= at.revision:
                told = f"there is no revision {expected}: the story is at {at.revision}; load it again"
                raise StoreError(told, "revision")
            now = held(connection, at.id, asked_for(change))
            since = history.later(connection, at.id, expected, looked_at(change))
            clashes = merge(change, now, since)
            if clashes:
                raise ConflictError(tuple(Clash(*one) for one in clashes))
            return _planned(connection, at.id, change, now)

        return self._saved(work, change.by, change.why)

    def history(
        self, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
    ) -> tuple[ChangeSet, ...]:
        """As ``Store.history`` says."""
        with self._database.reading() as connection:
            at = entry(connection, self._story)
            after, last = min(max(since, 0), at.revision), min(until, at.revision) if until else at.revision
            return history.change_sets_of(connection, at.id, event, by, after, last, most)

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Take back change set ``number`` by a new one; the new revision."""

        def work(connection: Connection, at: Entry) -> _Made:
            return _Made(_back(connection, at, number), undoes=number)

        return self._saved(work, by, why)

    def undoing(self, number: int) -> tuple[RowChange, ...]:
        """As ``Store.undoing`` says."""
        with self._database.reading() as connection:
            return _back(connection, entry(connection, self._story), number)

    def rows(self, table: str, ids: Collection[str] | None = None) -> Mapping[str, Cells]:
        """As ``Store.rows`` says."""
        if table not in ID:
            raise StoreError(f"there is no table {table!r:.80}: ask for one of {', '.join(ID)}", "shape")
        with self._database.reading() as connection:
            return table_rows(connection, entry(connection, self._story).id, table, ids)

    def defects(self, change: Change) -> tuple[Defect, ...]:
        """As ``Store.defects`` says."""
        try:
            signed(change.by, change.why)
            writing.refuse_long_name(change.by)
            keys = asked_for(change)
            with self._database.reading() as connection:
                story = entry(connection, self._story).id
                made = _planned(connection, story, change, held(connection, story, keys))
                return writing.check_made(connection, story, made.rows, made.texts)[0].of(change)
        except ChangeError as error:
            raise StoreError.of(error) from error

    def text(self, name: str) -> str:
        """As ``Store.text`` says."""
        with self._database.reading() as connection:
            return source_text(connection, entry(connection, self._story).id, name)

    def drafts(self, owner: str) -> tuple[Draft, ...]:
        """As ``Store.drafts`` says."""
        with self._database.reading() as connection:
            story = entry(connection, self._story).id
            return drafts.of(connection, story, owner) if storable(owner) else ()

    def keep_draft(self, draft: Draft) -> None:
        """As ``Store.keep_draft`` says."""
        refuse_unfit(draft)
        with self._database.writing() as connection:
            drafts.keep(connection, entry(connection, self._story).id, draft)

    def drop_draft(self, owner: str, key: str) -> None:
        """As ``Store.drop_draft`` says."""
        with self._database.writing() as connection:
            drafts.drop(connection, entry(connection, self._story).id, owner, key)

    def _saved(self, work: _Work, by: str, why: str) -> int:
        """Do ``work`` with the story locked, and save the change set that it makes; the revision after it."""
        token = uuid.uuid4().hex
        try:
            signed(by, why)
            with self._database.writing() as connection:
                at = entry(connection, self._story, lock=True)
                made = work(connection, at)
                if not made.rows:
                    return at.revision
                now = datetime.datetime.now(datetime.UTC)
                one = ChangeSet(at.revision + 1, now, by, why, made.rows, made.undoes, tuple(made.texts))
                writing.put(connection, at.id, one, made.texts, token)
            return one.number
        except ChangeError as error:
            raise StoreError.of(error) from error
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
                "history once it can be reached again, before you save a second time",
                "cut_off",
            ) from None
        if number is None:
            raise StoreError.of(error) from None
        return number


def stories(url: str) -> list[str]:
    """The names of the stories in the database at ``url``, sorted. Raises ``StoreError``."""
    with Database(url).reading() as connection:
        return sorted(connection.scalars(select(story_table.c.name)))


def _back(connection: Connection, at: Entry, number: int) -> tuple[RowChange, ...]:
    """What takes change set ``number`` back. Raises ``StoreError`` if there is none, ``UndoError``."""
    if not 0 < number <= at.revision:
        raise StoreError(f"there is no change {number}: the last one is {at.revision}", "no_change", number=str(number))
    one = history.change_set(connection, at.id, number)
    keys = [(row.table, row.id) for row in one.rows]
    later = history.later(connection, at.id, number, keys)
    return undoing.back(one, later, held(connection, at.id, keys), Kept(connection, at.id))


def _planned(connection: Connection, story: int, change: Change, now: Rows) -> _Made:
    """What ``change`` does to the rows ``now``. Raises ``ChangeError``, ``StoreError`` for what may not be done."""
    rows, asked = row_changes(change, now), texts_of(change)
    undoing.refuse_needed(rows, Kept(connection, story))
    return _Made(rows, coming(asked, rows, sums(connection, story, asked)))
