"""Several files of a story folder changed together or not at all, whenever the program, or the machine, dies.

    1  the new files are written beside, in ``.whowhen``, then the journal that names them
    2  the line of the change set is added to the history: from now on the change holds
    3  the new files are moved over the old ones, the copies of the last known state likewise
    4  the journal is removed

``recover`` finishes what stands in the history and takes back what does not. All of it expects the lock to be held.
A file is named by its path in the folder; one that is new has no old content, and is removed when it is taken back.
"""

import hashlib
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from components.stores.base import StoreError
from components.stores.history_file import HISTORY

HIDDEN = ".whowhen"
Step = Callable[[str], None]  # told the name of each step once it is done; tests let it fail
Files = Mapping[str, tuple[bytes | None, bytes]]  # old and new content; no old one for a file that is new
_NEXT, _KNOWN, _JOURNAL = "next-", "known-", "journal"


@dataclass(frozen=True)
class _Plan:
    """What the journal says: files with the hash that each had ("" for none) and will have, copies, where the history
    ends.
    """

    files: Mapping[str, tuple[str, str]]
    known: tuple[str, ...]
    offset: int
    line: bytes


class UnsettledError(OSError):
    """A change that failed half-way and could not be taken back either; the next opening does."""


class EditedError(OSError):
    """A file was edited by hand since it was read; nothing is changed. Read again."""


