"""Names and subtitles of lanes, in the reader's language."""

import numpy as np

from components.charts.coded import Coded
from components.charts.lanes import Lane
from components.charts.notes import Heading
from components.charts.sides import Sides
from components.charts.text import width
from components.charts.theme import SIZES
from components.charts.view import TimelineView
from components.charts.wordings import Wording
from components.events.joins import recall
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE


class Headings:
    """Looks up what a lane is called. ``belongs`` is needed for lanes of actors."""

    def __init__(self, view: TimelineView, words: Wording, belongs: Sides | None) -> None:
        self.view, self.words, self.belongs = view, words, belongs
        self._used = recall(view.whole, "types of families", lambda: _used(view.whole))

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
        present = self._used.get(family) or [kind for kind, of in FAMILY_OF_TYPE.items() if of == family]
        order = list(FAMILY_OF_TYPE)
        for many in range(len(present), 0, -1):
            places = sorted((order.index(kind) if kind in order else len(order), kind) for kind in present[:many])
            text = ", ".join(self.words.kinds(kind) for _, kind in places)
            if width(text, SIZES["caption"]) <= self.view.gutter + 4:
                return text
        return self.words.kinds(present[0]) if present else ""

    def _actor(self, actor: str) -> str:
        actors = self.view.whole.actors
        found = self.view.whole.with_tables(actors=actors[(actors["actor_id"] == actor).to_numpy(bool)])
        return next(iter(found.text("actors", "name", self.view.language)), "") or actor

    def _side_colour(self, actor: str) -> str:
        slot = self.belongs.slot.get(actor, "others") if self.belongs else "others"
        return self.view.theme.muted if slot == "media" else self.view.theme.sides[slot]


def _used(whole: Story) -> dict[str, list[str]]:
    """The types of each family that the story has, the most frequent first."""
    kinds, families = Coded(whole.events["type"]), Coded(whole.events["family"])
    shape = (len(families.words) + 1, len(kinds.words) + 1)
    flat = np.bincount((families.codes + 1) * shape[1] + kinds.codes + 1, minlength=shape[0] * shape[1])
    found = {}
    for family, row in zip(families.words, flat.reshape(shape)[1:, 1:].tolist(), strict=True):
        used = [k for k, count in enumerate(row) if count]
        found[family] = [kinds.words[k] for k in sorted(used, key=lambda k: (-row[k], kinds.words[k]))]
    return found
