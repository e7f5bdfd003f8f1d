"""Which drafts tell an event: a clear happening, done or planned, by somebody or on a day."""

from components.articles.dates import DateMention
from components.articles.proposals.denied import occurs
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import MUTUAL, SPOKEN
from components.articles.proposals.scene import Scene
from components.articles.proposals.verbs import Verb

DONE = ("past", "recent", "reported")
_STRONG = frozenset(
    {
        "strike",
        "accident",
        "legal",
        "election",
        "appointment",
        "inauguration",
        "agreement",
        "sanction",
        "protest",
        "vote",
    }
)


_GRAVE = frozenset({"strike", "accident", "protest"})


_NEAR, _BESIDE = 60, 25
_MONTH = 31


def worth(draft: Draft) -> int:
    """How clearly a draft tells an event; 0 for none."""
    scene, trigger = draft.scene, draft.trigger
    if scene.in_quotes(trigger.at) and not _quoted_news(draft):
        return 0
    if draft.type in SPOKEN and trigger.noun is None:
        return _speech(draft)
    if _in_doubt(scene, trigger.verb):
        return 0
    if draft.denied and trigger.how != "plain":
        return 3 if draft.has_date or (draft.parts and draft.type != "other") else 0
    if trigger.how == "plain":
        return _plain(draft)
    if trigger.how == "noun":
        return _noun(draft)
    assert trigger.verb is not None
    if trigger.how == "happen":
        return _happens(draft, trigger.verb)
    return _deed(draft, trigger.verb)


def _in_doubt(scene: Scene, verb: Verb | None) -> bool:
    """Whether it stands in a question: "refused to say whether they met", "on ignore si"; not in an "if" that opens."""
    if verb is None or not verb.finite:
        return False
    clause = scene.clause(verb.at)
    return clause.kind == "condition" and (clause.begin > 1 or scene.grammar.has(clause.begin, "asks_whether"))


def _quoted_news(draft: Draft) -> bool:
    """Whether a medium's own words are quoted: then they tell news, and are no opinion."""
    verb, told = draft.trigger.verb, draft.told
    if told is not None and told.carried and not draft.has_date:
        return False
    news = told is not None and (told.kind == "reports" or draft.by_media) and draft.type != "other"
    deed = verb is not None and verb.finite and verb.tense in DONE and draft.type not in SPOKEN
    return news and deed and (bool(draft.parts) or (verb is not None and verb.passive))


def _speech(draft: Draft) -> int:
    verb, scene = draft.trigger.verb, draft.scene
    assert verb is not None
    if draft.trigger.foretold and not verb.passive:
        told = _main(scene, verb) or _complement(scene, verb)
        return 3 if draft.has_date and told and not _conditional(scene, verb) else 0
    speaks = draft.by_agent or any(part.role == "source" for part in draft.parts) or draft.spoken is not None
    if not speaks or not verb.finite or verb.governor == "maybe" or (verb.negated and draft.type != "denial"):
        return 0
    if verb.passive and (not draft.by_agent or draft.type == "denial"):
        return 0
    if verb.tense not in (*DONE, "present", "pluperfect"):
        return 0
    quoting = scene.low[scene.clause(verb.at).begin] in ("comme", "as") and draft.spoken is not None
    if _aside(scene, verb) and not draft.has_date and not quoting and not within(draft):
        return 0
    if verb.tense == "pluperfect":
        return 2 if draft.has_date or draft.type == "denial" else 0
    opinion = verb.lemma in scene.lexicon.speech["opinion"]
    if verb.tense == "present":
        return 0 if opinion or not (_main(scene, verb) or quoting) or _is_state(verb) else 2
    return 2 if opinion else 4


def _is_state(verb: Verb) -> bool:
    """Whether it is like "il se dit attaché", which tells what somebody is like."""
    return verb.reflexive


def within(draft: Draft) -> bool:
    """Whether it is told as a part of another event: "..., au cours de laquelle il a dit"."""
    scene, verb = draft.scene, draft.trigger.verb
    assert verb is not None
    begin = scene.clause(verb.at).begin
    return any(scene.grammar.has(k, "during") for k in range(max(0, begin - 3), begin))


def _main(scene: Scene, verb: Verb) -> bool:
    return scene.clause(verb.at).kind == "main"


def _aside(scene: Scene, verb: Verb) -> bool:
    """Whether the verb stands in a clause that only adds to another."""
    return scene.clause(verb.at).kind in ("relative", "subordinate", "condition", "complement")


