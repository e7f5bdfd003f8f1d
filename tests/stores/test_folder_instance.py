"""Links and tokens in a folder: what a crash leaves, files that are damaged, folders that are closed, full or gone."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.stores import journal, line_log
from components.stores.base import StoreError
from components.stores.folder_instance import FolderInstance
from components.stores.folder_store import FolderStore
from components.stores.instance import codes, token_digest
from components.stores.line_log import LineLog
from components.stores.template import new_story
from tests.stores.abstract_instance import QUERY, token
from tests.stores.killing import context
from tests.stores.store_changes import event

NOBODY = "os.setgid(65534); os.setuid(65534)" if os.geteuid() == 0 else ""


@pytest.fixture
def kept(tmp_path: Path) -> FolderInstance:
    """An instance with two links and a token."""
    found = FolderInstance(tmp_path)
    found.keep_link("n=1", "Ada")
    found.keep_link("n=2", "Ada")
    found.keep_token(token())
    return found


@pytest.fixture
def links(kept: FolderInstance, tmp_path: Path) -> Path:
    """The file of its links."""
    return tmp_path / ".whowhen" / "links.jsonl"


@pytest.fixture
def tokens(kept: FolderInstance, tmp_path: Path) -> Path:
    """The file of its tokens."""
    return tmp_path / ".whowhen" / "tokens.jsonl"


def there(kept: FolderInstance, *queries: str) -> bool:
    """Whether there are links to all those, each whole."""
    found = [kept.link(next(codes(query))) for query in queries]
    return [one.query if one else None for one in found] == list(queries)


# Crashes


def test_wherever_a_crash_broke_a_line_off_the_rest_holds_and_goes_on(kept: FolderInstance, links: Path) -> None:
    before = links.read_bytes()
    kept.keep_link("n=3", "Ada")
    new = links.read_bytes()[len(before) :]
    for end in range(len(new)):
        links.write_bytes(before + new[:end])
        assert there(kept, "n=1", "n=2")
        assert kept.link(next(codes("n=3"))) is None
        kept.keep_link("n=4", "Bo")
        assert there(kept, "n=1", "n=2", "n=4")
        assert [json.loads(line)["query"] for line in links.read_bytes().splitlines()] == ["n=1", "n=2", "n=4"]


def test_room_that_was_made_and_never_written_is_no_line(kept: FolderInstance, links: Path) -> None:
    links.write_bytes(links.read_bytes() + bytes(300))
    assert there(kept, "n=1", "n=2")
    kept.keep_link("n=3", "")
    assert b"\0" not in links.read_bytes()
    assert there(kept, "n=1", "n=2", "n=3")


def test_a_token_is_taken_back_or_not_wherever_a_crash_broke_that_off(kept: FolderInstance, tokens: Path) -> None:
    before = tokens.read_bytes()
    kept.revoke_token("t1", "Bo")
    after = tokens.read_bytes()
    for end in range(len(before), len(after)):
        tokens.write_bytes(after[:end])
        assert kept.tokens() == (token(),)
        assert kept.token(token_digest("t1")) == token()
    tokens.write_bytes(after)
    assert [one.revoked_by for one in kept.tokens()] == ["Bo"]


def test_a_write_that_fails_half_way_leaves_nothing(
    kept: FolderInstance, links: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = links.read_bytes(), os.write

    def fails(handle: int, content: bytes) -> int:
        real(handle, bytes(content)[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "write", fails)
        with pytest.raises(StoreError, match="the disk is full") as caught:
            kept.keep_link("n=3", "")
    assert caught.value.cause == "full"
    assert links.read_bytes() == before
    assert there(kept, "n=1", "n=2")


def test_a_line_that_cannot_be_made_durable_is_not_kept(
    kept: FolderInstance, links: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = links.read_bytes()

    def fails(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "fsync", fails)
        with pytest.raises(StoreError) as caught:
            kept.keep_link("n=3", "")
    assert caught.value.cause == "unwritable"
    assert links.read_bytes() == before


def keep_for_ever(folder: Path, out: "object") -> None:
    """Keep links until the program is killed, and say of each that it is kept."""
    kept, at = FolderInstance(folder), 0
    while True:
        kept.keep_link(f"at={at}", "")
        out.send(at)  # type: ignore[attr-defined]
        at += 1


def test_what_was_kept_when_a_program_is_killed_is_there(tmp_path: Path) -> None:
    here, far = context().Pipe(duplex=False)
    process = context().Process(target=keep_for_ever, args=(tmp_path, far))
    process.start()
    last = -1
    while last < 30:
        last = here.recv()
    process.kill()
    process.join()
    while here.poll():
        last = here.recv()
    kept = FolderInstance(tmp_path)
    assert there(kept, *(f"at={at}" for at in range(last + 1)))
    kept.keep_link("after", "")
    assert there(kept, "after", "at=0", f"at={last}")


# Damaged files


@pytest.mark.parametrize("wrong", [b"[1]", b'{"code":', b"\xff\xfe", b"x" * 100, b'{"code":"aaaaaaaaaa","query":3}'])
def test_a_damaged_line_is_told_when_it_is_asked_for_and_hides_no_other(
    kept: FolderInstance, links: Path, wrong: bytes
) -> None:
    links.write_bytes(wrong + b"\n" + links.read_bytes())
    assert there(kept, "n=1", "n=2")
    kept.keep_link("n=3", "")
    if b"aaaaaaaaaa" in wrong:
        with pytest.raises(StoreError, match=r"links\.jsonl has a line that is damaged") as caught:
            kept.link("a" * 10)
        assert caught.value.cause == "damaged"


@pytest.mark.parametrize("wrong", [b"[1]", b'{"digest":', b"\xff\xfe", b"", b'{"digest":"a","id":"b"}', b"[" * 20_000])
def test_damaged_tokens_let_nobody_pass_in_silence(kept: FolderInstance, tokens: Path, wrong: bytes) -> None:
    before = tokens.read_bytes()
    tokens.write_bytes(before + wrong + b"\n")
    for work in (
        kept.tokens,
        lambda: kept.keep_token(token("t2")),
        lambda: kept.revoke_token("t1", "Bo"),
    ):
        with pytest.raises(StoreError, match=r"tokens\.jsonl has a line that is damaged") as caught:
            work()
        assert caught.value.cause == "damaged"
    assert tokens.read_bytes() == before + wrong + b"\n"


@pytest.mark.parametrize("tail", [b"hello", b"\x7fELF" + bytes(100), b"{" * 40_000, b"x" * 3_000_000])
def test_what_no_crash_left_is_not_cut_off(kept: FolderInstance, links: Path, tail: bytes) -> None:
    before = links.read_bytes()
    links.write_bytes(before + tail)
    with pytest.raises(StoreError) as caught:
        kept.keep_link("n=3", "")
    assert caught.value.cause == "damaged"
    assert links.read_bytes() == before + tail


def test_a_folder_in_place_of_a_file_is_told(kept: FolderInstance, links: Path, tokens: Path) -> None:
    for file in (links, tokens):
        file.unlink()
        file.mkdir()
    for work in (lambda: kept.link("a" * 10), kept.tokens, lambda: kept.token(token_digest("t1"))):
        with pytest.raises(StoreError, match="cannot be read") as caught:
            work()
        assert caught.value.cause == "unreadable"


def test_a_text_in_a_link_that_looks_like_another_line_is_none(tmp_path: Path) -> None:
    kept = FolderInstance(tmp_path)
    kept.keep_link("n=1", 'x"}\n{"code":"aaaaaaaaaa","query":"evil"}\n')
    assert kept.link("a" * 10) is None
    assert (tmp_path / ".whowhen" / "links.jsonl").read_bytes().count(b"\n") == 1


def test_a_log_is_read_alike_however_it_falls_into_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = LineLog(tmp_path / "log.jsonl")
    wanted = [{"k": f"é{at}", "v": "x" * at} for at in range(20)]
    for one in wanted:
        log.add(one)
    log.add({"k": "é3", "v": "last"})
    for size in (1, 2, 7, 30, 64, 100, 1000):
        monkeypatch.setattr(line_log, "_AT_ONCE", size)
        assert list(log.lines()) == [*wanted, {"k": "é3", "v": "last"}]
        assert log.count() == 21
        assert log.last("k", "é19") == wanted[19]
        assert log.last("k", "é0") == wanted[0]
        assert log.last("k", "é3") == {"k": "é3", "v": "last"}
        assert log.last("k", "é") is None
        assert log.last("v", "x") is None


# Folders


def test_who_only_looks_leaves_nothing_there(tmp_path: Path) -> None:
    kept = FolderInstance(tmp_path)
    assert (kept.link("a" * 10), kept.tokens(), kept.token(token_digest("x"))) == (None, (), None)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_of_stories_that_is_not_there_has_no_links_and_takes_none(tmp_path: Path) -> None:
    kept = FolderInstance(tmp_path / "none")
    assert (kept.link("a" * 10), kept.tokens()) == (None, ())
    with pytest.raises(StoreError) as caught:
        kept.keep_link(QUERY, "")
    assert caught.value.cause == "missing"
    assert not (tmp_path / "none").exists()


TRY = """
import os, resource, signal, sys
from pathlib import Path
from components.stores.base import StoreError
from components.stores.folder_instance import FolderInstance
kept = FolderInstance(Path(sys.argv[1]))
kept.keep_link("n=1", "")  # all modules are loaded now, wherever they lie
{setting}
print(kept.keep_link("n=1", "x").by or "there", len(kept.tokens()))
try:
    kept.keep_link("n=" + "9" * 3000, "")
    print("kept")
