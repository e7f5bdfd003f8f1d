"""Names and subtitles of lanes, in the reader's language."""

from components.charts.lanes import Lane
from components.charts.notes import Heading
from components.charts.sides import Sides
from components.charts.text import width
from components.charts.theme import SIZES
from components.charts.view import TimelineView
from components.charts.wordings import Wording
from components.events.vocabulary import FAMILY_OF_TYPE


class Headings:
    """Looks up what a lane is called. ``belongs`` is needed for lanes of actors."""

    def __init__(self, view: TimelineView, words: Wording, belongs: Sides | None) -> None:
        self.view, self.words, self.belongs = view, words, belongs

    def of(self, lane: Lane) -> Heading:
        """Name, subtitle and colour of a lane's name."""
        ink = self.view.theme.ink
        count = self.words.here("timeline.n_events", n=lane.count)
        if lane.kind == "family":
            return Heading(self.words.family(lane.key), self._types(lane.key), ink)
        if lane.kind == "type":
            name = self.words.kinds(lane.key)
            return Heading(name[:1].upper() + name[1:], count, ink)
        if lane.kind == "actor":
            return Heading(self._actor(lane.key), count, self._side_colour(lane.key))
        if lane.kind == "place":
            return Heading(self.words.country(lane.key), count, ink)
        return Heading(self.words.here(f"timeline.lane.{lane.kind}"), count, self.view.theme.muted)

    def _types(self, family: str) -> str:
        """The types of the family that the story has: as many as fit beside the lane, the rarest left out first."""
        events = self.view.whole.events
        counts = events.loc[(events["family"] == family).to_numpy(bool), "type"].astype("str").value_counts()
        present = [kind for kind, count in counts.items() if count] or [k for k, v in FAMILY_OF_TYPE.items() if v == family]
        order = {kind: place for place, kind in enumerate(FAMILY_OF_TYPE)}
        while present:
            shown = sorted(present, key=lambda kind: (order.get(str(kind), len(order)), str(kind)))
            text = ", ".join(self.words.kinds(str(kind)) for kind in shown)
            if width(text, SIZES["caption"]) <= self.view.gutter + 4 or len(present) == 1:
                return text
            present = present[:-1]
        return ""

    def _actor(self, actor: str) -> str:
        actors = self.view.whole.actors
        found = self.view.whole.with_tables(actors=actors[(actors["actor_id"] == actor).to_numpy(bool)])
        return next(iter(found.text("actors", "name", self.view.language)), "") or actor

    def _side_colour(self, actor: str) -> str:
        slot = self.belongs.slot.get(actor, "others") if self.belongs else "others"
        return self.view.theme.muted if slot == "media" else self.view.theme.sides[slot]
