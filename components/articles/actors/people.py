"""Names that mean one figure: a person's full and last name, an acronym and what it stands for, other spellings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.articles.actors.known import Index
from components.articles.actors.span import Known, Span
from components.articles.actors.spelling import Spellings, alike
from components.articles.actors.tokens import Scene, words_of

Words = tuple[str, ...]
_ENOUGH, _PAIR, _NAME = 2, 2, 3
_BRACKETS = {"(": ")", "[": "]"}
_ACRONYM, _WINDOW = 7, 16


@dataclass(frozen=True)
class Names:
    """``owner`` gives for the words of a name the words of its figure; ``known`` for those who are on a list."""

    owner: dict[Words, Words]
    known: dict[Words, Known]
    form: dict[Words, str]
    name: dict[Words, str]


def names(known: Index, spans: Sequence[Span], short: Mapping[Words, Span]) -> Names:
    """Which unlisted names are somebody, and which of them are the same; ``short`` is what acronyms stand for."""
    found = [span for span in spans if span.form in {"person", "organisation", "unknown"} and not span.weak]
    scores, forms, shown = _tally(found)
    listed = _respelled(known, scores)
    listed |= _listed_acronyms(spans, short)
    _completed(scores, forms)
    owner: dict[Words, Words] = {}
    full = [words for words in scores if len(words) > 1 and scores[words] >= _ENOUGH and words not in listed]
    _own_full(full, forms, owner)
    _own_short(scores, forms, listed, owner)
    for words, span in short.items():
        expansion = words_of(span.name)
        if words not in listed:
            owner[words] = owner[expansion] = owner.get(expansion, expansion)
            forms[owner[words]] = "organisation"
            shown.setdefault(expansion, span.name)
    for words, score in scores.items():
        if words not in owner and words not in listed and score >= _ENOUGH:
            owner[words] = words
    return Names(owner, listed, forms, shown)


def _tally(found: Iterable[Span]) -> tuple[dict[Words, int], dict[Words, str], dict[Words, str]]:
    scores: dict[Words, int] = {}
    forms: dict[Words, str] = {}
    shown: dict[Words, str] = {}
    for span in found:
        words = words_of(span.name)
        again = words in scores
        scores[words] = max(scores.get(words, -9), span.score) + (again and span.score > -2)
        if span.form != "unknown" or words not in forms:
            surer = forms.get(words) == "person" and span.form == "organisation" and span.score < 3
            forms[words] = forms[words] if surer else span.form
        shown.setdefault(words, span.name)
    return scores, forms, shown


def _completed(scores: dict[Words, int], forms: dict[Words, str]) -> None:
    """A full name with little to speak for it is somebody's where its last name is."""
    for words in [words for words in scores if 1 < len(words) <= _NAME]:
        short = words[-1:]
        if -2 < scores[words] < _ENOUGH <= scores.get(short, 0) and forms.get(words) != "organisation":
            scores[words] = _ENOUGH
            forms[words] = "person"


def _respelled(known: Index, scores: dict[Words, int]) -> dict[Words, Known]:
    """Names that spell a person of the story in another way."""
    families = [(words_of(who.name)[-1], who.key) for who in known.people]
    people = {who.key: who for who in known.people}
    table, out = Spellings(families), {}
    for words in scores if families else ():
        key = table.find(words[-1])
        if key and (len(words) == 1 or _same_given(words[0], people[key])):
            out[words] = people[key]
    return out


def _same_given(word: str, who: Known) -> bool:
    return any(word == given or alike(word, given) or word[:3] == given[:3] for given in who.given)


def _listed_acronyms(spans: Sequence[Span], short: Mapping[Words, Span]) -> dict[Words, Known]:
    """Unlisted acronyms of listed names, and unlisted names with listed acronyms."""
    listed = {words_of(text): span.known for span in spans if span.known for text in (span.name, span.known.name)}
    listed |= {(span.head,): span.known for span in spans if span.known and span.head}
    both = [(words, words_of(span.name)) for words, span in short.items()]
    pairs = [*both, *((expansion, words) for words, expansion in both)]
    return {one: known for one, other in pairs if one not in listed and (known := listed.get(other))}


def _own_full(full: Sequence[Words], forms: dict[Words, str], owner: dict[Words, Words]) -> None:
    """Full names of one person: "Enrique Peña Nieto" and "Peña Nieto", "Mohamed" and "Mohammed Morsi"."""
    ends: dict[str, list[Words]] = {}
    for words in sorted(full, key=lambda words: -len(words)):
        near = ends.setdefault(words[-1], [])
        same = next((other for other in near if _one_person(words, other, forms)), None)
        if same is None:
            near.append(words)
        owner[words] = same or words


def _one_person(words: Words, other: Words, forms: dict[Words, str]) -> bool:
    if words == other[-len(words) :]:
        return True
    if forms.get(words) == forms.get(other) == "organisation":
        return len(words) > 1 and words == other[: len(words)]
    person = forms.get(words) == forms.get(other) == "person"
    return person and (words[0] == other[0] or alike(words[0], other[0]))


def _own_short(
    scores: dict[Words, int], forms: dict[Words, str], listed: dict[Words, Known], owner: dict[Words, Words]
) -> None:
    """Single words: the last name of a person, or, where only one has it, the first."""
    last: dict[str, Words] = {}
    first: dict[str, set[Words]] = {}
    full = list(dict.fromkeys(owner.values()))
    for words in full:
        if forms.get(words) == "person":
            last.setdefault(words[-1], words)
            first.setdefault(words[0], set()).add(words)
    for words in full:
        if forms.get(words) == "unknown" and len(words) == _PAIR:
            last.setdefault(words[-1], words)
    for words in scores:
        if len(words) == 1 and words not in listed:
            if words[0] in last:
                owner[words] = last[words[0]]
            elif len(first.get(words[0], ())) == 1:
                owner[words] = next(iter(first[words[0]]))


def acronyms(scene: Scene) -> dict[Words, Span]:
    """Acronyms in brackets, each with the words before it that begin with its letters."""
    out: dict[Words, Span] = {}
    for at, token in enumerate(scene.tokens):
        closing = _BRACKETS.get(token.text)
        short = scene.at(at + 1)
        if closing and scene.at(at + 2).text == closing and short.text.isupper() and 1 < len(short.text) <= _ACRONYM:
            first = _expansion(scene, at, short.low)
            if first is not None:
                out[(short.low,)] = Span(first, at, "organisation", scene.slice(first, at), "organisation", score=5)
    return out


def _expansion(scene: Scene, end: int, letters: str) -> int | None:
    """The token where the words up to ``end`` begin that have these initials; small words need not count."""
    for small in (False, True):
        first = _initials(scene, end, letters, small)
        if first is not None:
            return first
    return None


def _initials(scene: Scene, end: int, letters: str, small: bool) -> int | None:
    left, at, words = len(letters), end, scene.lexicon.words
    skipped = words["of"] | words["article"] | words["unlettered"]
    while left and at > 0 and end - at < _WINDOW and scene.at(at - 1).sentence == scene.at(end).sentence:
        at -= 1
        low = scene.at(at).low
        if low[:1] == letters[left - 1] and (small or low not in skipped):
            left -= 1
        elif low not in skipped:
            return None
    return at if not left and scene.at(at).cap else None
