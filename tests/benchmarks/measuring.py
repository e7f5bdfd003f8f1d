"""What a load leaves behind: seconds from act to picture, faults, and memory and CPU of processes over time."""

import asyncio
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil

from tests.benchmarks.simulated_reader import Done

NO_PICTURE = ("open", "close", "table", "back", "arrive", "news")
"""Runs after which the reader does not look for another picture of both charts."""
MB = 1 << 20


@dataclass
class Tally:
    """All runs of all readers, and what went wrong."""

    done: list[Done] = field(default_factory=list)
    lost: int = 0
    silent: int = 0
    errors: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Figures to print; times in milliseconds."""
        kinds = sorted({one.kind for one in self.done})
        faults = [fault for one in self.done for fault in one.faults]
        wrong = sum(not one.right for one in self.done)
        return {
            "runs": len(self.done),
            "errors": len(faults) + len(self.errors) + wrong + self.silent,
            "faults": sorted({*faults, *self.errors})[:5],
            "acts_without_effect": wrong,
            "runs_without_answer": self.silent,
            "lost_connections": self.lost,
            "picture_ms": times(one.seconds for one in self.done if one.kind not in NO_PICTURE),
            "end_of_run_ms": times(one.took for one in self.done),
            "kb_a_run": round(statistics.mean([one.size for one in self.done]) / 1024) if self.done else 0,
            "by_kind_ms": {kind: times(one.seconds for one in self.done if one.kind == kind) for kind in kinds},
        }


def times(seconds: Iterable[float]) -> dict[str, int]:
    """How many, median, the 95th and 99th of a hundred, and the longest, in milliseconds."""
    found = sorted(1000 * one for one in seconds)
    if not found:
        return {"n": 0}
    at = {name: found[min(len(found) - 1, int(len(found) * part))] for name, part in PARTS.items()}
    return {"n": len(found), **{name: round(one) for name, one in at.items()}, "max": round(found[-1])}


PARTS = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True)
class Sample:
    """A moment: seconds since the beginning, MB of memory, and seconds of CPU so far."""

    at: float
    memory: float
    cpu: float


class Gauge:
    """Looks at processes every few seconds; ``lag`` is by how much this process itself was late, in seconds."""

    def __init__(self, pids: Sequence[int], every: float = 5.0) -> None:
        self.samples: dict[int, list[Sample]] = {pid: [] for pid in pids}
        self.lag: list[float] = []
        self._every, self._began = every, time.monotonic()
        self._own = psutil.Process()
        self._cpu = sum(self._own.cpu_times()[:2])

    def look(self) -> None:
        """One sample of each process that is still there."""
        at = time.monotonic() - self._began
        for pid, samples in self.samples.items():
            try:
                process = psutil.Process(pid)
                if process.status() == psutil.STATUS_ZOMBIE:
                    continue
                with process.oneshot():
                    samples.append(Sample(at, process.memory_info().rss / MB, sum(process.cpu_times()[:2])))
            except psutil.NoSuchProcess:
                continue

    async def watch(self) -> None:
        """Sample for ever, and notice how late this loop is."""
        following = 0.0
        while True:
            if time.monotonic() >= following:
                following = time.monotonic() + self._every
                self.look()
            before = time.monotonic()
            await asyncio.sleep(0.05)
            self.lag.append(time.monotonic() - before - 0.05)

    def summary(self) -> dict[str, Any]:
        """Memory in MB by the minute, its growth over the second half, and cores in use, of each; cores of this one."""
        wall = time.monotonic() - self._began
        own = sum(self._own.cpu_times()[:2]) - self._cpu
        return {
            "servers": [_of(samples) for samples in self.samples.values() if len(samples) > 3],
            "client_cores": round(own / wall, 2),
            "client_late_ms": times(self.lag),
        }


def _of(samples: Sequence[Sample]) -> dict[str, Any]:
    span = samples[-1].at - samples[0].at
    minutes = {int(one.at // 60): round(one.memory, 1) for one in samples}
    late = samples[len(samples) // 2 :]  # caches are full by then
    slope = statistics.linear_regression([one.at / 60 for one in late], [one.memory for one in late]).slope
    return {
        "cores": round((samples[-1].cpu - samples[0].cpu) / span, 2),
        "memory_mb": [round(samples[0].memory, 1), *minutes.values()],
        "growth_mb_a_minute": round(slope, 2),
    }
