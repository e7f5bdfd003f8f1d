"""Reading the articles of a partition: files in, tables out. The same files give the same tables, wherever it runs."""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from components.articles.archive.article_rows import article_rows
from components.articles.archive.errors import ArchiveError
from components.articles.archive.listing import ArchiveFile
from components.articles.archive.partitions import Partition
from components.articles.archive.tables import ARTICLE, KEPT, STORY, Rows, frame, kept_columns, meta, story_columns
from components.articles.batch import Propose, proposer
from components.articles.reading import ReadingError, read_bytes
from components.events.errors import WhowhenError
from components.events.validation import check

Tables = Mapping[str, pd.DataFrame]
READ, REPEATED, UNREAD = "read", "repeated", "unread"
_TELL = "tell the makers of whowhen; the rest of the archive was read"


@dataclass(frozen=True)
class How:
    """How articles are read: ``language`` and ``published`` as in ``read_bytes``; ``model`` names a spaCy pipeline."""

    language: str | None = None
    published: datetime.date | None = None
    model: str | None = None


def read_partition(folder: Path, partition: Partition, how: How) -> Tables:
    """The tables of a partition (``KEPT``) of the archive in ``folder``, all cells texts, rows in the order of files.

    ``files`` has a row for each file: read, repeated (the text was in a file before it) or unread, with problem and
    remedy. Raises ``ArchiveError`` where the folder cannot be seen, ``WhowhenError`` where the pipeline is missing.
    """
    if not folder.is_dir():
        raise ArchiveError(
            f"{folder}: a worker of the cluster does not see this folder; it must be there for all of them"
        )
    propose = _proposer(how.model)
    found = [_outcome(one, lambda one=one: _read(folder, one, how, propose)) for one in partition.files]  # type: ignore[misc]
    return _tables(_sound(found))


@dataclass(frozen=True)
class _Outcome:
    """What a file gave: ``rows`` of an article, or why there are none."""

    file: str
    rows: Rows | None = None
    problem: str = ""
    remedy: str = ""

    @property
    def article(self) -> str:
        return self.rows["sources"][0][ARTICLE] if self.rows is not None else ""


def _outcome(file: ArchiveFile, read: Callable[[], Rows]) -> _Outcome:
    """What ``read`` gives of a file. No fault of one article may end the others, so every exception is listed."""
    try:
        return _Outcome(file.name, read())
    except ReadingError as error:
        problem = f"{error.problem} “{error.value}”" if error.value else error.problem
        return _Outcome(file.name, None, problem, error.remedy)
    except WhowhenError as error:
        return _Outcome(file.name, None, str(error), _TELL)
    except OSError as error:
        return _Outcome(file.name, None, f"it cannot be opened: {error.strerror}", "check the file and the rights")
    except Exception as error:  # a fault of ours
        return _Outcome(file.name, None, f"reading it failed: {type(error).__name__}: {error}"[:300], _TELL)


def _read(folder: Path, file: ArchiveFile, how: How, propose: Propose) -> Rows:
    if not file.sha256:
        raise ReadingError(file.name, file.problem, "", "give a text, Markdown or HTML file of one article")
    content = (folder / file.path).read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ReadingError(file.name, "it was changed while the archive was read", "", "run the command again")
    article = read_bytes(content, file.name, language=how.language, published=how.published)
    return article_rows(article, propose(article))


@lru_cache(maxsize=2)
def _proposer(model: str | None) -> Propose:
    return proposer(None, model)


def _sound(found: list[_Outcome]) -> list[_Outcome]:
    """``found`` without the rows of articles that would make a story unsound, which no article should."""
    articles = _first(found)
    rows = {table: [row for one in articles for row in _rows(one, table)] for table in STORY if table != "actors"}
    told = {row["actor_id"] for one in articles for row in _rows(one, "facts")}
    actors = [{"actor_id": id, "name_en": id, "kind": "person"} for id in sorted(told)]
    tables = {table: frame(some, story_columns(table)) for table, some in {**rows, "actors": actors}.items()}
    numbers = {row["event_id"]: at for at, row in enumerate(rows["events"])}
    tables["participants"].index = pd.Index([numbers[row["event_id"]] for row in rows["participants"]], dtype="int64")
    bad: dict[str, str] = {}
    for defect in check(tables, meta("archive")):
        table = defect.file.removesuffix(".csv")
        if table in rows and 0 <= defect.row < len(rows[table]):
            bad.setdefault(rows[table][defect.row][ARTICLE], str(defect))
    return [
        _Outcome(one.file, None, f"what it tells makes no sound rows: {bad[one.article]}", _TELL)
        if one.article in bad
        else one
        for one in found
    ]


def _first(found: list[_Outcome]) -> list[_Outcome]:
    """Each article once."""
    return list({one.article: one for one in reversed(found) if one.rows is not None}.values())[::-1]


def _rows(one: _Outcome, table: str) -> list[dict[str, str]]:
    return one.rows.get(table, []) if one.rows is not None else []


def _tables(found: list[_Outcome]) -> Tables:
    first = _first(found)
    rows = {table: [row for one in first for row in _rows(one, table)] for table in KEPT}
    rows["files"] = list(_files(found))
    return {table: frame(some, kept_columns(table)) for table, some in rows.items()}


def _files(found: list[_Outcome]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for one in found:
        told = {"file": one.file, "problem": one.problem, "remedy": one.remedy, ARTICLE: one.article}
        outcome = UNREAD if one.rows is None else REPEATED if one.article in seen else READ
        yield {**told, "outcome": outcome}
        seen.add(one.article)


def refused(file: ArchiveFile, problem: str, remedy: str) -> Tables:
    """The tables of a file that cannot be read at all."""
    return _tables([_Outcome(file.name, None, problem, remedy)])
