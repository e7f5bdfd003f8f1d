"""Short titles, made of type, participants, place and amount by templates."""

from collections.abc import Sequence
from pathlib import Path

from components.articles.model import Participant
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import MUTUAL, SPOKEN
from components.events.words import Words, load_words, terms

_FOLDER = Path(__file__).parents[1]
_MOST = 4
_WORDS = 7
_SUBJECT = 10


def title(draft: Draft, text: str, people: Sequence[Participant], place: str, money: str, language: str) -> str:
    """The title of a draft's event."""
    words = load_words(_FOLDER, language, "titles")
    names = _names(draft.type, people, words)
    told = _told(draft)
    head = _phrase(draft, text, bool(names)) if told else _head(draft, language)
    if draft.trigger.cancelled:
        verb = draft.trigger.verb
        lifted = verb is not None and verb.lemma in draft.scene.lexicon.words["lifts"]
        head = words("titles.lifted" if lifted else "titles.cancelled", head=head)
    if names:
        made = words("titles.told" if told else "titles.names", head=_lower(head) if told else head, names=names)
    else:
        made = words("titles.place", head=head, place=place) if place and not told else words("titles.bare", head=head)
    made = words("titles.with_amount", title=made, amount=money) if money else made
    return made[:1].upper() + made[1:]


def _told(draft: Draft) -> bool:
    """Whether the text's own words say better than a type what happened."""
    return draft.type == "other" and draft.trigger.noun is None


def _head(draft: Draft, language: str) -> str:
    noun = draft.trigger.noun
    if noun is not None and draft.type not in SPOKEN:
        return noun.singular[:1].upper() + noun.singular[1:]
    name = terms(language)(f"types.{draft.type}")
    return name[:1].upper() + name[1:]


def _lower(head: str) -> str:
    return head[:1].lower() + head[1:]


def _phrase(draft: Draft, text: str, named: bool) -> str:
    """The words from the verb on, as far as the next sign; with the words before it where nobody is named."""
    scene, verb = draft.scene, draft.trigger.verb
    tokens = scene.tokens
    begin = verb.first if verb is not None else draft.trigger.first
    first = begin if named else _opening(draft, begin)
    last, least = first, draft.trigger.last
    for k in range(first, min(len(tokens), max(least + 1, begin + _WORDS))):
        if k > least and not tokens[k].low[0].isalnum():
            break
        last = k
    while last > least and len(tokens[last].low) <= 3:
        last -= 1
    return " ".join(text[tokens[first].start : tokens[last].end].split())


def _opening(draft: Draft, begin: int) -> int:
    """Where the subject begins, when only few plain words stand before the verb in its clause."""
    scene = draft.scene
    dated = {k for date in scene.dates for k in range(date.first, date.last + 1)}
    k = begin
    while k > 0 and begin - k < _SUBJECT and k - 1 not in dated and scene.same_clause(k - 1, begin):
        tight = k >= 2 and scene.tokens[k - 2].end == scene.tokens[k].start - 1  # "5,1", "l'Union"
        if not scene.low[k - 1][0].isalnum() and not tight:
            return k
        k -= 1
    return k if k == 0 or not scene.same_clause(k - 1, begin) else begin


def _names(kind: str, people: Sequence[Participant], words: Words) -> str:
    doers = [one.name for one in people if one.role != "target"]
    targets = [one.name for one in people if one.role == "target"]
    if kind in MUTUAL:
        return words("titles.mutual").join([*doers, *targets][:_MOST])
    if kind in SPOKEN:
        return words("titles.joined").join((doers or targets)[:2])
    sides = [words("titles.joined").join(side[:2]) for side in (doers, targets) if side]
    return words("titles.directed").join(sides)


def money(amount: float | None, currency: str, language: str) -> str:
    """An amount in short words ("6 Md $US"), "" for none."""
    if amount is None:
        return ""
    # The stubs of babel lack the compact forms.
    from babel.numbers import format_compact_currency, format_compact_decimal  # type: ignore[attr-defined]

    if not currency:
        return str(format_compact_decimal(amount, locale=language, fraction_digits=1))
    return str(format_compact_currency(amount, currency, locale=language, fraction_digits=1))
