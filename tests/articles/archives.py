"""Small archives of articles, and an engine that works in this process, one partition after the other."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from components.articles.archive import Archive, Summary, read_archive
from components.articles.archive.engine import Engine, Outcome, Work
from components.articles.archive.partitions import Partition

PEOPLE = ("Lind", "Vega", "Moreau", "Santer", "Bruhn", "Okoye")
TABLES = ("events", "participants", "claims", "actors", "sources")


def english(number: int) -> str:
    """An article in English; each number gives another."""
    one, other = PEOPLE[number % 6], PEOPLE[(number + 1) % 6]
    return (
        f"OSLO, {number % 27 + 1} March 2021 — Norwegian President Per {one} met Spanish President Luz {other} on "
        f"Monday. The two leaders signed an agreement on fishing on Friday. NATO condemned the {number} strikes on "
        "Norway."
    )


def french(number: int) -> str:
    """An article in French."""
    one, other = PEOPLE[number % 6], PEOPLE[(number + 2) % 6]
    return (
        f"PARIS, {number % 27 + 1} mai 2022 — Le président norvégien Per {one} a téléphoné à la présidente espagnole "
        f"Luz {other} jeudi. L’OTAN a condamné les {number + 2} frappes. "
        "L’Espagne versera une aide de 40 millions d’euros à la Norvège avant le 20 juin."
    )


def written(folder: Path, count: int = 8) -> Path:
    """An archive of ``count`` sound articles in both languages, in three folders."""
    for number in range(count):
        place = folder / f"{number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        text = english(number) if number % 2 else french(number)
        (place / f"{number:03}.{'md' if number % 4 == 1 else 'txt'}").write_text(text, encoding="utf-8")
    return folder


class Serial:
    """An engine in this process that counts what it reads.

    ``deadly``: partitions with such a file kill their worker; ``crash`` ends the run after so many partitions.
    """

    def __init__(self, deadly: str = "", crash: int = -1, backwards: bool = False) -> None:
        self.deadly, self.crash, self.backwards = deadly, crash, backwards
        self.read: list[str] = []
        self.died: list[str] = []
        self.started = 0

    def start(self) -> AbstractContextManager[Engine]:
        return self._start()

    @contextmanager
    def _start(self) -> Iterator[Engine]:
        self.started += 1
        yield self._work

    def _work(self, work: Work, partitions: Sequence[Partition]) -> Iterator[Outcome]:
        for part in reversed(partitions) if self.backwards else partitions:
            if self.deadly and any(self.deadly in file.path for file in part.files):
                self.died.append(part.key)
                yield Outcome(part, killed=True)
                continue
            if len(self.read) == self.crash:
                raise InterruptedError
            returned = work(part)
            self.read.append(part.key)
            yield Outcome(part, returned)


def run(folder: Path, out: Path, usual: int = 3, engine: Serial | None = None) -> Summary:
    """The archive read in this process."""
    return read_archive(Archive(folder, out, usual=usual), (engine or Serial()).start)


def tables(out: Path) -> dict[str, str]:
    """The checksums of the rows of a story's tables, and of its texts.

    Of rows, and not of files: Arrow pads its pages with what happens to stand in memory.
    """
    content = {table: repr(rows(out, table)).encode() for table in TABLES}
    content |= {text.name: text.read_bytes() for text in sorted((out / "articles").iterdir())}
    return {name: hashlib.sha256(one).hexdigest() for name, one in content.items()}


def rows(out: Path, table: str) -> list[dict[str, object]]:
    """The rows of a table of a story."""
    found: list[dict[str, object]] = pq.read_table(out / f"{table}.parquet").to_pylist()
    return found
