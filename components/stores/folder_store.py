"""A store over a story folder: CSV files that people edit by hand, too, with their history beside them.

Saving rewrites the rows it changes and no other character. What it needs for itself lies in ``.whowhen`` (see
``journal.py``), which git passes over; ``history.jsonl`` belongs to the story.
"""

import datetime
import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from components.events.changes import ID, Change, ChangeSet, RowChange
from components.events.changing import (
    ChangeError,
    Held,
    Rows,
    blockers,
    by_id,
    inverse,
    merge,
    referrers,
    row_changes,
    signed,
    touches,
)
from components.events.changing_json import line
from components.events.errors import StoryError
from components.events.schema import FILES, header
from components.stores.base import Clash, ConflictError, Loaded, StoreError
from components.stores.folder import judge, story_revision, told_by
from components.stores.folder_state import State, known_state, read_state, serious, sound
from components.stores.history_file import HISTORY, last_number, sets_after
from components.stores.journal import HIDDEN, EditedError, Journal, UnsettledError
from components.stores.lines import changed
from components.stores.locking import locked

HAND = "hand edit"  # by whom files were changed that no store changed
_TRIES = 5  # times to begin anew when a file is edited by hand in the middle of a save
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderStore:
    """The story in the folder ``path``. Several may be open at once, in threads and processes.

    ``at_step`` is told each step of a save as it is done; tests interrupt it there.
    """

    def __init__(self, path: Path, at_step: Callable[[str], None] = lambda _: None) -> None:
        self._path = Path(path)
        self._journal = Journal(self._path, at_step)
        self._seen: tuple[str, int] | None = None

    def revision(self) -> int:
        """The number of the last change set. Looks at sizes and times; reads only when these have changed."""
        seen, now = self._seen, self._signature()
        if seen is not None and seen[0] == now:
            return seen[1]
        with self._reading():
            try:
                number = self._settled(reading=True).number
            except StoryError:  # the files are not fit to be shown, the last change set is what it was
                number = last_number(self._path / HISTORY)
            self._seen = (self._signature(), number)
        return number

    def load(self) -> Loaded:
        """The story now; edits by hand become a change set of their own. A folder that may not be written is read."""
        with self._reading():
            state = self._settled(reading=True)
        return Loaded(told_by(self._path, sound(self._path, state.files)), state.number)

    def save(self, change: Change, expected: int) -> int:
        """As ``Store.save`` says. A change that changes nothing makes no change set."""

        def plan(state: State) -> tuple[tuple[RowChange, ...], ChangeSet | None]:
            if not 0 <= expected <= state.number:
                raise StoreError(f"there is no revision {expected}: the story is at {state.number}; load it again")
            rows = state.rows()
            since = sets_after(self._path / HISTORY, expected) if expected < state.number else ()
            clashes = merge(change, rows, since)
            if clashes:
                raise ConflictError(tuple(Clash(*one) for one in clashes))
            return row_changes(change, rows), None

        return self._write(plan, change.by, change.why)

    def history(self, event: str = "", by: str = "", since: int = 0) -> tuple[ChangeSet, ...]:
        """As ``Store.history`` says."""
        self.revision()  # what was edited by hand belongs to it
        with self._reading():
            found = sets_after(self._path / HISTORY, since)
        return tuple(one for one in found if (not event or touches(one, event)) and (not by or one.by == by))

    def undo(self, number: int, by: str, why: str = "") -> int:
        """As ``Store.undo`` says. Refused, too, while other rows refer to a row that would be taken out."""

        def plan(state: State) -> tuple[tuple[RowChange, ...], ChangeSet | None]:
            if not 0 < number <= state.number:
                raise StoreError(f"there is no change {number}: the last one is {state.number}")
            one, *later = sets_after(self._path / HISTORY, number - 1)
            rows = state.rows()
            back = _back(one, later, rows)
            return back, one

        return self._write(plan, by, why)

    def _write(self, plan: Callable[[State], tuple[tuple[RowChange, ...], ChangeSet | None]], by: str, why: str) -> int:
        """Save what ``plan`` makes of the state now, and which change set it takes back if it does."""
        for _ in range(_TRIES):
            try:
                with self._locked():
                    signed(by, why)
                    state = self._settled()
                    rows, undone = plan(state)
                    if not rows:
                        return state.number
                    at = datetime.datetime.now(datetime.UTC)
                    one = ChangeSet(state.number + 1, at, by, why, rows, undone.number if undone else 0)
                    self._commit(state, one)
                    return one.number
            except EditedError:
                continue
            except ChangeError as error:
                raise StoreError(str(error)) from error
        raise StoreError(f"{self._path} is being edited by hand all the time; try again when that is done")

    def _commit(self, state: State, one: ChangeSet) -> None:
        files = _files_after(state, one.rows)
        judged = judge(self._path, {**state.files, **files})
        if defects := serious(judged.defects):
            raise StoryError(by_id(defects, judged.tables))
        pairs = {name: (state.files[name], content) for name, content in files.items()}
        self._journal.commit(pairs, known_state(files, one.number, list(files)), line(one))

    def _settled(self, reading: bool = False) -> State:
        """The folder out of the middle of any change, with edits by hand in the history. Expects the lock.

        For ``reading``, a full disk is no hindrance: the edits are put down when there is room.
        """
        if not (self._path / HIDDEN).is_dir():
            return read_state(self._path, self._journal)[0]  # it may not be written, and never was by a store
        if self._writable():
            self._journal.recover()
        elif self._journal.open:
            raise StoreError(
                f"{self._path} was left in the middle of a change: make it writable and open it once to finish that"
            )
        state, edits = read_state(self._path, self._journal)
        if edits is None or not self._writable():
            return state
        try:
            return self._put_down(state, edits)
        except OSError as error:
            if reading and error.errno in _FULL and not isinstance(error, UnsettledError):
                return state
            raise

    def _put_down(self, state: State, edits: tuple[RowChange, ...]) -> State:
        """Keep the state as the last known one, with edits by hand as a change set."""
        if not edits:
            self._journal.commit({}, known_state(state.files, state.number))
            return state
        names = ", ".join(dict.fromkeys(FILES[row.table] for row in edits))
        at = datetime.datetime.now(datetime.UTC)
        one = ChangeSet(state.number + 1, at, HAND, f"edited by hand: {names}", edits)
        self._journal.commit({}, known_state(state.files, one.number), line(one))
        return State(state.files, one.number)

    def _writable(self) -> bool:
        return os.access(self._path / HIDDEN, os.W_OK) and os.access(self._path, os.W_OK)

    def _signature(self) -> str:
        try:
            facts = (self._path / HISTORY).stat()
        except OSError:
            return story_revision(self._path)
        return f"{story_revision(self._path)} {facts.st_size}:{facts.st_mtime_ns}"

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """The lock; none where the folder may not be written, since then this program may only look."""
        if not self._path.is_dir():
            yield
            return
        try:
            hidden_away(self._path)
        except OSError as error:
            if error.errno not in _CLOSED | _FULL:
                raise self._told(error) from error
        if self._writable():
            with self._locked():
                yield
            return
        try:
            yield
        except OSError as error:
            raise self._told(error) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            if not self._path.is_dir():
                raise StoreError(f"{self._path} is no folder: name one that holds a story")
            hidden_away(self._path)
            with locked(self._path / HIDDEN / "lock"):
                yield
        except EditedError:
            raise
        except OSError as error:
            raise self._told(error) from error

    def _told(self, error: OSError) -> StoreError:
        if isinstance(error, UnsettledError):
            return StoreError(
                f"{self._path} could not be written to the end ({error.strerror}): make it writable again and look at "
                "the history, which tells whether the change was saved or taken back"
            )
        what, remedy = "cannot be written", "look at the folder, then save again"
        if error.errno in _FULL:
            remedy = "the disk is full, or your share of it: make room, then save again"
        elif error.errno in _CLOSED:
            remedy = "ask for the right to write the folder and its files, then save again"
        return StoreError(f"{self._path} {what} ({error.strerror}): {remedy}. Nothing was changed")


