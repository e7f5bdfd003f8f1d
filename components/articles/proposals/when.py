"""When: which date of the text is that of a trigger, and how it is written."""

import datetime
import re
from dataclasses import dataclass, replace

from components.articles.dates import DateMention
from components.articles.model import Reason
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb

_DIGITS = re.compile(r"\d+")
_NOUN_REACH, _NOUN_GAP = 12, 4
_RIGHT_AFTER, _LONG_WAY = 3, 12


@dataclass(frozen=True)
class Dated:
    """A date (EDTF, "" unknown) with its place in the text (``None`` for none) and why it is that of the event."""

    when: str
    mention: DateMention | None
    reason: Reason


NO_DATE = Dated("", None, Reason("date_none"))


def dated(
    scene: Scene, trigger: Trigger, others: list[Trigger], planned: bool, published: datetime.date | None
) -> Dated:
    """The date that the sentence gives to the trigger; ``others`` are all its triggers."""
    best = _best(scene, trigger, others)
    if best is None:
        return NO_DATE
    mention = best.mention
    if not mention.when:
        return Dated("", mention, Reason("date_unresolved", {"words": mention.text}))
    mention = fitted(mention, _direction(trigger), published)
    before = scene.low[max(0, best.first - 3) : best.first + 1]
    excluded = any(word in scene.lexicon.words["excluding"] for word in before) and "edge" not in mention.rule
    when, key = written(mention, excluded, planned, published)
    pair = _pair(scene, best)
    if pair is not None:
        mention, when = pair, pair.when
    if key == "date" and not _close(scene, trigger, best):
        key = "date_sentence"
    return Dated(when, mention, Reason(key, {"words": mention.text, "rule": mention.rule}))


def written(mention: DateMention, excluded: bool, planned: bool, published: datetime.date | None) -> tuple[str, str]:
    """The date of an event by a mention: open ends are read by whether the event is planned. And the reason's key.

    A limit that is itself excluded ("avant le 20 janvier") is written all the same, as the text names it.
    """
    when = _coarse(mention)
    if when.startswith("../") and len(when) == 13 and mention.latest is not None:
        limit = mention.latest + datetime.timedelta(days=1) if excluded else mention.latest
        if planned and published is not None and published < limit:
            return f"{published.isoformat()}/{limit.isoformat()}", "date_until"
        return f"../{limit.isoformat()}", "date_bound"
    if when.startswith("../"):
        return when, "date_bound"
    if when.endswith("/..") and mention.text.lower().startswith(("dès", "à partir", "à compter", "from ", "as of")):
        return when[:-3], "date"
    return when, "date"


def _coarse(mention: DateMention) -> str:
    """As in "depuis avril 2014", which begins in April 2014, not on its first day."""
    when = mention.when
    if when.endswith("-01/..") and len(when) == 13:
        if mention.rule.endswith(("month", "month_year")) or "month" in mention.rule.split(":")[-1].split("_")[:1]:
            return when[:7] + "/.."
        if "year" in mention.rule and when.endswith("-01-01/.."):
            return when[:4] + "/.."
    return when


def _pair(scene: Scene, date: At[DateMention]) -> DateMention | None:
    """As in "les 16 et 17 juin": two days that follow each other are one stretch."""
    for other in scene.dates:
        one, two = sorted((date, other), key=lambda at: at.first)
        if two.first - one.last != 2 or scene.low[one.last + 1] not in ("et", "and", "-", "–"):
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


def _direction(trigger: Trigger) -> int:
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


def fitted(mention: DateMention, direction: int, published: datetime.date | None) -> DateMention:
    """A weekday, or a day or month without its year, on the side of the publication on which the event lies."""
    rule = mention.rule.rpartition(":")[2]
    first, last = mention.earliest, mention.latest
    if direction == 0 or published is None or first is None or last is None:
        return mention
    wrong = first > published if direction < 0 else last < published
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


