"""What takes up an event told before: a noun ("cet entretien", "the call"), or who joins in it."""

from collections.abc import Mapping, Sequence

from components.articles.proposals.denied import occurs
from components.articles.proposals.drafts import Draft
from components.articles.proposals.finer import within
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.verbs import use_of
from components.articles.proposals.when import Dated

_BACK, _FAR, _VERB_REACH, _RELATIVE_REACH, _STEM = 6, 4, 4, 7, 5
_RELATED = {
    "call": {"meeting", "call"},
    "meeting": {"call", "meeting"},
    "election": {"election", "vote"},
    "vote": {"vote", "election"},
    "inauguration": {"inauguration", "appointment"},
    "appointment": {"appointment", "inauguration"},
    "strike": {"strike"},
    "accident": {"accident", "strike"},
}


def taken_up(draft: Draft, events: Sequence[Draft], here: Draft | None) -> Draft | None:
    """The event that a noun takes up ("cet entretien", "the call"), ``None`` for a noun that tells a new one."""
    trigger = draft.trigger
    if _attends(draft) and events and events[-1].scene.number == draft.scene.number and related(draft, events[-1]):
        return events[-1]
    told = next((one for one in (here, *events[-1:]) if one is not None and _tells_more(draft, one)), None)
    if told is not None:
        return told
    meant = by_pronoun(draft, events)
    if meant is not None:
        return meant
    if trigger.noun is None or trigger.how == "support" or draft.type in SPOKEN:
        return None
    if here is not None and _one_kind(draft, here):
        return here
    if not _points_back(draft):
        return None
    dated = bool(draft.dated.when) and trigger.how == "noun"  # it may tell of another day, unless none is told yet
    near = [event for event in reversed(events[-_BACK:]) if draft.scene.number - event.scene.number <= _FAR]
    if dated:
        open_ = [one for one in near if not one.dated.when or within(draft.dated, one.dated)]
        near = [one for one in open_ if draft.scene.number - one.scene.number == 1]
    candidates = [event for event in near if event.scene.number < draft.scene.number or event.trigger.at < trigger.at]
    same = next((event for event in candidates if event.type not in SPOKEN and _same_word(draft, event)), None)
    staged = _stage(draft) or ends(draft)
    return same or next(
        (event for event in candidates if _one_kind(draft, event) and (staged or _dates_agree(draft, event))),
        None,
    )


def by_pronoun(draft: Draft, events: Sequence[Draft]) -> Draft | None:
    """The event that "it" stands for before a verb that only says when it was or ended: "it took place in Rome"."""
    scene, verb = draft.scene, draft.trigger.verb
    if verb is None or draft.trigger.noun is not None or not events or not verb.finite:
        return None
    subject = next((k for k in range(verb.first - 1, verb.first - 3, -1) if scene.grammar.has(k, "event_pronoun")), -1)
    if subject < 0 or not scene.same_clause(subject, verb.at):
        return None
    last = next((one for one in reversed(events[-2:]) if one.type not in SPOKEN), None)
    if last is None or draft.scene.number - last.last_scene > 1:
        return None
    lasts = verb.lemma in scene.lexicon.words["ends"] and scene.actor_over(subject) is None
    staged = verb.passive and verb.lemma in scene.lexicon.words["stages"] and related(draft, last)
    says = use_of(verb, scene.lexicon.happen, scene.low, min(len(scene.low), verb.at + 4)) is not None
    return last if occurs(scene, verb) or staged or (lasts and says) else None


def ends(draft: Draft) -> bool:
    """Whether it only tells that something ends, lasts or goes on."""
    verb = draft.trigger.verb
    lasting = verb is not None and verb.lemma in draft.scene.lexicon.words["ends"]
    return lasting and (draft.trigger.how == "happen" or draft.trigger.noun is None)


def by_object(draft: Draft, events: Sequence[Draft]) -> str:
    """The type of a draft by what a pronoun after or before its verb stands for: "l'a acceptée", "rejected it"."""
    scene, verb = draft.scene, draft.trigger.verb
    if verb is None or draft.type != "other" or draft.trigger.noun is not None or draft.trigger.object >= 0:
        return draft.type
    clitic = any(scene.grammar.has(k, "object_clitic") for k in range(max(0, verb.first - 1), verb.at))
    if not clitic and scene.low[verb.at + 1 : verb.at + 2] != ["it"]:
        return draft.type
    table = scene.lexicon.objects.get(verb.lemma, {})
    told = (word for event in events for word in (*event.words, event.object_word) if word in table)
    return next((table[word] for word in told), draft.type)


