"""The tables of a partition and of the story made of them: their columns, and the story that has no rows yet."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from components.events.derive import build
from components.events.schema import header
from components.events.story import Story

LANGUAGES = ("en", "fr")
"""The languages of the story: those that articles are read in."""
STORY = ("events", "participants", "claims", "actors", "sources")
ARTICLE = "article"  # the SHA-256 of the text that a row was read in
_OWN = MappingProxyType(
    {
        # What articles say about actors, each with how many say so: a name, a kind, ...
        "facts": ("actor_id", "column", "value"),
        "texts": ("text",),
        # What became of each file: read, repeated or unread.
        "files": ("file", "outcome", "problem", "remedy"),
    }
)
KEPT = ("events", "participants", "claims", "sources", *_OWN)
"""The tables of a partition."""

Rows = Mapping[str, list[dict[str, str]]]


def story_columns(table: str) -> tuple[str, ...]:
    """The columns of a table of the story; participants have a table of their own."""
    return tuple(name for name in header(table, LANGUAGES) if (table, name) != ("events", "participants"))


def kept_columns(table: str) -> tuple[str, ...]:
    """The columns of a table of a partition."""
    return (*(_OWN[table] if table in _OWN else story_columns(table)), ARTICLE)


def frame(rows: list[dict[str, str]], names: tuple[str, ...]) -> pd.DataFrame:
    """``rows`` as a table of texts, an empty one where a row says nothing."""
    cells = {name: pd.array([row.get(name, "") for row in rows], dtype="str") for name in names}
    return pd.DataFrame(cells, index=pd.RangeIndex(len(rows)))


def meta(title: str) -> dict[str, object]:
    """The headings of the story."""
    return {"languages": list(LANGUAGES), "lanes": "type", "title": dict.fromkeys(LANGUAGES, title)}


@lru_cache(maxsize=1)
def no_story() -> Story:
    """A story in which nothing is told: what an article is read against."""
    return build("archive", {table: frame([], story_columns(table)) for table in STORY}, meta("archive"))
