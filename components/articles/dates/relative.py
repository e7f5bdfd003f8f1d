"""Dates counted from the publication day or, in a story, from the day last mentioned."""

import datetime
from collections.abc import Callable

from components.articles.dates.arithmetic import DAY, day, hull, plus, plus_months, shifted
from components.articles.dates.mention import Span, Unit
from components.articles.dates.phrases import nth, part_of
from components.articles.dates.scene import Parts, Scene, Unknown


def deictic(parts: Parts, scene: Scene) -> Span:
    """Such as "hier", "aujourd'hui", "tonight": so many days from the publication day."""
    return day(scene.today + parts["deictic"] * DAY)


def overnight(_: Parts, scene: Scene) -> Span:
    """Such as "overnight", "dans la nuit": the night after the day last mentioned; else that before publication."""
    start = scene.focus or (scene.today if scene.tense > 0 else scene.today - DAY)
    return Span(start, start + DAY)


def narrative(parts: Parts, scene: Scene) -> Span:
    """Such as "la veille", "le lendemain", "the same day": so many days from the day last mentioned.

    What is told as past on "la veille" or "the same day" does not count from a day to come.
    """
    ahead = scene.published is not None and scene.focus is not None and scene.focus > scene.published
    past = ahead and scene.tense < 0 and parts["narrative"] <= 0
    if past and parts["narrative"] == 0:
        return day(scene.past or scene.today)
    return day((scene.today if past else scene.point) + parts["narrative"] * DAY)


def event_day(_: Parts, __: Scene) -> Span:
    """Such as "le lendemain du vote": counted from an event whose day nobody tells. Raises ``Unknown``."""
    raise Unknown


def unit(parts: Parts, scene: Scene) -> Span:
    """Such as "la semaine dernière", "this year", "next month": the calendar unit before, around or after today."""
    kind, way = Unit(parts["unit"]), parts["way"]
    if kind == Unit.WEEKEND and way == 0 and scene.tense < 0 and scene.today.weekday() < 5:
        way = -1  # "ce week-end" of a Monday's report is the one that just was
    return shifted(scene.today, way, kind)


def story_unit(parts: Parts, scene: Scene) -> Span:
    """Such as "l'année suivante", "the week before": the calendar unit before or after the day last mentioned."""
    way, kind = parts["storyway"] if "storyway" in parts else parts["storyfirst"], Unit(parts["unit"])
    named = kind == Unit.YEAR and scene.year is not None
    return shifted(datetime.date(scene.year or 1, 1, 1) if named else scene.point, way, kind)


def units(parts: Parts, scene: Scene) -> Span:
    """Such as "les trois dernières semaines", "the next ten days": up to yesterday, or from tomorrow on.

    Of quarters, decades and centuries the whole ones before or after today's.
    """
    kind, count = Unit(parts["unit"]), parts["n"]
    if parts["way"] == 0:
        raise ValueError("this week is one week")
    if kind in {Unit.QUARTER, Unit.DECADE, Unit.CENTURY}:
        near, far = sorted((parts["way"], parts["way"] * count))
        return hull(shifted(scene.today, near, kind), shifted(scene.today, far, kind))
    if parts["way"] < 0:
        return Span(plus(scene.today, -count, kind), scene.today - DAY)
    return Span(scene.today + DAY, plus(scene.today, count, kind))


def within(parts: Parts, scene: Scene) -> Span:
    """Such as "within three days", "sous trois jours": from today on."""
    return Span(scene.today, plus(scene.today, parts["n"], Unit(parts["unit"])) - DAY)


def for_units(parts: Parts, scene: Scene) -> Span:
    """Such as "depuis trois semaines": from then up to today."""
    return Span(plus(scene.today, -parts["n"], Unit(parts["unit"])), scene.today, approximate=True)


def away(parts: Parts, scene: Scene) -> Span:
    """Such as "il y a trois semaines", "in two months": a day, about it from weeks on, its month from years on."""
    if parts["side"] > 0 and scene.tense < 0 and scene.lexicon.around.get("in_past_is_span"):
        raise ValueError("it took that long")
    return _moved(parts, scene.today)


def later(parts: Parts, scene: Scene) -> Span:
    """Such as "deux jours plus tard", "a week earlier": counted from the day last mentioned."""
    return _moved(parts, scene.point)


def _moved(parts: Parts, start: datetime.date) -> Span:
    kind, side = Unit(parts["unit"]), parts["side"] if "side" in parts else parts["after"]
    date = plus(start, side * parts["n"], kind)
    if "unit2" in parts:
        return day(plus(date, side * parts["n2"], Unit(parts["unit2"])))
    if kind >= Unit.YEAR:
        first = date.replace(day=1)
        return Span(first, plus_months(first, 1) - DAY, Unit.MONTH, approximate=True)
    return Span(date, date, Unit.DAY, approximate=kind > Unit.DAY)


def edge_unit(parts: Parts, scene: Scene) -> Span:
    """Such as "fin de semaine", "the end of the month": a part of the current unit."""
    found = part_of(shifted(scene.today, parts.get("way", 0), Unit(parts["unit"])), parts["edge"])
    if found is None:
        raise ValueError("a day has no parts here")
    return found


def nth_of_unit(parts: Parts, scene: Scene) -> Span:
    """Such as "the first Monday of the month": within the current unit."""
    found = nth({**parts, "unit": parts.get("unit2", Unit.DAY)}, shifted(scene.today, 0, Unit(parts["unit"])))
    if found is None:
        raise ValueError("no such part of it")
    return found


def rest(parts: Parts, scene: Scene) -> Span:
    """Such as "the rest of the week", "plus tard cette année": from today to the end of the unit."""
    return Span(scene.today, shifted(scene.today, 0, Unit(parts["unit"])).last)


def so_far(parts: Parts, scene: Scene) -> Span:
    """Such as "earlier this month", "plus tôt cette année": from the start of the unit to today."""
    return Span(shifted(scene.today, 0, Unit(parts["unit"])).first, scene.today)


READERS: dict[str, Callable[[Parts, Scene], Span]] = {
    "deictic": deictic,
    "overnight": overnight,
    "narrative": narrative,
    "event_day": event_day,
    "unit": unit,
    "story_unit": story_unit,
    "units": units,
    "within": within,
    "for_units": for_units,
    "away": away,
    "later": later,
    "edge_unit": edge_unit,
    "nth_of_unit": nth_of_unit,
    "rest": rest,
    "so_far": so_far,
}
