"""How long a save takes to show in another open browser: from "revision N" on the terminal to its text on the page.

    uv run python -m tests.benchmarks.live_benchmark [--saves 10] [--stores folder sqlite postgres]

For each store the real server, an open page in Chromium, and ``whowhen apply`` in a process of its own, one save after
the other. Prints JSON; times are in seconds. To compare: ``reload_s`` is how long the same page takes to show the whole
table anew in a tab that was open before.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, sync_playwright

from components.stores.database.transfer import load
from tests.benchmarks.stores_benchmark import KINDS, REAL
from tests.browser.chromium import chromium, flags
from tests.browser.serving import STREAMLIT, free_port, running
from tests.stores.postgres_server import fresh_database, postgres

EVENT = "kursk-incursion-2024"
DRAWN = "[data-chart=timeline][data-events]"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--stores", choices=KINDS, nargs="+", default=KINDS)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        found = {kind: measured(playwright, kind, asked.saves) for kind in asked.stores}
    print(json.dumps(found, indent=1))


def measured(playwright: Playwright, kind: str, saves: int) -> dict[str, float]:
    """Median and longest of ``saves`` saves in one kind of store."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = stack.enter_context(place(kind, folder))
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        command = (*STREAMLIT, f"--server.port={port}")
        stack.enter_context(running(command, f"{address}/_stcore/health", folder / "server.log", environment))
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=flags())
        stack.callback(browser.close)
        page = browser.new_page()
        opened(page, address)
        opening = opened(page, address)
        shown = [shows(page, folder, environment, f"Title {number}") for number in range(saves)]
    median = statistics.median(shown)
    told = {"median_s": median, "longest_s": max(shown), "reload_s": opening, "ratio": median / opening}
    return {name: round(value, 3) for name, value in told.items()}


@contextmanager
def place(kind: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """The settings by which server and command find a copy of the real story."""
    story = folder / "stories" / REAL.name
    shutil.copytree(REAL, story)
    if kind == "folder":
        yield {"WHOWHEN_STORIES": str(story.parent)}
        return
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'x.sqlite'}"
        if kind == "postgres":
            url = stack.enter_context(fresh_database(stack.enter_context(postgres())))
        load(story, url, REAL.name, "Ada")
        yield {"WHOWHEN_DATABASE": url}


def opened(page: Page, address: str) -> float:
    """Seconds until the page with its table stands."""
    began = time.perf_counter()
    page.goto(f"{address}/?view=table")
    page.locator(DRAWN).wait_for(state="attached")
    page.locator(".ww-table").wait_for()
    taken = time.perf_counter() - began
    time.sleep(1)
    return taken


def shows(page: Page, folder: Path, environment: Mapping[str, str], title: str) -> float:
    """Seconds from the word of the command that ``title`` is saved to its being on ``page``."""
    change: dict[str, Any] = {"events": [{"event_id": EVENT, "title_en": title}]}
    (folder / "change.json").write_text(json.dumps(change), encoding="utf-8")
    command = [sys.executable, "-m", "components.cli", "apply", REAL.name, str(folder / "change.json")]
    with subprocess.Popen(
        [*command, "--by", "Ann", "--why", "to see it"],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    ) as saving:
        assert saving.stdout is not None
        said = saving.stdout.readline()
        began = time.perf_counter()
        if not said.startswith("revision"):
            raise RuntimeError(f"the save failed: {said}")
        page.locator(".ww-table").get_by_text(title, exact=True).wait_for()
        taken = time.perf_counter() - began
    time.sleep(1)
    return taken


if __name__ == "__main__":
    main()
