"""Whether two drafts tell one event: the same doers, dates that agree, words of one stem, and close by."""

from components.articles.proposals.drafts import Draft
from components.articles.proposals.finer import within
from components.articles.proposals.roles import SPOKEN
from components.articles.proposals.taking_up import related

_DAY, _NEAR = 10, 3
_LONG_STEM = 6
_BETWEEN_TWO = frozenset({"call", "meeting"})
_OF_ONE = frozenset({"appointment", "legal", "inauguration", "sanction"})
_OF_ALL = frozenset({"accident", "strike", "protest", "launch"})
_DISTINCT = frozenset({"other", "legal", "launch", "movement", "vote", "proposal", "aid"})


def same_event(draft: Draft, event: Draft) -> bool:
    """Whether a draft only tells again, or on, what an event before it told."""
    if _toll(draft, event):
        return True
    if not (draft.type == event.type or related(draft, event)) or event.type in SPOKEN:
        return False
    if draft.dated.reason.key == "date_reply" or _amounts_differ(draft, event) or _days_differ(draft, event):
        return False
    if _same_office(draft, event) or _same_sum(draft, event) or _retold(draft, event):
        return True
    if _goes_on(draft, event) or _takes_back(draft, event) or _by_word(draft, event) or _by_day(draft, event):
        return True
    if draft.scene.number == event.scene.number:
        told = _in_sentence(draft, event)
        if told is not None:
            return told
    if draft.type in _DISTINCT and draft.trigger.lemma != event.trigger.lemma:
        return False
    return _by_doers(draft, event)


def _days_differ(draft: Draft, event: Draft) -> bool:
    one, two = own_date(draft), own_date(event)
    return bool(one and two) and one != two and not _narrowed(draft, event)


def _narrowed(draft: Draft, event: Draft) -> bool:
    """Whether it is the same call or meeting of the same people, told with its month before, now with its day."""
    if draft.type != event.type or draft.type not in _BETWEEN_TWO or set(draft.keys) != set(event.keys):
        return False
    finer = within(draft.dated, event.dated)
    again = draft.scene.lexicon.words["again"] & set(draft.scene.low)
    return finer and len(draft.keys) > 1 and _close(draft, event) and not again


def _toll(draft: Draft, event: Draft) -> bool:
    """Whether it tells how many an accident or attack told shortly before has hurt: "more than 70 were injured"."""
    verb, scene = draft.trigger.verb, draft.scene
    near = event.type in ("accident", "strike") and 0 <= scene.number - event.last_scene <= _NEAR
    if (
        verb is None
        or not near
        or scene is event.scene
        or verb.lemma not in scene.lexicon.words["harm"]
        or verb.tense == "pluperfect"
    ):
        return False
    killed = verb.lemma not in scene.lexicon.words["dies"]
    named = killed and any(part.role == "initiator" for part in draft.parts)
    hurt = verb.passive or verb.lemma in scene.lexicon.words["dies"]
    return hurt and not named and not own_date(draft) and not scene.places


def _goes_on(draft: Draft, event: Draft) -> bool:
    """Whether what lifts off or passes, with nobody and no day named, does so in the launch or vote told before."""
    near = draft.type == event.type in ("launch", "vote") and draft.scene.number - event.last_scene <= _NEAR
    return near and not draft.keys and not draft.has_date and draft.trigger.noun is None


def _same_office(draft: Draft, event: Draft) -> bool:
    """Whether one calls by the office whom the other names: "the director resigned ... Ada Berg stepped down"."""
    one, two = own_date(draft), own_date(event)
    if draft.type != event.type or draft.type not in _OF_ONE or not one or one != two:
        return False
    if {draft.trigger.lemma, event.trigger.lemma} & draft.scene.lexicon.words["takes_it"]:
        return False
    mine, theirs = set(draft.doers), set(event.doers)
    parted = mine <= draft.unnamed, theirs <= event.unnamed
    return bool(mine and theirs) and parted in ((True, False), (False, True)) and _close(draft, event)


