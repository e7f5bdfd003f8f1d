"""A Parquet table as columns of a ``Story``: one column after the other, a row group at a time, so that little is in
memory twice and nothing is done row by row. Every cell is judged on the way by the rules of ``events/validation``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.coding import Ints, numbered, of_codes
from components.events.errors import Defect
from components.events.schema import YES, Column, columns
from components.events.validation import cells, head, untold
from components.events.validation_sheets import Column as Cells
from components.events.validation_sheets import Found, Mask, Numbers, Sheet, Texts

NUMBERS, FLAGS = ("number", "whole"), ("flag",)
_STR = pd.StringDtype("pyarrow", na_value=np.nan)
Values: TypeAlias = Any  # what a column of a DataFrame can be made of


@dataclass(frozen=True)
class Told:
    """What a story says about its columns: languages, types of events of its own, and the file of each table."""

    languages: Sequence[str]
    types: Sequence[str]
    files: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Content:
    """A table: what validation compares, and its columns with their types (see ``schema.typed``)."""

    sheet: Sheet
    frame: pd.DataFrame


def read_table(found: Found, file: Path, table: str, told: Told, keeping: bool = True) -> Content | None:
    """The table in ``file``, with its defects into ``found``; ``None`` if it is not Parquet.

    Without ``keeping``, columns that no rule compares are judged and let go.
    """
    schema = columns(table, told.languages)
    try:
        there = {field.name for field in pq.read_schema(file) if _is_text(field.type)}
        source = pq.ParquetFile(file, read_dictionary=[one.name for one in schema if one.repeats and one.name in there])
    except (OSError, pa.ArrowException) as error:
        problem = f"the file is not Parquet ({str(error).splitlines()[0][:100]})"
        found.add(Defect(file.name, 0, "", "", problem, "write it again, or make it by whowhen convert --to parquet"))
        return None
    with source:
        return _Reading(found, source, file.name, table, told, keeping).content(schema)


class _Reading:
    """One table as it is read."""

    def __init__(self, found: Found, source: pq.ParquetFile, name: str, table: str, told: Told, keeping: bool) -> None:
        self.found, self.source, self.table, self.told, self.keeping = found, source, table, told, keeping
        self.size = source.metadata.num_rows
        self.sheet = Sheet(name, range(1, self.size + 1), {}, head=0)
        self.sheets: dict[str, Cells] = {}
        self.filled: dict[str, Mask] = {}

    def content(self, schema: Sequence[Column]) -> Content:
        there = list(self.source.schema_arrow.names)
        head(self.found, self.sheet, self.table, there, self.told.languages)
        data: dict[str, Values] = {}
        for column in schema:
            if column.name == "participants":
                continue
            if there.count(column.name) > 1:
                self._complain(column, "the column is there twice", "remove or rename one of the two")
            values = self._values(column) if there.count(column.name) == 1 else None
            if self.keeping:
                data[column.name] = _nothing(column, self.size) if values is None else values
        untold(self.found, self.sheet, self.table, self.filled, self.told.languages)
        sheet = Sheet(self.sheet.file, self.sheet.rows, self.sheets, head=0)
        return Content(sheet, pd.DataFrame(data, index=pd.RangeIndex(self.size), copy=False))

    def _values(self, column: Column) -> Values | None:
        """A column with its type, judged; ``None`` if its type will not do."""
        kind = self.source.schema_arrow.field(column.name).type
        if problem := _unfit(kind, column):
            self._complain(column, *problem)
            return None
        if column.kind in NUMBERS and not _is_text(kind):
            return self._numbers(column)
        if column.kind in FLAGS and pa.types.is_boolean(kind):
            parts = [pc.fill_null(part, False).to_numpy(zero_copy_only=False) for part in self._parts(column)]
            return np.concatenate([np.zeros(0, dtype=bool), *parts])
        return self._coded(column) if column.repeats else self._plain(column)

    def _numbers(self, column: Column) -> Values:
        parts = [part.cast(pa.float64()).to_numpy(zero_copy_only=False) for part in self._parts(column)]
        values = np.concatenate([np.zeros(0), *parts])
        self._judge(column, Numbers(values))
        self.sheets[column.name] = Numbers(values)
        return values

    def _coded(self, column: Column) -> Values:
        """Texts that repeat: their dictionaries put together."""
        codes, texts = _unified(list(self._parts(column)))
        names: Any = pd.Index(_strings(texts))
        if (codes < 0).any():
            names = names.append(pd.Index([""], dtype=_STR))
            codes = np.where(codes < 0, len(names) - 1, codes).astype(np.int32)
        self._judge(column, Texts(codes, names))
        if column.default:
            codes, names = _filled(codes, names, column.default)
        found = _in_any_order(codes, names) if column.refers == "events" else numbered(codes, names)
        self.sheets[column.name] = Texts(found.codes, found.categories)
        return found

    def _plain(self, column: Column) -> Values:
        """Texts that hardly repeat; flags and numbers that are written as texts."""
        parts, before = [], 0
        for part in map(_trimmed, self._parts(column)):
            if column.kind != "text" or column.filled:
                self._judge(column, Texts.of(pd.Series(_strings(part))), before)
            parts.append(part)
            before += len(part)
        texts = pd.Series(_strings(pa.concat_arrays([pa.array([], pa.large_string()), *parts])))
        if column.translated:
            self.filled[column.name] = np.asarray(texts != "", dtype=bool)
        if column.kind in FLAGS:
            return texts.str.lower().isin(YES).to_numpy(dtype=bool)
        if column.kind in NUMBERS:
            numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype="float64")
            self.sheets[column.name] = Numbers(numbers)
            return numbers
        if column.name in _COMPARED:
            self.sheets[column.name] = Texts.of(texts)
        return texts.array

    def _judge(self, column: Column, content: Cells, before: int = 0) -> None:
        cells(self.found, self.sheet, column, content, self.told.types, self.told.files, before)

    def _complain(self, column: Column, problem: str, remedy: str) -> None:
        self.found.add(Defect(self.sheet.file, 0, column.name, "", problem, remedy))

    def _parts(self, column: Column) -> Iterator[pa.Array]:
        """The column, a row group at a time."""
        for group in range(self.source.num_row_groups):
            yield from self.source.read_row_group(group, columns=[column.name], use_threads=False).column(0).chunks


_COMPARED = {"event_id", "claim_id", "actor_id", "source_id", "affiliation", "side", "published", "text", "sha256"}


def _is_text(kind: pa.DataType) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value) or pa.types.is_string_view(value))


def _unfit(kind: pa.DataType, column: Column) -> tuple[str, str] | None:
    """Why a column may not have this type."""
    if _is_text(kind) or pa.types.is_null(kind):
        return None
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    if column.kind in NUMBERS and number:
        return None
    if column.kind in FLAGS and pa.types.is_boolean(kind):
        return None
    if column.kind not in (*NUMBERS, *FLAGS) and (pa.types.is_integer(kind) or pa.types.is_date(kind)):
        return None
    wanted = "numbers" if column.kind in NUMBERS else "true and false" if column.kind in FLAGS else "texts"
    remedy = f"write {wanted}, as by CAST(x AS DATE) of a time" if pa.types.is_temporal(kind) else f"write {wanted}"
    return f"the column is of type {str(kind)[:60]}", remedy


def _trimmed(part: pa.Array) -> pa.Array:
    """Texts without space around, as those of a CSV file; "" for what is missing."""
    if pa.types.is_dictionary(part.type):
        part = part.dictionary_decode()
    texts = pc.fill_null(part.cast(pa.large_string()), "")
    shorn = pc.utf8_trim_whitespace(texts)
    return texts if shorn.equals(texts) else shorn


def _unified(parts: Sequence[pa.Array]) -> tuple[Ints, pa.Array]:
    """Numbers (−1: missing) and distinct texts of a column, of those texts only that a row has."""
    coded = [
        part if pa.types.is_dictionary(part.type) else part.cast(pa.string()).dictionary_encode() for part in parts
    ]
    if not coded:
        return np.zeros(0, dtype=np.int32), pa.array([], pa.large_string())
    together = pa.chunked_array([_wide(part) for part in coded]).unify_dictionaries()
    codes = np.concatenate([pc.fill_null(part.indices, -1).to_numpy() for part in together.chunks])
    names = together.chunk(0).dictionary
    shorn = _trimmed(names)
    if not shorn.equals(names):
        again = shorn.dictionary_encode()
        codes = np.append(again.indices.to_numpy(), -1)[codes]
        names = again.dictionary
    used = np.bincount(codes + 1, minlength=len(names) + 1)[1:] > 0
    if not used.all():
        codes = np.append(np.cumsum(used) - 1, -1)[codes]
        names = names.filter(pa.array(used))
    return codes.astype(np.int32, copy=False), names


def _wide(part: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same with numbers of 32 bits and long texts, so that all parts of a column are alike."""
    names = pc.fill_null(part.dictionary.cast(pa.large_string()), "")
    return pa.DictionaryArray.from_arrays(part.indices.cast(pa.int32()), names)


