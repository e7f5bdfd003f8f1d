"""Words that make a stretch unsure: the conditional of hearsay, and adverbs and phrases of doubt."""

from collections.abc import Sequence
from functools import lru_cache

from components.articles.claims.lexicon import Lexicon, load
from components.articles.claims.tokens import Token, tokens
from components.articles.dates.folding import lowered
from components.articles.model import Evidence

_COMPOUND = 5


def hedges(text: str, language: str, start: int, end: int) -> tuple[Evidence, ...]:
    """The words that make ``text[start:end]`` unsure, in reading order; none where it is told plainly.

    Raises ``ValueError`` for a language without a lexicon.
    """
    lexicon = load(language)
    spans = {found.span() for found in lexicon.patterns["hedge"].finditer(lowered(text[start:end]))}
    spans |= {(first - start, last - start) for first, last in conditionals(text, language, start, end)}
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return tuple(Evidence(start + first, start + last, "hedge") for first, last in kept)


def conditionals(text: str, language: str, start: int, end: int) -> list[tuple[int, int]]:
    """The verbs of a stretch in the conditional of hearsay ("aurait exprimé", "serait"), as character ranges.

    A conditional in a clause of what somebody said, promised or in one with "si" is none: there it is the future of
    the past, or depends on something.
    """
    lexicon = load(language)
    found: list[tuple[int, int]] = []
    listed = tokens(text, language, start, end) if language == "fr" else []
    reported = relative = conditional_clause = False
    for number, token in enumerate(listed):
        word = token.word
        if word in lexicon.sets["complements"] or word in {";", "."}:
            reported = word in lexicon.sets["complements"]
            relative = False
        elif word in lexicon.sets["relatives"]:
            relative = True
        elif word in lexicon.sets["ifs"] and _opens_condition(lexicon, listed, number):
            conditional_clause = True
        elif is_modal(language, "conditional", word) and not token.capital:
            participle = _participle(lexicon, listed, number)
            hangs = conditional_clause or reported or (relative and word not in lexicon.sets["hearsay"])
            if not hangs or (participle > number and not conditional_clause):
                found.append((token.start, listed[participle].end))
    return found


def _opens_condition(lexicon: Lexicon, listed: Sequence[Token], number: int) -> bool:
    """Whether "si" or "s'" at a place means "if"."""
    after = listed[number + 1].word if number + 1 < len(listed) else ""
    if lexicon.sets["reflexives"] & {listed[number].word}:
        return after in lexicon.sets["if_subjects"]
    return after not in lexicon.sets["no_ifs"]


@lru_cache(maxsize=4096)
def is_modal(language: str, form: str, word: str) -> bool:
    """Whether a word has the form "conditional" or "future"; English has none."""
    patterns = load(language).patterns
    if not patterns[form].fullmatch(word) or patterns["not_modal"].fullmatch(word):
        return False
    return form == "future" or not patterns["except"].fullmatch(word)


def _participle(lexicon: Lexicon, listed: Sequence[Token], number: int) -> int:
    """The place of the participle that goes with a conditional, its own place without one."""
    if listed[number].word not in lexicon.sets["hearsay"]:
        return number
    last = number
    for place in range(number + 1, min(number + _COMPOUND, len(listed))):
        word = listed[place].word
        if lexicon.patterns["participle"].fullmatch(word):
            last = place
            if word not in lexicon.sets["been"]:
                return last
        elif not listed[place].is_word or word in lexicon.sets["articles"]:
            break
    return last
