"""Reading an article: from a text, a file, an upload or an address to an ``Article``.

``texts`` finishes every way in: line endings, language (``language``), publication (``published``, ``dateline``).
``files`` and ``uploads`` decode bytes (``encodings``) of a kind (``kinds``): plain text, Markdown (``markdown``), HTML
(``pages``). ``urls`` fetches a page first (``fetching``, ``connection``, ``addresses``). Errors are ``ReadingError``.
"""

from components.articles.reading.errors import (
    FetchError,
    LanguageError,
    NoTextError,
    PublishedError,
    ReadingError,
    TooLargeError,
)
from components.articles.reading.files import read_file
from components.articles.reading.texts import read_text
from components.articles.reading.uploads import read_bytes
from components.articles.reading.urls import read_url

__all__ = [
    "FetchError",
    "LanguageError",
    "NoTextError",
    "PublishedError",
    "ReadingError",
    "TooLargeError",
    "read_bytes",
    "read_file",
    "read_text",
    "read_url",
]
