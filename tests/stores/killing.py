"""A writer that is killed in the middle of its work, and what must hold when the story is opened again."""

import contextlib
import hashlib
import itertools
import json
import multiprocessing
import random
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

from components.events.changes import Change
from components.stores.base import Store

Reopen = Callable[[], Store]
PRELOAD = ["components.stores.folder_store", "components.stores.database.store", "tests.stores.killing"]
# One cell in each of four tables, and a text: a change is whole when all of them say the same.
CELLS = (
    ("events", "event_id", "mayor-calls-minister-2024-05-13", "note_en"),
    ("claims", "claim_id", "example-1", "summary_en"),
    ("actors", "actor_id", "town", "aliases"),
    ("sources", "source_id", "gazette-2024-05-15", "title"),
)


def change(text: str) -> Change:
    """The same text for all the cells, and as the text of the source, by whom it names before the hyphen."""
    rows = {table: {key: id, column: text} for table, key, id, column in CELLS}
    rows["sources"] |= {"text": f"{text}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    all_rows = {table: (cells,) for table, cells in rows.items()}
    return Change(all_rows, text.partition("-")[0], text, texts={f"{text}.txt": text})


def write_for_ever(reopen: Reopen, name: str, said: Connection) -> None:
    """Save one change after the other; say each revision once it is acknowledged."""
    store = reopen()
    for at in itertools.count():
        revision = store.revision()
        text = f"{name}-{at}"
        said.send((store.save(change(text), revision), text))


def context(preload: Iterable[str] = PRELOAD) -> Any:
    """A server that has all modules loaded, so that the next writer starts at once."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([*preload])
    return found


def killed_writer(processes: Any, reopen: Reopen, name: str, seconds: float) -> list[tuple[int, str]]:
    """Let a writer save until it is killed, ``seconds`` after its first save; what it was told to be saved."""
    reader, writer = processes.Pipe(duplex=False)
    process = processes.Process(target=write_for_ever, args=(reopen, name, writer), daemon=True)
    process.start()
    writer.close()
    found: list[tuple[int, str]] = []
    with contextlib.suppress(EOFError):
        if reader.poll(60):
            found.append(reader.recv())
        time.sleep(seconds)
        process.kill()
        process.join()
        while reader.poll():
            found.append(reader.recv())
    process.join()
    reader.close()
    if process.exitcode != -9:
        raise AssertionError(f"the writer ended by itself: {process.exitcode}, after {len(found)} saves")
    return found


def faults(store: Store, acknowledged: Iterable[tuple[int, str]]) -> list[str]:
    """What is lost or half there in a story whose writers were killed; opening it raises what it raises."""
    story = store.load()
    history = store.history()
    found = []
    if [one.number for one in history] != list(range(1, len(history) + 1)):
        found.append(f"the revisions have gaps: {[one.number for one in history][-10:]}")
    if story.revision != len(history):
        found.append(f"the story is at {story.revision}, its history at {len(history)}")
    texts = {one.number: one.why for one in history}
    found += [f"{number} is lost: {text}" for number, text in acknowledged if texts.get(number) != text]
    if len(set(texts.values())) != len(texts):
        found.append("a change is there twice")
    now = {}
    for table, key, id, column in CELLS:
        frame = getattr(story.story, table)
        now[table] = frame.loc[frame[key] == id, column].item()
    if history and set(now.values()) != {history[-1].why}:
        found.append(f"half a change: {json.dumps(now)}, the last one is {history[-1].why}")
    for one in history[-3:]:
        if one.texts != (f"{one.why}.txt",) or store.text(one.texts[0]) != one.why:
            found.append(f"the text of {one.number} is lost or another")
    return found


def kill_often(reopen: Reopen, times: int, seed: int = 0, preload: Iterable[str] = PRELOAD) -> dict[str, int]:
    """Kill a writer ``times`` times at random moments, and look after each. Raises AssertionError for any fault."""
    chance, processes = random.Random(seed), context(preload)
    acknowledged: list[tuple[int, str]] = []
    for at in range(times):
        acknowledged += killed_writer(processes, reopen, f"writer{at}", chance.uniform(0, 0.2))
        if found := faults(reopen(), acknowledged):
            raise AssertionError(f"after kill {at + 1}: {'; '.join(found)}")
    unsaid = reopen().revision() - len(acknowledged)
    return {"kills": times, "acknowledged": len(acknowledged), "saved, but not acknowledged": unsaid}
