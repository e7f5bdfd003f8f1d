"""When things happen in a made-up story: one thing sets off others, which come in bursts; and how well it is dated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from components.events.dates import bounds
from components.stores.synthetic.arrays import Ints, Rng, joined, mixed, picked, texts

FIRST, LAST = int(bounds("1990-01-01").earliest), int(bounds("2025-12-31").earliest)
KINDS = ("day", "month", "year", "interval", "open", "vague", "none")
_SHARES = (0.70, 0.10, 0.04, 0.08, 0.015, 0.045, 0.02)
_OWN = 0.35  # share of events that no other set off
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Times:
    """Events in the order of a story: the day of each, how it is dated, and the chain of events that it belongs to."""

    day: Ints
    kind: Ints
    chain: Ints
    chains: int


def times(rng: Rng, size: int) -> Times:
    """``size`` events between ``FIRST`` and ``LAST``."""
    day, chain = _bursts(rng, size)
    kind = picked(rng, size, _SHARES)
    earliest = np.where(kind == KINDS.index("none"), _NEVER, day)
    for name, unit in (("month", "M"), ("year", "Y")):
        rows = kind == KINDS.index(name)
        earliest[rows] = (
            day[rows].astype("datetime64[D]").astype(f"datetime64[{unit}]").astype("datetime64[D]").astype(int)
        )
    vague = kind == KINDS.index("vague")
    earliest[vague] = np.where(_by_month(day[vague]), _month_start(day[vague]), day[vague])
    order = np.argsort(earliest, kind="stable")
    return Times(day[order], kind[order], chain[order], int(chain.max()) + 1)


def _bursts(rng: Rng, size: int) -> tuple[Ints, Ints]:
    """Days and chains: first causes, more of them as the years go by, then generation after generation what follows."""
    first = max(1, round(size * _OWN))
    found_days, found_chains, total, chains = [], [], 0, 0
    while total < size:
        day = (FIRST + (LAST - FIRST) * rng.random(first) ** 0.7).astype(np.int32)
        chain = np.arange(chains, chains + first, dtype=np.int32)
        chains += first
        while len(day) and total < size:
            found_days.append(day)
            found_chains.append(chain)
            total += len(day)
            followers = rng.poisson(np.exp(rng.normal(-1.1, 1.15, len(day))))
            delay = np.minimum(1 + rng.pareto(1.1, int(followers.sum())) * 2, 2000)
            day = (np.repeat(day, followers) + delay).astype(np.int32)
            chain = np.repeat(chain, followers)
            chain, day = chain[day <= LAST], day[day <= LAST]
    keep = np.sort(rng.permutation(total)[:size])
    return np.concatenate(found_days)[keep], np.concatenate(found_chains)[keep]


def when(day: Ints, kind: Ints) -> pa.DictionaryArray:
    """The cells of ``when``."""
    days, months, years = (_texts(day, unit) for unit in "DMY")
    vague = np.flatnonzero(kind == KINDS.index("vague"))
    loose = _by_month(day[vague])
    cells: Mapping[str, Callable[[Ints], pa.Array]] = {
        "day": lambda rows: days.take(pa.array(rows)),
        "month": lambda rows: months.take(pa.array(rows)),
        "year": lambda rows: years.take(pa.array(rows)),
        "interval": lambda rows: joined(days.take(pa.array(rows)), "/", _texts(day[rows] + 1 + day[rows] % 9, "D")),
        "open": lambda rows: joined(days.take(pa.array(rows)), "/.."),
        "none": lambda rows: texts([""] * len(rows)),
    }
    groups = [(rows := np.flatnonzero(kind == KINDS.index(name)), make(rows)) for name, make in cells.items()]
    groups += [
        (vague[loose], joined(months.take(pa.array(vague[loose])), "~")),
        (vague[~loose], joined(days.take(pa.array(vague[~loose])), "?")),
    ]
    return mixed(groups).dictionary_encode()


def _by_month(day: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which vague dates tell the month only."""
    return np.asarray(day % 2 == 0)


def _month_start(day: Ints) -> Ints:
    return day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)


def _texts(day: Ints, unit: str) -> pa.Array:
    found, at = np.unique(day, return_inverse=True)
    names = np.datetime_as_string(found.astype("datetime64[D]").astype(f"datetime64[{unit}]"))
    return texts(names.tolist()).take(pa.array(at))


def iso_days(day: Ints, unit: str = "D") -> pa.Array:
    """ISO 8601 texts of days, or of their months or years."""
    return _texts(day, unit)
