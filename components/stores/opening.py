"""Which store keeps a story. Everything that reads or changes stories opens them here."""

import os
from pathlib import Path

from components.stores.base import Store, StoreError
from components.stores.editing import REASONS, asked
from components.stores.folder import list_stories, stories_folder
from components.stores.folder_store import FolderStore
from components.stores.guarded import Guarded
from components.stores.instance import Instance
from components.stores.parquet_files import in_parquet

DATABASE = "WHOWHEN_DATABASE"


def open_store(name: str, refusal: str = "") -> Store:
    """The store of the story ``name``, in the database or the folder of stories; ``StoreError`` if there is none.

    A name from elsewhere (an address, a form) is safe here: it is looked up, never made a path. With a ``refusal`` it
    only reads and says that to whoever would change something; so it does with WHOWHEN_EDITING=off.
    """
    refusal = refusal or _refusal()
    names = story_names()
    database = os.environ.get(DATABASE)
    if name not in names:
        where = "the database" if database else stories_folder()
        there = f"those there are: {', '.join(names)}" if names else "there is none yet"
        raise StoreError(f"no story “{name}” in {where}; {there}", "missing")
    if database:
        from components.stores.database.store import DatabaseStore

        store = DatabaseStore(database, name)
        return Guarded(store, refusal) if refusal else store
    return _folder_store(stories_folder() / name, refusal)


def open_instance() -> Instance:
    """Where short links and tokens are kept: in the database, else below the folder of stories."""
    if database := os.environ.get(DATABASE):
        from components.stores.database.instance import DatabaseInstance

        return DatabaseInstance(database)
    from components.stores.folder_instance import FolderInstance

    return FolderInstance(stories_folder())


def _folder_store(path: Path, refusal: str) -> Store:
    if in_parquet(path):
        from components.stores.parquet_store import ParquetStore

        return Guarded(ParquetStore(path), refusal) if refusal else ParquetStore(path)
    return Guarded(FolderStore(path, looking=True), refusal) if refusal else FolderStore(path)


def _refusal() -> str:
    """Why nothing may be changed, "" if it may. Raises ``SettingError``."""
    return REASONS["set"] if asked(os.environ) == "off" else ""


def in_database() -> bool:
    """Whether the stories are in a database, and not in a folder."""
    return bool(os.environ.get(DATABASE))


def only_read(name: str) -> bool:
    """Whether the story ``name``, one of those there are, can be read only, whoever asks: its tables are Parquet."""
    return bool(name) and not in_database() and in_parquet(stories_folder() / name)


def place() -> str:
    """Where the stories are, as the settings say now. It may hold a password: for telling places apart, not to show."""
    return os.environ.get(DATABASE) or str(stories_folder())


def story_names() -> list[str]:
    """The stories of the database that WHOWHEN_DATABASE names, else of the folder of stories. Raises ``StoreError``."""
    if database := os.environ.get(DATABASE):
        from components.stores.database.store import stories  # SQLAlchemy takes its time

        return stories(database)
    try:
        return list_stories(stories_folder())
    except OSError as error:
        raise StoreError(
            f"the stories in {stories_folder()} cannot be listed ({error.strerror}): check the folder and your rights",
            "unreadable",
        ) from error


def open_given(text: str) -> Store:
    """The store of what a person at this machine typed: the name of a story, else the path of a folder.

    What has a slash in it is a path. A database that cannot be reached is never passed over for a folder.
    """
    path = Path(text).expanduser()
    if path.is_dir() and (len(path.parts) > 1 or path.is_absolute() or text not in story_names()):
        return _folder_store(path, _refusal())
    return open_store(text)
