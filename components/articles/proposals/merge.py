"""Several sentences, one event: what takes up an event told before, and what is told twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.articles.model import Reason
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.select import within
from components.articles.proposals.when import Dated

_BACK = 6
_VERB_REACH = 4
_FAR = 4
_STEM, _LONG_STEM = 5, 6
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
        before = _taken_up(draft, events, taken.get(here))
        if before is not None:
            draft.dated = _by_its_verb(draft, verbs)
            _take_up(before, draft)
            taken[here] = before
            continue
        if draft.score == 0:
            continue
        draft.context = _context(draft, events, taken.get(here))
        _settle(draft)
        _reply(draft, events)
        again = _told_twice(draft, events)
        if again is None:
            events.append(draft)
        else:
            _take_up(again, draft, similar=True)
    for number, event in enumerate(events):
        _settle(event)
        _deny(event, events[max(0, number - 2 * _BACK) : number + _BACK])
    return events


def _taken_up(draft: Draft, events: Sequence[Draft], here: Draft | None) -> Draft | None:
    """The event that a noun takes up ("cet entretien", "the call"), ``None`` for a noun that tells a new one."""
    trigger = draft.trigger
    if _attends(draft) and events and events[-1].scene.number == draft.scene.number and _related(draft, events[-1]):
        return events[-1]
    if trigger.noun is None or trigger.how == "support" or draft.type in SPOKEN:
        return None
    if here is not None and _related(draft, here):
        return here
    if not _points_back(draft):
        return None
    dated = bool(draft.dated.when) and trigger.how == "noun"  # it may tell of another day, unless none is told yet
    near = [event for event in reversed(events[-_BACK:]) if draft.scene.number - event.scene.number <= _FAR]
    if dated:
        near = [one for one in near if not one.dated.when and draft.scene.number - one.scene.number == 1]
    candidates = [event for event in near if event.scene.number < draft.scene.number or event.trigger.at < trigger.at]
    same = next((event for event in candidates if event.type not in SPOKEN and _same_word(draft, event)), None)
    return same or next((event for event in candidates if _related(draft, event) and _dates_agree(draft, event)), None)


def _by_its_verb(draft: Draft, verbs: Mapping[tuple[int, int], Draft]) -> Dated:
    """As in "l'appel serait parti jeudi" or "the meeting, held on Tuesday": the day of what the noun's verb tells."""
    if draft.trigger.how != "noun" or draft.has_date:
        return draft.dated
    last = draft.trigger.last
    near = (verbs.get((draft.scene.number, at)) for at in range(last + 1, last + _VERB_REACH))
    return next((one.dated for one in near if one is not None), draft.dated)


def _dates_agree(one: Draft, other: Draft) -> bool:
    return not (one.dated.when and other.dated.when) or one.dated.when == other.dated.when


def _attends(draft: Draft) -> bool:
    verb = draft.trigger.verb
    return verb is not None and verb.lemma in draft.scene.lexicon.speech["attends"] and draft.trigger.noun is None


def _points_back(draft: Draft) -> bool:
    """Whether a demonstrative stands before the noun, or the article without anything that says which one."""
    scene, trigger = draft.scene, draft.trigger
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
    return k == trigger.at - 1 and scene.grammar.has(k, "article") and not told and (happened or not draft.dated.when)


def _related(one: Draft, other: Draft) -> bool:
    return (one.type == other.type and one.type != "other") or one.type in _RELATED.get(other.type, ())


def _same_word(draft: Draft, event: Draft) -> bool:
    """Whether the noun's stem stands in what tells the event ("transférer", "ce transfert")."""
    stem = draft.trigger.lemma[:_STEM]
    told = event.scene.low[event.trigger.first : min(len(event.scene.low), event.trigger.last + 8)]
    return len(stem) == _STEM and any(word.startswith(stem) for word in told)


def _take_up(event: Draft, draft: Draft, similar: bool = False) -> None:
    event.merged.append(draft)
    words = draft.trigger.lemma if similar else _shown(draft)
    event.reasons.append(Reason("merge_similar" if similar else "merge", {"words": words}))
    if draft.dated.when and not event.dated.when:
        reason = draft.dated.reason
        if draft.scene.number != event.scene.number:
            reason = Reason("date_same_event", reason.values)
        event.dated = replace(draft.dated, reason=reason)
    elif draft.has_date and not event.has_date:
        event.dated = draft.dated


def _shown(draft: Draft) -> str:
    scene, trigger = draft.scene, draft.trigger
    first = max(0, trigger.first - 1) if trigger.noun is not None and trigger.how != "support" else trigger.first
    return " ".join(scene.low[first : trigger.last + 1]).replace("' ", "'")


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
    if event.type not in SPOKEN or not (set(draft.speakers) & set(event.speakers)):
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
    if not (draft.type == event.type or _related(draft, event)) or event.type in SPOKEN:
        return False
    apart = draft.scene.number - event.last_scene
    if draft.dated.reason.key == "date_reply" or _amounts_differ(draft, event):
        return False
    one, two = _own_date(draft), _own_date(event)
    if one and two and one != two:
        return False
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


def _refers(denial: Draft) -> bool:
    """Whether words of the denial point back to what was told ("ces détails", "the claims", "l'a démenti")."""
    scene, verb = denial.scene, denial.trigger.verb
    if verb is None:
        return False
    back = scene.lexicon.words["definite"] | scene.lexicon.speech["points_back"]
    after = range(verb.at + 1, min(len(scene.low), verb.at + 8))
    clitic = any(scene.grammar.has(k, "object_clitic") for k in range(max(0, verb.first - 1), verb.at))
    return clitic or any(scene.low[k] in back and scene.same_clause(k, verb.at) for k in after)


def _deny(event: Draft, events: Sequence[Draft]) -> None:
    """A denial is a further claim on the event told before it."""
    if event.type != "denial":
        return
    deeds = [one for one in events if one.type not in SPOKEN]
    about = [one for one in deeds if any(draft.scene is event.scene for draft in one.merged)]
    earlier = [one for one in deeds if one.scene.number < event.scene.number]
    near = [one for one in earlier[-_BACK:] if event.scene.number - one.last_scene <= _FAR] if _refers(event) else []
    reported = [one for one in near if one.told is not None]
    for one in (about or reported or near)[-1:]:
        one.denials.append(event)
