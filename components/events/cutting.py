"""Tables cut out of larger ones. A large one is not copied: each column is cut when somebody first asks for it.

``Cut`` is a DataFrame like any other for whoever reads it, and becomes a plain one where it is changed.
"""

from collections.abc import Callable, Mapping, Sequence, Sized
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.room import Key, held

Ints = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Columns: TypeAlias = Mapping[str, "pd.Series[Any]"]
Work: TypeAlias = Callable[[pd.DataFrame], Columns]

SMALL = 20_000
"""Rows up to which a table is cut out at once."""
FEW = 64
"""Rows up to which those taken out of a ``Cut`` are."""


class Rows:
    """Numbers of rows, rising, worked out when they are needed and let go when others need the room."""

    def __init__(self, compute: Callable[[], Ints], size: int | None = None) -> None:
        self._compute, self._size, self._key = compute, size, Key()

    @classmethod
    def where(cls, mask: Mask) -> "Rows":
        """The rows that ``mask`` marks, kept as one bit each."""
        bits, size = np.packbits(mask), len(mask)
        return cls(lambda: _marked(bits, size), int(np.count_nonzero(mask)))

    @property
    def numbers(self) -> Ints:
        """The numbers as an array."""
        found = held(self._key, self._compute)
        self._size = len(found)
        return found

    def __len__(self) -> int:
        return len(self.numbers) if self._size is None else self._size

    def of(self, inner: "Rows") -> "Rows":
        """Those of these rows that have the numbers ``inner`` among them."""
        return Rows(lambda: self.numbers[inner.numbers], inner._size)


def _marked(bits: NDArray[np.uint8], size: int) -> Ints:
    return np.flatnonzero(np.unpackbits(bits, count=size)).astype(np.int32)


