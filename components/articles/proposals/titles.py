"""Short titles, made of type, participants, place and amount by templates."""

from collections.abc import Sequence
from pathlib import Path

from components.articles.model import Participant
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import MUTUAL, SPOKEN, Part
from components.articles.proposals.scene import Scene
from components.articles.proposals.telling.naming import Naming
from components.articles.proposals.telling.speech import speech
from components.articles.proposals.telling.tenses import ahead, group
from components.articles.proposals.telling.wording import fitted, joined, told, undated, whole
from components.articles.proposals.verbs import Verb
from components.events.words import Words, load_words, terms

_FOLDER = Path(__file__).parents[1]
_MOST, _SIDES = 4, 2
_WORDS = 11
_LONGEST = 90
_SUBJECT = 10
_ASIDE = 20
_DEEDS = frozenset({"legal", "movement", "launch", "accident", "vote", "sanction", "strike", "appointment", "proposal"})
_TWO_SIDED = frozenset({"call", "meeting", "agreement", "election"})
_LINKS = ("complement", "condition", "conjunction", "relative", "joiner", "clause_after", "past_link")
_OPEN = (
    *("determiner", "strict_determiner", "of", "to", "with", "by", "on", "place_preposition", "purpose", "between"),
    *("joiner", "complement", "past_link", "adverb", "clitic", "alike"),
)


def title(draft: Draft, people: Sequence[Participant], place: str, money: str, naming: Naming) -> str:
    """The title of a draft's event: the text's own clause where that tells it, else its type with who takes part."""
    if draft.spoke:
        made = speech(draft, naming)
    else:
        made = _clause(draft, money, naming) if _told_alone(draft, people, place) else ""
    made = made or fitted(_by_type(draft, people, place, money, naming.words), _LONGEST, draft.scene.lexicon)
    return made[:1].upper() + made[1:]


def _by_type(draft: Draft, people: Sequence[Participant], place: str, money: str, words: Words) -> str:
    clause = _told(draft, bool(people or place))
    within = _closing(draft) if clause else -1
    if clause:
        own = {part.key for part in draft.parts}
        people = [one for one in people if one.key in own]
    names = "" if clause and _only_done_to(draft, people) else _names(draft, people, words, within)
    head = _phrase(draft, within, bool(names)) if clause else _head(draft, words)
    if draft.trigger.cancelled:
        verb = draft.trigger.verb
        lifted = verb is not None and verb.lemma in draft.scene.lexicon.words["lifts"]
        head = words("titles.lifted" if lifted else "titles.cancelled", head=head)
    if names:
        made = words("titles.told" if clause else "titles.names", head=_lower(head) if clause else head, names=names)
    else:
        placed = place and not clause
        made = words("titles.place", head=head, place=place) if placed else words("titles.bare", head=head)
    if money and not _has_amount(draft, within):
        made = words("titles.with_amount", title=made, amount=money)
    return made


def _told_alone(draft: Draft, people: Sequence[Participant], place: str) -> bool:
    """Whether the clause tells the event; a call or meeting whose other side nobody names is told by it too."""
    verb = draft.trigger.verb
    summoned = verb is not None and verb.lemma in draft.scene.lexicon.words["summons"]
    if draft.denied and draft.type != "other":
        return False  # its clause would tell as a fact what somebody denies
    if draft.type in _TWO_SIDED and (len(people) < _SIDES or summoned):
        return not draft.trigger.cancelled and verb is not None and verb.finite and draft.trigger.how != "happen"
    return _told(draft, bool(people or place))


def _clause(draft: Draft, money: str, naming: Naming) -> str:
    """The clause with its subject by name; "" where its subject is not known."""
    scene, verb, subject = draft.scene, draft.trigger.verb, [one for one in draft.parts if one.why == "subject"]
    if verb is None or not verb.finite or not subject:
        return ""
    within = _closing(draft)
    single = len(subject) == 1 and (_many(scene, verb, subject[0]) or _of_whom(scene, subject[0]))
    own = single and _subject(scene, _begin(draft)) is not None
    who = "" if own else naming.joined(subject, scene.lexicon)
    did = _phrase(draft, within, not own)
    if draft.stance.stance == "plans" and scene.clause(verb.at).kind == "complement":
        did = ahead(scene, verb, did)
    if _goes_on(scene, within):
        did = whole(did, scene.lexicon) + "…"
    made = fitted(f"{who} {did}".strip(), _LONGEST, scene.lexicon)
    added = money and not _has_amount(draft, within)
    return naming.words("titles.with_amount", title=made, amount=money) if added else made


