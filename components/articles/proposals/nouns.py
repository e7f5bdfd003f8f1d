"""Nouns that tell events, and the verbs that lend them tense and subject or say that they took place."""

from collections.abc import Iterator
from dataclasses import replace

from components.articles.proposals.lexicon import Noun
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb, use_of

_SUPPORT_REACH = 7
_HAPPEN_REACH = 40
_NOT_LENT = ("statement", "other", "meeting", "election")


def outcomes(scene: Scene, nouns: list[Trigger]) -> list[Trigger]:
    """As in "la victoire de X à l'élection", which is told by both nouns: an election."""
    out: list[Trigger] = []
    for trigger in nouns:
        before = out[-1] if out else None
        outcome = before is not None and before.lemma in scene.lexicon.words["outcome"]
        if before is not None and outcome and trigger.type == "election" and trigger.first - before.last <= 8:
            out[-1] = replace(before, type="election", object=trigger.at)
        else:
            out.append(trigger)
    return out


def nouns_of(scene: Scene) -> Iterator[Trigger]:
    """The nouns of a sentence that tell events, each as a trigger by itself."""
    low = scene.low
    until = 0
    finite = {verb.at for verb in scene.verbs}
    finite |= {k for date in scene.dates for k in range(date.first, date.last + 1)}  # the month of March is no march
    for at in range(len(low)):
        noun = _noun_at(scene, at) if at >= until and at not in finite else None
        if noun is None or not _is_noun(scene, at) or _named(scene, at):
            continue
        last = at + len(noun.words) - 1
        if scene.lexicon.language == "en" and _noun_at(scene, last + 1) is not None:
            continue  # "compromise talks" are talks
        until = last + 1
        if noun.singular in scene.lexicon.words["casualties"] and low[at] != noun.singular:
            continue  # "trois morts" counts the dead
        labour = noun.singular == "strike" and any(word in scene.lexicon.words["labour"] for word in low)
        kind = "protest" if labour else noun.label
        yield Trigger(kind, "noun", at, last, at, noun=noun, lemma=noun.singular)


def _noun_at(scene: Scene, at: int) -> Noun | None:
    if at >= len(scene.low):
        return None
    for noun in scene.lexicon.nouns.get(scene.low[at], ()):
        if tuple(scene.low[at : at + len(noun.words)]) == noun.words:
            return noun
    return None


def _is_noun(scene: Scene, at: int) -> bool:
    """Whether the word is not only spoken of as an idea ("la possibilité d'un accord"), nor a form of a verb."""
    grammar, low = scene.grammar, scene.low
    if at >= 2 and grammar.has(at - 1, "of") and (low[at - 2] in scene.lexicon.words["indefinite_nouns"]):
        return False
    if at >= 3 and grammar.has(at - 2, "of") and (low[at - 3] in scene.lexicon.words["indefinite_nouns"]):
        return False
    verbal = ("will", "modal", "not_before", "infinitive_prepositions") if scene.lexicon.language == "en" else ()
    return not (at and any(grammar.has(at - 1, name) for name in verbal))


def _named(scene: Scene, at: int) -> bool:
    """Whether the word is part of a name of somebody ("Conférence des évêques")."""
    actor = scene.actor_over(at)
    return actor is not None and actor.mention.how in ("name", "alias", "spelling")


def linked_noun(scene: Scene, trigger: Trigger) -> Trigger:
    """The noun with the verb that lends it tense and subject, or that says that it took place."""
    verb = _before(scene, trigger)
    if verb is not None and describes(scene, verb):
        return trigger
    if verb is not None:
        used = use_of(verb, scene.lexicon.support, scene.low, trigger.at + 1)
        if used is not None and used[1] < trigger.at:
            first = verb.first if trigger.at - verb.at <= 4 else trigger.first
            planned = verb.lemma in scene.lexicon.speech["prepares"] and trigger.type != "statement"
            lent = trigger.type not in _NOT_LENT or planned
            lends = verb.lemma in scene.lexicon.speech["lends"] and lent
            lends = lends or verb.lemma in scene.lexicon.speech["attends"]
            trigger = replace(trigger, lends=lends)
            return replace(trigger, how="support", verb=verb, first=first, cancelled=used[0].label == "cancelled")
    verb = _after(scene, trigger)
    if verb is not None and _takes_place(scene, verb):
        return replace(trigger, how="happen", verb=verb)
    verb = _relative(scene, trigger)
    if verb is not None and use_of(verb, scene.lexicon.happen, scene.low, min(len(scene.low), verb.at + 4)) is not None:
        return replace(trigger, how="happen", verb=verb)
    verb = _after(scene, trigger)
    if verb is not None:
        label = use_of(verb, scene.lexicon.support, scene.low, verb.at + 1) if verb.passive else None
        if label is not None:
            return replace(trigger, how="happen", verb=verb, cancelled=label[0].label == "cancelled")
        if use_of(verb, scene.lexicon.happen, scene.low, min(len(scene.low), verb.at + 4)) is not None:
            return replace(trigger, how="happen", verb=verb)
    return trigger


