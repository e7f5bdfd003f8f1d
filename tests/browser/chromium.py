"""A Chromium for the tests: the machine's own, or one that is installed here and now.

A machine without one is no reason to skip: what cannot be found is installed, and what cannot be installed is a
failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 300  # seconds that one way of installing may take
FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
REMEDY = """No Chromium for the browser tests, and none could be installed. Do one of these and run them again:
  - install Chromium or Chrome so that it is on the PATH (Debian: apt-get install chromium)
  - uv run playwright install --with-deps chromium
  - set CHROMIUM to the path of a browser that is already there
What was tried:
{attempts}"""

Run = Callable[[Sequence[str]], str]


class NoBrowserError(Exception):
    """There is no browser and there is no way to get one; the message says what was tried and what helps."""


def is_root() -> bool:
    """Whether this process may install packages (never on Windows)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def flags() -> list[str]:
    """What Chromium is started with; its sandbox cannot be had by root, as which a container runs."""
    return [*FLAGS, *(["--no-sandbox"] if is_root() else [])]


def run(command: Sequence[str]) -> str:
    """Run ``command``: "" if it went well, else the end of what it said."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, env=quiet)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (
        "" if done.returncode == 0 else (done.stdout + done.stderr).strip()[-600:] or f"exit status {done.returncode}"
    )


def on_path() -> Path | None:
    """The first Chromium of the machine that starts (on some systems the name is only a hint how to install it)."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(one) for one in found if one and not run([one, "--version"])), None)


def ways(root: bool) -> dict[str, list[list[str]]]:
    """How a browser can be installed here, best way first: the commands of each way."""
    player = [sys.executable, "-m", "playwright", "install"]
    if not root:
        return {"playwright": [[*player, "chromium"]]}
    debian = [["apt-get", "update", "-q"], ["apt-get", "install", "-yq", "--no-install-recommends", "chromium"]]
    return {
        **({"apt-get": debian} if shutil.which("apt-get") else {}),
        "playwright": [[*player, "--with-deps", "chromium"]],
    }


def chromium(playwright: Playwright, run: Run = run) -> Path:
    """The browser the tests drive: that of ``CHROMIUM``, else the machine's, else Playwright's, else a new one.

    Raises ``NoBrowserError`` when there is none and no way of installing one succeeds.
    """
    if named := os.environ.get("CHROMIUM"):
        if not Path(named).is_file():
            raise NoBrowserError(f"CHROMIUM is {named!r}, which is no file: correct it, or unset it")
        return Path(named)
    attempts = []
    for name, commands in {"what is there": [], **ways(is_root())}.items():
        failed = next((problem for command in commands if (problem := run(command))), "")
        browser = on_path() or Path(playwright.chromium.executable_path)
        if browser.is_file():
            return browser
        attempts.append(f"  - {name}: {failed or 'no browser'}")
    raise NoBrowserError(REMEDY.format(attempts="\n".join(attempts)))
