"""What the small timeline of an article is asked to show, and the measures that follow from its width."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from components.articles.model import Proposal
from components.charts.theme import LIGHT, Theme
from components.charts.warp import Warp, warp
from components.events.dates import Bounds, bounds, to_day
from components.events.vocabulary import FAMILY_OF_TYPE

SIDE, TOP = 8, 40


@dataclass(frozen=True)
class ProposalsView:
    """What the small timeline shows. The id of a proposal is its place in ``proposals``, from 0, as text.

    ``families`` maps the story's own types to families; ``published`` is the day of the article. ``width`` in px.
    """

    proposals: tuple[Proposal, ...]
    width: int = 640
    published: datetime.date | None = None
    selected: int | None = None
    families: Mapping[str, str] = field(default_factory=dict)
    theme: Theme = LIGHT
    language: str = "en"

    @property
    def plot(self) -> float:
        """Width of the plot in px."""
        return float(max(self.width - 2 * SIDE, 60))

    @cached_property
    def dated(self) -> dict[int, Bounds]:
        """The bounds of each proposal that has a date."""
        found = {k: bounds(one.when) for k, one in enumerate(self.proposals) if one.when}
        return {k: one for k, one in found.items() if one.precision != "none"}

    @cached_property
    def axis(self) -> Warp:
        """The axis of all days that are drawn."""
        days = [day for one in self.dated.values() for day in ends(one)]
        return warp([*days, *([to_day(self.published) + 0.5] if self.published else [])], self.plot)

    def family(self, kind: str) -> str:
        """The family of a type."""
        return FAMILY_OF_TYPE.get(kind) or self.families.get(kind, "other")


def ends(found: Bounds) -> tuple[float, ...]:
    """The days of a date that the axis must hold: noon of a day, else where its bar begins and ends."""
    if found.precision == "day":
        return (found.earliest + 0.5,)
    return found.earliest, found.latest + 1


def table(view: ProposalsView) -> pd.DataFrame:
    """The dated proposals as ``positions`` reads events, their days told in px."""
    rows = []
    for found in view.dated.values():
        first, last = ends(found)[0], ends(found)[-1]
        day = found.precision == "day"
        rows.append(
            {
                "earliest": _px(view, first) - (0.5 if day else 0),
                "latest": _px(view, last) - (0.5 if day else 1),
                "precision": found.precision,
                "approximate": found.approximate,
                "uncertain": False,  # the words of the date say so
            }
        )
    return pd.DataFrame(rows)


def _px(view: ProposalsView, day: float) -> float:
    return view.axis.x(day) if abs(day) != float("inf") else day
