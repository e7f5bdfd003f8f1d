"""Several sentences, one event: what takes up an event told before, and what is told twice."""

from collections.abc import Sequence
from dataclasses import replace

from components.articles.model import Reason
from components.articles.proposals.denying import deny
from components.articles.proposals.drafts import Draft
from components.articles.proposals.finer import is_finer
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.select import DONE, within
from components.articles.proposals.taking_up import by_its_verb, by_object, by_pronoun, ends, taken_up
from components.articles.proposals.twice import same_event
from components.articles.proposals.when import Dated

_BACK, _DAY = 6, 10


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """The events among the drafts, in reading order, each holding the drafts that are about it too."""
    events: list[Draft] = []
    taken: dict[int, Draft] = {}
    verbs = {(one.scene.number, one.trigger.first): one for one in drafts if one.trigger.how == "plain"}
    for draft in drafts:
        here = draft.scene.number
        if draft.score < 0:
            continue
        before = taken_up(draft, events, taken.get(here))
        if before is not None:
            draft.dated = by_its_verb(draft, verbs)
            if by_pronoun(draft, events) is before:
                draft.parts = ()  # "it" is the event, and nobody
            _take_up(before, draft)
            taken[here] = before
            continue
        if draft.score == 0:
            continue
        draft.type = by_object(draft, events[-1:])
        draft.context = _context(draft, events, taken.get(here))
        _settle(draft)
        _reply(draft, events)
        if _comments(draft):
            draft.told = None
        again = _told_twice(draft, events)
        if again is None:
            events.append(draft)
        else:
            _take_up(again, draft, similar=True)
    for number, event in enumerate(events):
        _settle(event)
        deny(event, events[max(0, number - 2 * _BACK) : number + _BACK])
    return events


def _take_up(event: Draft, draft: Draft, similar: bool = False) -> None:
    event.merged.append(draft)
    if draft.denied and event.parts:
        draft.parts = ()  # who denies a call need not have been in it
    if similar and (event.type, draft.type) == ("meeting", "call"):
        event.type = "call"
    further = not similar and draft.scene is event.scene and draft.trigger.noun is None
    if further or _comments(draft):
        draft.told = None  # who condemns a strike says nothing of whether it was
    event.reasons.append(Reason("merge_similar" if similar else "merge", {"words": _shown(draft)}))
    if ends(draft):
        _until(event, draft)
    elif _ahead(event, draft):
        return
    elif draft.dated.when and not event.dated.when:
        reason = draft.dated.reason
        if draft.scene.number != event.scene.number:
            reason = Reason("date_same_event", reason.values)
        event.dated = replace(draft.dated, reason=reason)
    elif draft.has_date and not event.has_date:
        event.dated = draft.dated
    elif is_finer(draft, event):
        event.dated = replace(draft.dated, reason=Reason("date_finer", draft.dated.reason.values))


def _ahead(event: Draft, draft: Draft) -> bool:
    """Whether what is told on is planned, of a deed that is done: "has agreed ... the deal is to close in May"."""
    verb = event.trigger.verb
    done = verb is not None and verb.finite and verb.tense in DONE and event.stance.stance == "asserts"
    return done and draft.stance.stance == "plans"


def _until(event: Draft, end: Draft) -> None:
    """An end that was reached dates what has no day; with the day on which it began it makes an interval."""
    first, last = event.dated.when, end.dated.when
    if not first and last and end.stance.stance == "asserts":
        event.dated = replace(end.dated, reason=Reason("date_same_event", end.dated.reason.values))
    verb = event.trigger.verb
    began = verb is not None and verb.lemma in event.scene.lexicon.words["begins"]
    if began and len(first) == len(last) == _DAY and first < last:
        event.dated = replace(event.dated, when=f"{first}/{last}")


