"""What a timeline is asked to show, and the measures that follow from its width."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from components.charts.axis import Scale, extent, rounded
from components.charts.lanes import By
from components.charts.theme import LIGHT, Theme
from components.events.joins import recall
from components.events.story import Story

TOP = 58
BOTTOM = 22
RIGHT = 18
GAP = 30
ROW = 17
ABOVE = 6
BELOW = 5
COMPACT = 900


@dataclass(frozen=True, eq=False)
class TimelineView:
    """All a timeline depends on.

    ``story`` is selected and as known; its events may carry a ``salience`` column computed on the whole story.
    ``whole`` is the same without the filter: it gives lanes, axis and overview their extent. ``window`` is in days,
    ``None`` shows everything. ``previous`` maps changed events to their earlier status, ``fresh`` holds the new ones.
    ``width`` in px, ``today`` and ``known_on`` in days. ``span`` is the extent of the axis, by default that of
    ``whole``: give that of the complete story, and the axis does not move with the knowledge date.
    ``counted``: the bars of density lanes are given as what they count, for a browser that draws them itself.
    """

    story: Story
    whole: Story
    width: int = 968
    window: tuple[float, float] | None = None
    lanes: By = "type"
    selected: str | None = None
    known_on: float | None = None
    previous: Mapping[str, str] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    today: float = float("nan")
    theme: Theme = LIGHT
    language: str = "en"
    span: tuple[float, float] | None = None
    counted: bool = False

    @property
    def compact(self) -> bool:
        """Narrow gutter without subtitles."""
        return self.width < COMPACT

    @property
    def gutter(self) -> int:
        """Width of the left gutter in px."""
        return 86 if self.compact else 138

    @property
    def plot(self) -> float:
        """Width of the plot in px."""
        return float(max(self.width - self.gutter - RIGHT, 60))

    @property
    def filtered(self) -> bool:
        """Whether the story shows fewer events than there are."""
        return len(self.story.events) < len(self.whole.events)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """First and last day of the axis."""
        if self.span is not None:
            return self.span
        if self.known_on is None:
            return self._reach()
        first, last = self._reach(self.known_on)
        return first, max(last, self.known_on + 1 + max(2.0, 0.04 * (last - first)))

    def _reach(self, *also: float) -> tuple[float, float]:
        return recall(self.whole, f"extent {also}", lambda: extent(self.whole.events, also))

    @cached_property
    def scale(self) -> Scale:
        """The window laid over the plot."""
        first, last = self.window or self.extent
        return Scale(first, max(last, first + 1 / 24), self.plot)

    @property
    def packing_scale(self) -> float:
        """Px per day at which rows are packed: exact when everything is shown, else rounded: it seldom changes."""
        exact = self.scale.px_per_day
        return exact if self.window is None else rounded(exact)

    @property
    def barrier(self) -> float | None:
        """The day (24:00) no label may cross."""
        return None if self.known_on is None else self.known_on + 1

    @property
    def many_lanes(self) -> bool:
        """Whether there are so many lanes that none may be tall."""
        return self.lanes in ("actor", "place")

    @property
    def cap(self) -> int:
        """Rows a lane may want."""
        if self.many_lanes:
            return 6
        return 8 if self.width >= 1000 else 7

    @property
    def budget(self) -> int:
        """Rows of all lanes together."""
        if self.many_lanes or self.lanes == "detail":
            return 40
        return 30 if self.width >= 1200 else 29 if self.width >= 900 else 27

    @property
    def most_labels(self) -> float:
        """How many of the most salient events in view get a label."""
        if self.many_lanes:
            return self.plot / 60
        return self.plot / (26 if self.plot < 1100 else 22)

    @property
    def most_bold(self) -> float:
        """How many of them are bold."""
        return min(12.0, self.most_labels / 5)
