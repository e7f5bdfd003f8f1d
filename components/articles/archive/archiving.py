"""``read_archive``: a folder of articles in, the folder of a story out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from components.articles.archive.engine import DEATHS, Engine, Work
from components.articles.archive.listing import ArchiveFile, archive_files
from components.articles.archive.merging import Merged, merged, unread
from components.articles.archive.parquet_table import write_table
from components.articles.archive.partition_reading import READ, REPEATED, UNREAD, How, refused
from components.articles.archive.partitions import USUAL, Partition, keyed, partitions
from components.articles.archive.program import program
from components.articles.archive.results import forget_results, has_result, keep_result, read_and_keep
from components.articles.archive.story_files import (
    MANIFEST,
    RESULTS,
    UNREAD_FILE,
    WORKING,
    WriteTable,
    claim_place,
    write_csv,
    write_story,
    write_texts,
)
from components.articles.archive.tables import STORY

_REFUSED = "-refused"  # such a result counts for one run only, the next tries again


@dataclass(frozen=True)
class Archive:
    """The articles in ``folder`` and the story ``out`` to make of them; ``usual`` is how many a partition has."""

    folder: Path
    out: Path
    how: How = field(default_factory=How)
    usual: int = USUAL


@dataclass(frozen=True)
class Progress:
    """How many files are done, how many of these were read by this run, and how many of these could not be read."""

    files: int
    done: int
    fresh: int
    unread: int


@dataclass(frozen=True)
class Summary:
    """What there is in the end. ``known`` of the ``files`` were read by an earlier run."""

    files: int
    read: int
    repeated: int
    unread: int
    known: int
    events: int
    claims: int
    actors: int


def read_archive(
    archive: Archive,
    start: Callable[[], AbstractContextManager[Engine]],
    progress: Callable[[Progress], None] = lambda _: None,
    write: WriteTable = write_table,
) -> Summary:
    """Read what is not read yet and write the story; ``start`` gives an engine if there is anything to read.

    Interrupted at any time, it goes on from there when it is called again. Raises ``ArchiveError``.
    """
    claim_place(archive.out)
    files = archive_files(archive.folder, leave_out=archive.out)
    parts = list(partitions(files, archive.how, archive.usual))
    reading = _Reading(archive, len(files), progress)
    keys = reading.keys(parts, start)
    story = merged(reading.results, keys)
    write_texts(archive.out, story.texts())
    rows = write_story(archive.out, ((table, story.table(table)) for table in STORY), write)
    write_csv(archive.out / UNREAD_FILE, unread(story.files))
    write_csv(archive.out / MANIFEST, manifest(files, story))
    forget_results(reading.results, keys)
    count = story.files["outcome"].value_counts()
    read, repeated, bad = (int(count.get(name, 0)) for name in (READ, REPEATED, UNREAD))
    return Summary(len(files), read, repeated, bad, reading.known, rows["events"], rows["claims"], rows["actors"])


def manifest(files: Sequence[ArchiveFile], story: Merged) -> pd.DataFrame:
    """A row for each file: what it holds, what became of it, and the file that has the same text and was read."""
    facts = pd.DataFrame({"bytes": [one.size for one in files], "sha256": [one.sha256 for one in files]})
    return pd.concat([story.files[["file"]], facts, story.files[["outcome", "same_as"]]], axis=1)


class _Reading:
    """One run: which results are there, and how far it is."""

    def __init__(self, archive: Archive, files: int, progress: Callable[[Progress], None]) -> None:
        self.archive, self.files, self.progress = archive, files, progress
        self.results = archive.out.resolve() / WORKING / RESULTS
        self.work: Work = partial(read_and_keep, archive.folder.resolve(), archive.how, self.results, program())
        self.known = self.fresh = self.unread = 0

    def keys(self, parts: Sequence[Partition], start: Callable[[], AbstractContextManager[Engine]]) -> list[str]:
        """The keys of the results of all partitions, in their order; each is there then."""
        own = {part.key: self._singles(part) for part in parts}
        # Files of a partition that took workers down were read one by one.
        apart = [part for part in parts if not self._has(part) and any(map(self._has, own[part.key]))]
        ahead = [part for part in parts if not self._has(part) and part not in apart]
        self.known = sum(len(part.files) for part in parts if self._has(part))
        self.known += sum(map(self._has, (one for part in apart for one in own[part.key])))
        self._tell()
        if not ahead and not apart:
            return [part.key for part in parts]
        found = {}
        with start() as engine:
            killed = list(self._read(engine, ahead))
            for part in parts:
                if part in killed or part in apart:
                    found[part.key] = [self._alone(engine, one) for one in own[part.key]]
        return [key for part in parts for key in found.get(part.key, [part.key])]

    def _has(self, part: Partition) -> bool:
        return has_result(self.results, part.key)

    def _singles(self, part: Partition) -> list[Partition]:
        return [keyed([file], self.archive.how) for file in part.files] if len(part.files) > 1 else [part]

    def _read(self, engine: Engine, parts: Sequence[Partition]) -> Iterator[Partition]:
        """Read ``parts``; gives those at which workers died."""
        for outcome in engine(self.work, parts):
            if outcome.killed:
                yield outcome.partition
            else:
                self._done(len(outcome.partition.files), outcome.returned)

    def _alone(self, engine: Engine, part: Partition) -> str:
        """Read a partition of one file while nothing else is read: whose worker dies now is to blame. Its result."""
        if self._has(part):
            return part.key
        if not list(self._read(engine, [part])):
            return part.key
        problem = f"{DEATHS + 1} workers that read it died: it crashes the program or takes too much memory"
        remedy = "leave it out, or cut it into parts; the next run tries it again"
        keep_result(self.results, part.key + _REFUSED, refused(part.files[0], problem, remedy))
        self._done(1, 1)
        return part.key + _REFUSED

    def _done(self, files: int, unread: int) -> None:
        self.fresh += files
        self.unread += unread
        self._tell()

    def _tell(self) -> None:
        self.progress(Progress(self.files, self.known + self.fresh, self.fresh, self.unread))
