"""What somebody denies: "denied that X had phoned Y", "a démenti avoir bombardé Z", "it did not happen", he said."""

from components.articles.claims.model import Attribution
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.verbs import Verb, use_of

_NEXT = 2


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
    return any(_never_was(scene, verb) for verb in scene.verbs if _within(scene, verb, said))


def _within(scene: Scene, verb: Verb, said: Attribution) -> bool:
    return said.content_start <= scene.tokens[verb.at].start < said.content_end


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
