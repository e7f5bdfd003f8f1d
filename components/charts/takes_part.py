"""Who takes part in which event: each pair of event and actor once, whatever their roles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.links import acts
from components.events.story import Story

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Pairs:
    """Rows of the events (ascending) and of the actors in their tables; ``events_of`` counts events per actor."""

    event: Rows
    actor: Rows
    events_of: NDArray[np.int64]


def takes_part(story: Story) -> Pairs:
    """The pairs of a story; participations of unknown events or actors are left out."""
    rows = acts(story)
    counted = np.bincount(rows.actor, minlength=len(story.actors))
    return Pairs(rows.event.astype(np.intp), rows.actor.astype(np.intp), counted)
