"""``whowhen convert``: the same story with its tables in the other kind of file, cell by cell, all of it or nothing."""

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.coding import Ints
from components.events.errors import StoryError
from components.events.joins import find
from components.events.participants import explode
from components.events.schema import FILES, SCHEMA, TABLES, Column, columns
from components.events.validation import story_languages
from components.events.validation_sheets import number_text
from components.stores.columnar import FLAGS, NUMBERS
from components.stores.folder import csv_table, examined, headings
from components.stores.parquet_files import SUFFIX, files_of
from components.stores.parquet_writing import Tables, appearing

KINDS = ("parquet", "csv")
_FLAG = {True: "yes", False: "no", None: ""}
_BATCH = 1 << 16  # rows that are texts at once
Strings = list[str]


def convert(path: Path, kind: str, out: Path) -> None:
    """Write the story in the folder ``path`` into ``out``, which is not there yet, as ``kind`` (one of ``KINDS``).

    Headings, texts of sources and all else in the folder come along. Raises ``StoryError`` with its (first) defects,
    ``StoreError`` if ``out`` cannot be written.
    """
    defects, count = examined(path)
    if count:
        raise StoryError(defects)
    files = files_of(path)
    with appearing(out) as made:
        _beside(path, made, files)
        if kind == "csv":
            _to_csv(path, made, files)
        else:
            _to_parquet(path, made, files)


def _beside(path: Path, made: Path, files: Mapping[str, str]) -> None:
    """What is no table; what the program keeps for itself in hidden folders stays behind."""
    for one in sorted(path.iterdir()):
        if one.is_file() and one.name not in files.values():
            shutil.copyfile(one, made / one.name)
        elif one.is_dir() and not one.name.startswith("."):
            shutil.copytree(one, made / one.name)


def _to_parquet(path: Path, made: Path, files: Mapping[str, str]) -> None:
    schema = {table: {one.name: one for one in columns(table, _languages(path))} for table in SCHEMA}
    out = Tables(made)
    try:
        for table in TABLES:
            if files[table].endswith(SUFFIX):
                shutil.copyfile(path / files[table], made / files[table])
                continue
            frame = csv_table(path, table, [])
            assert frame is not None  # it was examined
            if table == "events":
                out.add("participants", _arrow(explode(frame, left_out=""), schema["participants"]))
                frame = frame.drop(columns="participants", errors="ignore")
            out.add(table, _arrow(frame, schema[table]))
        if files["participants"].endswith(SUFFIX):
            shutil.copyfile(path / files["participants"], made / files["participants"])
    finally:
        out.close()


def _languages(path: Path) -> tuple[str, ...]:
    return story_languages(headings(path, []) or {})


def _arrow(frame: pd.DataFrame, schema: Mapping[str, Column]) -> pa.Table:
    return pa.table({str(name): _typed(frame[name], schema[str(name)]) for name in frame})


def _typed(cells: "pd.Series[str]", column: Column) -> pa.Array:
    """Cells with their type, if that gives the same cells back; else as texts."""
    texts = pa.array(cells.tolist(), pa.string())
    if column.kind in NUMBERS:
        numbers = [float(text) if text else None for text in cells]
        if all(one is None or number_text(one) == text for one, text in zip(numbers, cells, strict=True)):
            whole = all(one is None or (one.is_integer() and abs(one) < 2**53) for one in numbers)
            return pa.array(numbers, pa.float64()).cast(pa.int64() if whole else pa.float64())
    if column.kind in FLAGS and set(cells) <= {*_FLAG.values()}:
        flags = {text: flag for flag, text in _FLAG.items()}
        return pa.array([flags[text] for text in cells], pa.bool_())
    return texts.dictionary_encode() if column.repeats else texts


def _to_csv(path: Path, made: Path, files: Mapping[str, str]) -> None:
    for table in TABLES:
        if not files[table].endswith(SUFFIX):
            shutil.copyfile(path / files[table], made / files[table])
            continue
        names, blocks = texts_of(path / files[table])
        if table == "events":
            names, blocks = _with_participants(names, blocks, path / files["participants"])
        with (made / FILES[table]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(names)
            for block in blocks:
                writer.writerows(zip(*block, strict=True))


def texts_of(file: Path) -> tuple[list[str], Iterator[list[Strings]]]:
    """The columns of a Parquet table, and its cells as texts: block by block, a list for each column."""
    names = list(pq.read_schema(file).names)

    def blocks() -> Iterator[list[Strings]]:
        with pq.ParquetFile(file) as source:
            for batch in source.iter_batches(_BATCH, use_threads=False):
                yield [cell_texts(column) for column in batch.columns]

    return names, blocks()


def cell_texts(values: pa.Array) -> Strings:
    """Values as cells of a CSV file."""
    kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
    if pa.types.is_boolean(kind):
        return [_FLAG[flag] for flag in values.to_pylist()]
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = pc.fill_null(values.cast(pa.float64()), float("nan"))
        return [number_text(number) for number in numbers.to_pylist()]
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    texts: Strings = pc.utf8_trim_whitespace(pc.fill_null(values.cast(pa.string()), "")).to_pylist()
    return texts


def _with_participants(
    names: Sequence[str], blocks: Iterator[list[Strings]], file: Path
) -> tuple[list[str], Iterator[list[Strings]]]:
    """The same with the column ``participants`` after the titles, where a story has it."""
    place = 1 + max(at for at, name in enumerate(names) if "title_" in name)
    parts = Participants(file)

    def more() -> Iterator[list[Strings]]:
        for block in blocks:
            cells = parts.cells(block[list(names).index("event_id")])
            yield [*block[:place], cells, *block[place:]]

    return [*names[:place], "participants", *names[place:]], more()


class Participants:
    """The participations in a Parquet table, found by event."""

    def __init__(self, file: Path) -> None:
        table = pq.read_table(file)
        self._event = pd.Series(table["event_id"].cast(pa.string()).to_pandas().astype("str"))
        self._actor, self._role = (
            self._texts(table, name) if name in table.column_names else None for name in ("actor_id", "role")
        )

    @staticmethod
    def _texts(table: pa.Table, name: str) -> pa.ChunkedArray:
        return pc.fill_null(table[name].cast(pa.string()), "")

    def cells(self, ids: Sequence[str]) -> Strings:
        """The cell of each event, its participants in the order of the table."""
        at = find(pd.Series(list(ids), dtype="str"), self._event)
        rows = np.flatnonzero(at >= 0)
        rows = rows[np.argsort(at[rows], kind="stable")]
        told = self._told(rows)
        ends = np.searchsorted(at[rows], np.arange(len(ids) + 1)).tolist()
        return ["; ".join(told[start:stop]) for start, stop in pairwise(ends)]

    def _told(self, rows: Ints) -> Strings:
        assert self._actor is not None
        actors = self._actor.take(pa.array(rows)).to_pylist()
        roles = self._role.take(pa.array(rows)).to_pylist() if self._role is not None else [""] * len(rows)
        return [
            f"{actor.strip()}:{role.strip()}" if role.strip() else actor.strip()
            for actor, role in zip(actors, roles, strict=True)
        ]
