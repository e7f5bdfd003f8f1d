"""A table of a story as a Parquet file, written piece by piece: the same file whatever the pieces were."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from components.articles.archive.tables import LANGUAGES, frame, story_columns
from components.events.schema import columns, typed

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 100_000  # of a row group


def write_table(file: Path, table: str, pieces: Iterable[pd.DataFrame]) -> int:
    """Write ``pieces`` of texts with the types of the schema: numbers, flags, texts ("" where a cell is empty)."""
    import pyarrow.parquet as pq

    schema, rows = _schema(table), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for piece in _even(pieces, table):
            writer.write_table(_arrow(table, piece, schema), row_group_size=ROWS)
            rows += len(piece)
    return rows


def _even(pieces: Iterable[pd.DataFrame], table: str) -> Iterator[pd.DataFrame]:
    """``pieces`` in such of ``ROWS`` rows, the last one smaller; one without rows if there is none."""
    waiting: list[pd.DataFrame] = []
    count = 0
    for piece in pieces:
        waiting.append(piece)
        count += len(piece)
        while count >= ROWS:
            whole = pd.concat(waiting, ignore_index=True)
            yield whole.iloc[:ROWS].reset_index(drop=True)
            waiting, count = [whole.iloc[ROWS:]], count - ROWS
    yield pd.concat(waiting, ignore_index=True) if waiting else frame([], story_columns(table))


def _schema(table: str) -> "pa.Schema":
    import pyarrow as pa

    kinds = {"number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_()}
    told = {column.name: kinds.get(column.kind, pa.string()) for column in columns(table, LANGUAGES)}
    return pa.schema([(name, told[name]) for name in story_columns(table)])


def _arrow(table: str, piece: pd.DataFrame, schema: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    cells = typed(table, piece, LANGUAGES)
    return pa.table(
        {field.name: pa.array(cells[field.name], from_pandas=True).cast(field.type) for field in schema}, schema=schema
    )
