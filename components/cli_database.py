"""The commands of ``whowhen`` that move stories between a folder and the database, and copy that: load, dump, backup,
restore.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from components.cli_changes import Said
from components.events.errors import StoryError, WhowhenError


def add_commands(commands: Any, told: Callable[[Callable[[argparse.Namespace], Said]], Any]) -> None:
    """Add the commands to a parser's, as ``cli_changes.add_commands`` does."""
    where = "The database is the one that WHOWHEN_DATABASE names, else whowhen.sqlite in your data folder."
    load = commands.add_parser("load", help="copy a story from its folder into the database", epilog=where)
    load.add_argument("folder", type=Path, metavar="FOLDER", help="the story's folder")
    load.add_argument("--story", default="", metavar="NAME", help="its name in the database; the folder's if not given")
    load.add_argument("--by", required=True, metavar="NAME", help="who loads it")
    load.set_defaults(run=told(_load))
    dump = commands.add_parser("dump", help="write a story of the database into a folder, as CSV", epilog=where)
    dump.add_argument("story", metavar="STORY", help="name of the story in the database")
    dump.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is empty or not there yet")
    dump.set_defaults(run=told(_dump))
    backup = commands.add_parser("backup", help="copy an SQLite database into a file, while others save", epilog=where)
    backup.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    backup.set_defaults(run=told(_backup))
    restore = commands.add_parser("restore", help="make an SQLite database of such a copy", epilog=where)
    restore.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")
    restore.set_defaults(run=told(_restore))


def _load(options: argparse.Namespace) -> Said:
    from components.stores.database.address import SETTING, database_url
    from components.stores.database.connecting import Database
    from components.stores.database.transfer import load

    name = options.story or options.folder.resolve().name
    try:
        revision = load(options.folder, database_url(), name, options.by)
    except StoryError as error:
        lines = [str(one) for one in error.defects]
        return Said(lines, [f"whowhen load: {options.folder} has defects, nothing was loaded"], 1)
    except WhowhenError as error:
        return Said(err=[f"whowhen load: {error}"], status=2)
    lines = [f"{name}: loaded into {Database(database_url())}, at revision {revision}"]
    if not os.environ.get(SETTING):
        lines.append(f"To read and change it there, set {SETTING}={database_url()}")
    return Said(lines)


def _dump(options: argparse.Namespace) -> Said:
    from components.stores.database.address import database_url
    from components.stores.database.transfer import dump

    try:
        dump(database_url(), options.story, options.folder)
    except WhowhenError as error:
        return Said(err=[f"whowhen dump: {error}"], status=2)
    return Said([f"{options.folder}: written"])


def _backup(options: argparse.Namespace) -> Said:
    from components.stores.database.address import database_url
    from components.stores.database.backup import backup

    try:
        backup(database_url(), options.file)
    except WhowhenError as error:
        return Said(err=[f"whowhen backup: {error}"], status=2)
    return Said([f"{options.file}: written"])


def _restore(options: argparse.Namespace) -> Said:
    from components.stores.database.address import database_url, parsed, shown
    from components.stores.database.backup import restore

    try:
        restore(options.file, database_url())
    except WhowhenError as error:
        return Said(err=[f"whowhen restore: {error}"], status=2)
    return Said([f"{shown(parsed(database_url()))}: made of {options.file}"])
