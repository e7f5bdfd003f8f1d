"""What the tests of the actor graph share."""

import pytest

from components.charts.graph_layout import Layout, graph_layout
from components.events.story import Story
from tests.charts.graph_stories import crowd


@pytest.fixture(scope="session")
def whole() -> Story:
    """A story of many actors."""
    return crowd()


@pytest.fixture(scope="session")
def layout(whole: Story) -> Layout:
    """Where the actors of ``whole`` stand."""
    return graph_layout(whole)
