"""Several sentences, one event: what takes up an event told before, and what is told twice."""

from collections.abc import Sequence
from dataclasses import replace

from components.articles.model import Reason
from components.articles.proposals.denying import deny
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.select import within
from components.articles.proposals.taking_up import by_its_verb, related, taken_up
from components.articles.proposals.when import Dated

_BACK = 6
_LONG_STEM = 6
_DISTINCT = frozenset({"other", "legal", "launch", "movement", "vote", "proposal", "aid"})


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
            _take_up(before, draft)
            taken[here] = before
            continue
        if draft.score == 0:
            continue
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
    further = not similar and draft.scene is event.scene and draft.trigger.noun is None
    if further or _comments(draft):
        draft.told = None  # who condemns a strike says nothing of whether it was
    event.reasons.append(Reason("merge_similar" if similar else "merge", {"words": _shown(draft)}))
    if draft.dated.when and not event.dated.when:
        reason = draft.dated.reason
        if draft.scene.number != event.scene.number:
            reason = Reason("date_same_event", reason.values)
        event.dated = replace(draft.dated, reason=reason)
    elif draft.has_date and not event.has_date:
        event.dated = draft.dated


def _comments(draft: Draft) -> bool:
    """Whether the words that give it to a speaker only judge it: "ont condamné la frappe", "welcomed the vote"."""
    told, scene = draft.told, draft.scene
    if told is None or draft.trigger.noun is None:
        return False
    cue = (verb for verb in scene.verbs if told.start <= scene.tokens[verb.at].start < told.end)
    return any(
        verb.lemma in scene.lexicon.speech["comments"] and scene.same_clause(verb.at, draft.trigger.at) for verb in cue
    )


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
    return next((event for event in near if _again(draft, event)), None)


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


def _again(draft: Draft, event: Draft) -> bool:
    """Whether two drafts of one type tell one event: the same doers, dates that agree, and close by."""
    if not (draft.type == event.type or related(draft, event)) or event.type in SPOKEN:
        return False
    apart = draft.scene.number - event.last_scene
    if draft.dated.reason.key == "date_reply" or _amounts_differ(draft, event):
        return False
    one, two = _own_date(draft), _own_date(event)
    if one and two and one != two:
        return False
    if (draft.denied or draft.stance.stance == "denies") and draft.keys and set(draft.keys) <= set(event.keys):
        return True
    if (
        draft.type == event.type
        and _same_stem(draft, event)
        and draft.type != "other"
        and set(draft.doers) & set(event.doers)
    ):
        return True
    if (
        one
        and one == two
        and len(one) == 10
        and draft.type == event.type != "other"
        and not (draft.keys and event.keys)
    ):
        return True
    together = draft.scene.number == event.scene.number
    if together and (_harmed_when(draft, event) or _harmed_when(event, draft)):
        return True
    same_people = set(draft.keys) <= set(event.keys) and bool(draft.keys)
    if together and draft.type == event.type != "other" and same_people and not (one and two):
        return True
    if together and draft.scene.same_clause(draft.trigger.at, event.trigger.at):
        return not _joined_verbs(draft, event)
    if draft.type in _DISTINCT and draft.trigger.lemma != event.trigger.lemma:
        return False
    mine, theirs = set(draft.doers), set(event.doers)
    if not mine or not theirs:
        return apart <= 1 and bool(one and one == two)
    nested = (mine <= theirs or theirs <= mine) and _nested(set(draft.keys), set(event.keys))
    return nested and bool(one) and one == two and draft.type not in _DISTINCT


def _harmed_when(harm: Draft, cause: Draft) -> bool:
    """As in "two people died when a bridge gave way": what harmed them is told by the clause that says when."""
    verb, scene = harm.trigger.verb, harm.scene
    if verb is None or verb.lemma not in scene.lexicon.words["harm"]:
        return False
    clause = scene.clause(cause.trigger.at)
    return clause.parent == scene.structure.owner[verb.at] and scene.grammar.has(clause.begin, "moment")


def _own_date(draft: Draft) -> str:
    """The date that the text gives to it; that of the dateline is nobody's own."""
    return "" if draft.dated.reason.key == "date_dateline" else draft.dated.when


def _amounts_differ(draft: Draft, event: Draft) -> bool:
    """Whether both tell of money, and of other sums."""
    one = {at.mention.value for at in draft.scene.amounts}
    two = {at.mention.value for at in event.scene.amounts}
    return draft.type == "aid" and bool(one and two) and not one & two


def _same_stem(draft: Draft, event: Draft) -> bool:
    """Whether one stem tells both ("a annoncé sa démission", "a démissionné")."""
    mine = {word[:_LONG_STEM] for word in draft.words if len(word) > _LONG_STEM}
    return bool(mine & {word[:_LONG_STEM] for word in event.words})


def _nested(one: set[str], two: set[str]) -> bool:
    return one <= two or two <= one


def _joined_verbs(draft: Draft, event: Draft) -> bool:
    one, two = draft.trigger.verb, event.trigger.verb
    if one is not None and two is not None and not (one.finite and two.finite):
        return False
    return one is not None and two is not None and one.at != two.at and draft.type in _DISTINCT
