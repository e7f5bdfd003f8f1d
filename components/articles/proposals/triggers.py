"""The words of a sentence that tell an event, and the type they tell of."""

from collections.abc import Iterator
from dataclasses import replace

from components.articles.proposals.lexicon import Use
from components.articles.proposals.nouns import describes, linked_noun, nouns_of, outcomes
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb, use_of

_OBJECT_REACH, _FAR_OBJECT, _ABSTRACT = 9, 16, 5
_ARTICLE_AND_NOUN = 3
_CLOSERS = (".", ",", ";", ":", "!", "?", "»", "”", ")")


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
        return 2 if other.how == "happen" and one.type == "other" else 5
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
    small = lexicon.words["strict_determiner"]
    if any(low[k] in lexicon.nouns and low[k] not in small for k in range(verb.at + 1, place)):
        place = -1  # "signé un décret sur le traité": the nearer noun counts
    used = use_of(verb, lexicon.triggers, low, min(len(low), verb.at + _OBJECT_REACH))
    if place >= 0 and scene.grammar.has(place - 1, "none"):
        return None  # "issued no statement"
    label = table[low[place]] if place >= 0 else used[0].label if used else ""
    special = _special(scene, verb, label)
    if special or place >= 0:
        return replace(whole, type=special or label, object=place)
    harm = _harm(scene, verb) or _by_disaster(scene, verb, label)
    if harm is not None:
        return replace(whole, type=harm.type, object=harm.at)
    label = _harm_when(scene, verb) or label
    if label in ("", "other", "launch", "statement") and verb.governor == "promise" and verb.by in lexicon.triggers:
        return replace(whole, type="statement", lemma=verb.by)
    if used is not None and used[1] > verb.at and scene.grammar.has(used[1] - 1, "none"):
        return None  # "issued no statement"
    if used is None or _without_object(scene, used[0], used[1]):
        last = used[1] if used is not None else verb.at
        return replace(whole, type="other", how="plain", last=last) if verb.finite else None
    return replace(whole, type=label, last=used[1])


def _special(scene: Scene, verb: Verb, label: str) -> str:
    """The type that others around decide: money that is given, a court that rules, a study that says so."""
    words, low, lemma = scene.lexicon.words, scene.low, verb.lemma
    refuses = verb.by in words["refuses"] and lemma in words["telling"]
    if describes(scene, verb) or (verb.by in words["makes"] and lemma in words["known"]):
        return "statement"
    if refuses or (verb.negated and lemma in scene.lexicon.negated):
        return "denial"
    if _pays(scene, verb):
        return "aid"
    if lemma in words["hails"] and label == "meeting" and _hails(scene, verb):
        return "statement"
    if label in ("statement", "meeting", "") and (_by_phone(scene, verb) or _rings(scene, verb)):
        return "call"
    if label in ("statement", "") and _meets(scene, verb):
        return "meeting"
    if label == "meeting" and _rides(scene, verb):
        return "other"
    if label == "strike" and _downs_tools(scene, verb):
        return "protest"
    around = set(low[scene.clause(verb.at).begin : verb.first])
    if label == "accident" and words["abstract"] & set(low[max(0, verb.first - _ABSTRACT) : verb.first]):
        return "other"  # talks and prices collapse without an accident
    if label == "accident" and lemma in words["harm"] and not verb.passive and around & words["attackers"]:
        return "strike"
    if verb.passive and words["by"] & set(low[verb.at + 1 : verb.at + 5]):
        around |= set(low[verb.at + 1 : verb.at + 5])
    if lemma in words["court_acts"] and label != "legal" and around & words["courts"]:
        return "legal"
    if label == "statement" and words["studies"] & set(low[scene.clause(verb.at).begin :][:3]):
        return "report"
    votes = verb.passive or around & words["chambers"]
    return "other" if label == "vote" and lemma in words["may_vote"] and not votes else ""


def _without_object(scene: Scene, use: Use, last: int) -> bool:
    """Whether nothing follows that a deed needs to be one: "the rebels took over on Friday" is no agreement."""
    if " ".join((use.lemma, *use.rest)) not in scene.lexicon.words["needs_object"]:
        return False
    nxt = last + 1
    dated = any(date.first <= nxt <= date.last for date in scene.dates)
    ends = nxt >= len(scene.low) or scene.low[nxt] in _CLOSERS
    return (
        ends
        or dated
        or any(scene.grammar.has(nxt, name) for name in ("place_preposition", "past_link", "joiner", "on"))
    )


def _rides(scene: Scene, verb: Verb) -> bool:
    """Whether what is met is a plane or train, and nobody."""
    words, after = scene.lexicon.words, range(verb.at + 1, min(len(scene.low), verb.at + _ARTICLE_AND_NOUN))
    return verb.lemma in words["meets_somebody"] and any(scene.low[k] in words["vehicles"] for k in after)


def _meets(scene: Scene, verb: Verb) -> bool:
    """Whether people talk with somebody, or one receives another: "discussed it with X", "received X"."""
    words = scene.lexicon.words
    after = [at for at in scene.actors if at.first > verb.at and scene.same_clause(at.first, verb.at)]
    if verb.negated or not after:
        return False
    if verb.passive:
        return verb.lemma in words["hosts"] and _hosted(scene, verb, after[0].first)
    if verb.lemma in words["hosts"]:
        return after[0].first == verb.at + 1 and after[0].mention.how in ("name", "alias", "title", "pronoun")
    return verb.lemma in words["talking"] and any(scene.grammar.has(at.first - 1, "with") for at in after)


