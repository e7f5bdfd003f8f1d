"""How much a property is tried: as much as finds what it can find in a minute, or all night."""

import os

THOROUGH = bool(os.environ.get("WHOWHEN_TEST_THOROUGH"))
"""Whether there is time: ``WHOWHEN_TEST_THOROUGH=1 uv run pytest``."""
TIMES = 10


def examples(count: int) -> int:
    """For ``max_examples``: ``count``, or ten times as many where there is time."""
    return count * TIMES if THOROUGH else count
