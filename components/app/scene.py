"""Everything one run of the page shows, worked out from the view: the story, what of it was known, what is selected.

Pure and cached by value of the inputs, so that a thousand readers of one view cost one computation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.app.keeping import kept
from components.app.view import View
from components.charts.salience import salience
from components.charts.sides import actor_names
from components.charts.theme import THEMES, Theme
from components.events.cutting import SMALL
from components.events.dates import bounds
from components.events.excerpt import excerpt, row_of
from components.events.joins import share
from components.events.known import as_known_on
from components.events.selection import Selection
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE
from components.events.words import Words, load_words, terms

HERE = Path(__file__).parent
WIDE, NARROW = 1150, 680  # px of page: panel beside the timeline from here, a list instead of lanes below


@dataclass(frozen=True, eq=False)
class Scene:
    """``whole`` is the story, ``known`` what was known of it on the day asked for, ``shown`` what is selected."""

    view: View
    whole: Story
    known: Story
    shown: Story
    event: str | None
    words: Words
    terms: Words
    theme: Theme
    page: int

    @property
    def language(self) -> str:
        """The language of the interface, and of the story's texts where it has it."""
        return self.view.lang

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name of each actor by id, in the scene's language."""
        return actor_names(self.whole, self.language)

    def term(self, group: str, key: str) -> str:
        """The word of the field for ``key``; a story's own type or role is shown as it is written."""
        return self.terms.get(f"{group}.{key}", key)

    def sign(self, event: Mapping[Any, Any]) -> str:
        """Key of the picture of an event's type and status; a story's own type has the picture of its family."""
        kind = str(event["type"])
        return f"{kind if kind in FAMILY_OF_TYPE else self.whole.families.get(kind, 'other')}|{event['status']}"

    @property
    def layout(self) -> str:
        """The composition: "wide" (panel beside), "medium" (panel below) or "phone" (list instead of lanes)."""
        return "wide" if self.page >= WIDE else "medium" if self.page >= NARROW else "phone"

    @property
    def lanes(self) -> str:
        """What the lanes of the timeline are: as the reader chose, else as ``story.toml`` says."""
        return self.view.lanes or self.whole.lanes

    @property
    def crowd(self) -> str:
        """How many actors the graph shows ("12", "40", "all"); a phone has room for 12 unless all are asked for."""
        return "12" if self.layout == "phone" and self.view.crowd == "40" else self.view.crowd

    @property
    def chart_width(self) -> int:
        """Width of the timeline in px: the page, or what the panel of 372 and the gap of 20 leave of it."""
        return self.page - 392 if self.layout == "wide" else self.page


@kept(256)
def compose(view: View, story: Story, scheme: str, page: int) -> Scene:
    """The scene of ``view``. An event is always preselected: the one asked for if shown, else the most salient.

    The same view gives the same object, by which the trees of the page are cached.
    """
    known = known_story(story, view.selection.known_on)
    shown = shown_story(known, _filters(view.selection))
    words, terms = catalogues(view.lang)
    return Scene(view, story, known, shown, _event(shown, view.selection.event), words, terms, THEMES[scheme], page)


@kept(32)
def known_story(story: Story, day: float | None) -> Story:
    """``story`` as known on ``day`` (``None``: all of it), its events weighed for labels by ``salience``."""
    known = story if day is None else as_known_on(story, day)
    return share(known, known.with_tables(events=known.events.assign(salience=_weights(known))))


def _weights(known: Story) -> NDArray[np.floating]:
    """Their salience; of many events in half the room."""
    found = salience(known).to_numpy(dtype=float)
    return found if len(found) <= SMALL else found.astype(np.float32)


@kept(128)
def shown_story(known: Story, selection: Selection) -> Story:
    """What ``selection`` keeps of ``known``; ``known`` is already that of the selection's day."""
    return selection.apply(known)


@lru_cache(maxsize=8)
def catalogues(language: str) -> tuple[Words, Words]:
    """The words of the page and those of the domain."""
    return load_words(HERE, language), terms(language)


def _filters(selection: Selection) -> Selection:
    return replace(selection, known_on=None, event=None)


def _event(shown: Story, asked: str | None) -> str | None:
    events = shown.events
    if asked and row_of(shown, asked) >= 0:
        return asked
    return None if events.empty else str(events["event_id"].iloc[int(events["salience"].to_numpy().argmax())])


def event_row(story: Story, event_id: str) -> Mapping[Any, Any]:
    """The row of one event, as a mapping."""
    at = row_of(story, event_id)
    return excerpt(story, [at]).events.iloc[0].to_dict() if at >= 0 else {}


def window_days(window: str) -> tuple[float, float] | None:
    """The zoom of the address ("2024-11-01/2024-12-01T12:00") in days."""
    if not window:
        return None
    first, last = sorted(_moment(end) for end in window.split("/"))
    return first, last


def _moment(text: str) -> float:
    day, _, time = text.partition("T")
    hours, _, minutes = time.partition(":")
    return bounds(day).earliest + (int(hours or 0) + int(minutes or 0) / 60) / 24
