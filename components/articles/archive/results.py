"""The results of partitions on the disk: a folder each, of Parquet files, which is there as a whole or not at all."""

import os
import shutil
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from components.articles.archive.errors import ArchiveError
from components.articles.archive.partition_reading import UNREAD, How, Tables, read_partition
from components.articles.archive.partitions import Partition
from components.articles.archive.program import program
from components.articles.archive.tables import KEPT

_COMING = ".coming-"


def has_result(results: Path, key: str) -> bool:
    """Whether the partition was read already, by this program, from files with this content."""
    return (results / key).is_dir()


def read_and_keep(folder: Path, how: How, results: Path, reader: str, partition: Partition) -> int:
    """Read a partition of the archive in ``folder`` and keep its result: what a worker of the cluster does.

    Returns how many of its files could not be read. Raises ``ArchiveError`` where the worker is not the program
    ``reader``, or does not see the folders.
    """
    if program() != reader:
        raise ArchiveError("a worker of the cluster has another version of whowhen; install the same one for all")
    if not results.is_dir():
        raise ArchiveError(
            f"{results}: a worker of the cluster does not see this folder; it must be there for all of them"
        )
    tables = read_partition(folder, partition, how)
    keep_result(results, partition.key, tables)
    return int((tables["files"]["outcome"] == UNREAD).sum())


def keep_result(results: Path, key: str, tables: Tables) -> None:
    """Keep the tables of a partition. Two may do so at once: one result stays, both are the same."""
    place = results / f"{_COMING}{key}-{uuid.uuid4().hex[:8]}"
    place.mkdir(parents=True)
    try:
        _write(place, tables)
        place.rename(results / key)
    except OSError:
        if not has_result(results, key):
            raise
    finally:
        shutil.rmtree(place, ignore_errors=True)
    synced(results)


def kept_result(results: Path, key: str, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A table of a result, cells as texts."""
    import pyarrow.parquet as pq

    read = pq.read_table(results / key / f"{table}.parquet", columns=list(columns) if columns else None)
    frame = read.to_pandas()
    assert isinstance(frame, pd.DataFrame)
    return frame


def forget_results(results: Path, but: Iterable[str]) -> None:
    """Remove the results of partitions that are no longer, and what crashes left half done."""
    kept = set(but)
    for place in results.iterdir():
        if place.is_dir() and place.name not in kept:
            shutil.rmtree(place, ignore_errors=True)


def _write(place: Path, tables: Tables) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in KEPT:
        file = place / f"{table}.parquet"
        frame = tables[table]
        texts = pa.table({name: pa.array(frame[name].tolist(), type=pa.string()) for name in frame})
        pq.write_table(texts, file, compression="zstd")
        synced(file)
    synced(place)


def synced(path: Path) -> None:
    """What was written to a file or folder outlasts a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