def _close(scene: Scene, trigger: Trigger, date: At[DateMention]) -> bool:
    return scene.same_clause(date.first, trigger.at)


def _best(scene: Scene, trigger: Trigger, others: list[Trigger]) -> At[DateMention] | None:
    """The date with the least cost, ``None`` where all belong elsewhere."""
    costs = [
        (cost, number) for number, date in enumerate(scene.dates) if (cost := _cost(scene, trigger, date, others)) >= 0
    ]
    return scene.dates[min(costs)[1]] if costs else None


def _cost(scene: Scene, trigger: Trigger, date: At[DateMention], others: list[Trigger]) -> int:
    """How far a date is from the trigger; -1 when it belongs to something else."""
    if trigger.how in ("noun",):
        return _noun_cost(scene, trigger, date, others)
    verb = trigger.verb
    if scene.in_quotes(date.first) != scene.in_quotes(trigger.at):
        return -1
    owner = _attached(scene, date, others)
    if verb is None or (owner is not None and owner.at != trigger.at):
        return -1
    if trigger.type in SPOKEN and date.mention.when.endswith("/.."):
        return -1
    if owner is None and (_beside(scene, trigger, date) or _far(scene, verb, date)):
        return -1
    if owner is None and _taken(scene, trigger, date, others):
        return -1
    distance = min(abs(date.first - verb.at), abs(date.first - trigger.at)) + (0 if owner is None else -50)
    if scene.same_clause(date.first, verb.at) or (
        trigger.noun is not None and scene.same_clause(date.first, trigger.at)
    ):
        leading = date.first <= 3 and date.last < verb.first and owner is None
        return 100 + (min(distance, 4) if leading else distance) + _aside(scene, date, trigger)
    if _leads(scene, date, verb.at):
        return 200 + distance
    if _appended(scene, date, verb.at):
        return 300 + distance
    return -1


def _noun_cost(scene: Scene, trigger: Trigger, date: At[DateMention], others: list[Trigger]) -> int:
    owner = _attached(scene, date, others)
    if owner is not None:
        return 0 if owner.at == trigger.at else -1
    return -1


def _attached(scene: Scene, date: At[DateMention], others: list[Trigger]) -> Trigger | None:
    """The noun that the date belongs to: "les accords du 12 février", "l'élection, les 16 et 17 juin"."""
    near = [
        one
        for one in others
        if one.noun is not None and 0 < date.first - one.at - len(one.noun.words) + 1 <= _NOUN_REACH
    ]
    for one in reversed(near):
        assert one.noun is not None
        last = one.at + len(one.noun.words) - 1
        gap = scene.low[last + 1 : date.first]
        between = [verb for verb in scene.verbs if verb.first > last and verb.at < date.first]
        if any(verb.finite for verb in between) or (between and not _occurring(scene, between[0])):
            continue
        if not between and _loose(scene, last, date.first) > _NOUN_GAP:
            continue
        text = scene.low[date.first]
        if one.first and scene.low[one.first - 1] in scene.lexicon.words["topic"]:
            continue
        direct = (
            bool(between)
            or not gap
            or gap[-1] in ("du", "de", "des", "of", "(", "in", "en", "on", "d'", "held", "le", "au", "à")
            or text in ("du", "en", "of", "in", "on", "de")
        )
        if one.how == "noun" and (direct or gap[-1:] == [","] or (gap[-1:] in (["les"], ["le"]) and "," in gap)):
            return one
        if one.how != "noun" and direct and (between or len(gap) <= 2):
            return one
    for one in others:
        if one.noun is not None and one.how == "noun" and 0 < one.at - date.last <= 4 and _offset(scene, date, one):
            return one
    return None


