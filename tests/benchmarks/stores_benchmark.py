"""How long a story takes to open, and one edit in stories of growing size. Prints JSON; times are in milliseconds.

    uv run python -m tests.benchmarks.stores_benchmark [--events 1000 10000 100000] [--edits 30] [--stores sqlite]

Folder, SQLite and PostgreSQL (as the tests find it) take the same edits: a note, an event with its claim, an undo. A
folder reads and writes its files whole, so that an edit of it takes as long as that does.
"""

import argparse
import csv
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from components.events.changes import Change
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder import read_story
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.postgres_server import fresh_database, postgres

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("folder", "sqlite", "postgres")
REAL = ROOT / "data" / "ukraine-diplomacy"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--stores", choices=KINDS, nargs="+", default=KINDS)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(postgres()) if "postgres" in options.stores else ""
        kinds = [kind for kind in options.stores if kind != "folder"]

        def database(kind: str, name: str) -> str:
            url = f"sqlite:///{folder}/{name}.sqlite"
            if kind == "postgres":
                url = stack.enter_context(fresh_database(server))
            stack.callback(Database(url).close)
            return url

        made = {size: story_of(folder / "made", f"story-{size}", size) for size in options.events}
        found: dict[str, Any] = {"open_real_story": opened({kind: database(kind, "real") for kind in kinds})}
        if "folder" in options.stores:
            stores = {
                size: FolderStore(shutil.copytree(path, folder / "own" / path.name)) for size, path in made.items()
            }
            found["folder"] = edited(stores, options.edits)
        for kind in kinds:
            # A database for each size, all edited in turns, so that what else the machine does slows all of them.
            urls = {size: database(kind, str(size)) for size in options.events}
            seconds = {size: loaded(url, made[size]) for size, url in urls.items()}
            found[kind] = edited({size: DatabaseStore(url, "big") for size, url in urls.items()}, options.edits)
            found[kind]["load_seconds"] = seconds
    print(json.dumps(found, indent=2))


def opened(urls: dict[str, str]) -> dict[str, Any]:
    works: dict[str, Callable[[], object]] = {"folder": lambda: read_story(REAL)}
    for name, url in urls.items():
        load(REAL, url, "real", "benchmark")
        works[name] = DatabaseStore(url, "real").load
    return in_turns(works, 15)


def loaded(url: str, folder: Path) -> float:
    start = time.perf_counter()
    load(folder, url, "big", "benchmark")
    return round(time.perf_counter() - start, 1)


def edited(stores: Mapping[int, FolderStore | DatabaseStore], edits: int) -> dict[str, Any]:
    steps = iter(range(10**9))

    def note(size: int) -> None:
        at = next(steps)
        row = {"event_id": f"event-{at * 7919 % size}", "note_en": f"note {at}"}
        stores[size].save(Change({"events": (row,)}, "benchmark"), stores[size].revision())

    def added(size: int) -> None:
        at = next(steps)
        event, claim = new_rows(f"new-{at}", at % (size // 10), at % (size // 20))
        stores[size].save(Change({"events": (event,), "claims": (claim,)}, "benchmark"), stores[size].revision())

    def undone(size: int) -> None:
        stores[size].undo(stores[size].revision(), "benchmark")

    works = {"note": note, "event_with_claim": added, "undo": undone, "revision": lambda size: stores[size].revision()}
    found: dict[str, Any] = {}
    for name, work in works.items():
        found[name] = in_turns({str(size): partial(work, size) for size in stores}, edits)
        medians = [one["median"] for one in found[name].values()]
        found[name]["largest over smallest"] = round(medians[-1] / medians[0], 2)
    return found


def in_turns(works: dict[str, Callable[[], object]], times: int) -> dict[str, Any]:
    """Each work once, then each again, ...: milliseconds of each. The first three rounds do not count."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times + 3):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - start) * 1000)
    return {
        name: {"median": round(statistics.median(one[3:]), 2), "worst": round(max(one[3:]), 2)}
        for name, one in taken.items()
    }


def new_rows(name: str, actor: int, source: int) -> tuple[dict[str, str], dict[str, str]]:
    event = {
        "event_id": name,
        "when": "2024-05-13",
        "type": "call",
        "title_en": f"Event {name}",
        "participants": f"actor-{actor}:initiator; actor-0:target",
    }
    claim = {
        "claim_id": f"{name}-c1",
        "event_id": name,
        "source_id": f"source-{source}",
        "speaker": f"actor-{actor}",
        "stance": "asserts",
        "asserted_on": "2024-05-15",
    }
    return event, claim


def story_of(root: Path, name: str, size: int) -> Path:
    """A story of ``size`` events, a tenth as many actors, a twentieth as many sources."""
    folder = new_story(root, name)
    pairs = [new_rows(f"event-{at}", at % (size // 10), at % (size // 20)) for at in range(size)]
    actors = [{"actor_id": f"actor-{at}", "name_en": f"Actor {at}", "kind": "person"} for at in range(size // 10)]
    sources = [
        {"source_id": f"source-{at}", "title": f"Source {at}", "published": "2024-05-14"} for at in range(size // 20)
    ]
    tables = {"events": [one for one, _ in pairs], "claims": [one for _, one in pairs]}
    for table, rows in {**tables, "actors": actors, "sources": sources}.items():
        file = folder / f"{table}.csv"
        header = file.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


if __name__ == "__main__":
    main()