def cut(frame: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """The ``rows`` of ``frame``, numbered from 0."""
    if len(frame) <= SMALL:
        return frame.take(rows.numbers).reset_index(drop=True)
    if isinstance(frame, Cut) and frame._real is None:
        return frame._cut(rows, None)
    return Cut({name: source.of(rows, {}) for name, source in _sources(frame).items()}, rows)


def with_columns(frame: pd.DataFrame, *works: tuple[Work, Sequence[str]]) -> pd.DataFrame:
    """``frame`` with columns that each of ``works`` makes together, and their names.

    A work gets ``frame`` or some rows of it, and must make of each row the same whatever other rows there are.
    """
    if len(frame) <= SMALL:
        return frame.assign(**{name: column for work, _ in works for name, column in work(frame).items()})
    made = {name: _Part(group, name) for work, names in works for group in [_Made(frame, None, work)] for name in names}
    return Cut({**_sources(frame), **made}, frame)


def _sources(frame: pd.DataFrame) -> "dict[str, _Source]":
    if isinstance(frame, Cut) and frame._real is None:
        return dict(frame._sources)
    return {str(name): _Taken(frame, None, str(name)) for name in frame.columns}


class _Taken:
    """A column of a frame, or some rows of it."""

    def __init__(self, frame: pd.DataFrame, rows: Rows | None, name: str) -> None:
        self.frame, self.rows, self.name, self.key = frame, rows, name, Key()

    def column(self) -> Any:
        whole = self.frame[self.name]
        if self.rows is None:
            return whole
        values = whole.to_numpy() if isinstance(whole.dtype, np.dtype) else whole.array
        return values.take(self.rows.numbers)

    def of(self, rows: Rows, known: dict[int, Any]) -> "_Taken":
        return _Taken(self.frame, _composed(self.rows, rows, known), self.name)


class _Made:
    """Columns worked out of a frame, or of some rows of it."""

    def __init__(self, frame: pd.DataFrame, rows: Rows | None, work: Work) -> None:
        self.frame, self.rows, self.work, self.key = frame, rows, work, Key()

    def columns(self) -> tuple[Any, ...]:
        made = self.work(self.frame if self.rows is None else cut(self.frame, self.rows))
        return tuple(made), *made.values()

    def of(self, rows: Rows, known: dict[int, Any]) -> "_Made":
        if id(self) not in known:
            known[id(self)] = _Made(self.frame, _composed(self.rows, rows, known), self.work)
        found: _Made = known[id(self)]
        return found


class _Part:
    """One of the columns that are made together."""

    def __init__(self, made: _Made, name: str) -> None:
        self.made, self.name, self.key = made, name, Key()

    def column(self) -> Any:
        names, *columns = held(self.made.key, self.made.columns)
        return columns[names.index(self.name)]

    def of(self, rows: Rows, known: dict[int, Any]) -> "_Part":
        return _Part(self.made.of(rows, known), self.name)


_Source: TypeAlias = _Taken | _Part


def _composed(outer: Rows | None, inner: Rows, known: dict[int, Any]) -> Rows:
    """One object for all columns that were cut alike, so that their rows are worked out once."""
    if outer is None:
        return inner
    if id(outer) not in known:
        known[id(outer)] = outer.of(inner)
    found: Rows = known[id(outer)]
    return found


class Cut(pd.DataFrame):
    """Some rows of a frame. It takes the room of its columns only while they are asked for."""

    _real: Any
    _sources: Mapping[str, _Source]
    _sized: Sized
    _labels: Any
    _key: Key

    def __init__(
        self, sources: Mapping[str, _Source], sized: Sized, labels: Callable[[], "pd.Index[Any]"] | None = None
    ):
        # Not by assignment, which pandas takes for a new column.
        for name, value in {
            "_real": None,
            "_sources": sources,
            "_sized": sized,
            "_labels": labels,
            "_key": Key(),
        }.items():
            object.__setattr__(self, name, value)
        super().__init__()
        object.__setattr__(self, "_real", None)

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    @property
    def _mgr(self) -> Any:
        """What pandas keeps a frame in. Whatever is not said below asks for it: then this is a frame like any other."""
        if self._real is None:
            object.__setattr__(self, "_real", self.plain()._mgr)
        return self._real

    @_mgr.setter
    def _mgr(self, value: Any) -> None:
        object.__setattr__(self, "_real", value)

    def plain(self) -> pd.DataFrame:
        """All of it as a plain frame."""
        if self._real is not None:
            return pd.DataFrame(self)
        return pd.DataFrame({name: self[name] for name in self._sources}, index=self.index, copy=False)

    @property
    def columns(self) -> Any:
        """Names of the columns."""
        return pd.Index(list(self._sources)) if self._real is None else self._real.axes[0]

    @columns.setter
    def columns(self, value: Any) -> None:
        pd.DataFrame.__dict__["columns"].__set__(self, value)

    @property
    def index(self) -> Any:
        """Labels of the rows."""
        if self._real is not None:
            return self._real.axes[1]
        return pd.RangeIndex(len(self._sized)) if self._labels is None else held(self._key, self._labels)

    @index.setter
    def index(self, value: Any) -> None:
        pd.DataFrame.__dict__["index"].__set__(self, value)

    def __len__(self) -> int:
        return len(self._sized) if self._real is None else len(self._real.axes[1])

    def __getitem__(self, key: Any) -> Any:
        if self._real is None and isinstance(key, str) and key in self._sources:
            return held(self._sources[key].key, lambda: self._column(key)).copy(deep=False)
        return super().__getitem__(key)

    def _column(self, name: str) -> "pd.Series[Any]":
        found = self._sources[name].column()
        if isinstance(found, pd.Series):
            return found.set_axis(self.index).rename(name)
        return pd.Series(found, index=self.index, name=name, copy=False)

    def take(self, indices: Any, axis: Any = 0, **kwargs: Any) -> Any:  # type: ignore[misc]
        """Some of the rows in any order (or of the columns), by their numbers."""
        if self._real is not None:
            return super().take(indices, axis, **kwargs)
        numbers = np.arange(self.shape[axis in {1, "columns"}])[np.asarray(indices, dtype=np.intp)]
        if axis in {1, "columns"}:
            return Cut(
                {(name := str(self.columns[at])): self._sources[name] for at in numbers}, self._sized, self._labels
            )
        found = self._cut(Rows(lambda: numbers, len(numbers)), lambda: self.index.take(numbers))
        return found if len(numbers) > FEW else found.plain()

    def _cut(self, rows: Rows, labels: Callable[[], "pd.Index[Any]"] | None) -> "Cut":
        known: dict[int, Any] = {}
        return Cut({name: source.of(rows, known) for name, source in self._sources.items()}, rows, labels)

    def _slice(self, slobj: slice, axis: Any = 0, **kwargs: Any) -> Any:
        if self._real is None and axis == 0:
            return self.take(np.arange(len(self))[slobj])
        return super()._slice(slobj, axis, **kwargs)  # type: ignore[misc]

    def _ixs(self, i: int, axis: Any = 0) -> Any:
        if self._real is not None:
            return super()._ixs(i, axis)  # type: ignore[misc]
        return self[self.columns[i]] if axis == 1 else self.take([i]).iloc[0]

    def copy(self, deep: Any = True) -> Any:  # type: ignore[misc]
        """A frame with the same content; a shallow copy is as lazy as this one."""
        if self._real is not None or deep:
            return pd.DataFrame(self.plain()).copy(deep)
        return Cut(self._sources, self._sized, self._labels)

    def assign(self, **kwargs: Any) -> Any:
        """With further columns, or others in their place."""
        if self._real is not None or any(callable(value) for value in kwargs.values()):
            return pd.DataFrame(self.plain()).assign(**kwargs)
        more = pd.DataFrame(index=self.index).assign(**kwargs)
        return Cut({**self._sources, **{name: _Taken(more, None, name) for name in kwargs}}, self, self._labels)

    def __reduce__(self) -> Any:
        return pd.DataFrame, (self.plain(),)