def _plain(draft: Draft) -> int:
    """A verb of no type counts where the same clause gives a day."""
    verb, scene = draft.trigger.verb, draft.scene
    assert verb is not None
    mention = draft.dated.mention
    if mention is None or verb.negated or verb.governor == "maybe":
        return 0
    if scene.clause(verb.at).verb is not verb:
        return 0
    if trigger_occurs(draft):
        return 3
    told = verb.tense in (*DONE, "future", "pluperfect") or verb.governor == "plan"
    if verb.lemma in scene.lexicon.speech["weak"] or not told or draft.dated.reason.key == "date_sentence":
        return 0
    known = mention.earliest is not None and mention.latest is not None
    day = (
        not mention.when
        or (known and _days(mention) <= _MONTH)
        or ((verb.governor == "plan" or (verb.tense == "future" and draft.parts)) and mention.latest is not None)
    )
    return 2 if day and (draft.parts or verb.passive) and not _aside(scene, verb) else 0


def _days(mention: DateMention) -> int:
    assert mention.earliest is not None
    assert mention.latest is not None
    return (mention.latest - mention.earliest).days


def trigger_occurs(draft: Draft) -> bool:
    """Whether the verb itself says that something takes place ("aura lieu le 3 mars"), whatever its subject is."""
    verb, scene = draft.trigger.verb, draft.scene
    if verb is None or verb.tense not in (*DONE, "future", "pluperfect", "present") or draft.dated.mention is None:
        return False
    held = verb.passive or verb.reflexive or verb.lemma not in scene.lexicon.words["held"]
    return held and occurs(scene, verb)


def _noun(draft: Draft) -> int:
    """A noun alone counts with a date of its own, or as what something came after ("depuis la victoire de X")."""
    scene, trigger = draft.scene, draft.trigger
    if (draft.type in SPOKEN and not draft.parts) or trigger.lemma in scene.lexicon.words["echo"]:
        return 0
    if draft.has_date:
        return 3
    linked = any(scene.grammar.has(k, "past_link") for k in range(max(0, trigger.first - 5), trigger.first))
    anchored = trigger.lemma in scene.lexicon.words["anchored"]
    return 1 if linked and anchored and draft.parts else 0


def _happens(draft: Draft, verb: Verb) -> int:
    if verb.negated and draft.stance.stance != "denies":
        return 0
    dated = draft.has_date
    lasted = verb.lemma in draft.scene.lexicon.words["ends"] and not dated
    if lasted or (draft.type in SPOKEN and draft.type != "report" and not draft.parts):
        return 0
    if verb.negated and draft.told is not None and draft.parts and occurs(draft.scene, verb):
        return 3
    if verb.governor == "maybe" or verb.tense in ("conditional", "subjunctive"):
        return 2 if dated and not _conditional(draft.scene, verb) else 0
    if verb.tense in DONE:
        return 4 if dated else 3 if draft.parts or verb.lemma not in ("être", "be") else 0
    if verb.tense == "future" or verb.governor == "plan":
        return 3 if dated or draft.parts else 0
    return 2 if dated else 0


def _deed(draft: Draft, verb: Verb) -> int:
    scene = draft.scene
    dated = draft.has_date
    if (verb.negated or _nobody(scene, verb)) and draft.stance.stance != "denies":
        return 0
    if not verb.finite or scene.reduced(verb):
        return _unfinished(draft, verb)
    if _prepared(draft, verb):
        return 3
    if verb.governor == "maybe" or verb.tense in ("conditional", "subjunctive", "imperfect"):
        day = dated and not draft.dated.when.endswith("/..")
        return 3 if day and verb.tense != "subjunctive" and not _conditional(scene, verb) else 0
    if _aside(scene, verb) and not _complement(scene, verb):
        met = draft.type in MUTUAL and verb.tense in DONE and len(draft.parts) > 1 and _tells_on(scene, verb)
        return 3 if dated or met else 0
    if verb.tense == "pluperfect":
        return 3 if dated else 0
    if verb.by in scene.lexicon.speech["wishes"] and not dated and draft.type not in _STRONG:
        return 0
    if verb.governor in ("plan", "promise") or verb.tense == "future":
        return 0 if _conditional(scene, verb) else 3 if dated or draft.parts else 0
    if verb.tense == "present":
        return 3 if dated or _under_way(draft, verb) else 0
    certain = (
        (verb.passive and (verb.tense != "reported" or draft.told is not None))
        or draft.type in _GRAVE
        or draft.by_media
        or (draft.type == "aid" and bool(scene.amounts))
        or (draft.type in ("vote", "launch") and _by_itself(draft, verb))
    )
    return 4 if dated else 3 if draft.parts or certain else 0