def _occurring(scene: Scene, verb: Verb) -> bool:
    """As in "la réunion tenue mercredi": a participle that says that it took place."""
    if verb.tense != "participle":
        return False
    held = any(use.label == "happen" and not use.rest for use in scene.lexicon.occurs.get(verb.lemma, ()))
    return held or any(use.label == "done" and not use.rest for use in scene.lexicon.support.get(verb.lemma, ()))


def _loose(scene: Scene, last: int, first: int) -> int:
    """How many words stand between, those of names and quotations not counted."""
    named = {k for at in scene.actors for k in range(at.first, at.last + 1)}
    quoted = {k for k in range(last + 1, first) if scene.in_quotes(k) or not scene.low[k][0].isalnum()}
    return sum(k not in named and k not in quoted for k in range(last + 1, first))


def _offset(scene: Scene, date: At[DateMention], trigger: Trigger) -> bool:
    """As in "deux jours après une manifestation": the words count from the noun right after them."""
    gap = scene.low[date.last + 1 : trigger.first]
    return (
        bool(gap)
        and gap[0] in ("après", "after")
        and all(word in scene.lexicon.words["determiner"] for word in gap[1:])
    )


def _beside(scene: Scene, trigger: Trigger, date: At[DateMention]) -> bool:
    """Whether the date stands right after a participle that is another trigger ("lancée en 2012")."""
    return any(
        verb.at != trigger.at
        and verb.tense == "participle"
        and 0 < date.first - verb.at <= _RIGHT_AFTER
        and verb.lemma not in scene.lexicon.words["asked"]
        for verb in scene.verbs
    )


def _far(scene: Scene, verb: Verb, date: At[DateMention]) -> bool:
    """Whether so much stands between verb and date that it says when something else was."""
    commas = scene.low[verb.at : date.first].count(",")
    parted = "," in scene.low[max(0, date.first - 2) : date.first]
    return date.first - verb.at > _LONG_WAY and commas > 1 and parted


def _taken(scene: Scene, trigger: Trigger, date: At[DateMention], others: list[Trigger]) -> bool:
    """Whether another trigger with its date stands before this one, parted by a comma from it."""
    verb = trigger.verb
    if verb is None or date.last >= verb.first:
        return False
    nearer = any(
        one.at < date.first
        and one.how in ("support", "noun", "happen", "verb")
        and 0 < date.first - one.last <= 10
        and scene.same_clause(one.at, date.first)
        for one in others
    )
    return nearer and "," in scene.low[date.last + 1 : verb.first]


def _aside(scene: Scene, date: At[DateMention], trigger: Trigger) -> int:
    """What speaks against a date that hangs on another word, or says until or for when."""
    open_end = 40 if date.mention.when.endswith("/..") else 0
    forward = date.first > 0 and scene.low[date.first - 1] in ("pour", "for")
    return (30 if _modifies(scene, date, trigger) else 0) + (20 if forward else 0) + open_end


def _modifies(scene: Scene, date: At[DateMention], trigger: Trigger) -> bool:
    """Whether the date hangs on a noun ("les résultats du 4 décembre") rather than on the verb."""
    k = date.first - 1
    return k >= 0 and scene.low[k] in ("du", "de", "des", "of") and k - trigger.last > 1


def _leads(scene: Scene, date: At[DateMention], at: int) -> bool:
    """Whether the date opens the sentence or the clause that the trigger's clause goes on with."""
    clause = scene.clause(at)
    while clause.joined >= 0:
        clause = scene.structure.clauses[clause.joined]
        opening = date.first - clause.begin <= 3
        if (
            opening
            and clause.verb is not None
            and scene.same_clause(date.first, clause.verb.at)
            and date.last < clause.verb.first
        ):
            return True
    return clause.kind == "main" and date.first <= 3 and date.last < at


def _appended(scene: Scene, date: At[DateMention], at: int) -> bool:
    """Whether the date is in a clause without a verb or in the relative clause right after the trigger."""
    other = scene.clause(date.first)
    return date.first > at and other.kind == "main" and other.verb is None and date.first - at <= 20
