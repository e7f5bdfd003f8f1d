"""The dashboard as a reader gets it: the real server, started by the command of the README on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
STREAMLIT = (
    sys.executable,
    "-m",
    "streamlit",
    "run",
    "dashboard.py",
    "--server.headless=true",
    "--server.address=127.0.0.1",
)
UVICORN = (sys.executable, "-m", "uvicorn", "dashboard:app", "--host=127.0.0.1")
PATIENCE = 60  # seconds a server may take to answer


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(address: str) -> bool:
    """Whether a server answers at ``address`` with a success."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own http address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def running(
    command: Sequence[str], health: str, log: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server from the root of the repository until the block ends; its output is in ``log``."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(health):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{' '.join(command)} does not answer at {health}; it said:\n{log.read_text()}")
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def served(
    folder: Path, *options: str, stories: Path | None = None, base: str = "", uvicorn: bool = False
) -> Iterator[str]:
    """The address of a dashboard of its own, for as long as the block runs.

    ``folder`` keeps its log, ``options`` go to the command, ``stories`` is another folder of stories than ``data``,
    ``base`` the path the page lives under (no slashes at its ends), ``uvicorn`` serves without ``streamlit run``.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
    # Who looks at the stories of the house leaves nothing in them.
    environment = {"WHOWHEN_STORIES": str(stories)} if stories else {"WHOWHEN_EDITING": "off"}
    if base:
        environment["STREAMLIT_SERVER_BASE_URL_PATH"] = base
    command = (*UVICORN, f"--port={port}") if uvicorn else (*STREAMLIT, f"--server.port={port}")
    with running((*command, *options), f"{address}/_stcore/health", folder / f"server-{port}.log", environment):
        yield address
