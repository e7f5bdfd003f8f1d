"""How many readers one server stands. Run by hand on a quiet machine, prints JSON; times are in milliseconds:

    uv run python -m tests.benchmarks.load_benchmark crowd --sessions 200 --minutes 10 --seed 1
    uv run python -m tests.benchmarks.load_benchmark replicas --sessions 200 --minutes 10 --seed 1 [--store postgres]
    uv run python -m tests.benchmarks.load_benchmark steps --sessions 50 100 150 200 300 --minutes 1

``crowd``: one server of its own with a copy of the stories; first one reader alone, then so many at once, each doing
something every few seconds (``simulated_reader``). ``replicas``: two servers behind nginx, as ``.deploy`` sets it up,
one of which is killed in the middle. ``steps``: a new server for each number of readers, to find where it breaks.

Ends with 1 if the goals are missed: no error, no lost connection (but those of the server that was killed), 95 of 100
pictures within ten times what they take one reader alone, at most 5 MB a session (caches, which do not grow with
readers, included), and no growth of memory in the second half, when caches are full. What a browser asks for before it
connects (scripts, styles; cached for a year) is not part of it. `tests/browser/walk_simulated_reader.py`
compares what the readers send with what Chromium sends.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from components.stores.database.transfer import load as load_story
from components.stores.folder import read_story
from tests.awaiting import awaited
from tests.benchmarks.measuring import Gauge, Tally, times
from tests.benchmarks.nginx_proxy import nginx
from tests.benchmarks.simulated_reader import MIX, Done, Known, Reader
from tests.benchmarks.streamlit_client import LostError, Page, http, unverified
from tests.browser.serving import ROOT, STREAMLIT, free_port, running
from tests.stores import postgres_server

STORY = "ukraine-diplomacy"
QUICK = (0.3, 0.7)  # seconds a lone reader thinks, so that there are enough acts
ARRIVING = 0.3  # seconds between two readers who open the page
TIMES, MEMORY, GROWTH = 10, 5.0, 1.0  # goals: times as long as alone, MB a session, MB a minute of all sessions


@dataclass(frozen=True)
class Load:
    """How many readers, for how many seconds, by which seed."""

    sessions: int
    seconds: float
    seed: int


@contextmanager
def server(folder: Path, environment: Mapping[str, str], base: str = "") -> Iterator[tuple[str, int]]:
    """The address and the process of a server of its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
    more = {"STREAMLIT_SERVER_BASE_URL_PATH": base, "WHOWHEN_EDITING": "off", **environment}
    command = (*STREAMLIT, f"--server.port={port}", "--server.fileWatcherType=none")
    with running(command, f"{address}/readyz", folder / f"server-{port}.log", more) as process:
        yield address, process.pid


