"""Who takes part in what a trigger tells: the subject, what stands after prepositions, the objects."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from components.articles.model import ActorMention
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.subjects import before, chain_of, is_small, subjects
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb

_ADDRESS_REACH = 3
MUTUAL = frozenset({"call", "meeting", "agreement", "election"})
SPOKEN = frozenset({"statement", "report", "denial"})


@dataclass(frozen=True)
class Part:
    """Somebody's part: the key of the figure, the role, and why (a key of the wordings with the word it names)."""

    key: str
    role: str
    why: str
    word: str
    start: int
    end: int


def parts(scene: Scene, trigger: Trigger, cue: tuple[int, int] = (0, 0)) -> tuple[Part, ...]:
    """The parts that the sentence of the trigger gives, each figure once, the subject first.

    ``cue`` is the stretch of the text that names on whose word it is told: who stands there takes no part.
    """
    if cue[0] < cue[1]:
        scene = replace(scene, actors=tuple(at for at in scene.actors if not cue[0] <= at.mention.start < cue[1]))
    found: list[Part] = []
    for part in _all(scene, trigger):
        if all(old.key != part.key for old in found):
            found.append(part)
    return tuple(found)


def _all(scene: Scene, trigger: Trigger) -> Iterator[Part]:
    verb = trigger.verb
    if verb is not None and not (trigger.how == "happen" and trigger.noun is not None):
        passive = verb.passive or verb.tense == "participle" or scene.reduced(verb)
        for at in subjects(scene, verb):
            suffers = passive or verb.lemma in scene.lexicon.words["dies"]
            yield _part(at, _subject_role(trigger, suffers), "subject", _words(scene, verb.first, verb.at))
    if trigger.noun is not None:
        yield from _complements(scene, trigger)
    if verb is not None and not trigger.cancelled:
        yield from _after(scene, trigger, verb)


def _part(at: At[ActorMention], role: str, why: str, word: str) -> Part:
    return Part(at.mention.key, role, why, word, at.mention.start, at.mention.end)


def _words(scene: Scene, first: int, last: int) -> str:
    return scene.words(first, last)


def _subject_role(trigger: Trigger, passive: bool) -> str:
    if trigger.type in SPOKEN:
        return "target" if passive else "source"
    if trigger.type in MUTUAL:
        return "participant"
    return "target" if passive else "initiator"


def _complements(scene: Scene, trigger: Trigger) -> Iterator[Part]:
    """What the noun of a trigger has after it: "entre A et B", "avec X", "de X", "contre X", "par X"."""
    noun = trigger.noun
    assert noun is not None
    last = trigger.at + len(noun.words) - 1
    end = _phrase_end(scene, last)
    near = [at for at in scene.actors if last < at.first < end and scene.same_clause(at.first, trigger.at)]
    yield from _genitive(scene, trigger)
    yield from _of_people(scene, trigger)
    yield from _prepositional(scene, trigger, near, noun.singular)


def _genitive(scene: Scene, trigger: Trigger) -> Iterator[Part]:
    """As in "Italy's referendum"."""
    near = [at for at in scene.actors if 0 < trigger.first - at.last <= 4 and at.last < trigger.at]
    for at in near[-1:]:
        between = scene.low[at.last + 1 : trigger.first]
        if between[:1] == ["'s"] or scene.low[at.last].endswith("'s"):
            role = "participant" if trigger.type in MUTUAL else "initiator"
            yield _part(at, role, "complement", trigger.lemma)


def _of_people(scene: Scene, trigger: Trigger) -> Iterator[Part]:
    """As in "a Russian drone strike", "une frappe russe": whose people the word beside the noun names."""
    if trigger.noun is None or trigger.type not in ("strike", "sanction", "aid", "protest"):
        return
    last = trigger.at + len(trigger.noun.words) - 1
    for at in scene.actors:
        beside = 0 <= trigger.first - at.last <= 2 if scene.lexicon.language == "en" else at.first == last + 1
        if at.mention.how == "demonym" and beside and at.last < trigger.at + len(trigger.noun.words) + 1:
            yield _part(at, "initiator", "complement", trigger.lemma)
            return