def hidden_away(path: Path) -> None:
    """Make the folder ``.whowhen`` of a story, which git passes over, if it is missing. Raises ``OSError``."""
    hidden = path / HIDDEN
    hidden.mkdir(exist_ok=True)
    ignore = hidden / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_text("*\n", encoding="utf-8")


def _back(one: ChangeSet, later: Sequence[ChangeSet], rows: Rows) -> tuple[RowChange, ...]:
    """What takes ``one`` back. Raises ``StoreError`` naming what stands in the way."""
    if standing := blockers(one, later):
        first = standing[0]
        if first.undoes == one.number:
            raise StoreError(f"change {one.number} was taken back already, by change {first.number} of {first.by}")
        raise StoreError(
            f"change {one.number} cannot be undone: change {first.number} of {first.by} touched the same cells later; "
            f"undo that one first, or correct the cells"
        )
    back = inverse(one, rows)
    if found := referrers(back, Held(rows)):
        table, id, named, which = found[0]
        raise StoreError(
            f"change {one.number} cannot be undone: {table} {id} refers to {named} {which}, which would be gone "
            f"({len(found)} in all); change that first"
        )
    return back


def _files_after(state: State, rows: Sequence[RowChange]) -> Mapping[str, bytes]:
    """The files that ``rows`` change, by name. Raises ``StoreError`` for a column that neither file nor program has."""
    files = {}
    for table in dict.fromkeys(row.table for row in rows):
        mine = [row for row in rows if row.table == table]
        lines = state.lines(table)
        known = {*lines.columns, *header(table, state.languages)}
        strange = sorted({name for row in mine for name in row.after or {}} - known)
        if strange:
            names = ", ".join(header(table, state.languages))
            raise StoreError(f"{table} have no column {strange[0]!r}: write one of {names}")
        after = {row.id: row.after for row in mine}
        files[FILES[table]] = changed(lines, ID[table], after).content()
    return files
