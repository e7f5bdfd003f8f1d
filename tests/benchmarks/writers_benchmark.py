"""Many writers at once: whether each acknowledged save is in the history once. Run by hand, prints JSON:

    uv run python -m tests.benchmarks.writers_benchmark --store folder --writers 8 --saves 2000

Each writer is a process that saves claims of its own on the revision it knows. Ends with 1 if anything is lost.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from components.stores.base import Store
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores import postgres_server
from tests.stores.killing import context
from tests.stores.store_changes import numbers, save_often


def opener(kind: str, root: Path, postgres: str) -> Callable[[], Store]:
    """What opens a new story in a store of that kind."""
    story = new_story(root, "my-story")
    if kind == "folder":
        return partial(FolderStore, story)
    url = postgres or f"sqlite:///{root}/whowhen.sqlite"
    load(story, url, story.name, "benchmark")
    return partial(DatabaseStore, url, story.name)


def write(reopen: Callable[[], Store], name: str, times: int, out: Any) -> None:
    """Save, and tell the revisions and how long the whole took."""
    start = time.monotonic()
    found = save_often(reopen, name, times)
    out.put((found, time.monotonic() - start))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", choices=("folder", "sqlite", "postgres"), default="folder")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--saves", type=int, default=2000)
    options = parser.parse_args()
    each = options.saves // options.writers
    processes = context()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        postgres = stack.enter_context(postgres_server.own_server()).url if options.store == "postgres" else ""
        reopen = opener(options.store, Path(folder), postgres)
        out = processes.Queue()
        start = time.monotonic()
        writers = [processes.Process(target=write, args=(reopen, f"w{at}", each, out)) for at in range(options.writers)]
        for one in writers:
            one.start()
        found = [out.get() for _ in writers]
        seconds = time.monotonic() - start
        for one in writers:
            one.join()
        store = reopen()
        made = numbers(store.history())
        claims = store.load().story.claims
    gapless = made == list(range(1, each * options.writers + 1))
    told = sorted(number for numbers_of_one, _ in found for number in numbers_of_one)
    once = len(told) == len(set(told)) == (each - 1) * options.writers and set(told) <= set(made)
    last = claims.loc[claims["claim_id"].str.startswith("w"), "summary_en"].tolist()
    whole = last == [str(each - 1)] * options.writers
    print(
        json.dumps(
            {
                "store": options.store, "writers": options.writers, "saves": len(made), "gapless": gapless,
                "each once": once, "last texts there": whole, "seconds": round(seconds, 1),
                "slowest over fastest writer": round(max(t for _, t in found) / min(t for _, t in found), 2),
            }
        )
    )  # fmt: skip
    return 0 if gapless and once and whole else 1


if __name__ == "__main__":
    sys.exit(main())
