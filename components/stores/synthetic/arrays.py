"""Small helpers between numpy and Arrow: texts by number, texts of several kinds in one column, heavy tails."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Rng = np.random.Generator


def texts(values: Sequence[str]) -> pa.Array:
    """Texts as an Arrow array."""
    return pa.array(values, type=pa.string())


def coded(codes: Ints, values: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    """A column of ``values`` by their numbers."""
    names = values if isinstance(values, pa.Array) else texts(values)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), names)


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts put together row by row."""
    return pc.binary_join_element_wise(*(pa.scalar(part) if isinstance(part, str) else part for part in parts), "")


def mixed(groups: Sequence[tuple[Ints, pa.Array]]) -> pa.Array:
    """One column out of groups, each its rows and what stands there; together they are all rows."""
    rows = np.concatenate([rows for rows, _ in groups])
    order = np.empty(len(rows), dtype=np.int64)
    order[rows] = np.arange(len(rows))
    return pa.concat_arrays([values for _, values in groups]).take(pa.array(order))


def zipf(rng: Rng, size: int, count: int, exponent: float = 1.05) -> Ints:
    """``size`` numbers below ``count``, the low ones far more often: the weight of n is (n + 2) to −``exponent``."""
    weights = np.cumsum((np.arange(count) + 2.0) ** -exponent)
    return np.asarray(np.searchsorted(weights, rng.random(size) * weights[-1]), dtype=np.int32)


def picked(rng: Rng, size: int, shares: Sequence[float]) -> Ints:
    """``size`` numbers of ``shares``, each as often as its share says."""
    weights = np.cumsum(shares)
    return np.asarray(np.searchsorted(weights, rng.random(size) * weights[-1], side="right"), dtype=np.int8)
