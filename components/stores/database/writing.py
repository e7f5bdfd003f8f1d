"""A change set into the database: checked against the neighbours of its rows, then written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert

from components.events.changes import ChangeSet, RowChange
from components.events.changing import LONGEST_ID
from components.events.changing_texts import digest
from components.events.schema import header
from components.events.validation import story_languages
from components.stores.base import StoreError
from components.stores.checking import Checked, checked
from components.stores.database import history
from components.stores.database.lookup import Kept
from components.stores.database.reading import headings, sums
from components.stores.database.rows import add_rows, header_of, id_before, remove_row, set_header, set_row
from components.stores.database.tables import files
from components.stores.texts import TEXTS, sums_defects

_LONGEST_NAME = 400  # characters of who saves; longer ones fit no index


def check_made(
    connection: Connection, story: int, changed: Sequence[RowChange], texts: Mapping[str, bytes]
) -> tuple[Checked, Mapping[str, Sequence[str]]]:
    """What would be wrong with the story, and the columns of tables that get new ones.

    Raises ``StoreError`` for what the database cannot hold.
    """
    _refuse_long(changed)
    meta = headings(connection, story)
    wider = _widened(header_of(connection, story), changed, story_languages(meta))
    sources = [row.after or {} for row in changed if row.table == "sources"]
    there = sums(connection, story, [cells["text"] for cells in sources if cells.get("text")])
    coming = {name: digest(content) for name, content in texts.items()}
    found = checked(
        changed,
        Kept(connection, story),
        meta,
        lambda frame: sums_defects(frame, lambda name: coming.get(name) or there(name)),
    )
    return found, wider


def put(connection: Connection, story: int, made: ChangeSet, texts: Mapping[str, bytes], token: str) -> None:
    """Check and write ``made`` and its texts in the transaction of ``connection``, in which the story is locked.

    Raises ``StoryError`` with the defects that it would make, ``StoreError`` for what the database cannot hold.
    """
    refuse_unfit(made)
    found, wider = check_made(connection, story, made.rows, texts)
    found.refuse()
    made = replace(made, rows=tuple(_placed(connection, story, row) for row in made.rows))
    for table, names in wider.items():
        set_header(connection, story, table, names)
    for row in made.rows:
        if row.after is None:
            remove_row(connection, story, row.table, row.id)
        elif row.before is None:
            add_rows(connection, story, row.table, [row.after])
        else:
            set_row(connection, story, row.table, row.after)
    for name, content in texts.items():
        values = {"name": f"{TEXTS}/{name}", "content": content, "sha256": digest(content)}
        connection.execute(insert(files).values(story=story, **values))
    history.add(connection, story, made, token)


def _placed(connection: Connection, story: int, row: RowChange) -> RowChange:
    """``row``, with where it stands if it is taken out."""
    return row if row.after is not None else replace(row, follows=id_before(connection, story, row.table, row.id))


def refuse_unfit(made: ChangeSet) -> None:
    """Raises ``StoreError`` for names and ids that are too long for an index of the database."""
    refuse_long_name(made.by)
    _refuse_long(made.rows)


def refuse_long_name(by: str) -> None:
    """Raises ``StoreError`` for the name of a person that no index holds."""
    if len(by) > _LONGEST_NAME:
        raise StoreError(f"the name of who saves is too long: {_LONGEST_NAME} characters at most", "name_long")


def _refuse_long(changed: Sequence[RowChange]) -> None:
    for row in changed:
        if len(row.id) > LONGEST_ID:
            raise StoreError(f"an id of {row.table} is too long: {LONGEST_ID} characters at most", "id_long")


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
            there = ", ".join(names)
            raise StoreError(
                f"{table} have no column {strange[0]!r:.80}: write one of {there}", "column", column=strange[0]
            )
        if new:
            wider[table] = [*known[table], *new]
    return wider
