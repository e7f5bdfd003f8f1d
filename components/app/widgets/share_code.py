"""What the dialog "Share" offers besides links: the code of a frame, and the addresses of feeds and data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote, urlencode

from components import settings
from components.app.api import PATH as API
from components.events.selection import Selection
from components.events.selection_query import to_query

HEIGHTS = (320, 2000)  # px of a frame
LANGUAGE_OF: Mapping[str, str] = {"own": "", "en": "en", "fr": "fr"}
"""The choices of a language for a frame, and what each is in the address."""


def iframe(page: str, query: Mapping[str, Sequence[str]], title: str, height: int, language: str) -> str:
    """The HTML of a frame with the view of ``query``; ``language`` is one of ``LANGUAGE_OF``."""
    asked = {key: values for key, values in query.items() if key != "lang"}
    if code := LANGUAGE_OF[language]:
        asked["lang"] = [code]
    address = f"{page}?{urlencode({**asked, 'embed': ['true']}, doseq=True)}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border:0" loading="lazy" allowfullscreen></iframe>'
    )


def sites() -> tuple[str, ...]:
    """The sites that may show the page in a frame, besides its own."""
    return settings.current().frame_ancestors


def feeds(page: str, story: str, selection: Selection, language: str) -> Sequence[tuple[str, str]]:
    """Calendar, feed and data of ``selection``: a name and the address of each, which take its query."""
    base = f"{page.rstrip('/')}{API}/stories/{quote(story, safe='')}"
    query = {**to_query(replace(selection, event=None)), "lang": [language]}
    asked = urlencode(query, doseq=True)
    return (
        ("calendar", f"{base}/events.ics?{asked}"),
        ("atom", f"{base}/changes.atom?{urlencode({'lang': language})}"),
        ("json", f"{base}/events?{asked}"),
        ("csv", f"{base}/events?{asked}&format=csv"),
    )
