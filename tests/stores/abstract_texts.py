"""Texts of sources that are saved with their rows, in every store."""

import hashlib

import pytest

from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import Store, StoreError
from tests.stores.store_changes import SOURCE, Reopen, Row, cell, change, numbers

WORDS = "L’évêque a appelé.\nDeux fois.\n"


def checksum(text: str) -> str:
    """The checksum that a source names beside its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def herald(text: str = WORDS, name: str = "herald.txt", id: str = "herald", **cells: str) -> Row:
    """A source with a text."""
    return {"source_id": id, "title": "They met", "text": name, "sha256": checksum(text), **cells}


def with_text(text: str = WORDS, name: str = "herald.txt", id: str = "herald", **cells: str) -> Change:
    """A change that adds a source with its text."""
    return Change({"sources": (herald(text, name, id, **cells),)}, "Ada", "read", texts={name: text})


class Texts:
    """Texts of sources."""

    def test_a_text_comes_with_its_source_and_stays(self, store: Store, reopen: Reopen) -> None:
        assert store.save(with_text(), 0) == 1
        again = reopen()
        assert again.text("herald.txt") == store.text("herald.txt") == WORDS
        assert cell(again, "sources", "herald", "sha256") == checksum(WORDS)
        (one,) = again.history()
        assert (one.texts, [row.id for row in one.rows]) == (("herald.txt",), ["herald"])

    def test_several_texts_come_in_one_change(self, store: Store, reopen: Reopen) -> None:
        rows = (herald("1\n", "a.txt", "a"), herald("2\n", "é.md", "b"))
        assert store.save(Change({"sources": rows}, "Ada", texts={"a.txt": "1\n", "é.md": "2\n"}), 0) == 1
        assert [reopen().text(name) for name in ("a.txt", "é.md")] == ["1\n", "2\n"]
        assert store.history()[0].texts == ("a.txt", "é.md")

    def test_line_ends_are_those_of_unix(self, store: Store, reopen: Reopen) -> None:
        rows = {"sources": (herald("a\nb\nc\n"),)}
        assert store.save(Change(rows, "Ada", texts={"herald.txt": "a\r\nb\rc\n"}), 0) == 1
        assert reopen().text("herald.txt") == "a\nb\nc\n"

    def test_a_text_whose_checksum_is_another_is_refused_and_nothing_is_saved(
        self, store: Store, reopen: Reopen
    ) -> None:
        for cells in ({"sha256": checksum("another")}, {"sha256": "f" * 63}):
            with pytest.raises(StoryError, match="sha256"):
                store.save(with_text(**cells), 0)
            one, *_ = store.defects(with_text(**cells))
            assert (one.file, one.row, one.column) == ("sources.csv", 1, "sha256")
        assert (reopen().revision(), store.history()) == (0, ())
        with pytest.raises(StoreError, match="no text"):
            reopen().text("herald.txt")

    def test_a_source_whose_text_does_not_come_is_refused(self, store: Store) -> None:
        for rows in (change(sources=[herald()]), change(sources=[herald(sha256="")])):
            with pytest.raises(StoryError, match=r"herald\.txt.*there is no such text"):
                store.save(rows, 0)
            assert [one.row for one in store.defects(rows)] == [1]
        assert store.revision() == 0

    def test_a_text_that_no_source_of_the_change_names_is_refused(self, store: Store) -> None:
        for rows in ({}, {"sources": ({"source_id": SOURCE, "title": "T"},)}):
            with pytest.raises(StoreError, match=r"no source names the text herald\.txt"):
                store.save(Change(rows, "Ada", texts={"herald.txt": WORDS}), 0)
        assert store.revision() == 0

    def test_a_name_that_another_text_has_is_refused_and_that_text_stays(self, store: Store, reopen: Reopen) -> None:
        store.save(with_text(), 0)
        other = with_text("Another.\n", id="other")
        with pytest.raises(StoreError, match=r"another text herald\.txt already, which stays as it is: choose"):
            store.save(other, 1)
        with pytest.raises(StoreError, match="already"):
            store.defects(other)
        assert (reopen().text("herald.txt"), reopen().revision()) == (WORDS, 1)

    def test_the_same_text_again_is_no_matter(self, store: Store) -> None:
        store.save(with_text(), 0)
        assert store.save(with_text(), 1) == 1
        assert store.save(with_text(id="second"), 1) == 2
        assert [one.texts for one in store.history()] == [("herald.txt",), ()]

    def test_two_who_save_one_name_on_one_revision_do_not_write_over_each_other(
        self, store: Store, reopen: Reopen
    ) -> None:
        store.save(with_text(), 0)
        assert reopen().save(with_text(id="bo"), 0) == 2
        with pytest.raises(StoreError, match="already"):
            reopen().save(with_text("No.\n", id="cy"), 0)
        assert store.text("herald.txt") == WORDS

    def test_an_undo_leaves_the_text_and_the_same_one_can_be_saved_again(self, store: Store, reopen: Reopen) -> None:
        store.save(with_text(), 0)
        assert store.undo(1, "Bo") == 2
        assert (reopen().text("herald.txt"), cell(store, "sources", "herald", "text")) == (WORDS, None)
        assert store.history()[-1].texts == ()
        assert store.save(with_text(), 2) == 3
        store.undo(3, "Bo")
        assert store.undo(4, "Bo") == 5
        assert cell(reopen(), "sources", "herald", "text") == "herald.txt"
        assert numbers(store.history()) == [1, 2, 3, 4, 5]

    def test_a_refused_change_leaves_no_text(self, store: Store, reopen: Reopen) -> None:
        bad = Change({**with_text().rows, "claims": ({"claim_id": "x"},)}, "Ada", texts={"herald.txt": WORDS})
        with pytest.raises(StoryError):
            store.save(bad, 0)
        with pytest.raises(StoreError, match="no text"):
            reopen().text("herald.txt")
        assert store.save(with_text("Another.\n"), 0) == 1

    def test_names_that_lead_elsewhere_and_what_is_no_text_are_refused(self, store: Store, reopen: Reopen) -> None:
        for name in ("../herald.txt", "/etc/a.txt", "a/b.txt", ".a.txt", "a\0.txt", "a.exe", "\ud800.txt"):
            with pytest.raises(StoreError, match="name"):
                store.save(Change(with_text().rows, "Ada", texts={"herald.txt": WORDS, name: WORDS}), 0)
        for text in ("a\0b", "\udc80"):
            with pytest.raises(StoreError, match="NUL or half a character"):
                store.save(Change({"sources": (herald(sha256=""),)}, "Ada", texts={"herald.txt": text}), 0)
        assert reopen().revision() == 0

    def test_a_text_that_is_not_there_is_told_in_words(self, store: Store) -> None:
        store.save(with_text(), 0)
        for name in ("none.txt", "", "..", "../events.csv", "/etc/passwd", "x" * 5000, "' OR 1=1", "a\nb"):
            with pytest.raises(StoreError, match="has no text") as caught:
                store.text(name)
            assert str(caught.value).isprintable()
            assert len(str(caught.value)) < 300

    def test_a_long_text_is_kept(self, store: Store, reopen: Reopen) -> None:
        text = "électron \u202e 電話\n" * 60_000
        store.save(with_text(text), 0)
        assert reopen().text("herald.txt") == text
