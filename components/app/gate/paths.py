"""The short list of what is open to the signed-out: the page's shell and scripts, which hold nothing of any story."""

from collections.abc import Callable, Iterable
from pathlib import Path

import streamlit as st

PAGE = "/_stcore/stream"
"""The WebSocket of the page. It is open: what comes through it, ``main.py`` decides in each run."""
SIGN_OUT = "/auth/logout"
_OPEN = ("/", "/auth/login", SIGN_OUT, "/oauth2callback", "/_stcore/health", "/_stcore/host-config")
HEALTH = ("/healthz", "/readyz")


def opened(base: str, ours: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path is open to everybody, below ``base`` ("" or "/timeline"). ``ours`` are paths of routes of ours."""
    static = Path(st.__file__).parent / "static"
    files = (f"/{one.relative_to(static).as_posix()}" for one in static.rglob("*") if one.is_file())
    paths = frozenset(base + one for one in (*_OPEN, *HEALTH, *files, *ours)) | ({base} if base else frozenset())
    return paths.__contains__
