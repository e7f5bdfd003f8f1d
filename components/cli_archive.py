"""``whowhen parse FOLDER`` with ``--workers``, ``--cluster`` or ``--out``: a whole archive of articles, as a story."""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from components.cli_changes import Said
from components.events.errors import WhowhenError

if TYPE_CHECKING:
    from components.articles.archive import Archive, Summary
    from components.articles.archive.archiving import Progress


def add_options(parse: argparse.ArgumentParser) -> None:
    """Add the options of an archive to those of ``parse``."""
    group = parse.add_argument_group("a folder of many articles as a story, read by several processes")
    group.add_argument(
        "--workers", type=_count, metavar="N", help="read in N processes; as many as there are processors"
    )
    group.add_argument("--cluster", default="", metavar="ADDRESS", help="have workers of this Dask scheduler read")
    group.add_argument(
        "--out", type=Path, metavar="OUT", help="folder of the story; among your stories, named as FOLDER, if not given"
    )


def asked(options: argparse.Namespace) -> bool:
    """Whether an archive is to be read."""
    return bool(options.workers or options.cluster or options.out)


def parse_archive(options: argparse.Namespace) -> Said:
    """Read the archive and tell what it gave."""
    from components.articles.archive import read_archive
    from components.articles.archive.engine import dask_engine

    wrong = _misused(options)
    if wrong:
        return Said(err=[f"whowhen parse: {wrong}"], status=2)
    workers = options.workers or len(os.sched_getaffinity(0))
    line = _Line()
    try:
        archive = _archive(options)
        summary = read_archive(archive, lambda: dask_engine(workers, options.cluster), line.show)
    except KeyboardInterrupt:
        line.end()
        sys.stderr.write("whowhen parse: interrupted; the same command goes on from here\n")
        raise
    except WhowhenError as error:
        return Said(err=[f"whowhen parse: {error}"], status=2)
    except OSError as error:
        told = f"{error.filename or archive.out}: {error.strerror}; the same command goes on from here"
        return Said(err=[f"whowhen parse: {told}"], status=1)
    finally:
        line.end()
    return _said(archive, summary)


def _misused(options: argparse.Namespace) -> str:
    """Which options do not go together, "" if all do."""
    if options.workers and options.cluster:
        return "--workers counts processes of this machine, --cluster names a cluster: give one of them"
    if len(options.inputs) > 1:
        return "--workers, --cluster and --out read one folder of articles"
    if options.story is not None:
        return "--story does not go with --workers, --cluster and --out, which make a story of its own"
    if options.json:
        return "--json does not go with --workers, --cluster and --out, which write Parquet"
    return ""


def _archive(options: argparse.Namespace) -> "Archive":
    from components.articles.archive import Archive, How
    from components.articles.batch import proposer

    folder = Path(options.inputs[0])
    proposer(None, options.ner)  # a pipeline that is missing is said at once
    return Archive(folder, options.out or _usual_place(folder), How(options.lang, options.published, options.ner))


def _usual_place(folder: Path) -> Path:
    from components.articles.review.ids import slug
    from components.stores.folder import stories_folder

    return stories_folder() / (slug(folder.resolve().name) or "archive")


def _said(archive: "Archive", summary: "Summary") -> Said:
    told = [f"{summary.read:,} articles read"]
    told += [f"{summary.known:,} of {summary.files:,} files were read before"] if summary.known else []
    told += [f"{summary.repeated:,} files repeat another"] if summary.repeated else []
    found = f"{summary.events:,} events, {summary.claims:,} claims, {summary.actors:,} actors"
    lines = [f"{archive.out}: {', '.join(told)}; {found}"]
    if not summary.unread:
        return Said(lines)
    count = f"{summary.unread:,} of {summary.files:,} files could not be read"
    return Said(lines, [f"whowhen parse: {count}; {archive.out / 'unread.csv'} tells which and why"], 1)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes: write 1 or more")
    return int(text)


class _Line:
    """One line on a terminal that tells how far the reading is; nothing where nobody looks."""

    def __init__(self) -> None:
        self.live, self.began, self.shown = sys.stderr.isatty(), time.monotonic(), ""

    def show(self, progress: "Progress") -> None:
        """Show ``progress`` in place of what was shown before."""
        if not self.live:
            return
        rate = progress.fresh / max(time.monotonic() - self.began, 0.001)
        parts = [f"{progress.done:,} of {progress.files:,} files", f"{rate:,.1f} a second"]
        parts += [f"{progress.unread:,} could not be read"] if progress.unread else []
        self.shown = ", ".join(parts)
        sys.stderr.write(f"\r\x1b[K{self.shown}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line, if there is one."""
        if self.shown:
            sys.stderr.write("\n")
            self.shown = ""
