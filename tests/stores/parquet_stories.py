"""Small stories with tables in Parquet, and what is wrong with them once a column is replaced."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from components.events.errors import Defect
from components.stores.folder import examined

Change = Callable[[list[Any]], Any]


def replaced(folder: Path, table: str, column: str, change: Change | pa.Array, row_group_size: int = 2) -> None:
    """Write a table anew with another column, or with changed values in it."""
    file = folder / f"{table}.parquet"
    old = pq.read_table(file)
    found = change(old[column].to_pylist()) if callable(change) else change
    values = found if isinstance(found, pa.Array) else pa.array(found)
    place = old.column_names.index(column) if column in old.column_names else len(old.column_names)
    left = old.drop_columns([column]) if column in old.column_names else old
    pq.write_table(left.add_column(place, column, values), file, row_group_size=row_group_size)


def left_out(folder: Path, table: str, column: str) -> None:
    """Write a table anew without a column."""
    file = folder / f"{table}.parquet"
    pq.write_table(pq.read_table(file).drop_columns([column]), file)


def places(folder: Path) -> list[tuple[str, int, str, str, str]]:
    """File, row, column, value and problem of each defect that is listed."""
    return [(one.file, one.row, one.column, one.value, one.problem) for one in defects(folder)]


def defects(folder: Path) -> list[Defect]:
    """The defects that are listed."""
    return examined(folder)[0]


def cells(file: Path) -> list[list[str]]:
    """The cells of a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