def _of_whom(scene: Scene, subject: Part) -> bool:
    """Whether the name only says of whom the subject is a part: "some 60% of the voters", "commanders of the army"."""
    at = next((one.first for one in scene.actors if one.mention.start == subject.start), 0)
    return at > 0 and (scene.grammar.has(at - 1, "of") or (at > 1 and scene.grammar.has(at - 2, "of")))


def _many(scene: Scene, verb: Verb, subject: Part) -> bool:
    """Whether a verb in the plural has a single name before it, which then is not all of its subject."""
    if scene.low[verb.first] not in scene.lexicon.words["plural_verbs"]:
        return False
    words = scene.text[subject.start : subject.end].split()
    return not any(word.endswith(("s", "x", "S")) for word in (*words[:1], *words[-1:]))


def _goes_on(scene: Scene, within: int) -> bool:
    """Whether the clause has more words, which the title leaves out."""
    after = undated(scene, range(within + 1, len(scene.tokens)))[:1]
    return bool(after) and scene.low[after[0]][0].isalnum() and scene.same_clause(after[0], within)


def _only_done_to(draft: Draft, people: Sequence[Participant]) -> bool:
    """Whether only those are known whom an active verb was done to: then the text's own subject tells more."""
    verb = draft.trigger.verb
    active = verb is not None and verb.finite and not verb.passive
    return active and all(one.role == "target" for one in people)


def _has_amount(draft: Draft, within: int) -> bool:
    """Whether the phrase up to token ``within`` tells the amount itself."""
    begin = _begin(draft)
    return any(begin <= at.first <= within for at in draft.scene.amounts)


def _told(draft: Draft, known: bool) -> bool:
    """Whether the text's own words say better than a type what happened; ``known``: somebody or a place is named."""
    verb = draft.trigger.verb
    if draft.trigger.noun is not None or draft.trigger.cancelled or (draft.denied and draft.type != "other"):
        return False
    if draft.type == "other":
        return True
    finite = verb is not None and verb.finite and draft.type not in SPOKEN
    return finite and (draft.type in _DEEDS or not known)


def _head(draft: Draft, words: Words) -> str:
    noun = draft.trigger.noun
    if noun is not None and draft.type not in SPOKEN:
        first, _, rest = noun.singular.partition(" ")
        pointed = draft.scene.lexicon.words["definite"] | draft.scene.lexicon.words["any_such"]
        head = rest if rest and first in pointed else noun.singular
        return head[:1].upper() + head[1:]
    lists = draft.scene.lexicon.words
    left = next((name for name in ("resignation", "dismissal") if draft.trigger.lemma in lists[name]), "")
    if draft.type == "appointment" and left:
        return words(f"titles.{left}")
    name = terms(words.language)(f"types.{draft.type}")
    return name[:1].upper() + name[1:]


def _lower(head: str) -> str:
    return head[:1].lower() + head[1:]


def _phrase(draft: Draft, last: int, named: bool) -> str:
    """The words from the verb to the token ``last``, without dates; the subject before them where nobody is named."""
    scene, begin = draft.scene, _begin(draft)
    subject = None if named else _subject(scene, begin)
    places = [*(range(*subject) if subject is not None else ()), *undated(scene, range(begin, last + 1))]
    verb = draft.trigger.verb
    if verb is not None and verb.finite and verb.at <= last:
        before = told(scene, (k for k in places if k < begin))
        words = joined([before, *group(scene, verb), told(scene, (k for k in places if k > verb.at))]).strip()
    else:
        words = told(scene, places)
    return words if scene.clause(begin).kind == "main" else _plain(scene, words)


def _begin(draft: Draft) -> int:
    verb = draft.trigger.verb
    return verb.first if verb is not None else draft.trigger.first


def _plain(scene: Scene, told: str) -> str:
    """Words as a sentence of their own has them: "(que) le pont ait cédé" becomes "le pont a cédé"."""
    for pair in sorted(scene.lexicon.words["indicative"], key=lambda pair: (-len(pair), pair)):
        form, plain = pair.split(" = ")
        told = f" {told} ".replace(f" {form} ", f" {plain} ").strip()
    return told


