"""The ``whowhen`` command. Exit status 0: done; 1: the story has defects; 2: the command was used wrongly."""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from components.events.errors import WhowhenError
from components.stores.folder import check_story, stories_folder
from components.stores.template import new_story


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (those of the process if ``None``); the exit status."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="whowhen", description="Stories of events and claims: who did what, when, and who says so."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="list the defects of a story")
    check.add_argument("path", type=Path, metavar="PATH", help="the story's folder")
    check.set_defaults(run=_check)
    new = commands.add_parser("new", help="make a new story with one worked example")
    new.add_argument("name", metavar="NAME", help="name of the story's folder: lower-case letters, digits and hyphens")
    new.set_defaults(run=_new)
    return parser


def _check(options: argparse.Namespace) -> int:
    defects = check_story(options.path)
    for defect in defects:
        print(defect)
    if defects:
        print(f"{len(defects)} defect{'s' if len(defects) > 1 else ''} in {options.path}", file=sys.stderr)
        return 1
    print(f"{options.path}: no defects")
    return 0


def _new(options: argparse.Namespace) -> int:
    try:
        folder = new_story(stories_folder(), options.name)
    except WhowhenError as error:
        print(f"whowhen new: {error}", file=sys.stderr)
        return 2
    print(f"{folder}: made. Read {folder / 'README.md'}, edit the files, then run: whowhen check {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