class Crowd:
    """Readers at one address."""

    def __init__(self, address: str, load: Load, asking: httpx.AsyncClient) -> None:
        self._address, self._load, self._asking = address, load, asking
        self._known = Known.of(read_story(ROOT / "data" / STORY))
        self._tls = unverified() if address.startswith("https:") else None
        self.tally = Tally()
        self.back: list[float] = []
        self.lost_acts = 0
        self.readers: list[Reader] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def arrive(self, pause: float = ARRIVING) -> None:
        """All open the page, one after the other."""
        opening = []
        for at in range(self._load.sessions):
            opening.append(asyncio.create_task(self._open(f"{self._load.seed}-{at}")))
            await asyncio.sleep(pause)
        await asyncio.gather(*opening)

    async def read(self, seconds: float, think: tuple[float, float] | None = None) -> None:
        """All act for so many seconds; who loses the server looks for another one."""
        until = asyncio.get_running_loop().time() + seconds
        await asyncio.gather(*(self._read(one, until, think) for one in self.readers))

    async def leave(self) -> None:
        """All close the page."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(one.page.leave() for one in self.readers))

    async def _open(self, name: str) -> None:
        page = Page(self._address, self._asking, tls=self._tls)
        reader = Reader(page, self._known, name, lambda done: self.tally.done.append(done))
        began = asyncio.get_running_loop().time()
        run = await page.arrive()
        self.tally.done.append(Done("arrive", began, run.took, run.took, True, run.size, True, tuple(run.faults)))
        self.readers.append(reader)
        self._tasks.append(asyncio.create_task(reader.listen()))

    async def _read(self, reader: Reader, until: float, think: tuple[float, float] | None) -> None:
        clock = asyncio.get_running_loop().time
        while clock() < until:
            try:
                await (reader.read(until) if think is None else reader.read(until, think))
            except LostError:
                await self._return(reader)
            except TimeoutError:
                self.tally.silent += 1
            except Exception as error:
                self.tally.errors.append(f"{type(error).__name__}: {error}"[:200])

    async def _return(self, reader: Reader) -> None:
        """As the page does: it looks for a server, and asks it to draw what the address says."""
        began = asyncio.get_running_loop().time()
        self.tally.lost += 1
        self.lost_acts += reader.page.unanswered
        while True:
            try:
                await reader.page.reach()
                await reader.renew("return")
                break
            except LostError:
                continue
        self.back.append(asyncio.get_running_loop().time() - began)


async def alone(address: str, seconds: float, seed: int) -> dict[str, Any]:
    """One reader, who has done everything once before it counts."""
    async with http(verify=False) as asking:
        crowd = Crowd(address, Load(1, seconds, seed), asking)
        await crowd.arrive(0)
        for name in MIX:
            await crowd.readers[0].act(name)
        crowd.tally.done.clear()
        await crowd.read(seconds, QUICK)
        await crowd.leave()
    return crowd.tally.summary()


async def together(address: str, load: Load, pids: Sequence[int], kill: int = 0) -> dict[str, Any]:
    """So many readers; the process ``kill`` ends in the middle."""
    async with http(verify=False) as asking:
        crowd = Crowd(address, load, asking)
        before = Gauge(pids)
        before.look()
        await crowd.arrive()
        arrived = crowd.tally.summary()
        crowd.tally.done.clear()
        gauge = Gauge(pids)
        watching = asyncio.create_task(gauge.watch())
        killing = asyncio.create_task(_kill(kill, load.seconds / 2)) if kill else None
        await crowd.read(load.seconds)
        watching.cancel()
        if killing is not None:
            await killing
        gauge.look()
        measured = gauge.summary()
        await crowd.leave()
    base = sum(samples[0].memory for samples in before.samples.values())
    most = max(sum(ones) for ones in zip(*([one.memory for one in of] for of in gauge.samples.values()), strict=False))
    return {
        "sessions": load.sessions,
        "arriving_ms": arrived["by_kind_ms"]["arrive"],
        **crowd.tally.summary(),
        **measured,
        "memory_before_mb": round(base, 1),
        "mb_a_session": round((most - base) / load.sessions, 2),
        **({"acts_lost": crowd.lost_acts, "back_ms": times(crowd.back)} if kill else {}),
    }


async def _kill(pid: int, after: float) -> None:
    await asyncio.sleep(after)
    os.kill(pid, signal.SIGKILL)


def missed(found: Mapping[str, Any], lone: Mapping[str, Any], killed: bool) -> list[str]:
    """The goals that were not reached."""
    growth = sum(one["growth_mb_a_minute"] for one in found["servers"])
    goals = {
        "errors": found["errors"] == 0,
        "lost connections": killed or found["lost_connections"] == 0,
        f"95 of 100 pictures within {TIMES} times": found["picture_ms"]["p95"] <= TIMES * lone["picture_ms"]["p95"],
        f"{MEMORY} MB a session": found["mb_a_session"] <= MEMORY,
        f"{GROWTH} MB a minute": killed or growth <= GROWTH,
    }
    return [goal for goal, reached in goals.items() if not reached]


def crowd(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """One server: alone, then all of them."""
    load = Load(options.sessions[0], 60 * options.minutes, options.seed)
    with server(folder, {"WHOWHEN_STORIES": str(stories(folder))}) as (address, pid):
        lone = awaited(alone(address, 60 * options.alone, options.seed))
        found = awaited(together(address, load, [pid]))
    return {"alone": lone, "crowd": found, **ratios(found, lone), "missed": missed(found, lone, killed=False)}


def steps(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """More and more readers, each number at a new server."""
    where = {"WHOWHEN_STORIES": str(stories(folder))}
    rows = []
    for sessions in options.sessions:
        with server(folder, where) as (address, pid):
            lone = awaited(alone(address, 60 * options.alone, options.seed))
            found = awaited(together(address, Load(sessions, 60 * options.minutes, options.seed), [pid]))
        rows.append({**found, **ratios(found, lone), "missed": missed(found, lone, killed=False)})
    return {"steps": rows, "missed": []}


def replicas(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Two servers behind nginx, one of which is killed in the middle."""
    load = Load(options.sessions[0], 60 * options.minutes, options.seed)
    with ExitStack() as stack:
        where = database(stack, folder) if options.store == "postgres" else {"WHOWHEN_STORIES": str(stories(folder))}
        apps = [stack.enter_context(server(folder, where, "timeline")) for _ in range(2)]
        ports = [urlsplit(address).port or 0 for address, _ in apps]
        front = stack.enter_context(nginx(ports, folder))
        lone = awaited(alone(front, 60 * options.alone, options.seed))
        found = awaited(together(front, load, [pid for _, pid in apps], kill=apps[0][1]))
    return {"alone": lone, "replicas": found, **ratios(found, lone), "missed": missed(found, lone, killed=True)}


def ratios(found: Mapping[str, Any], lone: Mapping[str, Any]) -> dict[str, float]:
    """How many times as long as one reader alone."""
    return {f"times_{part}": round(found["picture_ms"][part] / lone["picture_ms"][part], 1) for part in ("p50", "p95")}


def stories(folder: Path) -> Path:
    """A copy of the stories."""
    copy = folder / "stories"
    return copy if copy.exists() else shutil.copytree(ROOT / "data", copy)


def database(stack: ExitStack, folder: Path) -> dict[str, str]:
    """A PostgreSQL with the story."""
    url = stack.enter_context(postgres_server.postgres())
    fresh = stack.enter_context(postgres_server.fresh_database(url))
    load_story(stories(folder) / STORY, fresh, STORY, "benchmark")
    return {"WHOWHEN_DATABASE": fresh}


RUNS: dict[str, Callable[[argparse.Namespace, Path], dict[str, Any]]] = {
    "crowd": crowd,
    "replicas": replicas,
    "steps": steps,
}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", choices=sorted(RUNS))
    parser.add_argument("--sessions", type=int, nargs="+", default=[200])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--alone", type=float, default=1, help="minutes of one reader alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", choices=("folder", "postgres"), default="folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="whowhen-load-") as folder:
        found = RUNS[options.run](options, Path(folder))
    print(json.dumps({"seed": options.seed, **found}, indent=1))
    return 1 if found["missed"] else 0


if __name__ == "__main__":
    sys.exit(main())
