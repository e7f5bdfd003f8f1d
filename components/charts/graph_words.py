"""The words of the actor graph. Cached, since a graph of a hundred actors says some hundred numbers and dates."""

from functools import lru_cache
from pathlib import Path

from components.events.date_words import when_words
from components.events.words import Words, load_words


def graph_words(language: str) -> Words:
    """The catalogue ``wording/graph_<language>.toml``."""
    return load_words(Path(__file__).parent, language, "graph")


@lru_cache(maxsize=8192)
def counted(language: str, key: str, n: int) -> str:
    """The text of ``key`` for the number ``n``."""
    return graph_words(language)(key, n=n)


@lru_cache(maxsize=8192)
def day_text(when: str, language: str) -> str:
    """A date (EDTF) in short words; "" where there is none."""
    return when_words(when, language, "short") if when else ""
