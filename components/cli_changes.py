"""The commands of ``whowhen`` that look at and make changes: history, apply, undo. They say what ``cli`` prints."""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.events.errors import WhowhenError

if TYPE_CHECKING:
    from components.stores.base import Store

STORY = "name of a story, or path of its folder"


@dataclass(frozen=True)
class Said:
    """Lines for standard output and for standard error, and the exit status."""

    out: Iterable[str] = ()
    err: Iterable[str] = ()
    status: int = 0


def add_commands(commands: Any, told: Callable[[Callable[[argparse.Namespace], Said]], Any]) -> None:
    """Add the commands to a parser's; ``told`` makes of what says something what prints it and gives the status."""
    history = commands.add_parser("history", help="tell who changed what in a story, and why")
    history.add_argument("story", metavar="STORY", help=STORY)
    history.add_argument("event", nargs="?", default="", metavar="EVENT", help="only of this event and its claims")
    history.add_argument("--by", default="", metavar="NAME", help="only by this person")
    history.add_argument("--since", type=int, default=0, metavar="N", help="only after revision N")
    history.add_argument("--json", action="store_true", help="print JSON, with the rows before and after")
    history.add_argument("--lang", choices=("en", "fr"), default="en", help="language of the sentences")
    history.set_defaults(run=told(_history))
    apply = commands.add_parser(
        "apply",
        help="save the changes of a file",
        description='Save the changes of a file: {"events": [{"event_id": "...", "when": "..."}], "claims": [...]}. '
        "A new id is added, a known one changed in the cells given. Beside the tables, "
        '"gone": {"actors": ["..."]} takes rows out, and "texts": {"name.txt": "..."} adds texts of sources.',
        epilog="Prints `revision N` once the change is safe on the disk. Ends with 1, and saves nothing, if it would "
        "break the story or somebody else changed the same cells.",
    )
    apply.add_argument("story", metavar="STORY", help=STORY)
    apply.add_argument("changes", metavar="CHANGES.json", help="the file, or - for standard input")
    _add_person(apply)
    apply.add_argument(
        "--expected",
        type=int,
        metavar="N",
        help="the revision that the changes were made on; the last one if not given",
    )
    apply.set_defaults(run=told(_apply))
    undo = commands.add_parser("undo", help="take one change back by another")
    undo.add_argument("story", metavar="STORY", help=STORY)
    undo.add_argument("number", type=int, metavar="NUMBER", help="the number of the change, as history tells it")
    _add_person(undo)
    undo.set_defaults(run=told(_undo))


def _add_person(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", required=True, metavar="NAME", help="who makes the change")
    command.add_argument("--why", required=True, metavar="TEXT", help="why")


def _opened(options: argparse.Namespace) -> "Store":
    from components.stores.opening import open_given

    return open_given(options.story)


def _history(options: argparse.Namespace) -> Said:
    from components.events.changing_json import as_json
    from components.events.changing_words import told, told_head, told_none

    try:
        found = _opened(options).history(options.event, options.by, options.since)
    except WhowhenError as error:
        return _wrong("history", error)
    if options.json:
        import json

        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
        return Said([json.dumps([as_json(one) for one in found], ensure_ascii=not utf8, indent=2)])
    if not found:
        return Said([told_none(options.lang)])
    lines = (
        line
        for one in found
        for line in (told_head(one, options.lang), *(f"  {row}" for row in told(one, options.lang)))
    )
    return Said(lines)


def _apply(options: argparse.Namespace) -> Said:
    from components.events.changing_json import change_of

    try:
        store = _opened(options)
        change = change_of(_text(options.changes), options.by, options.why)
    except WhowhenError as error:
        return _wrong("apply", error)

    def save() -> int:
        expected = store.revision() if options.expected is None else options.expected
        return store.save(change, expected)

    return _saved("apply", save)


def _undo(options: argparse.Namespace) -> Said:
    try:
        store = _opened(options)
    except WhowhenError as error:
        return _wrong("undo", error)
    return _saved("undo", lambda: store.undo(options.number, options.by, options.why))


def _saved(command: str, save: Callable[[], int]) -> Said:
    from components.events.errors import StoryError

    try:
        number = save()
    except StoryError as error:
        count = len(error.defects)
        found = f"nothing was saved: {count} defect{'s' if count > 1 else ''}"
        return Said(err=[*(str(one) for one in error.defects), f"whowhen {command}: {found}"], status=1)
    except WhowhenError as error:
        return Said(err=[f"whowhen {command}: {error}"], status=1)
    return Said([f"revision {number}"])


def _wrong(command: str, error: WhowhenError) -> Said:
    return Said(err=[f"whowhen {command}: {error}"], status=2)


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise WhowhenError(f"{name} cannot be read ({error.strerror}): name a file of changes") from error
    except UnicodeDecodeError as error:
        raise WhowhenError(f"{name} is not in UTF-8: save it again with the encoding UTF-8") from error
