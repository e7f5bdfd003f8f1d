"""The articles of the page "Read an article": the examples of a story, the reader's own, and what is found in them.

Everything of ``components.articles`` is imported when the first article is read: the other pages never need it.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

import pandas as pd

from components.app import stories
from components.app.limiting.reading import a_turn
from components.app.running import metrics
from components.articles.model import Article, Proposal
from components.events.story import Story

LONGEST_TITLE = 120
MOST_EVENTS = 100


@dataclass(frozen=True)
class Example:
    """A text that the story keeps as ``file``. ``name`` stands in the address; ``published`` is "YYYY-MM-DD" or ""."""

    name: str
    file: str
    title: str
    language: str
    published: str
    publisher: str
    text: str


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
    """The texts of the story's sources, the oldest first. The story has been checked: they are there.

    Raises ``StoreError`` when the story cannot be reached.
    """
    sources = story.sources
    if "text" not in sources:
        return ()
    rows = sources[sources["text"] != ""].to_dict("records")
    found = [_example(story.name, row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.published, one.name)))


def _example(story: str, row: "dict[str, object] | dict[object, object]") -> Example:
    cells = {str(name): "" if pd.isna(value) else str(value) for name, value in row.items()}  # type: ignore[call-overload]
    name = cells["text"]
    text = _text(story, name, cells.get("sha256") or stories.store(story).stamp())
    first = text.partition("\n")[0].strip().lstrip("# ")
    title = first if 0 < len(first) <= LONGEST_TITLE else cells.get("title", "")
    language, published, publisher = (cells.get(one, "") for one in ("language", "published", "publisher"))
    stem = PurePath(name).stem
    return Example(stem, name, title or stem, language, published, publisher, text)


@lru_cache(maxsize=64)
def _text(story: str, name: str, _state: str) -> str:
    return stories.store(story).text(name)


@lru_cache(maxsize=16)
def read_example(example: Example) -> Article:
    """The article of an example. Raises ``ReadingError``."""
    from components.articles.reading import read_bytes

    language = example.language if example.language in ("fr", "en") else None
    published = example.published if len(example.published) == len("2024-11-07") else None
    return read_bytes(example.text.encode(), example.file, language=language, published=published)


def read_wanted(wanted: Wanted) -> Article:
    """The article a reader asks for. Raises ``ReadingError``, and ``LaterError`` when it was too often."""
    from components.articles import reading

    language, published = wanted.language, wanted.published
    if wanted.url:
        with a_turn("fetch"):
            return reading.read_url(wanted.url, language=language, published=published)
    with a_turn("read", size=len(wanted.content) or len(wanted.text)):
        if wanted.name:
            return reading.read_bytes(wanted.content, wanted.name, language=language, published=published)
        return reading.read_text(wanted.text, language=language, published=published)


@dataclass(frozen=True, eq=False)
class Reading:
    """An article with the events it tells, of which it may tell more (``total``) than a page shows.

    ``part`` counts the pages of ``MOST_EVENTS`` events from 0. Two readings are the same when they are one object:
    caches go by it.
    """

    article: Article
    proposals: tuple[Proposal, ...]
    total: int
    part: int = 0


@lru_cache(maxsize=8)
def reading_of(article: Article, story: Story, part: int = 0) -> Reading:
    """``MOST_EVENTS`` of the events that ``article`` tells, each compared with those of ``story``.

    A ``part`` that there is not is the last one. Raises ``LaterError`` when the reader was there too often.
    """
    from components.articles.matching import matched

    found = _told(article, story)
    part = max(0, min(part, (len(found) - 1) // MOST_EVENTS))
    shown = found[part * MOST_EVENTS : (part + 1) * MOST_EVENTS]
    return Reading(article, matched(shown, story, article.published), len(found), part)


@lru_cache(maxsize=4)
def _told(article: Article, story: Story) -> tuple[Proposal, ...]:
    with a_turn("tell", size=len(article.text)):
        return _propose(article, story)


@metrics.parse
def _propose(article: Article, story: Story) -> tuple[Proposal, ...]:
    from components.articles.proposals import propose

    return propose(article, story)
