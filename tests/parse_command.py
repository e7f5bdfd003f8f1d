"""``whowhen parse`` called in this process, as a program, and on a terminal; and two texts to parse."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from components.cli import main

ROOT = Path(__file__).parents[1]


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
    command = [sys.executable, "-m", "components.cli", "parse", *map(str, arguments)]
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        command, stdout=other_end, stderr=other_end, cwd=ROOT, env={**known, "TERM": "xterm", **environment}
    ) as process:
        os.close(other_end)
        found = b""
        while True:
            try:
                some = os.read(main_end, 4096)
            except OSError:  # the terminal is gone with the process
                break
            if not some:
                break
            found += some
        process.wait()
    os.close(main_end)
    return found.decode()
