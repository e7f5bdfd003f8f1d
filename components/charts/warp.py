"""A time axis for few days far apart: days that follow each other stand apart, long gaps are shortened.

A gap takes room by the logarithm of its days, so that the order of days is kept and a longer gap is drawn longer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
ALONE = 0.3
"""Where a single day stands, as a part of the width: there is more to write to its right."""
FLAT = 4
"""How flat: a gap of 2 to this power of days takes twice the least room."""
START, END = 0.05, 0.2
"""Air before the first and after the last day, as parts of the width."""
LABEL, MOST_END = 120, 0.4
"""Px that a label needs after the last day, and the most of the width that it may have."""


@dataclass(frozen=True)
class Warp:
    """``days`` are those that matter (finite, rising, at least one), laid over ``width`` px."""

    days: tuple[float, ...]
    width: float

    @cached_property
    def _ends(self) -> Floats:
        gaps = 1 + np.log2(1 + np.diff(np.asarray(self.days))) / FLAT
        share = np.concatenate([[0.0], np.cumsum(gaps)]) / (gaps.sum() or 1.0)
        if len(self.days) == 1:
            return np.array([ALONE * self.width])
        end = max(END, min(MOST_END, LABEL / self.width))
        return START * self.width + share * (1 - START - end) * self.width

    def x(self, day: float) -> float:
        """Px from the left edge; a day outside the days that matter stands at the nearest of them."""
        return float(np.interp(day, self.days, self._ends))


def warp(days: Sequence[float], width: float) -> Warp:
    """The axis for ``days``, in any order; infinite ones and NaN do not count. Raises ValueError when none is left."""
    found = sorted({float(day) for day in days if math.isfinite(day)})
    if not found:
        raise ValueError("an axis needs at least one day")
    return Warp(tuple(found), width)