def _phrase_end(scene: Scene, last: int) -> int:
    """Where a sign or the next finite verb ends what follows the token ``last``."""
    verbs = (max(verb.first, last + 1) for verb in scene.verbs if verb.finite and verb.at > last)
    end = min(verbs, default=len(scene.low))
    return next((k for k in range(last + 1, end) if scene.low[k] in (";", ":", ".", "«")), end)


def _prepositional(scene: Scene, trigger: Trigger, near: list[At[ActorMention]], word: str) -> Iterator[Part]:
    role, joined = "", False
    for number, at in enumerate(near):
        k = before(scene, at)
        sign = scene.words(k, k) if k >= 0 else ""
        joined = bool(role) and (scene.grammar.has(k, "join") or (sign == "," and _listed(scene, at)))
        if joined and number:
            yield _part(at, role, "preposition", sign)
            continue
        role = _role_after(scene, trigger, at, k)
        if role:
            yield _part(at, role, "complement" if scene.grammar.has(k, "of") else "preposition", sign or word)


def _listed(scene: Scene, at: At[ActorMention]) -> bool:
    """Whether a name after a comma goes on a list, and does not begin a clause."""
    nxt = scene.low[at.last + 1] if at.last + 1 < len(scene.low) else ""
    return at.mention.how != "pronoun" and (nxt == "," or scene.grammar.has(at.last + 1, "join"))


def _role_after(scene: Scene, trigger: Trigger, at: At[ActorMention], k: int) -> str:
    """The role of what stands after a preposition, "" for none (a place, a complement of something else)."""
    grammar, mutual = scene.grammar, trigger.type in MUTUAL
    if k < 0:
        return ""
    if grammar.has(k, "between"):
        return "participant"
    if grammar.has(k, "by"):
        return "" if _of_another(scene, trigger, k) else "source" if trigger.type in SPOKEN else "initiator"
    if grammar.has(k, "against"):
        return "target"
    if grammar.has(k, "with"):
        return "participant"
    if trigger.type in ("sanction", "strike") and grammar.has(k, "upon"):
        return "target"
    if _placed(scene, trigger, at, k):
        return ""
    if trigger.type == "legal" and _sought(scene, trigger, k):
        return "target"
    if grammar.has(k, "of"):
        return _of_role(scene, trigger, k)
    if grammar.has(k, "to") and mutual:
        return "" if scene.lexicon.language == "fr" and trigger.type != "call" else "participant"
    if grammar.has(k, "to"):
        return "target"
    return ""


def _of_another(scene: Scene, trigger: Trigger, k: int) -> bool:
    """Whether "by" names who did something else: "accepted a plan put forward by X"."""
    near = [verb for verb in scene.verbs if trigger.last < verb.at < k and trigger.at != verb.at]
    return any(verb.tense == "participle" or scene.reduced(verb) for verb in near if verb is not trigger.verb)


def _sought(scene: Scene, trigger: Trigger, k: int) -> bool:
    """Whether "for" follows the noun of a legal act: "an arrest warrant for X"."""
    noun = trigger.noun
    return noun is not None and scene.grammar.has(k, "purpose") and 0 < k - trigger.at <= len(noun.words) + 1


def _of_role(scene: Scene, trigger: Trigger, k: int) -> str:
    noun = trigger.noun
    if noun is None or k - trigger.at - len(noun.words) > 3:
        return ""
    if trigger.type in MUTUAL:
        return "participant"
    return (
        "target"
        if trigger.type in ("legal", "sanction") or trigger.lemma in scene.lexicon.words["done_to"]
        else "initiator"
    )


def _placed(scene: Scene, trigger: Trigger, at: At[ActorMention], k: int) -> bool:
    """Whether a country or body is only where it happens: "en Ukraine", "in Kyiv", "aux États-Unis"."""
    if at.mention.how not in ("country", "metonym"):
        return scene.grammar.has(k, "inside") and at.mention.how in ("name", "alias")
    return scene.grammar.has(k, "inside") or (
        scene.grammar.has(k, "at") and trigger.type in ("other", "legal", "protest", "accident", "movement", "election")
    )