class Journal:
    """The journal of the story in the folder ``root``."""

    def __init__(self, root: Path, step: Step) -> None:
        self._root, self._hidden, self._step = root, root / HIDDEN, step

    @property
    def open(self) -> bool:
        """Whether a change was begun and not ended."""
        return (self._hidden / _JOURNAL).exists()

    def known(self, name: str) -> bytes | None:
        """The last known content of a file, ``None`` if nothing is known."""
        try:
            return (self._hidden / f"{_KNOWN}{name}").read_bytes()
        except FileNotFoundError:
            return None

    def commit(self, files: Files, known: Mapping[str, bytes], line: bytes = b"") -> None:
        """Change ``files`` (old and new content), keep ``known`` as the last known state, add ``line`` to the history.

        Durable on return. Raises ``EditedError`` for a file that no longer has its old content, ``OSError`` for all
        that a disk may refuse; nothing is changed then, unless it is an ``UnsettledError``.
        """
        plan = self._plan(files, known, line)
        try:
            for name, (_, content) in files.items():
                self._stage(_draft(name), content, self._root / name)
            for name, content in known.items():
                self._stage(f"{_NEXT}{_KNOWN}{name}", content)
        except OSError:
            self._sweep()
            raise
        try:
            self._write_plan(plan)
            self._add_line(plan)
            self._move_files(plan)
        except OSError as error:
            try:
                self._take_back(plan)
            except OSError:
                raise UnsettledError(error.errno, error.strerror) from error
            raise
        try:
            self._finish(plan)
        except OSError:
            return  # the change holds; the journal is still there, and the next opening finishes it

    def recover(self) -> None:
        """Bring the folder out of the middle of a change, if it is in one. A file edited since stays as it is."""
        plan = self._read_plan()
        if plan is None:
            self._sweep()
            return
        unmoved = [name for name in plan.files if (self._hidden / _draft(name)).exists()]
        edited = any(_hash(self._root / name) != plan.files[name][0] for name in unmoved)
        if self._has_line(plan) and not edited:
            self._move_files(plan)
            self._finish(plan)
        else:
            self._take_back(plan)

    def _plan(self, files: Files, known: Mapping[str, bytes], line: bytes) -> _Plan:
        hashes = {name: ("" if old is None else _digest(old), _digest(new)) for name, (old, new) in files.items()}
        history = self._root / HISTORY
        offset = history.stat().st_size if history.exists() else 0
        if line and offset:
            with history.open("rb") as file:
                file.seek(offset - 1)
                line = line if file.read(1) == b"\n" else b"\n" + line
        return _Plan(hashes, tuple(known), offset, line)

    def _stage(self, name: str, content: bytes, like: Path | None = None) -> None:
        file = self._hidden / name
        durable(file, content)
        if like is not None and like.exists():
            file.chmod(stat.S_IMODE(like.stat().st_mode))
        self._step(f"staged {name}")

    def _write_plan(self, plan: _Plan) -> None:
        head = {"files": plan.files, "known": plan.known, "offset": plan.offset}
        draft = self._hidden / f"{_NEXT}{_JOURNAL}"
        durable(draft, json.dumps(head).encode() + b"\n" + plan.line)
        self._step("journal written")
        draft.replace(self._hidden / _JOURNAL)
        synced(self._hidden)
        self._step("journal in place")

    def _read_plan(self) -> _Plan | None:
        file = self._hidden / _JOURNAL
        try:
            head, _, line = file.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        try:
            data = json.loads(head)
            files = {name: (old, new) for name, (old, new) in data["files"].items()}
            return _Plan(files, tuple(data["known"]), int(data["offset"]), line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"{file} is damaged: look whether the story is whole, then remove that file"
            raise StoreError(told, "damaged") from error

    def _add_line(self, plan: _Plan) -> None:
        if not plan.line:
            return
        file = self._root / HISTORY
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "r+b", buffering=0) as history:
            history.seek(plan.offset)
            half = len(plan.line) // 2
            _write_all(history.fileno(), plan.line[:half])
            self._step("half of the history")
            _write_all(history.fileno(), plan.line[half:])
            os.fsync(history.fileno())
        if not plan.offset:
            synced(self._root)
        self._step("history")

    def _has_line(self, plan: _Plan) -> bool:
        file = self._root / HISTORY
        if not plan.line:
            return True
        if not file.exists():
            return False
        with file.open("rb") as history:
            history.seek(plan.offset)
            return history.read(len(plan.line)) == plan.line

    def _move_files(self, plan: _Plan) -> None:
        for name in plan.files:
            draft = self._hidden / _draft(name)
            if draft.exists():
                target = self._root / name
                if _hash(target) != plan.files[name][0]:
                    raise EditedError(0, "edited meanwhile", name)
                target.parent.mkdir(exist_ok=True)
                draft.replace(target)
            self._step(f"moved {name}")
        self._sync_folders(plan)

    def _finish(self, plan: _Plan) -> None:
        for name in plan.known:
            draft = self._hidden / f"{_NEXT}{_KNOWN}{name}"
            if draft.exists():
                draft.replace(self._hidden / f"{_KNOWN}{name}")
            self._step(f"known {name}")
        synced(self._hidden)
        (self._hidden / _JOURNAL).unlink()
        self._step("journal removed")

    def _take_back(self, plan: _Plan) -> None:
        """Cut the history, restore what was moved out of the last known state, forget the rest.

        In this order: without its line in the history, a change is taken back however often this is broken off.
        """
        self._cut_history(plan)
        for name, (old, new) in plan.files.items():
            known = self.known(name)
            moved = not (self._hidden / _draft(name)).exists() and _hash(self._root / name) == new
            if moved and not old:
                (self._root / name).unlink()
            elif moved and old != new and known is not None and _digest(known) == old:
                self._stage(f"{_NEXT}back-{name}", known, self._root / name)
                (self._hidden / f"{_NEXT}back-{name}").replace(self._root / name)
        self._sync_folders(plan)
        (self._hidden / _JOURNAL).unlink(missing_ok=True)
        self._sweep()

    def _sync_folders(self, plan: _Plan) -> None:
        folders = {(self._root / name).parent for name in plan.files}
        for folder in sorted(folders | {self._root} if folders else folders, reverse=True):
            if folder.is_dir():
                synced(folder)

    def _cut_history(self, plan: _Plan) -> None:
        """Take our line, or what there is of it, off the end of the history."""
        file = self._root / HISTORY
        if not plan.line or not file.exists():
            return
        with file.open("r+b") as history:
            history.seek(plan.offset)
            tail = history.read()
            if tail and plan.line.startswith(tail):
                history.truncate(plan.offset)
                os.fsync(history.fileno())

    def _sweep(self) -> None:
        for file in self._hidden.glob(f"{_NEXT}*"):
            file.unlink(missing_ok=True)


def _draft(name: str) -> str:
    """What the new content of a file is called until it is moved."""
    return f"{_NEXT}{name.replace('/', '+')}"


def _hash(file: Path) -> str:
    try:
        return _digest(file.read_bytes())
    except FileNotFoundError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def durable(file: Path, content: bytes) -> None:
    """Write ``file``; it is on the disk on return, though perhaps not its name. Raises ``OSError``."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        _write_all(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def durable_end(file: Path, at: int, content: bytes) -> None:
    """Put ``content`` at ``at`` in place of what stands there and after. Raises ``OSError``; it is cut off at ``at``
    then, as far as the disk lets it be.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        os.ftruncate(handle, at)
        os.lseek(handle, at, os.SEEK_SET)
        try:
            _write_all(handle, content)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, at)
            raise
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def synced(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":
        return  # Windows opens no folder, and its file system keeps names in a journal of its own
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
