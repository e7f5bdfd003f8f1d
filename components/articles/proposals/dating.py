"""How the date of an event is written, by a mention and by whether it is past or to come."""

import datetime
import re
from dataclasses import replace

from components.articles.dates import DateMention
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.trigger import Trigger

_DIGITS = re.compile(r"\d+")


def coarse(mention: DateMention) -> str:
    """As in "depuis avril 2014", which begins in April 2014, not on its first day."""
    when = mention.when
    if when.endswith("-01/..") and len(when) == 13:
        if mention.rule.endswith(("month", "month_year")) or "month" in mention.rule.split(":")[-1].split("_")[:1]:
            return when[:7] + "/.."
        if "year" in mention.rule and when.endswith("-01-01/.."):
            return when[:4] + "/.."
    return when


def pair(scene: Scene, date: At[DateMention]) -> DateMention | None:
    """As in "les 16 et 17 juin": two days that follow each other are one stretch."""
    for other in scene.dates:
        one, two = sorted((date, other), key=lambda at: at.first)
        if two.first - one.last != 2 or scene.low[one.last + 1] not in {*scene.lexicon.words["join"], "-", "–"}:
            continue
        first, last = one.mention, two.mention
        days = len(first.when) == len(last.when) == 10 and first.earliest is not None and last.earliest is not None
        if days and first.earliest and last.earliest and (last.earliest - first.earliest).days == 1:
            return replace(
                first,
                text=f"{first.text} {scene.low[one.last + 1]} {last.text}",
                end=last.end,
                when=f"{first.when}/{last.when}",
                latest=last.latest,
            )
    return None


def direction_of(trigger: Trigger) -> int:
    """-1 for what is told as past, 1 as to come, 0 unknown: by the verb of the event, not another of the sentence."""
    verb = trigger.verb
    if verb is None or trigger.cancelled:
        return 0
    if verb.governor in ("plan", "maybe") or verb.tense in ("future", "conditional"):
        return 1 if verb.tense in ("present", "future", "conditional") else 0
    if trigger.how == "support" and verb.lemma != "avoir":
        return 0
    past = ("past", "pluperfect", "recent", "reported", "participle")
    return -1 if verb.tense in past and verb.governor in ("", "done", "recent") else 0


def soon(date: At[DateMention], trigger: Trigger) -> bool:
    """Whether a present tells of a day to come: "Parliament votes on Friday"; not "Lundi, il annonce ..."."""
    verb = trigger.verb
    if verb is None or trigger.how != "verb" or verb.tense != "present" or verb.governor or verb.negated:
        return False
    return date.first > verb.at


def fitted(mention: DateMention, direction: int, published: datetime.date | None) -> DateMention:
    """A weekday, or a day or month without its year, on the side of the publication on which the event lies."""
    rule = mention.rule.rpartition(":")[2]
    if direction > 0 and mention.when.startswith("../"):
        return _later(mention, rule, published)
    first, last = mention.earliest, mention.latest
    if direction == 0 or published is None or first is None or last is None:
        return mention
    wrong = first > published if direction < 0 else last < published
    if wrong and direction > 0 and rule == "day_month" and first.year < published.year:
        mention, first, last = _of_year(mention, published.year)
        wrong = last < published
    if not wrong or "/" in mention.when or any(len(digits) == 4 for digits in _DIGITS.findall(mention.text)):
        return mention
    try:
        if rule == "bare_weekday":
            days = [day + datetime.timedelta(days=7 * direction) for day in (first, last)]
        elif rule in ("day_month", "bare_month"):
            days = [day.replace(year=day.year + direction) for day in (first, last)]
        else:
            return mention
    except (ValueError, OverflowError):
        return mention
    when = days[0].isoformat()[: len(mention.when)]
    return replace(mention, when=when, earliest=days[0], latest=days[1])


def _of_year(mention: DateMention, year: int) -> tuple[DateMention, datetime.date, datetime.date]:
    """A day and month that another year of the sentence has drawn to it, in the year of publication."""
    assert mention.earliest is not None
    try:
        day = mention.earliest.replace(year=year)
    except ValueError:
        day = mention.earliest
    return replace(mention, when=day.isoformat(), earliest=day, latest=day), day, day


def _later(mention: DateMention, rule: str, published: datetime.date | None) -> DateMention:
    """A limit without its year, of something to come: that of the next year if it has passed."""
    last = mention.latest
    if published is None or last is None or last >= published or rule != "day_month" or mention.text[-4:].isdigit():
        return mention
    try:
        later = last.replace(year=last.year + 1)
    except ValueError:
        return mention
    return replace(mention, when=f"../{later.isoformat()}", latest=later)


def written(mention: DateMention, excluded: bool, planned: bool, published: datetime.date | None) -> tuple[str, str]:
    """The date of an event by a mention: open ends are read by whether the event is planned. And the reason's key.

    A limit that is itself excluded ("avant le 20 janvier") is written all the same, as the text names it.
    """
    when = coarse(mention)
    if when.startswith("../") and len(when) == 13 and mention.latest is not None:
        limit = mention.latest + datetime.timedelta(days=1) if excluded else mention.latest
        if planned and published is not None and published < limit:
            return f"{published.isoformat()}/{limit.isoformat()}", "date_until"
        return f"../{limit.isoformat()}", "date_bound"
    if when.startswith("../"):
        return when, "date_bound"
    return when, "date"
