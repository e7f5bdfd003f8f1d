"""The ``whowhen`` command.

Exit status 0: done; 1: the story has defects, an article could not be read, or a change could not be saved; 2: the
command was used wrongly.
"""

import argparse
import datetime
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from components import cli_archive, cli_database, cli_large, cli_settings, cli_tokens
from components.cli_changes import Said, add_commands
from components.events.errors import StoryError, WhowhenError

# All else is imported by the command that needs it: pandas alone takes half a second.
if TYPE_CHECKING:
    from components.articles.batch import Outcome
    from components.events.story import Story


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (those of the process if ``None``); the exit status."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130  # as a shell reports a command that was interrupted
    return status


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
    parse = commands.add_parser(
        "parse",
        help="propose the events that an article tells",
        description="Propose the events that a French or English article tells, with the sentences that carry them.",
        epilog="Several articles, or a folder of them, give one line of JSON each. With --workers, --cluster or --out "
        "a folder becomes a story in Parquet files; the same command goes on where it was interrupted.",
    )
    _add_parse(parse)
    add_commands(commands, _telling)
    cli_database.add_commands(commands, _telling)
    cli_settings.add_commands(commands, _telling)
    cli_large.add_commands(commands, _telling)
    cli_tokens.add_commands(commands, _telling)
    return parser


def _telling(run: Callable[[argparse.Namespace], Said]) -> Callable[[argparse.Namespace], int]:
    """Prints what ``run`` says."""

    def tell(options: argparse.Namespace) -> int:
        said = run(options)
        for line in said.out:
            print(line)
        for line in said.err:
            print(line, file=sys.stderr)
        return said.status

    return tell


def _add_parse(parse: argparse.ArgumentParser) -> None:
    parse.add_argument(
        "inputs", nargs="+", metavar="FILE-OR-URL", help="text, Markdown or HTML file, folder, address, or - for stdin"
    )
    parse.add_argument(
        "--published", type=_day, metavar="DATE", help="day of publication, as 2024-11-10, if the article does not say"
    )
    parse.add_argument("--lang", choices=("fr", "en"), help="language of the article; found out if not given")
    parse.add_argument(
        "--story", metavar="NAME", help="know the actors of this story, and compare with its events; without it, none"
    )
    parse.add_argument("--ner", type=_model, metavar="spacy:MODEL", help="find names by a spaCy pipeline, too")
    parse.add_argument("--json", action="store_true", help="print JSON")
    cli_archive.add_options(parse)
    parse.set_defaults(run=_parse)


def _check(options: argparse.Namespace) -> int:
    from components.stores.folder import examined

    defects, count = examined(options.path)
    for defect in defects:
        print(defect)
    if count:
        more = f"; the first {len(defects)} are listed" if count > len(defects) else ""
        print(f"{count} defect{'s' if count > 1 else ''} in {options.path}{more}", file=sys.stderr)
        return 1
    print(f"{options.path}: no defects")
    return 0


def _new(options: argparse.Namespace) -> int:
    from components.stores.folder import stories_folder
    from components.stores.template import new_story

    try:
        folder = new_story(stories_folder(), options.name)
    except WhowhenError as error:
        print(f"whowhen new: {error}", file=sys.stderr)
        return 2
    print(f"{folder}: made. Read {folder / 'README.md'}, edit the files, then run: whowhen check {folder}")
    return 0


def _parse(options: argparse.Namespace) -> int:
    if cli_archive.asked(options):
        return _telling(cli_archive.parse_archive)(options)
    from components.articles.batch import listed, outcomes, proposer, reader

    try:
        sources, several = listed(options.inputs)
        propose = proposer(_story(options.story) if options.story is not None else None, options.ner)
    except WhowhenError as error:
        print(f"whowhen parse: {error}", file=sys.stderr)
        return 2
    read = reader(options.lang, options.published, lambda: sys.stdin.buffer.read())
    failed: list[Outcome] = []
    with _progress(outcomes(sources, read, propose), len(sources)) as (found, clear):
        for one in found:
            if one.article is None:
                failed.append(one)
            else:
                clear()
                _show(one, options.json or several, indent=None if several else 2)
    for one in failed:
        print(f"whowhen parse: {one.error}", file=sys.stderr)
    if failed and several:
        print(f"whowhen parse: {len(failed)} of {len(sources)} could not be read", file=sys.stderr)
    return 1 if failed else 0


def _show(one: "Outcome", as_data: bool, indent: int | None) -> None:
    assert one.article is not None
    if as_data:
        from components.articles.as_json import as_json, json_text

        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
        print(json_text(as_json(one.article, one.proposals), ascii_only=not utf8, indent=indent), flush=True)
        return
    from components.articles.as_terminal import as_terminal

    styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(as_terminal(one.article, one.proposals, shutil.get_terminal_size().columns, styled=styled), end="")


@contextmanager
def _progress(found: "Iterator[Outcome]", size: int) -> "Iterator[tuple[Iterator[Outcome], Callable[[], None]]]":
    """``found`` with a bar on a terminal if there are several, and what takes the bar away before a line is printed."""
    if size < 2 or not sys.stderr.isatty():
        yield found, lambda: None
        return
    import click

    def clear() -> None:
        if sys.stdout.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    with click.progressbar(found, length=size, file=sys.stderr, show_pos=True) as bar:
        yield iter(bar), clear


def _story(name: str) -> "Story":
    from components.stores.folder import stories_folder
    from components.stores.opening import in_database, open_store

    try:
        return open_store(name, refusal="whowhen parse changes no story").load().story
    except StoryError as error:
        count = len(error.defects)
        check = f"the first is {error.defects[0]}" if in_database() else f"run whowhen check {stories_folder() / name}"
        raise WhowhenError(
            f"the story “{name}” cannot be used: {count} defect{'s' if count > 1 else ''}; {check}"
        ) from error


def _day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day: write it as 2024-11-10") from None


def _model(text: str) -> str:
    kind, _, model = text.partition(":")
    if kind != "spacy" or not model:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no pipeline: write spacy: and its name, as spacy:fr_core_news_sm"
        )
    return model


if __name__ == "__main__":
    sys.exit(main())
