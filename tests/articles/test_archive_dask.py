"""Dask reads the archive: two workers, one of which is killed in the middle."""

import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from components.articles.archive import Archive, ArchiveError, read_archive
from components.articles.archive.archiving import Progress
from components.articles.archive.engine import dask_engine
from tests.articles.archives import run, tables, written


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", 6)
    run(folder, tmp_path / "plain")
    killed: list[int] = []

    def progress(now: Progress) -> None:
        if now.fresh and not killed:
            killed.extend(one.pid for one in multiprocessing.active_children()[:1] if one.pid)
            os.kill(killed[0], signal.SIGKILL)

    summary = read_archive(Archive(folder, tmp_path / "out", usual=1), lambda: dask_engine(2), progress)
    assert (summary.files, summary.read, summary.unread, len(killed)) == (6, 6, 0, 1)
    assert tables(tmp_path / "out") == tables(tmp_path / "plain")


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ArchiveError, match=r"whowhen\[cluster\]"), dask_engine(1):
        pass


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:9"])
def test_a_cluster_that_is_not_there_is_said_to_be_so(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.articles.archive.engine._PATIENCE", 1)
    with pytest.raises(ArchiveError, match="there is no scheduler of Dask"), dask_engine(address=address):
        pass
