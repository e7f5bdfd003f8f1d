"""What stays in memory for good is taken out of the rounds of the garbage collector."""

import gc
from functools import lru_cache


@lru_cache(maxsize=64)
def settle(_revision: str) -> None:
    """Once a story is loaded and drawn, exempt all objects there are from garbage collection.

    Streamlit collects after each run; over the modules and tables that stay anyway this takes some 200 ms, in which no
    message leaves the server. What goes out of use is freed all the same, unless it hangs in a cycle.
    """
    gc.collect()
    gc.freeze()
