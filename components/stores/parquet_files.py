"""Which tables of a story folder are Parquet. Looks at names only: no library is needed for that."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from components.events.errors import Defect
from components.events.schema import FILES, TABLES

SUFFIX = ".parquet"
NAMES = tuple(f"{table}{SUFFIX}" for table in (*TABLES, "participants"))


def in_parquet(path: Path) -> bool:
    """Whether any table of the story in ``path`` is Parquet."""
    return any(_is_there(path / name) for name in NAMES)


def files_of(path: Path) -> Mapping[str, str]:
    """The file of each table. Participants are where the events are: in their cells, or in a table beside them."""
    found = {table: f"{table}{SUFFIX}" if _is_there(path / f"{table}{SUFFIX}") else FILES[table] for table in TABLES}
    beside = found["events"].endswith(SUFFIX)
    return {**found, "participants": f"participants{SUFFIX}" if beside else FILES["participants"]}


def misplaced(path: Path) -> Iterator[Defect]:
    """Tables that are there twice."""
    for table in TABLES:
        if _is_there(path / f"{table}{SUFFIX}") and _is_there(path / FILES[table]):
            problem = f"the table is there twice, as {FILES[table]}, too"
            yield Defect(f"{table}{SUFFIX}", 0, "", "", problem, "keep one of the two, and move the other elsewhere")
    if _is_there(path / f"participants{SUFFIX}") and not _is_there(path / f"events{SUFFIX}"):
        problem = f"the participants stand in {FILES['events']} already"
        yield Defect(f"participants{SUFFIX}", 0, "", "", problem, "remove it, or write the events as Parquet, too")


def _is_there(path: Path) -> bool:
    """Whether there is a file. In a folder that may not be entered there seems to be none: whoever reads it is told."""
    try:
        return path.is_file()
    except OSError:
        return False
