"""Which noun a date belongs to: "les accords du 12 février", "la réunion tenue mercredi"."""

from components.articles.dates import DateMention
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb

_COUNTED = frozenset({"later", "away", "event_day", "unresolved without a publication date"})
_NOUN_REACH, _NOUN_GAP, _OUT_OF_REACH = 12, 4, 8


def attached(scene: Scene, date: At[DateMention], others: list[Trigger]) -> Trigger | None:
    """The noun that the date belongs to: "les accords du 12 février", "l'élection, les 16 et 17 juin"."""
    for one in reversed(others):
        if one.noun is None or not 0 < date.first - _last(one) <= _NOUN_REACH:
            continue
        held = _held_between(scene, one, date)
        if held is None or (one.first and scene.low[one.first - 1] in scene.lexicon.words["topic"]):
            continue
        gap = scene.low[_last(one) + 1 : date.first]
        direct = held or _of_noun(scene, one, date, gap)
        listed = gap[-1:] == [","] or (bool(gap) and gap[-1] in scene.lexicon.words["listed_dates"] and "," in gap)
        if one.how == "noun" and (direct or listed):
            return one
        if one.how != "noun" and direct and (held or len(gap) <= 2):
            return one
    for one in others:
        if one.noun is not None and one.how == "noun" and 0 < one.at - date.last <= 4 and _offset(scene, date, one):
            return one
    return None


def _last(trigger: Trigger) -> int:
    """The last token of the trigger's noun."""
    return trigger.at + (len(trigger.noun.words) if trigger.noun else 1) - 1


def _held_between(scene: Scene, one: Trigger, date: At[DateMention]) -> bool | None:
    """Whether a participle says that the noun took place then; ``None`` where too much stands between."""
    last = _last(one)
    between = [verb for verb in scene.verbs if verb.first > last and verb.at < date.first]
    if any(verb.finite and not scene.reduced(verb) for verb in between) or (
        between and not _occurring(scene, between[0])
    ):
        return None
    if not between and _loose(scene, last, date.first) > _NOUN_GAP:
        return None
    return bool(between)


def _of_noun(scene: Scene, one: Trigger, date: At[DateMention], gap: list[str]) -> bool:
    """Whether the words before the date tie it to the noun: "of" always, "on" only where no verb stands before."""
    words, first = scene.lexicon.words, scene.low[date.first]
    if (gap and gap[-1] in words["tied"]) or first in words["of"]:
        return True
    verb = scene.clause(one.at).verb
    free = verb is None or verb.at > one.at or one.at - verb.at > _OUT_OF_REACH
    return free and (not gap or gap[-1] in words["on"] or first in words["on"])


def _occurring(scene: Scene, verb: Verb) -> bool:
    """As in "la réunion tenue mercredi": a participle that says that it took place."""
    if verb.tense != "participle" and not scene.reduced(verb):
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
    counts = date.mention.rule.rpartition(":")[2] in _COUNTED  # not "on Monday after a report"
    return (
        counts
        and bool(gap)
        and gap[0] in ("après", "after")
        and all(word in scene.lexicon.words["determiner"] for word in gap[1:])
    )
