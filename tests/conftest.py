"""Settings of all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("whowhen", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("whowhen")

LONGEST_FIRST = ("browser", "stores", "app", "articles", "charts")
"""Folders by how long their files take: a long file that comes last keeps one process busy and the others idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files as they are given out to the processes (with ``--no-loadscope-reorder``)."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(file: Path) -> int:
    folder = file.parent.name
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
