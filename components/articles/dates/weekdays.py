"""Weekdays, alone or with "dernier", "prochain", "en huit", or within a week that is named."""

from collections.abc import Callable

from components.articles.dates.arithmetic import DAY, around, day, plus
from components.articles.dates.mention import Span, Unit
from components.articles.dates.scene import Parts, Scene


def weekday(parts: Parts, scene: Scene) -> Span:
    """A weekday: today's own is today; else the last one, or the coming one with a future around it."""
    today = scene.today
    away = (parts["weekday"] - today.weekday()) % 7
    if "way" not in parts:
        direction = scene.direction or scene.tense
        return day(today + (away if direction > 0 or away == 0 else away - 7) * DAY)
    if parts["way"] > 0:
        if scene.lexicon.next_weekday == "week":
            return in_week(parts, scene, 1)
        return day(today + (away or 7) * DAY)
    return day(today + (away - 7) * DAY)


def this_weekday(parts: Parts, scene: Scene) -> Span:
    """Such as "ce lundi", "this Friday": today's own is today, else the nearest by tense, the coming one in doubt."""
    away = (parts["weekday"] - scene.today.weekday()) % 7
    return day(scene.today + (away - 7 if scene.tense < 0 and away else away) * DAY)


def in_week(parts: Parts, scene: Scene, weeks: int = 0) -> Span:
    """The weekday of this week, or of one some weeks away."""
    monday = around(scene.point if "storyway" in parts else scene.today, Unit.WEEK).first
    assert monday is not None
    away = weeks or parts.get("way", parts.get("storyway", 0))
    return day(monday + (parts["weekday"] + 7 * away) * DAY)


def story_weekday(parts: Parts, scene: Scene) -> Span:
    """Such as "le mardi suivant": the first after, or the last before, the day last mentioned."""
    after = (parts["weekday"] - scene.point.weekday()) % 7
    return day(scene.point + ((after or 7) if parts["storyway"] > 0 else after - 7) * DAY)


def weekday_ahead(parts: Parts, scene: Scene) -> Span:
    """Such as "lundi en huit", "lundi en quinze": the coming weekday (today if it is one) and one or two weeks."""
    away = (parts["weekday"] - scene.today.weekday()) % 7
    return day(scene.today + (away + 7 * parts["weeks"]) * DAY)


def weekday_count(parts: Parts, scene: Scene) -> Span:
    """Such as "two Thursdays ago", "three Fridays from now"."""
    away = (parts["weekday"] - scene.today.weekday()) % 7
    if parts["side"] < 0:
        return day(plus(scene.today + (away - 7) * DAY, 1 - parts["n"], Unit.WEEK))
    return day(plus(scene.today + (away or 7) * DAY, parts["n"] - 1, Unit.WEEK))


def weekday_back(parts: Parts, scene: Scene) -> Span:
    """Such as "a week ago Tuesday": so many weeks before the last one, today's own being today."""
    back = (scene.today.weekday() - parts["weekday"]) % 7
    return day(scene.today - (back + 7 * parts.get("n", 1)) * DAY)


def night_into(parts: Parts, scene: Scene) -> Span:
    """Such as "overnight into Wednesday": that day and the one before."""
    last = weekday(parts, scene).first
    assert last is not None
    return Span(last - DAY, last)


READERS: dict[str, Callable[[Parts, Scene], Span]] = {
    "weekday": weekday,
    "bare_weekday": weekday,
    "short_weekday": weekday,
    "this_weekday": this_weekday,
    "weekday_in_week": in_week,
    "story_weekday": story_weekday,
    "weekday_ahead": weekday_ahead,
    "weekday_count": weekday_count,
    "weekday_back": weekday_back,
    "night_into": night_into,
}