def _hosted(scene: Scene, verb: Verb, host: int) -> bool:
    """Whether somebody was received by somebody who is named: "X was received by Y"."""
    guest = any(at.last < verb.first and scene.same_clause(at.first, verb.at) for at in scene.actors)
    by = next((k for k in range(max(verb.at + 1, host - 3), host) if scene.grammar.has(k, "by")), host)
    return guest and host - verb.at < _OBJECT_REACH and any(token.capital for token in scene.tokens[by + 1 : host + 1])


def _pays(scene: Scene, verb: Verb) -> bool:
    """Whether money is given, or help worth money."""
    words = scene.lexicon.words
    if verb.lemma not in words["gives"] or verb.passive:
        return False
    near = [at for at in scene.amounts if 0 < at.first - verb.at <= _FAR_OBJECT]
    paid = [at for at in near if scene.same_clause(at.first, verb.at)]
    if not paid:
        return False
    given = verb.lemma in words["gives_money"] or _promised(scene, verb, paid[0].first)
    return given or _aid_near(scene, paid[0].last) or bool(words["help"] & set(scene.low[verb.at + 1 : paid[0].first]))


def _promised(scene: Scene, verb: Verb, at: int) -> bool:
    """Whether money is promised itself, right after the verb, and not for something ("offered 5 million for X")."""
    words = scene.lexicon.words
    between = [word for word in scene.low[verb.at + 1 : at] if word not in words["adverb"]]
    return (
        verb.lemma in words["gives_words"] and len(between) <= 1 and not words["purpose"] & set(scene.low[at : at + 8])
    )


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


def _rings(scene: Scene, verb: Verb) -> bool:
    """As in "a appelé Jean Petit jeudi": a name right after the verb, and nothing that says what he is called (to)."""
    if verb.lemma not in scene.lexicon.words["rings"] or verb.passive or verb.reflexive or verb.purpose:
        return False
    named = ("name", "alias", "title")
    called = next((at for at in scene.actors if at.first == verb.at + 1 and at.mention.how in named), None)
    if called is None:
        return False
    after = called.last + 1
    dated = any(at.first - 1 <= after <= at.first for at in scene.dates)
    return dated or after >= len(scene.low) or scene.low[after] in _CLOSERS


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


def _by_disaster(scene: Scene, verb: Verb, label: str) -> Trigger | None:
    """The disaster that did it: "frappée par un séisme" is no attack."""
    if label != "strike" or not verb.passive or not scene.grammar.has(verb.at + 1, "by"):
        return None
    if not scene.grammar.has(verb.at + 2, "small"):
        return None  # "hit by enemy fire"
    near = range(verb.at + 3, verb.at + _OBJECT_REACH)
    first = next((noun for noun in nouns_of(scene) if noun.first in near and scene.same_clause(noun.at, verb.at)), None)
    return first if first is not None and first.type == "accident" else None


def _harm_when(scene: Scene, verb: Verb) -> str:
    """The type of what people died or were hurt in, told by a clause: "were killed when a bridge collapsed"."""
    if verb.lemma not in scene.lexicon.words["harm"]:
        return ""
    here = scene.structure.owner[verb.at]
    for clause in scene.structure.clauses:
        if clause.parent == here and clause.verb is not None and scene.grammar.has(clause.begin, "moment"):
            cause = clause.verb
            used = use_of(cause, scene.lexicon.triggers, scene.low, min(len(scene.low), cause.at + _OBJECT_REACH))
            if used is not None and used[0].label in ("accident", "strike"):
                return used[0].label
    return ""


def _hails(scene: Scene, verb: Verb) -> bool:
    """Whether what is welcomed is something told, and nobody: "welcomed the vote"."""
    after = [at.first for at in scene.actors if at.first > verb.at and scene.same_clause(at.first, verb.at)]
    if not after and scene.grammar.has(verb.at + 1, "strict_determiner"):
        return True  # "welcomed the choice"
    nouns = (noun for noun in nouns_of(scene) if noun.type != "meeting" and noun.first > verb.at)
    told = next((noun.first - verb.at for noun in nouns), _OBJECT_REACH)
    return told <= 3 and (not after or after[0] - verb.at > told)


def _downs_tools(scene: Scene, verb: Verb) -> bool:
    """Whether working people strike: they stop work, and hit nothing."""
    if verb.lemma not in scene.lexicon.words["strikes"] or verb.passive:
        return False
    return bool(scene.lexicon.words["labour"] & set(scene.low[max(0, verb.first - 3) : verb.first]))


def _object_places(scene: Scene, verb: Verb) -> Iterator[int]:
    """Where the object of a verb may stand: after it, or before a passive or reflexive one, in the same clause."""
    after = range(verb.at + 1, min(len(scene.low), verb.at + _FAR_OBJECT))
    before = range(verb.first - 1, max(-1, verb.first - _OBJECT_REACH), -1)
    for way in (before, after) if verb.passive else (after,):
        for k in way:
            if scene.low[k] in (";", ":", "«") or not scene.same_clause(k, verb.at):
                break
            yield k