except StoreError as error:
    print(error.cause, error)
"""


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with links that others may only read."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        folder.chmod(0o755)
        FolderInstance(folder).keep_link("n=1", "")
        (folder / ".whowhen").chmod(0o755)
        yield folder


LOCKED = NOBODY or "os.chmod(Path(sys.argv[1]) / '.whowhen' / 'lock', 0o444)"
FULL = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"


@pytest.mark.parametrize(("setting", "cause"), [(LOCKED, "readonly"), (FULL, "full")])
def test_where_nothing_can_be_written_links_still_open_and_new_ones_are_refused_in_words(
    closed: Path, setting: str, cause: str
) -> None:
    before = (closed / ".whowhen" / "links.jsonl").read_bytes()
    script = TRY.replace("{setting}", setting)
    done = subprocess.run([sys.executable, "-c", script, closed], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == "there 0"
    assert second.split()[0] == cause, second
    assert (closed / ".whowhen" / "links.jsonl").read_bytes() == before


def test_a_folder_of_stories_that_is_itself_a_story_keeps_both_apart(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "mine")
    store, kept = FolderStore(folder), FolderInstance(folder)
    code = kept.keep_link("story=mine", "").code
    store.save(event(note_en="x"), 0)
    kept.keep_token(token())
    store.undo(1, "Ada")
    assert kept.link(code) is not None
    assert kept.tokens() == (token(),)
    assert store.revision() == 2