def _closing(draft: Draft) -> int:
    """The last token of the phrase: no sign, no other clause or verb, no date at its end, and no small word."""
    scene, begin, verb = draft.scene, _begin(draft), draft.trigger.verb
    whole_verb = verb is None or draft.trigger.how in ("verb", "plain")
    least = draft.trigger.last if verb is None else max(verb.at, draft.trigger.last if whole_verb else -1)
    last = max(begin, draft.trigger.last)
    dated = {k for date in scene.dates for k in range(date.first, date.last + 1)}
    dropped = dated - set(undated(scene, sorted(dated)))
    for k in range(last + 1, min(len(scene.tokens), max(last + 1, begin + _WORDS + len(dated)))):
        if k not in dated and _breaks(scene, begin, k):
            break
        last = k
    while last > least and (last in dropped or (last not in dated and _hanging(scene, last))):
        last -= 1
    named = [at.last for at in scene.actors if at.first <= last <= at.last]
    summed = [at.last for at in scene.amounts if at.first <= last <= at.last]
    return max([last, *named, *summed])


def _breaks(scene: Scene, begin: int, k: int) -> bool:
    """Whether the words from ``begin`` on end before token ``k``."""
    sign = not scene.low[k][0].isalnum() and scene.low[k][0] not in "$€£" and not _tight(scene, k)
    beyond = scene.clause(k).verb is not None and not scene.same_clause(k, begin)
    joined = scene.grammar.has(k, "joiner") and any(verb.first == k + 1 for verb in scene.verbs)
    return sign or beyond or joined


def _tight(scene: Scene, k: int) -> bool:
    """Whether a sign belongs to the words beside it: "Ada's", "5,1", "Harlow & Finch"."""
    low, tokens = scene.low[k], scene.tokens
    after = k + 1 < len(tokens) and tokens[k + 1].start == tokens[k].end
    glued = k > 0 and tokens[k].start == tokens[k - 1].end
    return low == "&" or (glued and (low[0] in "'’%" or (low in ".,-’" and after)))


def _hanging(scene: Scene, at: int) -> bool:
    """Whether a word asks for more after it: articles, prepositions, "and", "than"."""
    counts = scene.low[at].isdigit() and at + 1 < len(scene.low) and scene.low[at + 1].isalpha()
    return counts or len(scene.low[at]) < 2 or any(scene.grammar.has(at, name) for name in _OPEN)


def _subject(scene: Scene, begin: int) -> tuple[int, int] | None:
    """The tokens of the subject of the verb at ``begin``, an aside between commas left out; ``None`` for too many."""
    verb = scene.clause(begin).verb
    end = verb.first if verb is not None and verb.first < begin else begin
    if end > 1 and scene.low[end - 1] == ",":
        opened = next((k for k in range(end - 2, max(-1, end - _ASIDE), -1) if scene.low[k] == ","), -1)
        end = opened if opened > 0 else end
    dated = {k for date in scene.dates for k in range(date.first, date.last + 1)}
    k = end
    while k > 0 and end - k < _SUBJECT and k - 1 not in dated and scene.same_clause(k - 1, begin):
        if not scene.low[k - 1][0].isalnum() and not _tight(scene, k - 1):
            break
        k -= 1
    whole = k == 0 or not scene.low[k - 1][0].isalnum() or not scene.same_clause(k - 1, begin)
    first = _past_link(scene, k, end)
    return (first, end) if whole and first < end else None


def _past_link(scene: Scene, first: int, begin: int) -> int:
    """The token after the words that open a clause: "that", "whether", "after", "si"."""
    while first < begin and any(scene.grammar.has(first, name) for name in _LINKS):
        first += 1
    return first


def _names(draft: Draft, people: Sequence[Participant], words: Words, within: int) -> str:
    """Who did it to whom; whom the phrase up to token ``within`` names is not named twice."""
    scene, begin = draft.scene, _begin(draft)
    said = {at.mention.key for at in scene.actors if begin <= at.first <= within}
    acting = [one for one in people if one.role in ("initiator", "source")] if draft.type not in MUTUAL else []
    doers = [one.name for one in acting or people if one.role != "target"]
    targets = [one.name for one in people if one.role == "target" and (one.key not in said or not doers)]
    if draft.type in MUTUAL:
        return words("titles.mutual").join([*doers, *targets][:_MOST])
    if draft.type in SPOKEN:
        return words("titles.joined").join((doers or targets)[:2])
    sides = [words("titles.joined").join(side[:2]) for side in (doers, targets) if side]
    return words("titles.directed").join(sides)


def wording(language: str) -> Words:
    """The words of titles."""
    return load_words(_FOLDER, language, "titles")


def money(amount: float | None, currency: str, language: str) -> str:
    """An amount in short words ("6 Md $US"), "" for none."""
    if amount is None:
        return ""
    # The stubs of babel lack the compact forms.
    from babel.numbers import format_compact_currency, format_compact_decimal  # type: ignore[attr-defined]

    if not currency:
        return str(format_compact_decimal(amount, locale=language, fraction_digits=1))
    return str(format_compact_currency(amount, currency, locale=language, fraction_digits=1))
