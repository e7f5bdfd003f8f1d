"""Verbs of speech in a sentence: where their group begins and ends, its form, voice and negation."""

from collections.abc import Iterator
from dataclasses import dataclass

from components.articles.claims.conjugation import FINITE, GERUND, INFINITIVE, PARTICIPLE
from components.articles.claims.lexicon import REFLEXIVE, Phrase, follows, phrase_at
from components.articles.claims.line import Line

ACTIVE, PASSIVE, HANGING = "active", "passive", "hanging"
_REACH, _GAP = 8, 14


@dataclass(frozen=True)
class Verb:
    """Tokens ``first`` to ``last`` (exclusive) are the verb with its auxiliaries; ``at`` is the verb itself.

    ``voice`` is ``ACTIVE``, ``PASSIVE`` ("a été annoncé", the speaker follows "par") or ``HANGING`` ("ajoutant que").
    ``pronoun`` is the place of an inverted pronoun ("a-t-il déclaré"), -1 without.
    """

    first: int
    at: int
    last: int
    phrase: Phrase
    kind: str
    voice: str
    pronoun: int = -1


def verbs(line: Line) -> Iterator[Verb]:
    """The verbs of speech of a sentence in reading order, none overlapping another."""
    at = 0
    while at < len(line):
        at += phrase_at(
            line.tokens, at, line.lexicon.phrases["under_cover"]
        )  # "who asked not to be named" asks nothing
        found = _verb(line, at) if at < len(line) else None
        if found is not None:
            yield found
            at = found.last
        else:
            at += 1


def _verb(line: Line, at: int) -> Verb | None:
    known = line.lexicon.verbs.get(line.tokens[at].word)
    if known is None or at in line.mentions or (at > 1 and line.tokens[at].capital):
        return None
    fitting = [phrase for phrase in known if follows(line.tokens, at, phrase.words)]
    longest = max((len(phrase.words) for phrase in fitting), default=0)
    for phrase in (one for one in fitting if len(one.words) == longest):
        read = _READERS[phrase.form](line, at, phrase)
        if read is not None:
            return read
    return None


def _finite(line: Line, at: int, phrase: Phrase) -> Verb | None:
    if _is_noun(line, at) or _helped(line, at) or (line.has(at - 1, "infinitive") and line.lexicon.language == "en"):
        return None
    if line.lexicon.language == "fr" and line.word(at) == "dit" and line.has(at + 1, "of"):
        return None
    if line.word(at).endswith("ed") and line.word(at + len(phrase.words)) == "of":
        return None  # "people suspected of theft" say nothing
    first, negated = _start(line, at)
    if any(line.has(one, "reflexives") for one in range(first, at)):
        return None  # "se réclamer de" is another verb
    last = at + len(phrase.words)
    if _is_negation(line, last) and first < at:
        last += 1
    pronoun = -1
    if line.has(last, "inverted"):
        pronoun, last = last, last + 1
    return _made(line, phrase, first, at, last, ACTIVE, negated, pronoun)


def _is_noun(line: Line, at: int) -> bool:
    before = line.word(at - 1)
    if line.has(at, "also_nouns"):
        if before == "l'" and line.has(at - 2, "like", "relatives"):
            return False
        if line.lexicon.language == "en" and _base(line, at) and line.word(at + 1) != "that":
            return True
        alone = line.is_sign(at + 1) or line.has(at + 1, "of", "relatives", "auxiliaries", "beings")
        return alone or line.has(at - 1, "articles", "determiners", "prepositions") or before == "'s"
    if line.lexicon.language == "en" and line.has(at - 1, "articles", "determiners"):
        return not line.has(at - 1, "pronouns") and before not in {"this", "that"}
    return bool(before) and line.has(at - 1, "prepositions", "contracted") and not line.has(at - 1, "clitics")


def _base(line: Line, at: int) -> bool:
    """Whether an English verb stands in the form of the infinitive or after an adjective."""
    return not line.word(at).endswith("ed")


def _helped(line: Line, at: int) -> bool:
    """Whether a modal, "did not" or the "a" of "a-t-il dit" governs the form: it is no finite verb by itself."""
    back = at - 1
    while back > 0 and at - back < 4 and (line.is_adverb(back) or line.has(back, "inverted")):
        back -= 1
    helping = line.has(back, "helped", "modals", "auxiliaries", "beings") or line.word(back).endswith("n't")
    return helping and line.word(back) != "'s"


