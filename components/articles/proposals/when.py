"""When: which date of the text is that of a trigger, and how it is written."""

import datetime
from dataclasses import dataclass

from components.articles.dates import DateMention
from components.articles.model import Reason
from components.articles.proposals.attached import attached
from components.articles.proposals.dating import direction_of, fitted, pair, soon, written
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.urging import urged
from components.articles.proposals.verbs import Verb

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
    coming = (planned and trigger.how == "support") or urged(scene, trigger.verb) or soon(best, trigger)
    mention = fitted(mention, 1 if coming else direction_of(trigger), published)
    before = scene.low[max(0, best.first - 3) : best.first + 1]
    excluded = any(word in scene.lexicon.words["excluding"] for word in before) and "edge" not in mention.rule
    when, key = written(mention, excluded, planned, published)
    if when.endswith("/..") and any(word in scene.lexicon.words["since"] for word in before):
        when = when[:-3]
    if trigger.verb is not None and _names(best, trigger):
        when, key = _own_day(mention, when), "date"
    both = pair(scene, best)
    if both is not None:
        mention, when = both, both.when
    if key == "date" and not _close(scene, trigger, best):
        key = "date_sentence"
    return Dated(when, mention, Reason(key, {"words": mention.text, "rule": mention.rule}))


def _names(date: At[DateMention], trigger: Trigger) -> bool:
    """Whether the event itself is what the date counts from ("before X takes office")."""
    return "anchor" in date.mention.rule and date.first <= trigger.at <= date.last


def _own_day(mention: DateMention, when: str) -> str:
    """The day of the event that an open date counts from: its limit."""
    if mention.when.endswith("/.."):
        return mention.when[:-3]
    return when.rpartition("/")[2] if mention.when.startswith("../") else when


def _bounds(scene: Scene, date: At[DateMention], verb: Verb) -> bool:
    """Whether what bounds the verb's event is all that a subordinate clause tells ("... before X takes office")."""
    clause = scene.clause(date.first)
    opens = clause.kind == "subordinate" and 0 < date.first - clause.begin <= 2
    return opens and "anchor" in date.mention.rule and clause.parent == scene.structure.owner[verb.at]


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
    owner = attached(scene, date, others)
    if verb is None or (owner is not None and owner.at != trigger.at):
        return -1
    if trigger.type in SPOKEN and (date.mention.when.endswith("/..") or _forward(scene, date)):
        return -1
    if owner is None and (_beside(scene, trigger, date) or _far(scene, verb, date)):
        return -1
    if owner is None and _taken(scene, trigger, date, others):
        return -1
    if trigger.cancelled and date.last < verb.first and owner is not None:
        return -1  # "les blocages, commencés lundi, seront levés vendredi"
    distance = min(abs(date.first - verb.at), abs(date.first - trigger.at)) + (0 if owner is None else -50)
    if scene.same_clause(date.first, verb.at) or (trigger.noun is not None and _noun_has(scene, trigger, date)):
        leading = date.first <= 3 and date.last < verb.first and owner is None
        return 100 + (min(distance, 4) if leading else distance) + _aside(scene, date, trigger)
    if _leads(scene, date, verb.at) or _bounds(scene, date, verb):
        return 200 + distance
    if _of_object(scene, trigger, date):
        return 250 + distance
    if _appended(scene, date, verb.at):
        return 300 + distance
    return -1


def _of_object(scene: Scene, trigger: Trigger, date: At[DateMention]) -> bool:
    """Whether a clause about what did the harm gives the day: "ont péri dans le séisme qui a secoué ... lundi"."""
    clause = scene.clause(date.first)
    harmed = trigger.type in ("accident", "strike") and trigger.object > trigger.at
    return harmed and clause.kind == "relative" and 0 < clause.begin - trigger.object <= _RIGHT_AFTER


def _noun_has(scene: Scene, trigger: Trigger, date: At[DateMention]) -> bool:
    """Whether a date of the noun's clause is not its own verb's: "the talks, which ..., end on Friday"."""
    own = scene.clause(trigger.at).verb
    free = own is None or trigger.verb is None or own.at == trigger.verb.at or date.last < own.first
    return free and scene.same_clause(date.first, trigger.at)


def _noun_cost(scene: Scene, trigger: Trigger, date: At[DateMention], others: list[Trigger]) -> int:
    owner = attached(scene, date, others)
    if owner is not None:
        return 0 if owner.at == trigger.at else -1
    return -1


def _beside(scene: Scene, trigger: Trigger, date: At[DateMention]) -> bool:
    """Whether the date stands right after a participle that is another trigger ("lancée en 2012")."""
    own = trigger.verb.at if trigger.verb is not None else trigger.at
    if any(verb.at > own and urged(scene, verb) and 0 < date.first - verb.at <= _RIGHT_AFTER for verb in scene.verbs):
        return True  # "called on them to march on Wednesday"
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
    return (30 if _modifies(scene, date, trigger) else 0) + 20 * _forward(scene, date) + open_end


def _forward(scene: Scene, date: At[DateMention]) -> bool:
    """Whether it says for when, not when: "reported a loss for 2023", "convened a meeting for Monday"."""
    return date.first > 0 and scene.low[date.first - 1] in ("pour", "for")


def _modifies(scene: Scene, date: At[DateMention], trigger: Trigger) -> bool:
    """Whether the date hangs on a noun ("les résultats du 4 décembre") rather than on the verb."""
    k = date.first - 1
    return k >= 0 and scene.grammar.has(k, "of") and k - trigger.last > 1


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
