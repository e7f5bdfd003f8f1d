"""A story folder as it is, compared with how the store last knew it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from components.events.changes import ID, Cells, RowChange
from components.events.changing import applied
from components.events.changing_past import placed
from components.events.errors import Defect, StoryError
from components.events.schema import FILES
from components.events.validation import story_languages
from components.stores.folder import Judged, judge, read_files
from components.stores.history_file import HISTORY, last_number, sets_after
from components.stores.journal import Journal
from components.stores.lines import Lines, lines_of

TABLES = tuple(ID)
META = FILES["story"]
REVISION = "revision"  # of the last known state
Tables = Mapping[str, Mapping[str, Cells]]


@dataclass(frozen=True)
class State:
    """The files of a story that was found sound, and the number of its last change set."""

    files: Mapping[str, bytes]
    number: int
    _read: dict[str, tuple[Lines, Mapping[str, Cells]]] = field(default_factory=dict, compare=False, repr=False)

    def lines(self, table: str) -> Lines:
        """The records of a table."""
        return self._table(table)[0]

    def rows(self) -> Tables:
        """The cells that are not empty, by table and id."""
        return {table: self._table(table)[1] for table in TABLES}

    def _table(self, table: str) -> tuple[Lines, Mapping[str, Cells]]:
        """A table, read once: a long one takes its time."""
        if table not in self._read:
            lines = lines_of(self.files[FILES[table]])
            self._read[table] = lines, lines.rows(ID[table])
        return self._read[table]

    @property
    def meta(self) -> dict[str, Any]:
        """What ``story.toml`` says."""
        return tomllib.loads(self.files[META].decode("utf-8-sig"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the story."""
        return story_languages(self.meta)


def serious(defects: Sequence[Defect]) -> list[Defect]:
    """``defects`` without columns that a curator added for himself: unknown, and like none that is known.

    ``whowhen check`` tells them; a store keeps them as they are.
    """
    return [one for one in defects if one.problem != "unknown column" or not one.remedy.startswith("remove it, or")]


def sound(path: Path, files: Mapping[str, bytes], unread: Sequence[Defect] = ()) -> Judged:
    """The story that ``files`` hold. Raises ``StoryError`` with its defects."""
    judged = judge(path, files, unread)
    if defects := serious(judged.defects):
        raise StoryError(defects)
    return judged


def read_state(path: Path, journal: Journal) -> tuple[State, tuple[RowChange, ...] | None]:
    """The state of the folder, and what was edited by hand since it was last known.

    ``None`` instead of changes means that the folder is as it is known, and so sound; no changes that it is not, but
    its rows are. Raises ``StoryError`` if it was edited and is not sound.
    """
    files, unread = read_files(path)
    state = State(files, last_number(path / HISTORY))
    known = {FILES[table]: journal.known(FILES[table]) for table in TABLES}
    revision, same_meta = journal.known(REVISION), files.get(META) == journal.known(META)
    if (
        same_meta
        and not unread
        and revision == str(state.number).encode()
        and all(files[one] == known[one] for one in known)
    ):
        return state, None
    sound(path, files, unread)
    if revision is None or None in known.values() or int(revision) > state.number:
        return state, ()  # seen for the first time, or set back to an older state: nothing to compare it with
    before = State({name: content for name, content in known.items() if content is not None}, int(revision)).rows()
    # What others saved elsewhere comes along with their history, by git for example.
    later = [row for one in sets_after(path / HISTORY, int(revision)) for row in one.rows]
    then = applied(before, later)
    return state, placed(tuple(_differences(then, state.rows())), then)


def known_state(files: Mapping[str, bytes], number: int, only: Sequence[str] = ()) -> dict[str, bytes]:
    """What the journal is to keep as the last known state: the files (some of them), and the revision."""
    names = only or [META, *(FILES[table] for table in TABLES)]
    return {**{name: files[name] for name in names}, REVISION: str(number).encode()}


def _differences(before: Tables, after: Tables) -> Iterator[RowChange]:
    for table in TABLES:
        old, new = before.get(table, {}), after.get(table, {})
        for id in dict.fromkeys((*old, *new)):
            if old.get(id) != new.get(id):
                yield RowChange(table, id, old.get(id), new.get(id))