def _participle(line: Line, at: int, phrase: Phrase) -> Verb | None:
    if line.has(at - 1, "complements"):
        return None  # "plus fort qu'estimé"
    aux, pronoun, negation = _auxiliary(line, at)
    last = at + len(phrase.words)
    by = _by(line, last)
    if aux < 0:
        return _made(line, phrase, at, at, last, PASSIVE, False) if by == last else None
    if line.has(aux - 1, "reflexives"):
        return None
    passive = _is_passive(line, aux, at)
    if passive and by < 0:
        return None
    first, negated = _start(line, aux)
    voice = PASSIVE if passive else ACTIVE
    return _made(line, phrase, first, at, last, voice, negated or negation, pronoun)


def _reflexive(line: Line, at: int, phrase: Phrase) -> Verb | None:
    aux, pronoun, negation = _auxiliary(line, at)
    if aux <= 0 or not line.has(aux, "beings") or not line.has(aux - 1, "reflexives"):
        return None
    first, negated = _start(line, aux)
    last = at + len(phrase.words)
    if line.has(last, "infinitive") and line.lexicon.language == "fr":
        last += 1
    return _made(line, phrase, first, at, last, ACTIVE, negated or negation, pronoun)


def _infinitive(line: Line, at: int, phrase: Phrase) -> Verb | None:
    back = at - 1
    if line.lexicon.language == "fr":
        if line.has(back, "infinitive") and line.has(back - 1, "helpers"):
            return _made(line, phrase, back - 1, at, at + len(phrase.words), ACTIVE, False)
        return None
    negated = False
    while back > 0 and at - back < 4 and line.is_adverb(back):
        negated = negated or line.word(back) in {"not", "never"}
        back -= 1
    if line.has(back, "helped") or line.word(back) in {"didn't", "doesn't", "don't"}:
        return _made(line, phrase, back, at, at + len(phrase.words), ACTIVE, negated or line.word(back).endswith("n't"))
    return None


def _gerund(line: Line, at: int, phrase: Phrase) -> Verb | None:
    if line.has(at - 1, "beings"):
        return _made(line, phrase, at - 1, at, at + len(phrase.words), ACTIVE, False)
    if line.has(at - 1, "articles", "determiners", "auxiliaries"):
        return None
    return _made(line, phrase, at, at, at + len(phrase.words), HANGING, False)


_READERS = {FINITE: _finite, PARTICIPLE: _participle, REFLEXIVE: _reflexive, INFINITIVE: _infinitive, GERUND: _gerund}


def _auxiliary(line: Line, at: int) -> tuple[int, int, bool]:
    """The auxiliary of a participle, an inverted pronoun between them, and whether it is negated; -1 for none."""
    back, pronoun, negated, comma = at - 1, -1, False, 0
    while back >= 0 and at - back <= _GAP:
        if line.has(back, "inverted"):
            pronoun = back
        elif _is_negation(line, back) and line.lexicon.language == "en":
            negated = True
        elif line.has(back, "auxiliaries", "beings"):
            if line.has(back, "beings") and line.has(back - 1, "auxiliaries"):
                return back - 1, pronoun, negated
            return back, pronoun, negated
        elif line.word(back) == ",":
            comma += 1
        elif not (
            line.is_adverb(back)
            or comma % 2 == 1
            or line.has(back, "gap", "joining")
            or line.has(back, "articles", "determiners", "stops")
        ):
            return -1, -1, False
        back -= 1
    return -1, -1, False


def _is_passive(line: Line, aux: int, at: int) -> bool:
    return any(line.has(one, "beings") for one in range(aux, at))


def _is_negation(line: Line, at: int) -> bool:
    return line.has(at, "negations")


def _start(line: Line, at: int) -> tuple[int, bool]:
    """Where the clitics before a verb begin, and whether "ne" is among them."""
    negated = False
    while at > 0 and (line.has(at - 1, "clitics") or line.has(at - 1, "reflexives")) and at - 1 not in line.mentions:
        at -= 1
        negated = negated or line.has(at, "ne")
    return at, negated


def _by(line: Line, at: int) -> int:
    """The place of "par" or "by" after a participle, -1 without."""
    for place in range(at, min(at + _REACH, len(line))):
        if line.has(place, "by"):
            return place
        if line.is_sign(place) or line.has(place, "conjunctions", "relatives", "beings", "auxiliaries"):
            break
    return -1


def _made(
    line: Line, phrase: Phrase, first: int, at: int, last: int, voice: str, negated: bool, pronoun: int = -1
) -> Verb:
    kind = line.lexicon.negated.get(phrase.kind, phrase.kind) if negated else phrase.kind
    return Verb(first, at, last, phrase, kind, voice, pronoun)