def _comments(draft: Draft) -> bool:
    """Whether the words that give it to a speaker only judge it: "ont condamné la frappe", "welcomed the vote"."""
    told, scene = draft.told, draft.scene
    if told is None or draft.trigger.noun is None:
        return False
    if _judged(draft):
        return True
    cue = (verb for verb in scene.verbs if told.start <= scene.tokens[verb.at].start < told.end)
    return any(
        verb.lemma in scene.lexicon.speech["comments"] and scene.same_clause(verb.at, draft.trigger.at) for verb in cue
    )


def _judged(draft: Draft) -> bool:
    """Whether what is said of it is only what it is like: "said the vote was a mistake"."""
    scene, trigger = draft.scene, draft.trigger
    verb = scene.clause(trigger.at).verb
    words = scene.lexicon.words
    if trigger.how != "noun" or verb is None or verb.passive or verb.governor or verb.lemma not in words["copula"]:
        return False
    nxt = scene.low[verb.at + 1] if verb.at + 1 < len(scene.low) else ""
    return trigger.last < verb.first and not draft.has_date and nxt in words["judges"]


def _shown(draft: Draft) -> str:
    scene, trigger = draft.scene, draft.trigger
    first = max(0, trigger.first - 1) if trigger.noun is not None and trigger.how != "support" else trigger.first
    return scene.words(first, trigger.last)


def _context(draft: Draft, events: Sequence[Draft], here: Draft | None) -> Draft | None:
    """The call or meeting in which somebody says something: named in the sentence, or going on from the one before."""
    if draft.type not in SPOKEN:
        return None
    if draft.context is not None:
        return draft.context
    if here is not None and _during(draft):
        return here
    told = [event for event in events[-_BACK:] if event.scene is draft.scene and event.type not in SPOKEN]
    if told and draft.trigger.verb is not None and within(draft):
        return told[-1]
    if not events:
        return None
    last = events[-1]
    goes_on = (
        last.scene.sentence.paragraph == draft.scene.sentence.paragraph and draft.scene.number - last.scene.number == 1
    )
    if goes_on and last.context is not None and draft.told is not None and set(last.keys) & set(draft.keys):
        return last.context
    return None


def _during(draft: Draft) -> bool:
    return any(draft.scene.grammar.has(k, "during") for k in range(0, min(3, draft.trigger.first)))


def _settle(event: Draft) -> None:
    """The date of the event during which it happens, which a later sentence may have given."""
    undated = not event.dated.when and event.dated.mention is None
    if undated and event.context is not None and event.context.dated.when:
        event.dated = _borrowed(event.context, "date_during")


def _reply(draft: Draft, events: Sequence[Draft]) -> None:
    """What answers something has its date, unless the text gives another."""
    verb = draft.trigger.verb
    if draft.dated.mention is not None or verb is None or verb.lemma not in draft.scene.lexicon.speech["answers"]:
        return
    last = next((one for one in reversed(events[-_BACK:]) if one.type == draft.type and one.dated.when), None)
    if last is not None:
        draft.dated = _borrowed(last, "date_reply")


def _borrowed(event: Draft, key: str) -> Dated:
    return Dated(event.dated.when, event.dated.mention, Reason(key, {"words": _shown(event)}))


def _told_twice(draft: Draft, events: Sequence[Draft]) -> Draft | None:
    near = reversed(events[-_BACK:])
    if draft.type in SPOKEN:
        return next((event for event in near if _says_on(draft, event)), None)
    return next((event for event in near if same_event(draft, event)), None)


def _says_on(draft: Draft, event: Draft) -> bool:
    """Whether somebody only goes on speaking: in the same sentence, or in the next ones without a new day."""
    if not event.spoke or not draft.spoke or not (set(draft.speakers) & set(event.speakers)):
        return False
    if draft.dated.when and event.dated.when and draft.dated.when != event.dated.when:
        return False
    apart = draft.scene.number - event.last_scene
    if apart == 0:
        return True
    verb = draft.trigger.verb
    if verb is None or draft.scene.sentence.paragraph - event.scene.sentence.paragraph > 1 or apart > 3:
        return False
    lexicon = draft.scene.lexicon
    return verb.lemma in lexicon.speech["continues"] or draft.after_quote
