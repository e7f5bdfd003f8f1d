"""The commands of ``whowhen`` for large stories: generate, convert. They say what ``cli`` prints."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from components.cli_changes import Said
from components.events.errors import StoryError, WhowhenError

KINDS = ("parquet", "csv")


def add_commands(commands: Any, told: Callable[[Callable[[argparse.Namespace], Said]], Any]) -> None:
    """Add the commands to a parser's, as ``cli_changes.add_commands`` does."""
    generate = commands.add_parser(
        "generate",
        help="make up a story of any size, for trials",
        description="Make up a story of any size, for trials. The same arguments make the same story.",
    )
    generate.add_argument("out", type=Path, metavar="OUT", help="a folder that is not there yet")
    generate.add_argument("--events", type=_count, required=True, metavar="N", help="how many events")
    generate.add_argument("--actors", type=_actors, metavar="M", help="how many actors; one for 50 events if not given")
    generate.add_argument(
        "--seed", type=_seed, default=1, metavar="S", help="another number, another story; 1 if not given"
    )
    generate.add_argument("--to", choices=KINDS, default="parquet", help="kind of its tables; parquet if not given")
    generate.set_defaults(run=told(_generate))
    convert = commands.add_parser("convert", help="write a story with its tables as Parquet, or as CSV again")
    convert.add_argument("folder", type=Path, metavar="FOLDER", help="the story's folder, which stays as it is")
    convert.add_argument("out", type=Path, nargs="?", metavar="OUT", help="a folder that is not there yet")
    # argparse takes no more positional arguments after an option, so that one behind it belongs to the option.
    told_kind = f"kind of the tables: {' or '.join(KINDS)}"
    convert.add_argument("--to", nargs="+", action=_To, required=True, metavar=("KIND", "OUT"), help=told_kind)
    convert.set_defaults(run=told(_convert))


class _To(argparse.Action):
    """The kind of tables, and perhaps the folder that follows."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,  # noqa: ARG002 (argparse gives it)
    ) -> None:
        kind, *rest = values
        if kind not in KINDS:
            parser.error(f"--to {kind}: write {' or '.join(KINDS)}")
        if len(rest) + (namespace.out is not None) > 1:
            parser.error("name one folder to write into")
        namespace.to = kind
        if rest:
            namespace.out = Path(rest[0])


def _generate(options: argparse.Namespace) -> Said:
    from components.stores.converting import convert
    from components.stores.synthetic.generating import generate, usual_actors

    actors = options.actors or usual_actors(options.events)
    try:
        if options.to == "parquet":
            rows = generate(options.out, options.events, actors, options.seed)
        else:
            with _aside(options.out) as between:
                rows = generate(Path(between) / "made", options.events, actors, options.seed)
                convert(Path(between) / "made", options.to, options.out)
    except WhowhenError as error:
        return Said(err=[f"whowhen generate: {error}"], status=2)
    counts = ", ".join(f"{count:,} {table}" for table, count in rows.items())
    return Said([f"{options.out}: {counts}"])


def _aside(out: Path) -> "tempfile.TemporaryDirectory[str]":
    """A folder for what is needed in between, on the disk where ``out`` will be."""
    there = next(path for path in out.absolute().parents if path.is_dir())
    return tempfile.TemporaryDirectory(prefix=".whowhen-", dir=there)


def _convert(options: argparse.Namespace) -> Said:
    from components.stores.converting import convert

    folder = options.folder.absolute()
    out = options.out or folder.with_name(f"{folder.name}-{options.to}")
    try:
        convert(folder, options.to, out)
    except StoryError as error:
        lines = [str(one) for one in error.defects]
        return Said(lines, [f"whowhen convert: {options.folder} has defects, nothing was written"], 1)
    except WhowhenError as error:
        return Said(err=[f"whowhen convert: {error}"], status=2)
    return Said([f"{out}: written"])


def _count(text: str) -> int:
    return _number(text, 1, 100_000_000)


def _actors(text: str) -> int:
    return _number(text, 10, 1_000_000)


def _seed(text: str) -> int:
    return _number(text, 0, 2**63)


def _number(text: str, low: int, high: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"“{text}” will not do: write a whole number from {low} to {high}")
    return value
