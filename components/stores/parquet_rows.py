"""Single rows of a folder with tables in Parquet, as cells of text."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.changes import ID, Cells
from components.stores.converting import Participants, cell_texts
from components.stores.folder import csv_table
from components.stores.parquet_files import SUFFIX


def rows_of(path: Path, files: Mapping[str, str], table: str, ids: Collection[str] | None) -> Mapping[str, Cells]:
    """Rows of ``table`` by id, those of ``ids`` or all (``None``), in the order of the file; without empty cells."""
    if not files[table].endswith(SUFFIX):
        frame = csv_table(path, table, [])
        if frame is None:
            return {}
        found = frame if ids is None else frame[frame[ID[table]].isin(list(ids))]
        columns = {str(name): found[name].tolist() for name in found}
    else:
        columns = _columns(path / files[table], ID[table], ids)
        if table == "events":
            columns["participants"] = Participants(path / files["participants"]).cells(columns["event_id"])
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    return {row[ID[table]]: {name: text for name, text in row.items() if text} for row in rows}


def _columns(file: Path, key: str, ids: Collection[str] | None) -> dict[str, list[str]]:
    with pq.ParquetFile(file) as source:
        parts = []
        for group in range(source.num_row_groups):
            rows = source.read_row_group(group, use_threads=False)
            if ids is not None:
                named = pc.utf8_trim_whitespace(rows[key].cast(pa.string()))
                rows = rows.filter(pc.is_in(named, pa.array(list(ids), pa.string())))
            parts.append(rows)
        found = pa.concat_tables(parts) if parts else source.schema_arrow.empty_table()
    return {name: [text for chunk in found[name].chunks for text in cell_texts(chunk)] for name in found.column_names}
