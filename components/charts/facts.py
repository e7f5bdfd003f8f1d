"""What there is to say about one actor, one link, or the few pairs of a small selection: plain data for the panel."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.charts.graph_cards import family_counts, last_events, side_names, strongest
from components.charts.links import Links, links
from components.charts.salience import salience
from components.charts.sides import actor_names, sides
from components.events.excerpt import excerpt
from components.events.joins import events_of
from components.events.story import Story, texts
from components.events.vocabulary import FAMILIES

Facts = dict[str, Any]
PARTNERS, MAIN, SHARED = 8, 5, 200


def actor_facts(story: Story, whole: Story, actor_id: str, language: str) -> Facts:
    """One actor in the selected ``story``; the side is that in the ``whole`` story.

    actor_id, name, kind, role, side (name), slot (key of its colour in the theme), events (number), partners (at most
    eight: actor_id, name, events, families: number by family) and main_events (at most five, see ``_rows``). Raises
    KeyError where the story has no such actor.
    """
    at = _position(story, actor_id)
    events = _events_of(story, at)
    part = excerpt(story, events)
    belongs, names = sides(whole), actor_names(story, language)
    slot = belongs.slot.get(actor_id, "others")
    return {
        "actor_id": actor_id,
        "name": names[actor_id],
        "kind": str(story.actors["kind"].iloc[at]),
        "role": str(texts(story.actors.iloc[[at]], "role", (language, *story.languages)).iloc[0]),
        "side": side_names(whole, belongs, language, names)[slot],
        "slot": slot,
        "events": len(events),
        "partners": _partners(links(part), at, names),
        "main_events": _rows(story, _salient(story, events, MAIN), language),
    }


def link_facts(story: Story, a: str, b: str, language: str) -> Facts:
    """What two actors share in ``story``: actors (ids), names, events (number), families (number by family), counts
    (the same in words), last (EDTF of the last dated event) and shared (the events in order of date, see ``_rows``; of
    many the most salient).

    Two actors without a link share nothing. Raises KeyError where the story lacks one of them.
    """
    first, second = sorted((_position(story, a), _position(story, b)))
    part = excerpt(story, np.intersect1d(_events_of(story, first), _events_of(story, second)))
    found = links(part, among=np.array([first, second]))
    return _link(part, found, found.between(a, b), (first, second), actor_names(story, language), language)


def pairs(story: Story, language: str) -> list[Facts]:
    """``link_facts`` of all links of ``story``, strongest first: all there is to show of two actors."""
    found = links(story)
    order = np.lexsort((np.arange(len(found)), -found.strength, -found.count))
    names = actor_names(story, language)
    return [_link(story, found, int(k), (int(found.a[k]), int(found.b[k])), names, language) for k in order]


def _link(
    story: Story, found: Links, link: int, ends: tuple[int, int], names: Mapping[str, str], language: str
) -> Facts:
    actors = [found.actors[k] for k in ends]
    events = found.events_of(link) if link >= 0 else np.zeros(0, np.int64)
    counts = found.counts[link] if link >= 0 else np.zeros(len(FAMILIES), np.int64)
    last = int(last_events(story, found)[link]) if link >= 0 else -1
    return {
        "actors": actors,
        "names": [names[actor] for actor in actors],
        "events": len(events),
        "families": _by_family(counts),
        "counts": family_counts(language, counts),
        "last": str(story.events["when"].iloc[last]) if last >= 0 else "",
        "shared": _rows(story, _salient(story, events, SHARED), language),
    }


def _position(story: Story, actor_id: str) -> int:
    found = np.flatnonzero(story.actors["actor_id"].astype("object").to_numpy() == actor_id)
    if not len(found):
        raise KeyError(f"story {story.name!r} has no actor {actor_id!r}")
    return int(found[0])


def _partners(found: Links, at: int, names: Mapping[str, str]) -> list[Facts]:
    out = []
    for other, n in strongest(found, np.array([at]), PARTNERS)[0]:
        actor = found.actors[other]
        families = _by_family(found.counts[found.between(found.actors[at], actor)])
        out.append({"actor_id": actor, "name": names[actor], "events": n, "families": families})
    return out


def _by_family(counts: NDArray[np.int64]) -> dict[str, int]:
    return {family: int(n) for family, n in zip(FAMILIES, counts, strict=True) if n}


def _events_of(story: Story, actor: int) -> NDArray[np.int64]:
    """Positions of the events of the actor at position ``actor``, rising."""
    return np.unique(events_of(story, actor)).astype(np.int64)


def _salient(story: Story, events: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The ``most`` most salient of ``events``, in order of date."""
    if len(events) <= most:
        return events
    weight = story.events["salience"] if "salience" in story.events else salience(story)
    order = np.lexsort((events, -weight.to_numpy(float)[events]))
    return np.sort(events[order[:most]])


def _rows(story: Story, events: NDArray[np.int64], language: str) -> list[Facts]:
    """Events at these positions: event_id, type, status, when (EDTF), title."""
    part = excerpt(story, events)
    titles = part.text("events", "title", language)
    columns = (map(_said, part.events[name]) for name in ("event_id", "type", "status", "when"))
    keys = ("event_id", "type", "status", "when", "title")
    return [dict(zip(keys, row, strict=True)) for row in zip(*columns, titles, strict=True)]


def _said(value: object) -> str:
    return "" if value != value or value is None else str(value)
