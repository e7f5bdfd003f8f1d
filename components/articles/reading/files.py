"""Reading an article from a file."""

import datetime
import os
from pathlib import Path

from components.articles.model import Article
from components.articles.reading.errors import ReadingError, TooLargeError
from components.articles.reading.limits import MOST_BYTES
from components.articles.reading.uploads import read_bytes


def read_file(
    path: str | os.PathLike[str], *, language: str | None = None, published: datetime.date | str | None = None
) -> Article:
    """The article in a file of plain text, Markdown or HTML; its ``name`` is the path as it was given.

    ``language`` is "fr" or "en" (``None``: detected); ``published`` a day or "YYYY-MM-DD" (``None``: what the page or
    the dateline says). Raises ``ReadingError``.
    """
    name = os.fspath(path)
    try:
        file = Path(name)
        if not file.is_file():  # a pipe or a device may never end
            problem = "a folder or a device, not" if file.exists() else "there is no such"
            raise ReadingError(name, problem, "file", "give the path of a text, Markdown or HTML file")
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
            size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise ReadingError(name, "cannot be opened:", problem, "check the path and the rights") from None
    if len(content) > MOST_BYTES:
        limit = f"cut it into parts of at most {MOST_BYTES:,} bytes"
        raise TooLargeError(name, "larger than an article:", f"{size:,} bytes", limit)
    return read_bytes(content, name, language=language, published=published)
