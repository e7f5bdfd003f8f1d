"""Density lanes: when a lane holds too many events for marks, what its bars count, and which events keep a mark."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.packing import first_fit

Floats = NDArray[np.floating]
Rows = NDArray[np.intp]

MANY = 120
TOO_MANY = 600
BIN_PX = 6.0
BARS_HEIGHT = 40
BAR_MOST = 32
BAR_WIDTH = 0.82
LABEL_ROWS = 4
SIFTED = 4096  # events up to which all are sorted by salience


@dataclass(frozen=True)
class Bins:
    """Counts of one lane per bin: ``start`` (days), how many events, how many of them not confirmed; ``peak`` of these.

    Empty bins are left out. ``days`` is the width of a bin.
    """

    start: Floats
    count: NDArray[np.int64]
    open: NDArray[np.int64]
    days: float
    peak: int


def is_dense(left: Floats, right: Floats, cap: int) -> bool:
    """Whether the visible marks of a lane (boxes in px) are too many to be drawn one by one."""
    if len(left) <= MANY:
        return False
    if len(left) > TOO_MANY:
        return True
    return first_fit(list(zip(left.tolist(), right.tolist(), strict=True)), 10.0, cap) > cap + 1


def bins(days: Floats, unconfirmed: NDArray[np.bool_], px_per_day: float, first: float, last: float) -> Bins:
    """Counts per 6 px (rounded up to whole days) on a grid that does not move with the window, between two days."""
    wide = float(np.ceil(BIN_PX / px_per_day - 1e-9))
    low = int(np.floor(days.min() / wide))
    number = np.floor(days / wide).astype(np.int64) - low
    count = np.bincount(number)
    still_open = np.bincount(number, weights=unconfirmed).astype(np.int64)
    start = (np.arange(len(count)) + low) * wide
    kept = (count > 0) & (start + wide > first) & (start < last)
    return Bins(start[kept], count[kept], still_open[kept], wide, int(count[kept].max(initial=1)))


def around(found: Bins, first: float, last: float) -> Bins:
    """The bins that lie before ``first`` or after ``last``."""
    kept = (found.start + found.days <= first) | (found.start >= last)
    return Bins(found.start[kept], found.count[kept], found.open[kept], found.days, found.peak)


def candidates(days: Floats, salience: Floats, px_per_day: float, width: float) -> Rows:
    """The most salient events of a density lane: those of the first max(6, width/90) ranks around them."""
    most = int(max(6, width / 90))
    short = per_bucket(days * px_per_day, salience, width / 4, most)
    ranks = local_ranks(days[short] * px_per_day, salience[short], width / 2)
    return short[ranks < most]


def per_bucket(x: Floats, salience: Floats, wide: float, most: int) -> Rows:
    """Rows of the ``most`` most salient of each bucket of ``wide`` px, ascending."""
    bucket = np.floor(x / wide).astype(np.int64)
    if len(x) > SIFTED:
        some = _strongest(bucket, salience, most)
        if len(some) < len(x):
            return some[per_bucket(x[some], salience[some], wide, most)]
    order = np.lexsort((np.arange(len(x)), -salience, bucket))
    ordered = bucket[order]
    start = np.searchsorted(ordered, ordered)
    return np.sort(order[np.arange(len(x)) - start < most])


def _strongest(bucket: NDArray[np.int64], salience: Floats, most: int) -> Rows:
    """Rows at least as salient as the ``most``-th of their bucket, ascending: of many a few, without sorting them."""
    kept = np.zeros(len(bucket), dtype=bool)
    for number in np.flatnonzero(np.bincount(bucket - bucket.min())) + bucket.min():
        rows = np.flatnonzero(bucket == number)
        values = salience[rows]
        kept[rows[values >= np.partition(values, -most)[-most]] if len(rows) > most else rows] = True
    return np.flatnonzero(kept)


def local_ranks(x: Floats, salience: Floats, reach: float) -> NDArray[np.int64]:
    """Per event: how many more salient ones lie within ``reach`` px (ties: the earlier row is ahead).

    Not the rank in the window, which would change with every pan, but the rank in a window centred on the event.
    """
    size = len(x)
    place = np.empty(size, dtype=np.int64)
    place[np.lexsort((np.arange(size), -salience))] = np.arange(size)
    if not np.isfinite(reach):
        return place
    order = np.argsort(x, kind="stable")
    sorted_x, sorted_place = x[order], place[order]
    low, high = np.searchsorted(sorted_x, sorted_x - reach), np.searchsorted(sorted_x, sorted_x + reach, side="right")
    ranks = np.empty(size, dtype=np.int64)
    for k in range(size):
        ranks[order[k]] = np.count_nonzero(sorted_place[low[k] : high[k]] < sorted_place[k])
    return ranks
