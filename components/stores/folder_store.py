"""A store over a story folder: CSV files that people edit by hand, too, with their history beside them.

Saving rewrites the rows it changes and no other character. What it needs for itself lies in ``.whowhen`` (see
``journal.py``), which git passes over; ``history.jsonl`` belongs to the story.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from components.events.changes import ID, Cells, Change, ChangeSet, RowChange
from components.events.changing import ChangeError, signed, touches
from components.events.changing_json import line
from components.events.changing_past import placed
from components.events.changing_texts import is_name
from components.events.errors import Defect, StoryError
from components.events.schema import FILES
from components.stores.base import Draft, Loaded, StoreError
from components.stores.folder import told_by
from components.stores.folder_access import FULL, Access
from components.stores.folder_drafts import FolderDrafts
from components.stores.folder_save import Made, check_made, files_after, merged, planned, undone
from components.stores.folder_state import State, known_state, read_state, sound
from components.stores.history_file import HISTORY, last_number, sets_after
from components.stores.journal import EditedError, Journal, UnsettledError
from components.stores.telling import number_at, rows_then, told
from components.stores.texts import TEXTS, decoded, no_text, text_defects

HAND = "hand edit"  # by whom files were changed that no store changed
_TRIES = 5  # times to begin anew when a file is edited by hand in the middle of a save


class FolderStore:
    """The story in the folder ``path``. Several may be open at once, in threads and processes.

    ``at_step`` is told each step of a save as it is done; tests interrupt it there. Who only is ``looking`` saves
    nothing, and leaves nothing in the folder.
    """

    def __init__(self, path: Path, at_step: Callable[[str], None] = lambda _: None, looking: bool = False) -> None:
        self._path = Path(path)
        self._access = Access(self._path, looking)
        self._drafts = FolderDrafts(self._access)
        self._journal = Journal(self._path, at_step)
        self._seen: tuple[str, int] | None = None

    def stamp(self) -> str:
        """As ``Store.stamp`` says. Looks at sizes and times."""
        return self._access.stamp()

    def revision(self) -> int:
        """The number of the last change set. Looks at sizes and times; reads only when these have changed."""
        seen, now = self._seen, self._access.signature()
        if seen is not None and seen[0] == now:
            return seen[1]
        with self._access.reading():
            try:
                number = self._settled(reading=True).number
            except StoryError:  # the files are not fit to be shown, the last change set is what it was
                number = last_number(self._path / HISTORY)
            self._seen = (self._access.signature(), number)
        return number

    def load(self, at: int = 0) -> Loaded:
        """As ``Store.load`` says; edits by hand become a change set of their own. A folder that may not be written is
        read.
        """
        with self._access.reading():
            state = self._settled(reading=True)
            number = number_at(at, state.number)
            since = sets_after(self._path / HISTORY, number) if number < state.number else ()
        if not since:
            return Loaded(told_by(self._path, sound(self._path, state.files)), number)
        header = {table: state.lines(table).columns for table in ID}
        rows, meta = rows_then(state.rows(), since), state.files[FILES["story"]]
        story = told(self._path.resolve().name, rows, header, meta, lambda sources: text_defects(self._path, sources))
        return Loaded(story(), number)

    def rows(self, table: str, ids: Collection[str] | None = None) -> Mapping[str, Cells]:
        """As ``Store.rows`` says."""
        if table not in ID:
            raise StoreError(f"there is no table {table!r:.80}: ask for one of {', '.join(ID)}", "shape")
        with self._access.reading():
            found = self._settled(reading=True).lines(table).rows(ID[table])
        wanted = found.keys() if ids is None else {*ids}
        return {id: cells for id, cells in found.items() if id in wanted}

    def text(self, name: str) -> str:
        """As ``Store.text`` says."""
        if not is_name(name):
            raise no_text(name)
        with self._access.reading():
            try:
                content = (self._path / TEXTS / name).read_bytes()
            except OSError as error:
                raise no_text(name) from error
        return decoded(name, content)

    def defects(self, change: Change) -> tuple[Defect, ...]:
        """As ``Store.defects`` says."""
        try:
            signed(change.by, change.why)
            with self._access.reading():
                state = self._settled(reading=True)
                return check_made(self._path, state, planned(self._path, state, change)).of(change)
        except ChangeError as error:
            raise StoreError.of(error) from error

    def save(self, change: Change, expected: int) -> int:
        """As ``Store.save`` says. A change that changes nothing makes no change set."""

        def plan(state: State) -> Made:
            if not 0 <= expected <= state.number:
                told = f"there is no revision {expected}: the story is at {state.number}; load it again"
                raise StoreError(told, "revision")
            return merged(self._path, state, change, expected)

        return self._write(plan, change.by, change.why)

    def history(
        self, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
    ) -> tuple[ChangeSet, ...]:
        """As ``Store.history`` says."""
        self.revision()  # what was edited by hand belongs to it

        def wanted(one: ChangeSet) -> bool:
            return (not event or touches(one, event)) and (not by or one.by == by)

        with self._access.reading():
            return sets_after(self._path / HISTORY, since, until, most, wanted)

    def undo(self, number: int, by: str, why: str = "") -> int:
        """As ``Store.undo`` says. Refused, too, while other rows refer to a row that would be taken out."""
        return self._write(lambda state: Made(undone(self._path, state, number), undoes=number), by, why)

    def undoing(self, number: int) -> tuple[RowChange, ...]:
        """As ``Store.undoing`` says."""
        with self._access.reading():
            return undone(self._path, self._settled(reading=True), number)

    def drafts(self, owner: str) -> tuple[Draft, ...]:
        """As ``Store.drafts`` says."""
        return self._drafts.of(owner)

    def keep_draft(self, draft: Draft) -> None:
        """As ``Store.keep_draft`` says."""
        self._drafts.keep(draft)

    def drop_draft(self, owner: str, key: str) -> None:
        """As ``Store.drop_draft`` says."""
        self._drafts.drop(owner, key)

    def _write(self, plan: Callable[[State], Made], by: str, why: str) -> int:
        """Save what ``plan`` makes of the state now."""
        for _ in range(_TRIES):
            try:
                with self._access.writing():
                    signed(by, why)
                    state = self._settled()
                    made = plan(state)
                    if not made.rows:
                        return state.number
                    return self._commit(state, made, by, why)
            except EditedError:
                continue
            except ChangeError as error:
                raise StoreError.of(error) from error
        raise StoreError(f"{self._path} is being edited by hand all the time; try again when that is done", "edited")

    def _commit(self, state: State, made: Made, by: str, why: str) -> int:
        check_made(self._path, state, made).refuse()
        tables = files_after(state, made.rows)
        at = datetime.datetime.now(datetime.UTC)
        rows = placed(made.rows, state.rows())
        one = ChangeSet(state.number + 1, at, by, why, rows, made.undoes, tuple(made.texts))
        pairs: dict[str, tuple[bytes | None, bytes]] = {
            f"{TEXTS}/{name}": (None, content) for name, content in made.texts.items()
        }
        pairs |= {name: (state.files[name], content) for name, content in tables.items()}
        self._journal.commit(pairs, known_state(tables, one.number, list(tables)), line(one))
        return one.number

    def _settled(self, reading: bool = False) -> State:
        """The folder out of the middle of any change, with edits by hand in the history. Expects the lock.

        For ``reading``, a full disk is no hindrance: the edits are put down when there is room.
        """
        if not self._access.hidden.is_dir():
            return read_state(self._path, self._journal)[0]  # it may not be written, and never was by a store
        if self._access.writable:
            self._journal.recover()
        elif self._journal.open:
            raise StoreError(
                f"{self._path} was left in the middle of a change: make it writable and open it once to finish that",
                "half",
            )
        state, edits = read_state(self._path, self._journal)
        if edits is None or not self._access.keeping:
            return state
        try:
            return self._put_down(state, edits)
        except OSError as error:
            if reading and error.errno in FULL and not isinstance(error, UnsettledError):
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
