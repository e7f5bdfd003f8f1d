"""The texts around the marks: names of lanes and eras, the flag of the knowledge date, "today"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.arrange import LaneDrawn
from components.charts.axis import stamp
from components.charts.ground import in_view
from components.charts.text import fit, plain, width
from components.charts.theme import SIZES
from components.charts.view import TimelineView
from components.charts.wordings import Wording

Note = dict[str, Any]

ERA_SIZE = 11.5
FLAG_SIZE = 12.5
NAMES_Y = 47
FLAG_Y = 44
FLAG_PAD = 5
ON_TOP: Mapping[str, Any] = {"xref": "x", "yref": "paper", "y": 1}


def note(text: str, **where: Any) -> Note:
    """A plotly annotation without arrow."""
    return {"text": text, "showarrow": False, "borderpad": 0, "align": "left", "yanchor": "middle", **where}


def text_font(size: float, colour: str, weight: int = 400) -> dict[str, Any]:
    """Plotly's font settings."""
    return {"size": size, "color": colour, "weight": weight}


def top_notes(view: TimelineView, words: Wording) -> list[Note]:
    """The flag of the knowledge date, "today" and the names of the eras, none over another."""
    taken: list[tuple[float, float]] = []
    return [*_flag(view, words, taken), *_today(view, words, taken), *_era_names(view, taken)]


def _today(view: TimelineView, words: Wording, taken: list[tuple[float, float]]) -> list[Note]:
    if not in_view(view, view.today):
        return []
    text, x = words.here("timeline.today"), view.scale.x(view.today + 0.5)
    half = width(text, ERA_SIZE) / 2
    if not _free(taken, x - half, x + half):
        return []
    taken.append((x - half - 8, x + half + 8))
    return [note(text, x=stamp(view.today + 0.5), **ON_TOP, yshift=NAMES_Y, font=text_font(ERA_SIZE, view.theme.ink))]


def _flag(view: TimelineView, words: Wording, taken: list[tuple[float, float]]) -> list[Note]:
    """The flag at the knowledge line, and the words on unknown ground."""
    if view.known_on is None or view.barrier is None or not view.scale.first <= view.barrier <= view.scale.last:
        return []
    text = words.here("timeline.known_on", date=words.day(view.known_on))
    x, size = view.scale.x(view.barrier), width(text, FLAG_SIZE, "semibold") * 1.03 + 2 * FLAG_PAD + 2
    left = x + size > view.plot + 16
    taken.append((x - size - 8, x + 8) if left else (x - 8, x + size + 8))
    at = {"x": stamp(view.barrier), "xanchor": "right" if left else "left", "yshift": FLAG_Y}
    flag = note(text, **ON_TOP, **at, font=text_font(FLAG_SIZE, view.theme.bg, 700))
    notes = [{**flag, "bgcolor": view.theme.ink, "borderpad": FLAG_PAD}]
    hidden = words.here("timeline.hidden")
    if view.plot - x > width(hidden, ERA_SIZE) + 16:
        ground = {"x": stamp(view.barrier), "xref": "x", "xanchor": "left", "xshift": 11, "yref": "y", "y": 15}
        notes.append(note(hidden, **ground, font=text_font(ERA_SIZE, view.theme.muted)))
    return notes


def _free(taken: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    return all(high <= left or right <= low for left, right in taken)


def _era_names(view: TimelineView, taken: list[tuple[float, float]]) -> list[Note]:
    notes = []
    for era in view.story.eras:
        first, last = max(era.start, view.scale.first), min(era.end + 1, view.scale.last)
        text = view.story.heading(era.name, view.language)
        low = view.scale.x(first) + 5
        room = view.scale.x(last) - low
        name = fit(text, room, ERA_SIZE) if last > first else ""
        high = low + width(name, ERA_SIZE)
        if len(name) < min(8, len(text)) or not _free(taken, low, high):
            continue
        taken.append((low - 8, high + 8))
        at = {"x": stamp(first), "xanchor": "left", "xshift": 5, "yshift": NAMES_Y}
        notes.append(note(plain(name), **ON_TOP, **at, font=text_font(ERA_SIZE, view.theme.muted)))
    return notes


def gutter_note(
    view: TimelineView, text: str, y: float, font: dict[str, Any], right: bool = False, axis: str = "y"
) -> Note:
    """A text in the gutter, at its left edge or ending before the plot."""
    where = {"xanchor": "right", "xshift": -10} if right else {"xanchor": "left", "xshift": 2 - view.gutter}
    return note(text, x=0, xref="paper", y=y, yref=axis, font=font, **where)


def two_lines(name: str, room: float, size: float) -> str:
    """A lane's name on one line, or broken at the space or hyphen that makes both fit, each cut where it must."""
    cuts = [at for at, character in enumerate(name, 1) if character in " -"]
    if width(name, size, "semibold") <= room or not cuts:
        return plain(fit(name, room, size, "semibold"))
    halves = [(name[:at].rstrip(), name[at:]) for at in cuts]
    parts = min(halves, key=lambda pair: max(width(part, size, "semibold") for part in pair))
    return "<br>".join(plain(fit(part, room, size, "semibold")) for part in parts)


@dataclass(frozen=True)
class Heading:
    """What stands in the gutter beside a lane."""

    name: str
    subtitle: str
    colour: str


def lane_notes(
    view: TimelineView, lanes: Sequence[LaneDrawn], headings: Sequence[Heading], words: Wording
) -> list[Note]:
    """Names and subtitles of the lanes, and the peak of each density lane."""
    notes = []
    small, room = SIZES["caption"], view.gutter - 10
    for lane, heading in zip(lanes, headings, strict=True):
        text = lane_name(view, heading.name)
        middle = lane.top + 15 + (7.5 if "<br>" in text else 0)
        notes.append(gutter_note(view, text, middle, text_font(SIZES["lane"], heading.colour, 700)))
        if heading.subtitle and not view.compact and lane.height >= 40:
            subtitle = plain(fit(heading.subtitle, room + 14, small))
            notes.append(gutter_note(view, subtitle, lane.top + 31, text_font(small, view.theme.muted)))
        if lane.bins:
            peak = words.here("timeline.peak", n=lane.bins.peak)
            font = text_font(SIZES["small"], view.theme.muted)
            notes.append(gutter_note(view, peak, lane.top + lane.height - 14, font, right=True))
    return notes


def lane_name(view: TimelineView, name: str) -> str:
    """A lane's name on one line, in a narrow gutter on two."""
    room, size = view.gutter - 10, SIZES["lane"]
    return two_lines(name, room, size) if view.compact else plain(fit(name, room, size, "semibold"))
