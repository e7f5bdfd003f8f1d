"""Hostile texts, and many writers at once, in every store."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from components.stores.base import Store
from tests.stores.killing import context
from tests.stores.store_changes import EVENT, Reopen, change, event, note, numbers, save_and_tell, save_often


class Enduring:
    """Cells of any text, threads and processes."""

    @pytest.mark.parametrize(
        "text",
        [
            "Élysée – « дзвінок » 電話 🕊",
            "two\nlines\r\nand a \r third",
            'he said "no", twice',
            '"',
            "=HYPERLINK(\"https://example.org\")",
            "+1; -1, @SUM(A1)",
            "<script>alert(1)</script> **bold** [x](javascript:y)",
            "'; DROP TABLE events; --",
            "\u202egnp.exe\u2066\u200b|",
            "a\tb\x01\x1bc\x7f",
            "\\N \\. %s {0} $1",
            "e\u0301 is not \u00e9",
        ],
    )  # fmt: skip
    def test_a_cell_holds_any_text_as_it_is(self, store: Store, reopen: Reopen, text: str) -> None:
        store.save(event(note_en=text), 0)
        again = reopen()
        assert note(again) == text
        after = again.history()[0].rows[0].after
        assert after is not None
        assert after["note_en"] == text

    def test_a_cell_holds_a_megabyte(self, store: Store, reopen: Reopen) -> None:
        text = 'é,"\n' * 250_000 + "."
        store.save(event(note_en=text), 0)
        assert note(reopen()) == text
        store.undo(1, "Ada")
        assert note(reopen()) != text

    def test_space_around_a_cell_is_none_of_it(self, store: Store) -> None:
        store.save(event(note_en="  Tidy \n"), 0)
        assert note(store) == "Tidy"

    def test_names_and_reasons_hold_any_text(self, store: Store, reopen: Reopen) -> None:
        by, why = "Zoé «'\"; --»", "weil …\n\n{0} 電話\t"
        store.save(change(by, why, events=[{"event_id": EVENT, "note_en": "x"}]), 0)
        (one,) = reopen().history(by=by)
        assert (one.by, one.why) == (by, why)

    # Many at once

    def test_revisions_are_gapless_when_threads_save_at_once(self, store: Store, reopen: Reopen) -> None:
        found: list[list[int]] = []
        threads = [
            threading.Thread(target=lambda at=at: found.append(save_often(reopen, f"t{at}", 10))) for at in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._all_is_there(store, found, writers=4, times=10)

    def test_revisions_are_gapless_when_processes_save_at_once(self, store: Store, reopen: Reopen) -> None:
        start = context()
        out: Any = start.Queue()
        processes = [start.Process(target=save_and_tell, args=(reopen, f"t{at}", 10, out)) for at in range(3)]
        for process in processes:
            process.start()
        found = [out.get(timeout=120) for _ in processes]
        for process in processes:
            process.join()
        self._all_is_there(store, found, writers=3, times=10)

    @staticmethod
    def _all_is_there(store: Store, found: Sequence[Sequence[int]], writers: int, times: int) -> None:
        history = store.history()
        assert numbers(history) == list(range(1, writers * times + 1))
        acknowledged = [number for one in found for number in one]
        assert len(acknowledged) == len(set(acknowledged)) == writers * (times - 1)
        claims = store.load().story.claims
        assert claims.loc[claims["claim_id"].str.startswith("t"), "summary_en"].tolist() == [str(times - 1)] * writers
        for at in range(writers):
            mine = [row.after for one in history for row in one.rows if row.id == f"t{at}"]
            assert [cells["summary_en"] for cells in mine if cells] == [str(n) for n in range(times)]
