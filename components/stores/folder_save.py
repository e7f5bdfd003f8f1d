"""What a save makes of a story folder: the rows it changes, the texts it adds, the files they stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from components.events.changes import ID, Change, RowChange
from components.events.changing import Held, merge, row_changes, texts_of
from components.events.changing_texts import digest
from components.events.schema import FILES, header
from components.stores.base import Clash, ConflictError, StoreError
from components.stores.checking import Checked, checked
from components.stores.folder_state import State
from components.stores.history_file import HISTORY, sets_after
from components.stores.lines import changed
from components.stores.texts import TEXTS, coming, text_defects
from components.stores.undoing import back, refuse_needed


@dataclass(frozen=True)
class Made:
    """What a save makes: rows, new texts by name, the number of the change set it takes back if it does."""

    rows: tuple[RowChange, ...]
    texts: Mapping[str, bytes] = field(default_factory=dict)
    undoes: int = 0


def merged(path: Path, state: State, change: Change, expected: int) -> Made:
    """What ``change``, made on revision ``expected``, does to the folder now. Raises ``ConflictError`` and as below."""
    since = sets_after(path / HISTORY, expected) if expected < state.number else ()
    if clashes := merge(change, state.rows(), since):
        raise ConflictError(tuple(Clash(*one) for one in clashes))
    return planned(path, state, change)


def planned(path: Path, state: State, change: Change) -> Made:
    """What ``change`` does to the folder now. Raises ``ChangeError``, and ``StoreError`` for what may not be done."""
    rows = row_changes(change, state.rows())
    refuse_needed(rows, Held(state.rows()))
    return Made(rows, coming(texts_of(change), rows, lambda name: _found(path / TEXTS / name)))


def undone(path: Path, state: State, number: int) -> tuple[RowChange, ...]:
    """What takes change set ``number`` back. Raises ``StoreError`` if there is none, ``UndoError``."""
    if not 0 < number <= state.number:
        told = f"there is no change {number}: the last one is {state.number}"
        raise StoreError(told, "no_change", number=str(number))
    one, *later = sets_after(path / HISTORY, number - 1)
    rows = state.rows()
    return back(one, later, rows, Held(rows))


def check_made(path: Path, state: State, made: Made) -> Checked:
    """What would be wrong with the story. Raises ``StoreError`` for a column that neither file nor program has."""
    for table in dict.fromkeys(row.table for row in made.rows):
        _refuse_strange(state, table, made.rows)
    texts = made.texts
    return checked(made.rows, Held(state.rows()), state.meta, lambda sources: text_defects(path, sources, texts))


def files_after(state: State, rows: Sequence[RowChange]) -> dict[str, bytes]:
    """The files that ``rows`` change, by name."""
    files = {}
    for table in dict.fromkeys(row.table for row in rows):
        after = {row.id: row.after for row in rows if row.table == table}
        files[FILES[table]] = changed(state.lines(table), ID[table], after).content()
    return files


def _refuse_strange(state: State, table: str, rows: Sequence[RowChange]) -> None:
    names = header(table, state.languages)
    known = {*state.lines(table).columns, *names}
    if strange := sorted({name for row in rows if row.table == table for name in row.after or {}} - known):
        there = ", ".join(names)
        raise StoreError(
            f"{table} have no column {strange[0]!r:.80}: write one of {there}", "column", column=strange[0]
        )


def _found(file: Path) -> str | None:
    """The checksum of a text; that of nothing if there is something else of that name."""
    try:
        return digest(file.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        if file.is_file() or file.is_dir():
            return ""
        told = f"{file} cannot be read ({error.strerror}): check the folder and your rights"
        raise StoreError(told, "unreadable") from error