def describes(scene: Scene, verb: Verb) -> bool:
    """As in "called the vote a disgrace": what the noun is said to be, and nothing that takes place."""
    if verb.lemma not in scene.lexicon.words["describes"] or verb.passive:
        return False
    if not (scene.grammar.has(verb.at + 1, "article") or scene.grammar.has(verb.at + 1, "definite")):
        return False
    dated = {k for at in scene.dates for k in range(at.first, at.last + 1)}
    after = range(verb.at + 3, min(len(scene.low), verb.at + 6))
    return any(scene.grammar.has(k, "describing") and k not in dated for k in after)


def _takes_place(scene: Scene, verb: Verb) -> bool:
    """Whether the verb says of any subject that it takes place."""
    used = use_of(verb, scene.lexicon.occurs, scene.low, min(len(scene.low), verb.at + 4))
    return used is not None and (verb.passive or verb.lemma not in scene.lexicon.words["held"])


def _before(scene: Scene, trigger: Trigger) -> Verb | None:
    """The verb whose object the noun is: close before it, with nothing but its words between."""
    for verb in reversed(scene.verbs):
        if verb.at >= trigger.first:
            continue
        aside = sum(last - first + 2 for first, last in _asides(scene) if verb.at < first < trigger.first)
        if (
            trigger.first - verb.at - aside > _SUPPORT_REACH
            or not scene.same_clause(verb.at, trigger.at)
            or verb.passive
        ):
            return None
        between = scene.low[verb.at + 1 : trigger.first]
        stops = {",", ";", ":", "(", *scene.lexicon.words["purpose"], *scene.lexicon.words["past_link"]}
        denied = scene.grammar.has(trigger.first - 1, "none")
        return None if denied or stops & set(between) or _in_phrase(scene, verb.at + 1, trigger.first) else verb
    return None


def _asides(scene: Scene) -> list[tuple[int, int]]:
    """First and last tokens of dates and places: they may stand between a verb and its object."""
    return [(at.first, at.last) for at in scene.dates] + [(at.first, at.last) for at in scene.places]


def _in_phrase(scene: Scene, begin: int, end: int) -> bool:
    """Whether a preposition other than that of the verb stands before the noun: "tuer dans un attentat".

    Those before dates, places and in amounts do not count: "ont signé jeudi à Rome un accord".
    """
    inner = {*scene.lexicon.words["place_preposition"], *scene.lexicon.words["by"], *scene.lexicon.words["with"]}
    inner |= scene.lexicon.words["of"] | scene.lexicon.words["to"]
    counted = scene.lexicon.words["quantity"]
    free = {k for at in scene.amounts for k in range(at.first, at.last + 2)}
    free |= {k for first, last in _asides(scene) for k in range(first - 1, last + 1)}
    places = [k for k in range(begin + 1, end) if k not in free and scene.low[k] in inner]
    return any(scene.low[k - 1] not in counted for k in places)


def _after(scene: Scene, trigger: Trigger) -> Verb | None:
    """The finite verb whose subject the noun may be: in its clause after it, no other noun of events between."""
    clause = scene.clause(trigger.at)
    verb = clause.verb
    if verb is None:
        return _relative(scene, trigger)
    if not trigger.last < verb.first <= trigger.last + _HAPPEN_REACH:
        return _relative(scene, trigger) if verb.first < trigger.at else None
    if _prepositional(scene, trigger.first) or _is_object(scene, trigger):
        return None
    return verb


def _is_object(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb that is not finite stands right before the noun: "pour regarder l'éclipse"."""
    return any(verb.tense in ("infinitive", "gerund") and 0 < trigger.first - verb.at <= 2 for verb in scene.verbs)


def _relative(scene: Scene, trigger: Trigger) -> Verb | None:
    """As in "la rencontre, qui a eu lieu ..."."""
    for clause in scene.structure.clauses:
        near = clause.kind == "relative" and 0 < clause.begin - trigger.last <= 3
        if near and clause.verb is not None and scene.grammar.has(clause.begin, "who"):
            return clause.verb
    return None


def _prepositional(scene: Scene, at: int) -> bool:
    """Whether the noun hangs on a preposition: then it is nobody's subject."""
    grammar = scene.grammar
    k = at - 1
    while k >= 0 and grammar.has(k, "determiner") and not _preposition(scene, k):
        k -= 1
    if k >= 0 and k == at - 1 and scene.low[k] in scene.lexicon.nouns:
        return _prepositional(scene, k)  # "à la primaire présidentielle"
    return k >= 0 and (_preposition(scene, k) or scene.low[k] in scene.lexicon.words["past_link"])


def _preposition(scene: Scene, at: int) -> bool:
    grammar = scene.grammar
    if scene.low[at] == "des" and (at == 0 or scene.grammar.has(at - 1, "before_subject")):
        return False
    names = ("of", "to", "with", "by", "place_preposition", "past_link", "purpose")
    return any(grammar.has(at, name) for name in names)