def _filled(codes: Ints, names: "pd.Index[str]", default: str) -> tuple[Ints, "pd.Index[str]"]:
    """The same with ``default`` in the place of empty texts."""
    if not (names == default).any():
        names = names.append(pd.Index([default], dtype=_STR))
    place = np.arange(len(names), dtype=np.int32)
    place[np.asarray(names == "", dtype=bool)] = np.flatnonzero(names == default)[0]
    return place[codes], names


def _in_any_order(codes: Ints, names: "pd.Index[str]") -> pd.Categorical:
    """Categories that are not sorted, since ``derive`` will number them by the rows of the events."""
    return of_codes(codes, names)


def _strings(texts: pa.Array) -> Values:
    """Arrow texts as those of pandas, without a copy."""
    whole = pa.chunked_array([texts.cast(pa.large_string())])
    return pd.arrays.ArrowStringArray(whole, dtype=_STR)  # type: ignore[call-arg]


def _nothing(column: Column, size: int) -> Values:
    """A column that the file leaves out."""
    if column.kind in NUMBERS:
        return np.full(size, np.nan)
    if column.kind in FLAGS:
        return np.zeros(size, dtype=bool)
    if column.repeats:
        return numbered(np.zeros(size, dtype=np.int8), pd.Index([column.default], dtype=_STR))
    return _strings(pa.array([""], pa.large_string()).take(pa.array(np.zeros(size, dtype=np.int32))))
