"""What the page counts of a story, once for all views that show the same events."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.app.keeping import kept
from components.events.coding import among, codes_of
from components.events.joins import actor_positions
from components.events.story import Story


@dataclass(frozen=True)
class Counts:
    """``days`` are the first and the last finite day of the events, or ``None`` when none has a date."""

    actors: int
    undated: int
    statuses: Mapping[str, int]
    families: Mapping[str, int]
    days: tuple[float, float] | None


@kept(256)
def counts(story: Story) -> Counts:
    """The counts of ``story``: actors who take part, events without a date, events by status and by family."""
    events, size = story.events, len(story.actors)
    columns = [events[name].to_numpy(dtype=float) for name in ("earliest", "latest")]
    first = min((float(np.min(one, where=np.isfinite(one), initial=np.inf)) for one in columns), default=np.inf)
    last = max((float(np.max(one, where=np.isfinite(one), initial=-np.inf)) for one in columns), default=-np.inf)
    acting = np.bincount(actor_positions(story) + 1, minlength=size + 1)[1:]  # the first place is that of no actor
    return Counts(
        actors=int(np.count_nonzero(acting)),
        undated=int(np.count_nonzero(among(events["precision"], ("none",)))),
        statuses=_numbers(events["status"]),
        families=_numbers(events["family"]),
        days=(first, last) if first <= last else None,
    )


def _numbers(column: "pd.Series[str]") -> dict[str, int]:
    codes, names = codes_of(column)
    counted = np.bincount(codes[codes >= 0], minlength=len(names)).tolist()
    return {str(name): n for name, n in zip(names, counted, strict=True)}
