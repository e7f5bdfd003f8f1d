"""How an event is told: as a fact, denied, not confirmed, confirmed, planned, taken back, or only thought of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.articles.claims.hedging import is_modal
from components.articles.claims.lexicon import Lexicon, load
from components.articles.claims.model import Stance
from components.articles.claims.tokens import Token, tokens
from components.articles.dates.folding import lowered
from components.articles.model import Evidence

PLAIN = "asserts"
HYPOTHETICAL = "hypothetical"
_ORDER = ("actual", "declines", "retracts", "denies", "hypothetical", "plans", "confirms")
_RIGHT = frozenset({"actual", "declines", "denies"})
_TENSES = frozenset({"denies", "hypothetical", "plans"})
_FAR, _NEAR, _SENTENCE, _CLAUSE, _REACH = 60, 25, 300, 400, 800


@dataclass(frozen=True)
class Marker:
    """``start`` to ``end`` of the stretch tells ``stance``; ``tense`` where the verb itself does by its form."""

    start: int
    end: int
    stance: str
    tense: bool = False
    after: bool = False


def stance(text: str, language: str, start: int, end: int, focus: tuple[int, int] | None = None) -> Stance:
    """How ``text[start:end]`` is told; ``focus`` is the trigger of the event in it, as characters of the text.

    Raises ``ValueError`` for a language without a lexicon.
    """
    lexicon = load(language)
    if focus is not None:
        start, end = max(start, focus[0] - _REACH), min(end, focus[1] + _REACH)
    lower = lowered(text[start:end])
    at = (max(0, focus[0] - start), min(len(lower), focus[1] - start)) if focus else None
    first, last = _clause(lexicon, lower, at) if at else (0, len(lower))
    markers = [
        one
        for one in _markers(lexicon, text, lower, start, first, last)
        if at is None or _governs(lexicon, lower, one, at)
    ]
    best = _best(markers, at)
    condition = _condition(lexicon, lower, (first, last), at)
    if condition is not None and ((best is None and condition.tense) or (best is not None and best.stance == "plans")):
        best = condition
    if best is None or best.stance == "actual":
        return Stance(PLAIN)
    what = "denial" if best.stance in {"denies", "declines", "retracts"} else "hedge"
    return Stance(best.stance, (Evidence(start + best.start, start + best.end, what),))


def _clause(lexicon: Lexicon, lower: str, at: tuple[int, int]) -> tuple[int, int]:
    """The clause that holds the focus: from the break before it to the break after it."""
    first, last = 0, len(lower)
    for found in lexicon.patterns["clause"].finditer(lower, max(0, at[0] - _CLAUSE), min(len(lower), at[1] + _CLAUSE)):
        if found.end() <= at[0]:
            first = found.end()
        elif found.start() >= at[1]:
            last = found.start()
            break
    return first, last


def _markers(lexicon: Lexicon, text: str, lower: str, start: int, first: int, last: int) -> Iterator[Marker]:
    barred = [found.span() for found in lexicon.patterns["not_denies"].finditer(lower, first, last)]
    for name in _ORDER:
        for found in lexicon.patterns[name].finditer(lower, first, last):
            if name == "denies" and any(a <= found.start() < b for a, b in barred):
                continue
            yield Marker(
                found.start(),
                found.end(),
                name,
                name in _TENSES and lexicon.patterns["tense"].match(found[0]) is not None,
            )
    for found in lexicon.patterns["plans_after"].finditer(lower, first, last):
        yield Marker(found.start(), found.end(), "plans", after=True)
    if lexicon.language == "fr":
        yield from _futures(lexicon, text, start, first, last)


def _futures(lexicon: Lexicon, text: str, start: int, first: int, last: int) -> Iterator[Marker]:
    before: Token | None = None
    for token in tokens(text, "fr", start + first, start + last):
        noun = before is not None and before.word in lexicon.sets["leads_noun"]
        if not token.capital and not noun and is_modal("fr", "future", token.word):
            yield Marker(token.start - start, token.end - start, "plans", True)
        before = token


def _governs(lexicon: Lexicon, lower: str, marker: Marker, at: tuple[int, int]) -> bool:
    """Whether a marker tells about the focus: it holds it, leads to it, or follows it as its verb."""
    speech = _is_verb(lexicon, re.split(r"[ ']", lower[at[0] : at[1]])[0])
    if marker.start < at[1] and at[0] < marker.end:
        return marker.tense or marker.start < at[0] or not speech
    if marker.end <= at[0]:
        reach = _NEAR if speech else _FAR if marker.after else len(lower)
        return at[0] - marker.end < reach
    told = marker.after or marker.tense or marker.stance in _RIGHT
    if lexicon.patterns["ahead"].match(lower, marker.start):
        return False  # "fired with no warning"
    if speech or not told or marker.start - at[1] > _FAR:
        return False
    between = lower[at[1] : marker.start]
    return not lexicon.patterns["joins"].search(between) and not any(
        _is_finite(lexicon, word) for word in re.findall(r"[^\W\d_]+", between)
    )


def _is_finite(lexicon: Lexicon, word: str) -> bool:
    known = lexicon.verbs.get(word, ())
    return word not in lexicon.sets["also_nouns"] and any(
        one.words == (word,) and one.form == "finite" for one in known
    )


def _is_verb(lexicon: Lexicon, word: str) -> bool:
    known = lexicon.verbs.get(word, ())
    return (
        any(one.form in {"finite", "participle", "gerund"} for one in known) and word not in lexicon.sets["also_nouns"]
    )


def _best(markers: list[Marker], at: tuple[int, int] | None) -> Marker | None:
    if not markers:
        return None
    if at is None:
        return min(markers, key=lambda one: (_ORDER.index(one.stance), one.start))
    strong = [one for one in markers if one.stance in {"actual", "declines", "retracts"}]
    return min(strong or markers, key=lambda one: (_distance(one, at), _ORDER.index(one.stance)))


def _distance(marker: Marker, at: tuple[int, int]) -> int:
    if marker.end <= at[0]:
        return at[0] - marker.end
    return max(0, marker.start - at[1]) * 2


def _condition(lexicon: Lexicon, lower: str, bounds: tuple[int, int], at: tuple[int, int] | None) -> Marker | None:
    """The "if" that the clause hangs on: it stands in the clause before the event, or anywhere when that is planned."""
    first, last = max(0, bounds[0] - _SENTENCE), min(len(lower), bounds[1] + _FAR)
    for found in lexicon.patterns["condition"].finditer(lower, first, last):
        if lexicon.patterns["not_condition"].search(lower[max(0, found.start() - 20) : found.start()]):
            continue
        own = bounds[0] <= found.start() < bounds[1] and (at is None or found.end() <= at[0])
        return Marker(found.start(), found.end(), HYPOTHETICAL, own)
    return None
