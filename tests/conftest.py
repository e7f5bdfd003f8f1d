"""Settings of all tests."""

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("whowhen", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("whowhen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes share the tests by files; those in a browser go to one, which starts it and a dashboard once."""
    for item in items:
        group = "browser" if item.path.parent.name == "browser" else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
