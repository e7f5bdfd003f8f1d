"""Links of a selection are picked out of those of the whole story."""

from dataclasses import fields

import numpy as np
from hypothesis import given, settings

from components.charts.links import acts, links
from components.events.selection import Selection
from components.events.story import Story
from tests.events.selection_values import STORY, selections
from tests.thorough import examples


def unknown(story: Story) -> Story:
    """The same story, of which nothing is known yet."""
    return Story(**{field.name: getattr(story, field.name) for field in fields(story)})


@settings(max_examples=examples(40), deadline=None)
@given(selections(), selections())
def test_links_of_a_selection_are_those_of_its_events_alone(first: Selection, second: Selection) -> None:
    chosen = second.apply(first.apply(STORY))
    alone = unknown(chosen)
    picked, counted = links(chosen), links(alone)
    for name in ("a", "b", "count", "weight", "counts", "forward", "backward"):
        np.testing.assert_allclose(getattr(picked, name), getattr(counted, name))
    for link in range(len(counted)):
        assert picked.events_of(link).tolist() == counted.events_of(link).tolist()
    for name in ("event", "actor", "role"):
        assert getattr(acts(chosen), name).tolist() == getattr(acts(alone), name).tolist()