def by_its_verb(draft: Draft, verbs: Mapping[tuple[int, int], Draft]) -> Dated:
    """As in "l'appel serait parti jeudi" or "the meeting, held on Tuesday": the day of what the noun's verb tells."""
    if draft.trigger.how != "noun" or draft.has_date:
        return draft.dated
    last = draft.trigger.last
    near = (verbs.get((draft.scene.number, at)) for at in range(last + 1, last + _VERB_REACH))
    return next((one.dated for one in near if one is not None), draft.dated)


def _tells_more(draft: Draft, event: Draft) -> bool:
    """As in "l'aide serait versée en janvier", "an aid that is paid in June": a passive verb whose subject told it."""
    verb, scene = draft.trigger.verb, draft.scene
    if verb is None or draft.trigger.noun is not None or not verb.passive:
        return False
    if not related(draft, event) and verb.lemma not in scene.lexicon.words["stages"]:
        return False
    clause, owner = scene.clause(verb.at), scene.structure.owner
    relative = clause.kind == "relative" and scene.grammar.has(clause.begin, "who")
    first, reach = (clause.begin, _RELATIVE_REACH) if relative else (verb.first, _VERB_REACH)
    above = clause.parent if relative else owner[verb.at]
    nouns = [one.trigger for one in (event, *event.merged) if one.scene is scene]
    return any(
        one.noun is not None and 0 < first - one.at - len(one.noun.words) + 1 <= reach and owner[one.at] == above
        for one in nouns
    )


def _one_kind(draft: Draft, event: Draft) -> bool:
    """Whether a noun's type is that of the event; an inquiry takes up none but an inquiry, a trial none but a trial."""
    words = event.scene.lexicon.words
    if event.type == "protest" and draft.trigger.lemma in words["downs_tools"]:
        return True
    if not related(draft, event):
        return False
    kind = next((words[name] for name in ("inquiries", "trials") if draft.trigger.lemma in words[name]), None)
    return kind is None or _same_word(draft, event) or bool(kind & set(event.words))


def _stage(draft: Draft) -> bool:
    """Whether it tells when something ends or is paid, whose day is another than that of what was told before."""
    verb = draft.trigger.verb
    return draft.trigger.how == "happen" and verb is not None and verb.lemma in draft.scene.lexicon.words["stages"]


def _dates_agree(one: Draft, other: Draft) -> bool:
    same = not (one.dated.when and other.dated.when) or one.dated.when == other.dated.when
    return same or within(one.dated, other.dated)


def _attends(draft: Draft) -> bool:
    verb = draft.trigger.verb
    return verb is not None and verb.lemma in draft.scene.lexicon.speech["attends"] and draft.trigger.noun is None


def _points_back(draft: Draft) -> bool:
    """Whether a demonstrative stands before the noun, or the article without anything that says which one."""
    scene, trigger = draft.scene, draft.trigger
    if draft.denied and trigger.how == "noun":
        return not draft.parts
    if trigger.lemma in scene.lexicon.words["echo"]:
        return True
    k = trigger.at - 1
    while (
        k >= 0 and k >= trigger.at - 2 and not scene.grammar.has(k, "article") and not scene.grammar.has(k, "definite")
    ):
        k -= 1
    if scene.grammar.has(k, "definite") or scene.grammar.has(trigger.at, "definite"):
        return True
    after = trigger.at + len(trigger.noun.words) if trigger.noun else trigger.at
    told = scene.grammar.has(after, "of") or scene.grammar.has(after, "between") or scene.grammar.has(after, "with")
    happened = trigger.how == "happen"
    if k >= 0 and scene.low[k] == "des" and (k == 0 or scene.grammar.has(k - 1, "before_subject")):
        return False  # "des heurts ont éclaté" tells of new ones
    pointed = scene.grammar.has(trigger.at - 1, "mine") or (k == trigger.at - 1 and scene.grammar.has(k, "article"))
    return pointed and not told and (happened or not draft.dated.when)


def related(one: Draft, other: Draft) -> bool:
    """Whether two types go together."""
    return (one.type == other.type and one.type != "other") or one.type in _RELATED.get(other.type, ())


def _same_word(draft: Draft, event: Draft) -> bool:
    """Whether the noun's stem stands in what tells the event ("transférer", "ce transfert")."""
    stem = draft.trigger.lemma[:_STEM]
    told = event.scene.low[event.trigger.first : min(len(event.scene.low), event.trigger.last + 8)]
    return len(stem) == _STEM and any(word.startswith(stem) for word in told)
