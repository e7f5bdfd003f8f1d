"""The words of a sentence that tell an event, and the type they tell of."""

from collections.abc import Iterator
from dataclasses import replace

from components.articles.proposals.nouns import linked_noun, nouns_of, outcomes
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb, use_of

_OBJECT_REACH, _FAR_OBJECT = 9, 16


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a sentence in reading order, none overlapping another."""
    nouns = outcomes(scene, list(nouns_of(scene)))
    by_verb = [trigger for verb in scene.verbs if (trigger := _verb(scene, verb)) is not None]
    if not scene.dates:
        by_verb = [trigger for trigger in by_verb if trigger.how != "plain"]
    linked = [linked_noun(scene, noun) for noun in nouns]
    found: list[Trigger] = []
    for trigger in (*linked, *by_verb):
        _add(found, trigger)
    found = [_answer(scene, trigger, found) for trigger in found]
    return sorted(found, key=lambda trigger: trigger.at)


def _answer(scene: Scene, trigger: Trigger, found: list[Trigger]) -> Trigger:
    """As in "a riposté en renvoyant trois diplomates": how it was answered says what it was."""
    if trigger.lemma not in scene.lexicon.speech["answers"] or trigger.type == "statement":
        return trigger
    ways = [one for one in found if one.verb is not None and one.verb.tense == "gerund" and one.at > trigger.at]
    return replace(trigger, type=ways[0].type) if ways else trigger


def _add(found: list[Trigger], new: Trigger) -> None:
    """Keep of triggers with one verb or overlapping words the more telling one."""
    for k, old in enumerate(found):
        same_verb = new.verb is not None and old.verb is not None and new.verb.at == old.verb.at
        overlap = new.first <= old.last and old.first <= new.last
        overlap = overlap or old.first <= new.object <= old.last or new.first <= old.object <= new.last
        if not (same_verb or overlap):
            continue
        if _weight(new, old) > _weight(old, new):
            found[k] = new if not same_verb else _spanning(new, old)
        return
    found.append(new)


def _spanning(new: Trigger, old: Trigger) -> Trigger:
    return replace(new, object=old.at) if new.object < 0 and old.noun is not None else new


def _weight(one: Trigger, other: Trigger) -> int:
    """A verb with its object, then a noun that a verb supports, then a verb alone."""
    if one.how == "verb" and (one.object >= 0 or one.last > one.at):
        return 5
    if one.how == "support":
        assert one.verb is not None
        if one.lends:
            return 6
        return 2 if other.how == "verb" and other.type not in ("other", "launch", "aid", "proposal") else 4
    return {"verb": 3, "happen": 3, "noun": 1, "plain": 0}[one.how]


def _verb(scene: Scene, verb: Verb) -> Trigger | None:
    """The trigger that a verb is: by its object, by others around it, or by itself."""
    lexicon, low = scene.lexicon, scene.low
    whole = Trigger("", "verb", verb.first, verb.at, verb.at, verb, lemma=verb.lemma)
    table = lexicon.objects.get(verb.lemma, {})
    place = next((k for k in _object_places(scene, verb) if low[k] in table), -1)
    if any(low[k] in lexicon.nouns and k != place for k in range(verb.at + 1, place)):
        place = -1  # "signé un décret sur le traité": the nearer noun counts
    used = use_of(verb, lexicon.triggers, low, min(len(low), verb.at + _OBJECT_REACH))
    if place >= 0 and scene.grammar.has(place - 1, "none"):
        return None  # "issued no statement"
    label = table[low[place]] if place >= 0 else used[0].label if used else ""
    special = _special(scene, verb, label)
    if special or place >= 0:
        return replace(whole, type=special or label, object=place)
    harm = _harm(scene, verb)
    if harm is not None:
        return replace(whole, type=harm.type, object=harm.at)
    if label in ("", "other", "launch", "statement") and verb.governor == "promise" and verb.by in lexicon.triggers:
        return replace(whole, type="statement", lemma=verb.by)
    if used is not None and used[1] > verb.at and scene.grammar.has(used[1] - 1, "none"):
        return None  # "issued no statement"
    if used is None:
        return replace(whole, type="other", how="plain") if verb.finite else None
    return replace(whole, type=label, last=used[1])


def _special(scene: Scene, verb: Verb, label: str) -> str:
    """The type that others around decide: money that is given, a court that rules, a study that says so."""
    words, low, lemma = scene.lexicon.words, scene.low, verb.lemma
    refuses = verb.by in words["refuses"] and lemma in words["telling"]
    if refuses or (verb.negated and lemma in scene.lexicon.negated):
        return "denial"
    if _pays(scene, verb):
        return "aid"
    if label in ("statement", "meeting", "") and _by_phone(scene, verb):
        return "call"
    if label in ("statement", "") and _meets(scene, verb):
        return "meeting"
    around = set(low[scene.clause(verb.at).begin : verb.first])
    if verb.passive and words["by"] & set(low[verb.at + 1 : verb.at + 5]):
        around |= set(low[verb.at + 1 : verb.at + 5])
    if lemma in words["court_acts"] and label != "legal" and around & words["courts"]:
        return "legal"
    if label == "statement" and words["studies"] & set(low[scene.clause(verb.at).begin :][:3]):
        return "report"
    votes = verb.passive or around & words["chambers"]
    return "other" if label == "vote" and lemma in words["may_vote"] and not votes else ""


def _meets(scene: Scene, verb: Verb) -> bool:
    """Whether people talk with somebody, or one receives another: "discussed it with X", "received X"."""
    words = scene.lexicon.words
    after = [at for at in scene.actors if at.first > verb.at and scene.same_clause(at.first, verb.at)]
    if verb.negated or verb.passive or not after:
        return False
    if verb.lemma in words["hosts"]:
        return after[0].first == verb.at + 1 and after[0].mention.how in ("name", "alias", "title", "pronoun")
    return verb.lemma in words["talking"] and any(scene.grammar.has(at.first - 1, "with") for at in after)


def _pays(scene: Scene, verb: Verb) -> bool:
    """Whether money is given, or help worth money."""
    words = scene.lexicon.words
    if verb.lemma not in words["gives"] or verb.passive:
        return False
    near = [at for at in scene.amounts if 0 < at.first - verb.at <= _FAR_OBJECT]
    paid = [at for at in near if scene.same_clause(at.first, verb.at)]
    return bool(paid) and (verb.lemma in words["gives_money"] or _aid_near(scene, paid[0].last))


def _by_phone(scene: Scene, verb: Verb) -> bool:
    """Whether people speak by telephone: "told them by phone", "se sont parlé au téléphone"."""
    low, words = scene.low, scene.lexicon.words
    if verb.lemma not in words["telling"] | words["talking"] or verb.purpose:
        return False
    near = range(verb.at + 2, min(len(low), verb.at + _FAR_OBJECT))
    return any(
        low[k] in words["phone"] and low[k - 1] in words["phone_preposition"]
        for k in near
        if scene.same_clause(k, verb.at)
    )


def _aid_near(scene: Scene, at: int) -> bool:
    """Whether what is given is help: "$5 million in aid", "d'armes"."""
    return any(word in scene.lexicon.words["help"] for word in scene.low[at + 1 : at + 6])


def _harm(scene: Scene, verb: Verb) -> Trigger | None:
    """What people died or were hurt in: "tués dans un incendie"."""
    if verb.lemma not in scene.lexicon.words["harm"]:
        return None
    reach = range(verb.at, verb.at + _OBJECT_REACH)
    inside = scene.lexicon.words["place_preposition"] | scene.lexicon.words["where"]
    return next(
        (
            noun
            for noun in nouns_of(scene)
            if noun.type in ("accident", "strike")
            and noun.first in reach
            and any(scene.low[k] in inside for k in range(verb.at + 1, noun.first))
        ),
        None,
    )


def _object_places(scene: Scene, verb: Verb) -> Iterator[int]:
    """Where the object of a verb may stand: after it, or before a passive or reflexive one, in the same clause."""
    after = range(verb.at + 1, min(len(scene.low), verb.at + _FAR_OBJECT))
    before = range(verb.first - 1, max(-1, verb.first - _OBJECT_REACH), -1)
    for way in (before, after) if verb.passive else (after,):
        for k in way:
            if scene.low[k] in (";", ":", "«") or not scene.same_clause(k, verb.at):
                break
            yield k