def _nobody(scene: Scene, verb: Verb) -> bool:
    """Whether it is told of nobody: "No one was hurt"."""
    begin = scene.clause(verb.at).begin
    return scene.clause(verb.at).joined < 0 and any(
        scene.low[k] in scene.lexicon.words["nobody"] for k in range(begin, min(begin + 2, verb.first))
    )


def _by_itself(draft: Draft, verb: Verb) -> bool:
    """As in "the bill passed by 64 votes to 56", "the rocket lifted off": what does so needs nobody named."""
    scene = draft.scene
    before = scene.low[scene.clause(verb.at).begin : verb.first]
    laws = scene.lexicon.words["laws"] if draft.type == "vote" else scene.lexicon.words["craft"]
    return bool(laws & set(before)) and _main(scene, verb)


def _under_way(draft: Draft, verb: Verb) -> bool:
    """As in "Vinex is buying Solenta, the companies said": what is being done, told as news."""
    progressive = (
        draft.scene.lexicon.language == "en" and draft.scene.low[verb.at].endswith("ing") and not verb.governor
    )
    news = draft.told is not None and draft.type in ("agreement", "aid", "movement", "launch", "sanction", "legal")
    return progressive and news and bool(draft.parts) and _main(draft.scene, verb)


def _tells_on(scene: Scene, verb: Verb) -> bool:
    """As in "travelled to Rome, where she met X": a clause with "where" that goes on with the story."""
    clause = scene.clause(verb.at)
    return clause.kind in ("relative", "subordinate") and scene.grammar.has(clause.begin, "whither")


def _prepared(draft: Draft, verb: Verb) -> bool:
    """As in "prepares a fine of 5 million", and "said that they were preparing" it: by somebody, or of a sum."""
    scene = draft.scene
    lasting = verb.tense == "present" or (verb.tense == "imperfect" and _complement(scene, verb))
    if not lasting or verb.governor or verb.lemma not in scene.lexicon.speech["prepares"]:
        return False
    told = _main(scene, verb) or _complement(scene, verb)
    sums = any(scene.same_clause(at.first, draft.trigger.at) for at in scene.amounts)
    return told and (bool(draft.parts) or sums)


def _complement(scene: Scene, verb: Verb) -> bool:
    return scene.clause(verb.at).kind == "complement"


def _conditional(scene: Scene, verb: Verb) -> bool:
    """Whether it hangs on an "if" of the sentence."""
    return scene.clause(verb.at).kind == "condition" or any(
        clause.kind == "condition" and clause.parent == scene.structure.owner[verb.at]
        for clause in scene.structure.clauses
    )


def _meant(draft: Draft, verb: Verb) -> bool:
    """Whether "to" after a date tells what for something was done then: "met on Tuesday to sign"."""
    mention = draft.dated.mention
    after = mention is not None and mention.end <= draft.scene.tokens[verb.first].start
    return after and draft.scene.lexicon.language == "en" and not verb.governor and draft.stance.stance != "plans"


def _unfinished(draft: Draft, verb: Verb) -> int:
    """A participle, gerund or infinitive: with a day close to it, or as the way in which the main verb was done."""
    mention, scene = draft.dated.mention, draft.scene
    near = False
    if mention is not None and not draft.dated.when.endswith("/.."):
        reach = _NEAR if draft.trigger.noun is not None or verb.first < verb.at else _BESIDE
        near = 0 <= mention.start - draft.end <= reach or abs(draft.start - mention.end) <= _BESIDE
    if verb.tense == "infinitive":
        return 2 if near and not verb.purpose and not _meant(draft, verb) else 0
    if verb.tense == "participle" or scene.reduced(verb):
        return 2 if near and draft.type != "other" else 0
    main = scene.clause(verb.at).verb
    said = main is not None and any(use.label == "statement" for use in scene.lexicon.triggers.get(main.lemma, ()))
    way = not said and main is not None and main.tense in DONE and scene.grammar.has(verb.first, "gerund")
    return 2 if near else 2 if way and draft.parts and draft.type not in SPOKEN else 0
