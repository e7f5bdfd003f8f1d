"""Whether anything is lost when writers are killed at random moments. Run by hand, prints JSON:

    uv run python -m tests.benchmarks.kill_benchmark --store folder --times 500 --seed 1

After each kill the story opens, every acknowledged save is in the history once, revisions are gapless, and no change is
half there. Ends with 1 and the first fault otherwise. A new kind of store is an entry of ``RUNS``.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores import postgres_server
from tests.stores.killing import kill_often


def folder(_: Path, story: Path, times: int, seed: int) -> dict[str, int]:
    return kill_often(partial(FolderStore, story), times, seed)


def sqlite(root: Path, story: Path, times: int, seed: int) -> dict[str, int]:
    url = f"sqlite:///{root}/whowhen.sqlite"
    load(story, url, story.name, "benchmark")
    return kill_often(partial(DatabaseStore, url, story.name), times, seed)


def postgres(_: Path, story: Path, times: int, seed: int) -> dict[str, int]:
    """The server is killed, too."""
    with postgres_server.own_server() as server:
        load(story, server.url, story.name, "benchmark")
        return postgres_server.kill_often(server, partial(DatabaseStore, server.url, story.name), times, seed)


RUNS: dict[str, Callable[[Path, Path, int, int], dict[str, int]]] = {
    "folder": folder,
    "sqlite": sqlite,
    "postgres": postgres,
}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", choices=sorted(RUNS), default="folder")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        story = new_story(Path(root), "my-story")
        start = time.monotonic()
        try:
            found = RUNS[options.store](Path(root), story, options.times, options.seed)
        except AssertionError as error:
            print(json.dumps({"store": options.store, "fault": str(error)}))
            return 1
        print(json.dumps({"store": options.store, **found, "seconds": round(time.monotonic() - start, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
