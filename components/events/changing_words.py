"""A change set in words: one sentence for each row and each text, in English or French."""

import re
from pathlib import Path

from components.events.changes import Cells, ChangeSet, RowChange
from components.events.schema import REMOVED
from components.events.words import Words, load_words

_NAME = {"events": "title", "actors": "name", "sources": "title"}
_LENGTH = 80  # characters of a cell that are told


def told(change_set: ChangeSet, language: str) -> list[str]:
    """Each row of ``change_set`` in words, in its order, on one line each, then each text that came with it.

    ``language`` is "en" or "fr".
    """
    words = load_words(Path(__file__).parent, language, "changes")
    rows = [_row(words, row, change_set.undoes > 0) for row in change_set.rows]
    return rows + [words("row.text", name=_short(words, name)) for name in change_set.texts]


def told_head(change_set: ChangeSet, language: str) -> str:
    """Number, time, person, reason of ``change_set`` on one line."""
    words = load_words(Path(__file__).parent, language, "changes")
    at = f"{change_set.at:%Y-%m-%d %H:%M:%S}"
    # The number is a name: it is not written with the spaces of large numbers.
    parts = [words("history.head", number=str(change_set.number), at=at, by=_short(words, change_set.by))]
    if change_set.undoes:
        parts.append(words("history.undoes", number=str(change_set.undoes)))
    if change_set.why:
        parts.append(words("history.why", why=_short(words, change_set.why)))
    return " · ".join(parts)


def told_none(language: str) -> str:
    """What is said of a history without change sets."""
    return load_words(Path(__file__).parent, language, "changes")("history.none")


def _row(words: Words, row: RowChange, again: bool) -> str:
    what, how = _what(words, row), "_again" if again else ""
    if row.after is None:
        return words(f"row.taken_out{how}", what=what)
    if row.before is None:
        return words(f"row.added{how}", what=what)
    parts = []
    gone = REMOVED in row.fields and row.table == "events"
    if gone:
        why = row.after.get(REMOVED, "")
        key = "row.removed" if why else "row.put_back"
        parts.append(words(key, what=what, why=_short(words, why)))
    cells = [_cell(words, column, row.before, row.after) for column in _order(row) if not (gone and column == REMOVED)]
    if cells:
        parts.append(words("row.changed", what=what, cells=words("cell.between").join(cells)))
    return words("cell.between").join(parts)


def _what(words: Words, row: RowChange) -> str:
    cells: Cells = row.after or row.before or {}
    id = _short(words, row.id)
    if row.table not in _NAME:
        return words(f"what.{row.table}", id=id, event=_short(words, cells.get("event_id", "")))
    name = _NAME[row.table]
    names = [f"{name}_{words.language}", name, *sorted(column for column in cells if column.startswith(f"{name}_"))]
    found = next((cells[column] for column in names if cells.get(column)), row.id)
    return words(f"what.{row.table}", id=id, name=_short(words, found))


def _order(row: RowChange) -> list[str]:
    """The changed columns, in the order of the row."""
    return [column for column in {**(row.before or {}), **(row.after or {})} if column in row.fields]


def _cell(words: Words, column: str, before: Cells, after: Cells) -> str:
    old, new = before.get(column, ""), after.get(column, "")
    key = "emptied" if not new else "changed" if old else "set"
    return words(f"cell.{key}", column=_column(words, column), before=_short(words, old), after=_short(words, new))


def _column(words: Words, column: str) -> str:
    if words.has(f"columns.{column}"):
        return words(f"columns.{column}")
    name, _, code = column.rpartition("_")
    if re.fullmatch("[a-z]{2,3}", code) and words.has(f"columns.{name}"):
        return words("cell.translated", column=words(f"columns.{name}"), code=code)
    return _short(words, column)


def _short(words: Words, text: str) -> str:
    """``text`` on one line, cut, without what a terminal would obey or a reader could not see."""
    cut = "".join(sign if sign.isprintable() else " " for sign in text[: _LENGTH + 1])
    return cut if len(text) <= _LENGTH else words("cell.cut", text=cut[:_LENGTH])