def _same_sum(draft: Draft, event: Draft) -> bool:
    """Whether both are of one type and sum, told without another day."""
    one = {(at.mention.value, at.mention.currency) for at in draft.scene.amounts}
    two = {(at.mention.value, at.mention.currency) for at in event.scene.amounts}
    return (
        draft.type == event.type == "aid"
        and bool(one & two)
        and _close(draft, event)
        and draft.scene is not event.scene
    )


def _retold(draft: Draft, event: Draft) -> bool:
    """Whether what the lead told is told once more by a word of one stem, with no day and nobody else."""
    told = [event, *event.merged]
    alike = any(draft.type == one.type and _same_stem(draft, one) for one in told)
    nested = not draft.keys or set(draft.keys) <= set(event.keys)
    return draft.type in _OF_ALL and alike and nested and not draft.has_date and _close(draft, event)


def _close(draft: Draft, event: Draft) -> bool:
    return draft.scene.number - event.last_scene <= _NEAR


def _takes_back(draft: Draft, event: Draft) -> bool:
    """Whether it is the same deed of the same people, denied."""
    if event.denied and event.trigger.noun is not None and draft.keys and set(draft.keys) == set(event.keys):
        return True  # what was denied first is told then
    denied = draft.denied or draft.stance.stance == "denies"
    denier = {draft.told.speaker} if draft.told is not None and draft.trigger.noun is not None else set()
    if denied and not draft.keys:
        return (
            event.told is not None and event.stance.stance != "denies" and not draft.has_date and _close(draft, event)
        )
    return denied and set(draft.keys) - denier <= set(event.keys)


def _by_word(draft: Draft, event: Draft) -> bool:
    """Whether one stem tells both, of the same doers ("a annoncé sa démission", "a démissionné")."""
    alike = draft.type == event.type != "other" and _same_stem(draft, event)
    return alike and bool(set(draft.doers) & set(event.doers))


def _by_day(draft: Draft, event: Draft) -> bool:
    """Whether both are of one type and day, and one of them names nobody."""
    one, two = own_date(draft), own_date(event)
    alike = draft.type == event.type != "other" and one == two and len(one) == _DAY
    return alike and not (draft.keys and event.keys)


def _in_sentence(draft: Draft, event: Draft) -> bool | None:
    """The same by what stands in one sentence; ``None`` where that does not tell."""
    if _harmed_when(draft, event) or _harmed_when(event, draft):
        return True
    same_people = bool(draft.keys) and set(draft.keys) <= set(event.keys)
    both = bool(own_date(draft) and own_date(event))
    if draft.type == event.type != "other" and same_people and not both and not _two_deeds(draft, event):
        return True
    if draft.scene.same_clause(draft.trigger.at, event.trigger.at):
        return not _joined_verbs(draft, event)
    return None


def _two_deeds(draft: Draft, event: Draft) -> bool:
    """As in "released X, who was convicted in 2021": a clause of its own, with another verb and a day."""
    one, two = draft.trigger.verb, event.trigger.verb
    if one is None or two is None or draft.type not in _DISTINCT or one.lemma == two.lemma:
        return False
    aside = draft.scene.clause(one.at).kind == "relative" and one.finite and two.finite
    return aside and bool(own_date(draft))


def _by_doers(draft: Draft, event: Draft) -> bool:
    """Whether the doers of one are among those of the other, on one day; with nobody named, in the next sentence."""
    one, two = own_date(draft), own_date(event)
    mine, theirs = set(draft.doers), set(event.doers)
    if not mine or not theirs:
        return draft.scene.number - event.last_scene <= 1 and bool(one) and one == two
    nested = _nested(mine, theirs) and _nested(set(draft.keys), set(event.keys))
    dated = bool(one) and (one == two or _narrowed(draft, event))
    return nested and dated and draft.type not in _DISTINCT


def _harmed_when(harm: Draft, cause: Draft) -> bool:
    """As in "two people died when a bridge gave way": what harmed them is told by the clause that says when."""
    verb, scene = harm.trigger.verb, harm.scene
    if verb is None or verb.lemma not in scene.lexicon.words["harm"]:
        return False
    clause = scene.clause(cause.trigger.at)
    return clause.parent == scene.structure.owner[verb.at] and scene.grammar.has(clause.begin, "moment")


def own_date(draft: Draft) -> str:
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
