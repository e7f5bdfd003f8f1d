"""Columns whose texts repeat are kept as categories: a small number a row, each text once, in rising order.

``""`` always is among the texts, so that an empty cell is a text like any other.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]


def category(texts: "pd.Series[str]") -> pd.Categorical:
    """A column of texts as categories."""
    codes, names = pd.factorize(texts)
    return numbered(codes, names)


def numbered(codes: Ints, names: "pd.Index[str]") -> pd.Categorical:
    """Categories out of numbers of ``names``, each of which is there once in any order; −1 stands for ``""``."""
    if not (names == "").any():  # `in` would keep a table of all names as Python objects
        names = names.append(pd.Index([""], dtype="str"))
    order = np.asarray(names.argsort())
    place = np.empty(len(order) + 1, dtype=np.int32)
    place[order] = np.arange(len(order))
    place[-1] = 0  # the empty text comes first
    return of_codes(place[codes], names[order])


def of_codes(codes: Ints, names: "pd.Index[str]") -> pd.Categorical:
    """Categories as they are; ``names`` are distinct."""
    # Every public way has pandas make sure that names are distinct, by a table of them as Python objects, which it
    # keeps: 150 MB for a million ids.
    dtype = pd.CategoricalDtype._from_fastpath(names, ordered=False)  # type: ignore[attr-defined]
    return pd.Categorical.from_codes(codes, dtype=dtype, validate=False)


def codes_of(column: "pd.Series[Any]") -> tuple[Ints, "pd.Index[Any]"]:
    """A number for each row, and the texts they stand for; cheap for categories. A missing value has the number −1."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories
    codes, names = pd.factorize(column.astype("str"))
    return codes, pd.Index(names)


def among(column: "pd.Series[Any]", values: Iterable[str]) -> NDArray[np.bool_]:
    """Which rows have one of ``values``; of categories each is looked up once."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.isin(list(values)).to_numpy(dtype=bool)
    found = np.append(column.cat.categories.isin(list(values)), False)  # the last is that of a missing value
    return np.asarray(found, dtype=bool)[column.cat.codes.to_numpy()]


def with_text(column: "pd.Series[Any]") -> "pd.Series[str]":
    """A column of texts that may be put together, searched and changed: one of categories spelled out."""
    return column.astype("str") if isinstance(column.dtype, pd.CategoricalDtype) else column


def order(ids: "pd.Series[str]", *keys: NDArray[Any]) -> Ints:
    """Rows in the order of ``keys``, the first one first, then of their ids. Not a number comes last."""
    rows = np.lexsort(keys[::-1])
    tied = np.ones(len(rows), dtype=bool)
    for key in keys:
        here, before = key[rows[1:]], key[rows[:-1]]
        tied[1:] &= (here == before) | ((here != here) & (before != before))
    tied[:1] = False
    group, of_some = np.cumsum(~tied), tied | np.append(tied[1:], False)
    some = np.flatnonzero(of_some)
    names, number = ids.iloc[rows[some]], group[some]
    if not _rising(names, number):
        by_name = np.asarray(names.argsort())
        rank = np.empty(len(by_name), dtype=np.intp)
        rank[by_name] = np.arange(len(by_name))
        rows[some] = rows[some][np.lexsort((rank, number))]
    return rows


def _rising(names: "pd.Series[str]", group: Ints) -> bool:
    """Whether the names of each group rise."""
    texts: Any = names.array
    return bool((np.asarray(texts[1:] >= texts[:-1], dtype=bool) | (group[1:] != group[:-1])).all())


def taken(frame: pd.DataFrame, rows: Ints) -> pd.DataFrame:
    """The rows of ``frame`` in another order, numbered from 0; the same frame if that is theirs already."""
    if isinstance(frame.index, pd.RangeIndex) and bool((rows == np.arange(len(frame))).all()):
        return frame
    return frame.take(rows).reset_index(drop=True)
