"""Whole stories between a folder and the database."""

import datetime
import hashlib
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, insert, select, text

from components.events.changes import ID
from components.events.changing import LONGEST_ID
from components.events.changing_json import from_json, line
from components.events.errors import StoryError
from components.events.schema import FILES
from components.stores.base import StoreError
from components.stores.database import history
from components.stores.database.connecting import Database
from components.stores.database.reading import META, told
from components.stores.database.rows import entry
from components.stores.database.table_files import add_table, table_bytes
from components.stores.database.tables import files, stories
from components.stores.database.writing import refuse_unfit
from components.stores.folder import judge, read_files
from components.stores.folder_state import serious
from components.stores.folder_store import FolderStore
from components.stores.history_file import HISTORY
from components.stores.journal import HIDDEN
from components.stores.parquet_files import in_parquet
from components.stores.template import GUIDE
from components.stores.texts import TEXTS

_KEPT = (META, GUIDE, ".gitattributes")
_TRIES = 5


def load(folder: Path, url: str, name: str, by: str) -> int:
    """Copy the story in ``folder`` into the database at ``url`` as ``name``, all of it or nothing; its revision.

    Makes the database if there is none. Raises ``StoryError`` with the defects of the folder, ``StoreError`` if the
    database has a story of that name, or cannot be used.
    """
    if not name or len(name) > LONGEST_ID or not name.isprintable():
        raise StoreError(f"{name[:80]!r} is no name for a story: write a short one, as in --story my-story", "settings")
    if not by.strip() or not by.isprintable():
        raise StoreError("say who loads the story, as in --by “Ada Lovelace”", "unsigned")
    content = _content(folder)
    database = Database(url)
    database.create()
    with database.writing() as connection:
        if connection.scalar(select(stories.c.id).where(stories.c.name == name)) is not None:
            raise StoreError(f"{database} has a story “{name}” already: choose another name by --story")
        _copy(connection, content, name, by)
        return entry(connection, name).revision


def dump(url: str, name: str, folder: Path) -> None:
    """Write the story ``name`` into ``folder``, which is empty or not there: all of it or nothing.

    Raises ``StoreError`` if the folder holds something or cannot be written, and as ``load``.
    """
    with Database(url).reading() as connection:
        story = entry(connection, name).id
        content = dict(_files_of(connection, story))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty: name a folder that is empty or not there yet")
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write_all(folder, content)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written ({error.strerror}): check the folder and your rights") from None


def _copy(connection: Connection, content: Mapping[str, bytes], name: str, by: str) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat()
    made = connection.execute(insert(stories).values(name=name, revision=0, loaded_by=by, loaded_at=now))
    (story,) = made.inserted_primary_key or (0,)
    tables = {FILES[table]: table for table in ID}
    for file, data in content.items():
        if file in tables:
            add_table(connection, story, tables[file], data)
        elif file == HISTORY:
            _copy_history(connection, story, data)
        else:
            digest = hashlib.sha256(data).hexdigest()
            connection.execute(insert(files).values(story=story, name=file, content=data, sha256=digest))
    if connection.dialect.name == "postgresql":
        # Without it the server takes the tables for nearly empty, and reads all of a story to find one row.
        connection.execute(text("ANALYZE stories, files, headers, rows, refs"))
    told(connection, story, name)  # what cannot be read again is not kept


def _copy_history(connection: Connection, story: int, data: bytes) -> None:
    for number, text_line in enumerate(filter(bytes.strip, data.splitlines()), start=1):
        try:
            one = from_json(json.loads(text_line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise StoreError(f"{HISTORY}: change {number} is none: restore the file from a copy") from None
        if one.number != number:
            raise StoreError(f"{HISTORY} has no change {number}: restore the file from a copy")
        refuse_unfit(one)
        history.add(connection, story, one, uuid.uuid4().hex)


def _content(folder: Path) -> dict[str, bytes]:
    """The files of the story in ``folder``, sound, as they are between two saves. Raises as ``load``."""
    if in_parquet(folder):
        from components.stores.converting import convert

        with tempfile.TemporaryDirectory() as between:
            convert(folder, "csv", Path(between) / "story")
            return _content(Path(between) / "story")
    try:
        store = FolderStore(folder) if (folder / HIDDEN).is_dir() else None
        for _ in range(_TRIES):
            number = store.revision() if store else 0
            found, unread = read_files(folder)
            if defects := serious(judge(folder, found, unread).defects):
                raise StoryError(defects)
            content = {**found, **dict(_kept(folder))}
            if store is None or store.revision() == number:
                return content
    except OSError as error:
        raise StoreError(f"{folder} cannot be read ({error.strerror}): check the folder and your rights") from None
    raise StoreError(f"{folder} is being changed all the time; try again when that is done")


def _kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What a story folder holds beside its tables and headings."""
    for name in (*_KEPT, HISTORY):
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()
    texts = folder / TEXTS
    for path in sorted(texts.iterdir()) if texts.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield f"{TEXTS}/{path.name}", path.read_bytes()


def _files_of(connection: Connection, story: int) -> Iterator[tuple[str, bytes]]:
    query = select(files.c.name, files.c.content).where(files.c.story == story)
    for name, content in connection.execute(query):
        plain = name.removeprefix(f"{TEXTS}/")
        # A name out of the database must not lead out of the folder.
        if name in _KEPT or (name != plain and Path(plain).name == plain and not plain.startswith(".")):
            yield name, bytes(content)
    for table in ID:
        yield FILES[table], table_bytes(connection, story, table)
    if past := b"".join(map(line, history.change_sets_of(connection, story))):
        yield HISTORY, past


def _write_all(folder: Path, content: Mapping[str, bytes]) -> None:
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        made.chmod(0o755)
        for name, data in content.items():
            (made / name).parent.mkdir(exist_ok=True)
            with (made / name).open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if folder.exists():
            folder.rmdir()  # it is empty
        made.replace(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
