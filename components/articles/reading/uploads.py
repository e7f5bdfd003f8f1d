"""Reading an article from bytes: an upload, or what a file or a server gave."""

import datetime
from dataclasses import replace
from pathlib import PurePath

from components.articles.model import Article
from components.articles.reading import kinds, markdown, pages
from components.articles.reading.encodings import decoded
from components.articles.reading.errors import NoTextError, TooLargeError
from components.articles.reading.limits import MOST_BYTES, MOST_MARKDOWN
from components.articles.reading.texts import SENTENCE, Shown, checked_size, finished


def read_bytes(
    content: bytes, name: str, *, language: str | None = None, published: datetime.date | str | None = None
) -> Article:
    """The article in ``content``: plain text, Markdown or HTML, as the suffix of ``name`` or its beginning tells.

    ``language`` is "fr" or "en" (``None``: detected); ``published`` a day or "YYYY-MM-DD" (``None``: what the page or
    the dateline says). Raises ``ReadingError``.
    """
    return finished(shown(content, name, PurePath(name).suffix), name, language, published)


def shown(content: bytes, name: str, suffix: str, charset: str = "", url: str = "") -> Shown:
    """What ``content`` shows its reader. ``charset`` and ``url`` are what the server said. Raises ``ReadingError``."""
    if len(content) > MOST_BYTES:
        raise TooLargeError(
            name, "larger than an article:", f"{len(content):,} bytes", f"give at most {MOST_BYTES:,} bytes"
        )
    text = decoded(content, name, kinds.declares(content, suffix), charset)
    kind = kinds.kind(text, suffix)
    if kind == kinds.HTML:
        return pages.read(text, name, url)
    if kind == kinds.MARKDOWN:
        checked_size(text, name, MOST_MARKDOWN)
        read = markdown.read(text, name)
        if not read.text.strip():
            raise NoTextError(name, "only pictures or markup in", text[:200].strip(), SENTENCE, "pictures")
        return replace(read, url=url)
    return Shown(text, url=url)
