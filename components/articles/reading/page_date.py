"""The day a page says it was published. Only what speaks of publishing counts.

htmldate, left to itself, also takes the day of a change, the year of a copyright or any date in the text. So it is
handed a page that holds nothing but the signs of publication: meta tags, JSON-LD, the first ``<time>``, the address.
"""

import datetime
import re
from itertools import islice
from typing import Any

_NOT_PUBLISHED = re.compile(r"modif|updat|copyright|revis|expir|chang|revised|valid|deadline|event", re.I)
# htmldate fills in a first of January or of the month; a sign without a day is none.
_FULL = re.compile(
    r"\b\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\b(?:19|20)\d{6}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|\b\d{1,2}(?:er|st|nd|rd|th)?[\s-][^\W\d]{3,10}[.,]?[\s-]\d{4}|[^\W\d]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
FIRST_TIMES = 50
_LONG = 120  # characters: a ``<time>`` in a longer paragraph dates what is told, not the article


def published(tree: Any, url: str) -> datetime.date | None:
    """The day of publication by the page's metadata or its address; ``None`` where they don't tell."""
    from htmldate import find_date

    found = find_date(
        _signs(tree), extensive_search=False, original_date=True, url=_address(tree, url), deferred_url_extractor=True
    )
    return datetime.date.fromisoformat(found) if found else None


def _signs(tree: Any) -> Any:
    from lxml import html  # type: ignore[import-untyped]

    page = html.document_fromstring("<html><head></head><body></body></html>")
    head, body = page
    for meta in tree.iter("meta"):
        named = " ".join(meta.get(key, "") for key in ("name", "property", "itemprop", "http-equiv"))
        if _FULL.search(meta.get("content", "")[:100]) and not _NOT_PUBLISHED.search(named):
            head.append(html.Element("meta", dict(meta.attrib)))
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "") and script.text:
            copy = html.Element("script", {"type": "application/ld+json"})
            copy.text = script.text
            head.append(copy)
    time = next((element for element in islice(tree.iter("time"), FIRST_TIMES) if _dates_the_page(element)), None)
    if time is not None:
        body.append(html.Element("time", {"datetime": time.get("datetime"), "pubdate": "pubdate"}))
    return page


def _dates_the_page(time: Any) -> bool:
    if not _FULL.search(time.get("datetime", "")[:100]) or _NOT_PUBLISHED.search(
        f"{time.get('class', '')} {time.get('itemprop', '')}"
    ):
        return False
    block = next((element for element in time.iterancestors("p", "li", "td", "blockquote")), None)
    return block is None or (block.tag == "p" and len("".join(islice(block.itertext(), _LONG))) <= _LONG)


def _address(tree: Any, url: str) -> str:
    links = (link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical")
    return url or next(links, "")
