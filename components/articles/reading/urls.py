"""Reading an article from its address."""

import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from components.articles.model import Article
from components.articles.reading.fetching import PUBLIC, Reach, fetch
from components.articles.reading.texts import finished
from components.articles.reading.uploads import shown

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/x-markdown": ".md"}


def read_url(
    url: str, *, language: str | None = None, published: datetime.date | str | None = None, reach: Reach = PUBLIC
) -> Article:
    """The article at ``url`` (http or https), which becomes its ``name``; ``url`` is where redirects led.

    ``language`` is "fr" or "en" (``None``: detected); ``published`` a day or "YYYY-MM-DD" (``None``: what the page or
    the dateline says). ``reach`` is for tests. Raises ``ReadingError``: ``FetchError`` where the page cannot be
    fetched or must not be.
    """
    url = url.strip()
    page = fetch(url, reach)
    suffix = _SUFFIXES.get(page.kind, PurePosixPath(urlsplit(page.url).path).suffix)
    return finished(shown(page.content, url, suffix, page.charset, page.url), url, language, published)
