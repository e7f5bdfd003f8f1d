"""What stays in memory for good is taken out of the rounds of the garbage collector; what a story was, is let go."""

import gc
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

MOST_EVENTS = 20_000
"""Events of former revisions that caches may hold; one of the story of 215 events takes about 1 MB with its charts."""
PACE = (20_000, 20, 50)
"""Objects after which the youngest are looked at (a run makes some 10 000), and how often before older ones are."""
_STORY_LIKE = ("Story", "Scene", "Reading")  # what holds a whole story
_former = [0]


@lru_cache(maxsize=64)
def settle(_story: str) -> None:
    """Once a story is loaded and drawn, exempt all objects there are from garbage collection, and let Python collect
    the rest more seldom.

    Streamlit would collect after each run (``postScriptGC``, off in ``.streamlit/config.toml``); over the modules and
    tables that stay anyway this takes some 200 ms, in which no message leaves the server, and with every open session
    longer. What goes out of use is freed all the same, unless it hangs in a cycle: then within some hundred runs. A
    story that changes is not settled again: what is frozen at each of a thousand changes would add up.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*PACE)


def replaced(events: int) -> None:
    """A story of so many events has another revision now. Caches are emptied once former ones take too much room."""
    _former[0] += events
    if _former[0] > MOST_EVENTS:
        _former[0] = 0
        for cached in by_story():
            cached.cache_clear()


def by_story() -> Iterator[Any]:
    """Every cached function of ours that takes a story, or what holds one."""
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith("components.") else ():
            if hasattr(value, "cache_clear") and _takes_story(getattr(value, "__wrapped__", None)):
                yield value


def _takes_story(function: Callable[..., Any] | None) -> bool:
    given = getattr(function, "__annotations__", {}).values()
    return any(word in str(one) for one in given for word in _STORY_LIKE)
