"""Which store keeps a story. Everything that reads or changes stories opens them here."""

import os
from pathlib import Path

from components.stores.base import Store, StoreError
from components.stores.folder import list_stories, stories_folder
from components.stores.folder_store import FolderStore

DATABASE = "WHOWHEN_DATABASE"


def open_store(name: str) -> Store:
    """The store of the story ``name``, in the database or the folder of stories; ``StoreError`` if there is none.

    A name from elsewhere (an address, a form) is safe here: it is looked up, never made a path.
    """
    names = story_names()
    database = os.environ.get(DATABASE)
    if name not in names:
        where = "the database" if database else stories_folder()
        there = f"those there are: {', '.join(names)}" if names else "there is none yet"
        raise StoreError(f"no story “{name}” in {where}; {there}")
    if database:
        from components.stores.database.store import DatabaseStore

        return DatabaseStore(database, name)
    return FolderStore(stories_folder() / name)


def story_names() -> list[str]:
    """The stories of the database that WHOWHEN_DATABASE names, else of the folder of stories. Raises ``StoreError``."""
    if database := os.environ.get(DATABASE):
        from components.stores.database.store import stories  # SQLAlchemy takes its time

        return stories(database)
    return list_stories(stories_folder())


def open_given(text: str) -> Store:
    """The store of what a person at this machine typed: the name of a story, else the path of a folder.

    What has a slash in it is a path. A database that cannot be reached is never passed over for a folder.
    """
    path = Path(text).expanduser()
    if path.is_dir() and (len(path.parts) > 1 or path.is_absolute() or text not in story_names()):
        return FolderStore(path)
    return open_store(text)
