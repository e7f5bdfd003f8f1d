"""Where a date is drawn: noon of a day, a bar from the first to the last day, a pale bar over a month."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.floating]

HALF = 6.5
BAR_LEAST = 14.0
WHISKER_LEAST = 13.0
STUB = 60.0
DOUBT = 13.5
DOUBT_FROM = 4.0
"""From this scale on (px per day) an uncertain date carries a superscript question mark."""


class Kind(IntEnum):
    """How a date is drawn."""

    POINT = 0
    BAR = 1
    PALE = 2
    OPEN_START = 3
    OPEN_END = 4


@dataclass(frozen=True)
class Positions:
    """Per dated event: ``at`` (day of the symbol), ``start``/``end`` (days, ends of a bar), ``kind``, and two flags.

    ``whisker`` = approximate day, drawn ``reach`` days to both sides; ``doubt`` = carries a superscript question mark.
    """

    at: Floats
    start: Floats
    end: Floats
    kind: NDArray[np.int64]
    whisker: NDArray[np.bool_]
    doubt: NDArray[np.bool_]
    reach: float

    def boxes(self, px_per_day: float) -> tuple[Floats, Floats]:
        """Left and right ends in px from day 0 of everything drawn for each event at a scale."""
        x = self.at * px_per_day
        left, right = x - HALF, x + HALF
        reach = self.reach * px_per_day
        left, right = np.where(self.whisker, x - reach, left), np.where(self.whisker, x + reach, right)
        right = np.where(self.doubt, np.maximum(right, x + DOUBT), right)
        bar = self.kind != Kind.POINT
        return (
            np.where(bar, np.minimum(left, self.start * px_per_day), left),
            np.where(bar, np.maximum(right, self.end * px_per_day), right),
        )


def positions(events: pd.DataFrame, px_per_day: float) -> Positions:
    """How each event is drawn at a scale. ``events`` must be dated (earliest or latest finite)."""
    earliest, latest = events["earliest"].to_numpy(float), events["latest"].to_numpy(float)
    precision = events["precision"].astype("str").to_numpy(object)
    day = precision == "day"
    stub = STUB / px_per_day
    start = np.where(np.isfinite(earliest), earliest, latest + 1 - stub)
    end = np.where(np.isfinite(latest), latest + 1, start + stub)
    kind = np.full(len(events), int(Kind.PALE))
    kind[day] = Kind.POINT
    kind[precision == "interval"] = Kind.BAR
    kind[(precision == "open-start") | ~np.isfinite(earliest)] = Kind.OPEN_START
    kind[(precision == "open-end") | ~np.isfinite(latest)] = Kind.OPEN_END
    short = (kind != Kind.POINT) & ((end - start) * px_per_day < BAR_LEAST)
    pale = kind == Kind.PALE
    at = np.where(pale, (start + end) / 2, np.where((kind == Kind.OPEN_START) & short, end - 0.5, start + 0.5))
    kind[short] = Kind.POINT
    solid = (kind != Kind.POINT) & ~pale
    at = np.where(solid, np.clip((start + end) / 2, start, end), at)
    approximate = events["approximate"].to_numpy(bool)
    doubt = events["uncertain"].to_numpy(bool) & (kind == Kind.POINT) & (px_per_day >= DOUBT_FROM)
    return Positions(at, start, end, kind, approximate & day, doubt, max(1.0, WHISKER_LEAST / px_per_day))
