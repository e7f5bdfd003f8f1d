"""``whowhen parse`` called in this process, as a program, and on a terminal; and two texts to parse."""

import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from components.cli import main

ROOT = Path(__file__).parents[1]
END = "\N{SYMBOL FOR END OF TRANSMISSION}"


FRENCH = (
    "Le président norvégien Per Lind a téléphoné à la présidente espagnole Luz Vega jeudi dernier. "
    "Selon le Courrier du Nord, les deux dirigeants ont parlé de la pêche. "
    "L’Espagne versera une aide de 40 millions d’euros à la Norvège avant le 20 janvier."
)


ENGLISH = (
    "Norwegian President Per Lind met Spanish President Luz Vega in Oslo on 4 March 2021. "
    "The two leaders signed an agreement on fishing on Friday."
)


def parse(*arguments: str | Path) -> int:
    """The exit code of the command in this process."""
    return main(["parse", *map(str, arguments)])


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """The command as a program of its own."""
    command = [sys.executable, "-m", "components.cli", "parse", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, env={**os.environ, **environment}, cwd=ROOT, capture_output=True, check=False
    )


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What the command writes to a terminal."""
    main_end, other_end = pty.openpty()
    found: list[bytes] = []
    reading = threading.Thread(target=lambda: found.extend(_written(main_end)))
    reading.start()
    with pytest.MonkeyPatch.context() as patch, os.fdopen(other_end, "w", encoding="utf-8") as terminal:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in {"TERM": "xterm", **environment}.items():
            patch.setenv(name, value)
        with redirect_stdout(terminal), redirect_stderr(terminal):
            parse(*arguments)
        terminal.write(END)
    reading.join()
    os.close(main_end)
    return b"".join(found).decode().removesuffix(END)


def _written(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal up to ``END``: processes that were started meanwhile may keep it open."""
    content = b""
    while not content.endswith(END.encode()):
        content = os.read(terminal, 4096)
        yield content
