"""A change set into the database: checked against the neighbours of its rows, then written."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from components.events.changes import ChangeSet, RowChange
from components.events.changing import by_id, neighbourhood
from components.events.errors import StoryError
from components.events.schema import header
from components.events.validation import check, story_languages
from components.stores.base import StoreError
from components.stores.database import history
from components.stores.database.lookup import Kept
from components.stores.database.reading import headings, text_defects
from components.stores.database.rows import LONGEST_ID, add_rows, header_of, remove_row, set_header, set_row
from components.stores.folder_state import serious

_LONGEST_NAME = 400  # characters of who saves; longer ones fit no index


def put(connection: Connection, story: int, made: ChangeSet, token: str) -> None:
    """Check and write ``made`` in the transaction of ``connection``, in which the story is locked.

    Raises ``StoryError`` with the defects that it would make, ``StoreError`` for what the database cannot hold.
    """
    refuse_unfit(made)
    meta = headings(connection, story)
    languages = story_languages(meta)
    wider = _widened(header_of(connection, story), made.rows, languages)
    tables = neighbourhood(made.rows, Kept(connection, story), languages)
    sources = [row.after for row in made.rows if row.table == "sources" and row.after is not None]
    if defects := serious([*by_id(check(tables, meta), tables), *text_defects(connection, story, sources)]):
        raise StoryError(defects)
    for table, names in wider.items():
        set_header(connection, story, table, names)
    for row in made.rows:
        if row.after is None:
            remove_row(connection, story, row.table, row.id)
        elif row.before is None:
            add_rows(connection, story, row.table, [row.after])
        else:
            set_row(connection, story, row.table, row.after)
    history.add(connection, story, made, token)


def refuse_unfit(made: ChangeSet) -> None:
    """Raises ``StoreError`` for names and ids that are too long for an index of the database."""
    if len(made.by) > _LONGEST_NAME:
        raise StoreError(f"the name of who saves is too long: {_LONGEST_NAME} characters at most")
    for row in made.rows:
        if len(row.id) > LONGEST_ID:
            raise StoreError(f"an id of {row.table} is too long: {LONGEST_ID} characters at most")


def _widened(
    known: Mapping[str, Sequence[str]], changed: Sequence[RowChange], languages: Sequence[str]
) -> dict[str, list[str]]:
    """Columns of the tables that get new ones. Raises ``StoreError`` for one that neither file nor program has."""
    wider = {}
    for table in dict.fromkeys(row.table for row in changed):
        filled = {name: None for row in changed if row.table == table for name in row.after or ()}
        new = [name for name in filled if name not in known[table]]
        names = header(table, languages)
        if strange := sorted({*new} - {*names}):
            raise StoreError(f"{table} have no column {strange[0]!r}: write one of {', '.join(names)}")
        if new:
            wider[table] = [*known[table], *new]
    return wider
