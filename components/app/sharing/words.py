"""The words of sharing, on the page and on the pages of short links."""

from functools import lru_cache
from pathlib import Path

from components.events.words import Words, load_words

HERE = Path(__file__).parent.parent


@lru_cache(maxsize=4)
def share_words(language: str) -> Words:
    """The catalogue ``wording/share_<language>.toml``."""
    return load_words(HERE, language, "share")
