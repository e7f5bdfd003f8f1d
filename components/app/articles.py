"""The articles of the page "Read an article": the examples of a story, the reader's own, and what is found in them.

Everything of ``components.articles`` is imported when the first article is read: the other pages never need it.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from components.articles.model import Article, Proposal
from components.events.story import Story
from components.stores.folder import stories_folder
from components.stores.texts import TEXTS

LONGEST_TITLE = 120
MOST_EVENTS = 100


@dataclass(frozen=True)
class Example:
    """A text that the story keeps. ``name`` stands in the address; ``published`` is "YYYY-MM-DD" or ""."""

    name: str
    file: Path
    title: str
    language: str
    published: str
    publisher: str


@dataclass(frozen=True)
class Wanted:
    """What a reader asks to be read: a ``text``, or the ``content`` of the file ``name``, or the address ``url``."""

    text: str = ""
    content: bytes = b""
    name: str = ""
    url: str = ""
    language: str | None = None
    published: datetime.date | None = None


@lru_cache(maxsize=8)
def examples(story: Story) -> tuple[Example, ...]:
    """The texts of the story's sources, the oldest first. The story has been checked: the files are there."""
    sources = story.sources
    if "text" not in sources:
        return ()
    rows = sources[sources["text"] != ""].to_dict("records")
    found = [_example(stories_folder() / story.name / TEXTS / str(row["text"]), row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.published, one.name)))


def _example(file: Path, row: "dict[str, object] | dict[object, object]") -> Example:
    cells = {str(name): "" if pd.isna(value) else str(value) for name, value in row.items()}  # type: ignore[call-overload]
    with file.open(encoding="utf-8") as stream:
        first = stream.readline().strip().lstrip("# ")
    title = first if 0 < len(first) <= LONGEST_TITLE else cells.get("title", "")
    known = [cells.get(name, "") for name in ("language", "published", "publisher")]
    return Example(file.stem, file, title or file.stem, *known)


def read_example(example: Example) -> Article:
    """The article of an example. Raises ``ReadingError``, OSError when its file has gone."""
    return _read_example(example, example.file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read_example(example: Example, _changed: int) -> Article:
    from components.articles.reading import read_bytes

    language = example.language if example.language in ("fr", "en") else None
    published = example.published if len(example.published) == len("2024-11-07") else None
    return read_bytes(example.file.read_bytes(), example.file.name, language=language, published=published)


def read_wanted(wanted: Wanted) -> Article:
    """The article a reader asks for. Raises ``ReadingError``."""
    from components.articles import reading

    language, published = wanted.language, wanted.published
    if wanted.url:
        return reading.read_url(wanted.url, language=language, published=published)
    if wanted.name:
        return reading.read_bytes(wanted.content, wanted.name, language=language, published=published)
    return reading.read_text(wanted.text, language=language, published=published)


@dataclass(frozen=True, eq=False)
class Reading:
    """An article with the events it tells, of which it may tell more (``total``) than a page shows.

    Two readings are the same when they are one object: caches go by it.
    """

    article: Article
    proposals: tuple[Proposal, ...]
    total: int


@lru_cache(maxsize=8)
def reading_of(article: Article, story: Story) -> Reading:
    """The first ``MOST_EVENTS`` events that ``article`` tells, each compared with those of ``story``."""
    from components.articles.matching import matched
    from components.articles.proposals import propose

    found = propose(article, story)
    return Reading(article, matched(found[:MOST_EVENTS], story, article.published), len(found))