def _after(scene: Scene, trigger: Trigger, verb: Verb) -> Iterator[Part]:
    """Objects and prepositions after a verb, in its clause."""
    begin = _object_begin(trigger, verb)
    aims = (one.first for one in scene.verbs if one.purpose and one.tense == "infinitive" and one.first > begin)
    end = min(_phrase_end(scene, begin), next(aims, len(scene.low)))
    taken = {at.first for at in subjects(scene, verb)}
    near = [
        at
        for at in scene.actors
        if begin < at.first < end and at.first not in taken and scene.same_clause(at.first, verb.at)
    ]
    words = _words(scene, verb.first, verb.at)
    for number, at in enumerate(near):
        k = before(scene, at)
        if number == 0 and _takes_object(scene, trigger, verb) and _direct(scene, begin, k, at):
            role, why, word = _object_role(trigger), "object", words
        else:
            role, why, word = _later_role(scene, trigger, at, k), "preposition", scene.words(k, k)
        if role:
            yield _part(at, role, why, word)
            for other in chain_of(scene, near[number:])[1:]:
                yield _part(other, role, why, word)


def _object_begin(trigger: Trigger, verb: Verb) -> int:
    """The token after which objects are looked for."""
    if trigger.how == "support":
        return verb.at
    last = trigger.at + len(trigger.noun.words) - 1 if trigger.noun is not None else 0
    return max(trigger.last, verb.at, last)


def _takes_object(scene: Scene, trigger: Trigger, verb: Verb) -> bool:
    """Whether a name right after the verb is its object, in the event."""
    if verb.passive:
        return False
    return trigger.noun is None or (trigger.how == "happen" and verb.lemma in scene.lexicon.words["happens_to"])


def _direct(scene: Scene, begin: int, k: int, at: At[ActorMention]) -> bool:
    """Whether no preposition stands between the verb and a name, only what may stand before an object."""
    return k == begin or _apposed(scene, begin + 1, at.first) or (k > begin and _only_asides(scene, begin + 1, k + 1))


def _later_role(scene: Scene, trigger: Trigger, at: At[ActorMention], k: int) -> str:
    """The role of what stands after a preposition, "" for none; in statements only whom they are made to or by."""
    grammar, verb = scene.grammar, trigger.verb
    near = verb is not None and k - verb.at <= _ADDRESS_REACH
    if trigger.type in SPOKEN and not (grammar.has(k, "to") and near) and not grammar.has(k, "by"):
        return ""
    if trigger.type == "election" and _rival(scene, at):
        return "participant"
    return "" if grammar.has(k, "of") else _role_after(scene, trigger, at, k)


def _rival(scene: Scene, at: At[ActorMention]) -> bool:
    """Whether somebody is called the opponent: "son rival X", "beating incumbent X"."""
    return any(scene.low[k] in scene.lexicon.words["rivals"] for k in range(max(0, at.first - 2), at.last + 1))


def _apposed(scene: Scene, begin: int, end: int) -> bool:
    """Whether only a plain noun and its adjectives stand before a name: "racheter l'aciériste espagnol X"."""
    words = scene.lexicon.words
    between = [word for word in scene.low[begin:end] if not is_small(scene, word)]
    bars = words["of"] | words["to"] | words["by"] | words["with"] | words["against"] | words["place_preposition"]
    return len(between) <= 3 and all(
        word.isalpha() and word not in bars and word not in words["barred"] for word in between
    )


def _only_asides(scene: Scene, begin: int, end: int) -> bool:
    """Whether only adverbs, dates and determiners stand there."""
    dated = {k for date in scene.dates for k in range(date.first, date.last + 1)}
    words = scene.lexicon.words
    return all(
        k in dated or scene.low[k] in words["adverb"] or is_small(scene, scene.low[k]) for k in range(begin, end)
    )


def _object_role(trigger: Trigger) -> str:
    return "participant" if trigger.type in MUTUAL else "target"
