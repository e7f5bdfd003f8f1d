"""Which files an archive has, and how they are parted."""

import hashlib
import os
from pathlib import Path

import pytest

from components.articles.archive import ArchiveError, How
from components.articles.archive.listing import ArchiveFile, archive_files
from components.articles.archive.partitions import partitions
from components.articles.reading.limits import MOST_BYTES


def make(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_articles_are_listed_by_path_with_size_and_checksum(tmp_path: Path) -> None:
    make(tmp_path, "b/2.md", "b/1.HTML", "a.txt", "c.csv", ".d.txt", ".e/f.txt", "b/.g/h.txt")
    found = archive_files(tmp_path)
    assert [one.path for one in found] == ["a.txt", "b/1.HTML", "b/2.md"]
    assert [one.size for one in found] == [5, 8, 6]
    assert found[0].sha256 == hashlib.sha256(b"a.txt").hexdigest()


def test_links_are_followed_but_never_in_a_circle(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt", "elsewhere/b.txt")
    folder = tmp_path / "in"
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(folder)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = archive_files(folder)
    assert [one.path for one in found] == ["a.txt", "gone.txt", "linked/b.txt"]
    assert [bool(one.sha256) for one in found] == [True, False, True]
    assert "leads nowhere" in found[1].problem


def test_the_story_of_an_archive_is_no_part_of_it(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out/articles/b.txt")
    assert [one.path for one in archive_files(tmp_path, leave_out=tmp_path / "out")] == ["a.txt"]


def test_what_is_larger_than_an_article_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    (found,) = archive_files(tmp_path)
    assert not found.sha256
    assert "larger than an article" in found.problem


def test_no_folder_and_no_article_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such folder"):
        archive_files(tmp_path / "gone")
    with pytest.raises(ArchiveError, match="no article in this folder"):
        archive_files(tmp_path)


def test_names_are_no_formulas_and_always_text() -> None:
    assert ArchiveFile("=1+1.txt").name == "./=1+1.txt"
    assert ArchiveFile(os.fsdecode(b"caf\xe9.txt")).name == "caf\\xe9.txt"
    assert ArchiveFile("a/=1.txt").name == "a/=1.txt"


def test_partitions_hold_each_file_once_in_order_and_are_bounded() -> None:
    files = [ArchiveFile(f"{at:04}.txt", 1, hashlib.sha256(bytes([at % 251])).hexdigest()) for at in range(1000)]
    parts = list(partitions(files, How(), usual=10))
    assert [file for part in parts for file in part.files] == files
    assert max(len(part.files) for part in parts) <= 20
    assert len({part.key for part in parts}) == len(parts)
    large = [ArchiveFile(f"{at}.txt", 30_000_000, "0" * 64) for at in range(3)]
    assert [len(part.files) for part in partitions(large, How(), usual=10)] == [1, 1, 1]


def test_a_new_article_changes_few_partitions() -> None:
    files = [ArchiveFile(f"{at:04}.txt", 1, hashlib.sha256(str(at).encode()).hexdigest()) for at in range(1000)]
    before = {part.key for part in partitions(files, How(), usual=10)}
    more = [*files[:500], ArchiveFile("0499b.txt", 1, hashlib.sha256(b"new").hexdigest()), *files[500:]]
    after = {part.key for part in partitions(more, How(), usual=10)}
    assert 1 <= len(after - before) <= 4


def test_how_articles_are_read_makes_other_partitions() -> None:
    files = [ArchiveFile("a.txt", 1, "0" * 64)]
    keys = {next(partitions(files, how)).key for how in (How(), How(language="fr"), How(model="fr_core_news_sm"))}
    assert len(keys) == 3
