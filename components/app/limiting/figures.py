"""How much a client may ask for, by kind. A reader never gets there, nor does a newsroom behind one address."""

from collections.abc import Mapping
from types import MappingProxyType

FIGURES: Mapping[str, tuple[tuple[int, int], ...]] = MappingProxyType(
    {
        "read": ((20, 60), (300, 3600)),  # texts and files that are given to be read, a long one counts as several
        "tell": ((20, 60), (300, 3600)),  # articles of which the events are worked out, those of the story included
        "fetch": ((10, 60), (100, 3600)),  # web addresses: somebody else's server is asked
        "upload": ((30, 60),),  # files for that
        "api": ((300, 60),),
        "feed": ((60, 60),),  # calendars and feeds of changes
        "keep_link": ((20, 60), (200, 3600)),  # short links that are made
        "link": ((120, 60),),  # and opened
        "picture": ((30, 60),),  # pictures of what a short link shows
        "sign_in": ((30, 60),),
        "guess": ((30, 60),),  # tokens that open nothing
    }
)
"""Of each kind: so many within so many seconds, and all of these hold."""
LONG = 100_000
"""Characters or bytes of an article that count as one more article to be read."""
MOST_CLIENTS = 5_000
"""Clients that are counted at a time, of all kinds together. Those that asked longest ago are forgotten first."""


def cost_of(size: int) -> int:
    """As how many articles one of ``size`` characters or bytes counts; at most as many as fit in a minute."""
    return min(1 + size // LONG, FIGURES["read"][0][0])


MOST_PAGES, MOST_PAGES_OF_ONE = 1500, 300
"""Pages that are open at a time at this process, and of one client."""
MOST_FILES, MOST_BYTES = 8, 400_000_000
"""Files that one open page has uploaded, and bytes of those of all pages."""
