"""What somebody denies: "denied that X had phoned Y", "a démenti avoir bombardé Z", "it did not happen", he said."""

from components.articles.claims.model import Attribution
from components.articles.proposals.roles import MUTUAL, SPOKEN, Part
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb, use_of

_NEXT, _NONE_REACH = 2, 4


def denying(scene: Scene, trigger: Trigger, told: Attribution | None) -> Verb | None:
    """The verb that denies the whole clause of a deed, ``None`` where the deed is told otherwise."""
    verb = trigger.verb
    if told is None or told.kind != "denies" or verb is None or verb.negated:
        return None
    if verb.governor == "maybe" and verb.by not in scene.lexicon.words["foretells"]:
        return None
    if trigger.type in SPOKEN or trigger.how == "noun" or told.content_start < told.start:
        return None
    cue = _above(scene, verb) if verb.finite else scene.clause(verb.at).verb
    if cue is None or not told.start <= scene.tokens[cue.at].start < told.content_start:
        return None
    return cue if verb.finite or verb.first - cue.at <= _NEXT else None


def denied_noun(scene: Scene, trigger: Trigger) -> Verb | None:
    """The verb that denies the deed that a noun names: "a démenti tout appel", "denied any call with Y"."""
    if trigger.how not in ("noun", "support") or trigger.type in SPOKEN or trigger.verb not in (None, *scene.verbs):
        return None
    verb = next((verb for verb in reversed(scene.verbs) if verb.at < trigger.first), None)
    if verb is None or verb.negated or verb.passive or not verb.finite or not scene.same_clause(verb.at, trigger.at):
        return None
    uses = scene.lexicon.triggers.get(verb.lemma, ())
    grammar = scene.grammar
    between = range(verb.at + 1, trigger.first)
    dated = {k for at in scene.dates for k in range(at.first, at.last + 1)}
    small = ("strict_determiner", "any_such", "adverb", "on")
    plain = all(k in dated or any(grammar.has(k, name) for name in small) for k in between)
    return verb if plain and any(use.label == "denial" and not use.rest for use in uses) else None


def with_denier(
    scene: Scene, trigger: Trigger, found: tuple[Part, ...], told: Attribution | None, cue: Verb | None
) -> tuple[Part, ...]:
    """The parts of a denied call or meeting, who denies it among them: "X denied any call with Y"."""
    if cue is None or told is None or not told.speaker or trigger.noun is None or trigger.type not in MUTUAL:
        return found
    known = any(part.key == told.speaker for part in found)
    between = any(
        scene.grammar.has(k, "between") for k in range(trigger.last + 1, min(len(scene.low), trigger.last + 3))
    )
    if known or between or not found:
        return found
    who = Part(
        told.speaker, "participant", "subject", scene.words(cue.first, cue.at), told.speaker_start, told.speaker_end
    )
    return (who, *found)


def _above(scene: Scene, verb: Verb) -> Verb | None:
    """The verb on which a clause with "that" hangs."""
    clause = scene.clause(verb.at)
    if clause.kind != "complement":
        return None
    while clause.parent >= 0:
        clause = scene.structure.clauses[clause.parent]
        if clause.verb is not None:
            return clause.verb
    return None


def contradicts(scene: Scene, said: Attribution | None) -> bool:
    """Whether what is said is that something told before did not take place: "it did not happen"."""
    if said is None:
        return False
    if any(_never_was(scene, verb) for verb in scene.verbs if _within(scene, verb, said)):
        return True
    return any(_none_was(scene, verb) for verb in scene.verbs if _within(scene, verb, said))


def _within(scene: Scene, verb: Verb, said: Attribution) -> bool:
    return said.content_start <= scene.tokens[verb.at].start < said.content_end


def _none_was(scene: Scene, verb: Verb) -> bool:
    """As in "there was no call", "il n'y a eu ni appel ni rencontre": of what people have with each other only."""
    there = any(scene.grammar.has(k, "there") for k in range(max(0, verb.first - 2), verb.first + 1))
    if not there or verb.governor or verb.lemma not in scene.lexicon.words["exists"]:
        return False
    near = range(verb.at + 1, min(len(scene.low), verb.at + 1 + _NONE_REACH))
    for k in near:
        if any(noun.label in ("call", "meeting") for noun in scene.lexicon.nouns.get(scene.low[k], ())):
            return verb.negated or any(scene.grammar.has(j, "none_of") for j in range(verb.at, k))
    return False


def _never_was(scene: Scene, verb: Verb) -> bool:
    passed = ("clitic", "adverb", "not_before", "such")
    for k in range(verb.first - 1, scene.clause(verb.at).begin - 1, -1):
        if scene.grammar.has(k, "that_event"):
            return verb.negated and verb.governor in ("", "done") and occurs(scene, verb)
        if not any(scene.grammar.has(k, name) for name in passed):
            break
    return False


def occurs(scene: Scene, verb: Verb) -> bool:
    """Whether the verb itself says that something takes place."""
    return use_of(verb, scene.lexicon.occurs, scene.low, min(len(scene.low), verb.at + 4)) is not None
