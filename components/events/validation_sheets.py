"""Tables as validation looks at them: the distinct texts of a column and a number for each row, so that what is said in
many rows is judged once; and what it finds, which is counted even where it is not listed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import codes_of
from components.events.errors import Defect
from components.events.joins import find
from components.events.schema import FILES

Ints = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of texts: ``names`` are the distinct ones, ``codes`` the place of each row's among them."""

    codes: Ints
    names: "pd.Index[str]"

    @classmethod
    def of(cls, column: "pd.Series[str]") -> "Texts":
        """A column of a table; nothing in it is missing."""
        return cls(*codes_of(column))

    def __getitem__(self, row: int) -> str:
        """The text of a row."""
        return str(self.names[self.codes[row]])

    def where(self, names: Mask) -> Mask:
        """The rows that have one of the texts that ``names`` marks."""
        return np.asarray(names[self.codes], dtype=bool)

    @cached_property
    def empty(self) -> Mask:
        """The rows without a text."""
        return self.where(self.is_empty)

    @cached_property
    def is_empty(self) -> Mask:
        """Which of ``names`` is the empty one."""
        return np.asarray(self.names == "", dtype=bool)

    def among(self, others: "Texts") -> Mask:
        """Which of ``names`` a row of ``others`` has, too; the empty text is among none."""
        return (find(pd.Series(others.used), pd.Series(self.names)) >= 0) & ~self.is_empty

    @cached_property
    def used(self) -> "pd.Index[str]":
        """Those of ``names`` that a row has."""
        here = np.zeros(len(self.names), dtype=bool)
        here[self.codes] = True
        return self.names if here.all() else self.names[here]

    def taken(self, rows: Mask) -> "Texts":
        """Some of the rows."""
        return Texts(self.codes[rows], self.names)


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column of numbers, not a number where the cell is empty."""

    values: NDArray[np.float64]

    def __getitem__(self, row: int) -> str:
        """The number of a row as a text."""
        return number_text(float(self.values[row]))

    @cached_property
    def empty(self) -> Mask:
        """The rows without a number."""
        return np.isnan(self.values)


Column: TypeAlias = Texts | Numbers


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table: its file, the number of each row there, and its columns.

    ``cell`` names the column whose cells the rows are parts of (participants in a CSV file), "" where a row is a row.
    ``head`` is the row of the header, 0 where the file has none.
    """

    file: str
    rows: Sequence[int]
    columns: Mapping[str, Column]
    cell: str = ""
    head: int = 1

    def texts(self, name: str) -> Texts | None:
        """A column of texts, ``None`` where it is absent or holds something else."""
        found = self.columns.get(name)
        return found if isinstance(found, Texts) else None


Sheets = Mapping[str, Sheet]


def sheet(table: str, frame: pd.DataFrame) -> Sheet:
    """A table of texts that is indexed by the number of the row in its CSV file."""
    columns = {str(name): Texts.of(frame[name]) for name in frame}
    return Sheet(FILES[table], frame.index.tolist(), columns, "participants" if table == "participants" else "")


@dataclass(eq=False)
class Found:
    """Defects as they are found: all are counted, of each kind the first ``most`` are kept (``None``: all)."""

    most: int | None = None
    count: int = 0
    defects: dict[Defect, None] = field(default_factory=dict)

    def add(self, *defects: Defect) -> None:
        """Single defects."""
        for one in defects:
            self.count += one not in self.defects
            self.defects[one] = None

    def rows(self, where: Mask, tell: Callable[[int], Defect]) -> None:
        """A defect for each row that ``where`` marks, as ``tell`` tells it."""
        rows = np.flatnonzero(where)
        shown = rows if self.most is None else rows[: self.most]
        self.add(*(tell(row) for row in shown.tolist()))
        self.count += len(rows) - len(shown)

    def listed(self, files: Sequence[str] = tuple(dict.fromkeys(FILES.values()))) -> list[Defect]:
        """What is kept, by file, row and column; of all the first ``most``."""
        place = {file: at for at, file in enumerate(files)}
        return sorted(self.defects, key=lambda one: (place.get(one.file, len(place)), one))[: self.most]


def number_text(value: float) -> str:
    """A number as a cell has it: digits with a point for decimals, "" for no number."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
