"""Verbs of a sentence with what stands around them: tense, voice, negation, and the verb that governs an infinitive."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.articles.proposals.lexicon import Lexicon, Table, Use, plain
from components.articles.proposals.tokens import Token

_REACH = 6
_GAP = 3


@dataclass(frozen=True)
class Verb:
    """A verb at token ``at``; its group begins at token ``first`` (auxiliaries, governors, clitics).

    ``tense`` is past, pluperfect, recent, present, imperfect, future, conditional, reported (the French "aurait dit"),
    infinitive, gerund or participle. ``shared`` tells that the auxiliary is that of the verb before. ``governor`` is a
    label of ``[governors]`` and ``by`` the lemma that governs.
    """

    first: int
    at: int
    lemma: str
    tense: str
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    governor: str = ""
    by: str = ""
    purpose: bool = False
    shared: bool = False

    @property
    def finite(self) -> bool:
        """Whether it makes a clause."""
        return self.tense not in ("infinitive", "gerund", "participle")


class Grammar:
    """Reads the verbs of one sentence; each language does so in its own way (``french``, ``english``)."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.low = [token.low for token in tokens]
        self.words = lexicon.words

    def verbs(self) -> list[Verb]:
        """The verbs in reading order; an auxiliary or governor is part of the verb it serves."""
        found = self.shared([verb for at in range(len(self.low)) if (verb := self.verb(at)) is not None])
        taken = {at for verb in found for at in range(verb.first, verb.at)}
        return [verb for verb in found if verb.at not in taken]

    def verb(self, at: int) -> Verb | None:
        """The verb at a token, or ``None``."""
        readings = self.lexicon.forms.get(self.low[at]) or self.unknown(self.low[at]) or self.unknown_at(at)
        if (
            not readings
            or self.low[at] in self.words["never"]
            or (self.tokens[at].capital and at and self.low[at - 1] not in (":", "«", '"', "“", "-", "–"))
        ):
            return None
        found = [verb for lemma, tag in readings if (verb := self.read(at, lemma, tag)) is not None]
        if self.low[at] not in self.lexicon.forms:
            found = [verb for verb in found if verb.tense != "infinitive"]
        return min(found, key=lambda verb: (_RANK.get(verb.tense, 0), verb.first)) if found else None

    def read(self, at: int, lemma: str, tag: str) -> Verb | None:
        """The verb whose form with that tag stands at a token; ``None`` where it is none there."""
        raise NotImplementedError

    def unknown(self, word: str) -> tuple[tuple[str, str], ...]:
        """Lemmas and tags of a word that the lexicon lacks, by its ending."""
        raise NotImplementedError

    def unknown_at(self, at: int) -> tuple[tuple[str, str], ...]:
        """The same by the words before it too."""
        raise NotImplementedError

    def shared(self, found: list[Verb]) -> list[Verb]:
        """The verbs, one that shares the auxiliary of the one before made like it ("a décrété ... et débloqué")."""
        out: list[Verb] = []
        for verb in found:
            before = out[-1] if out else None
            joint = verb.first > 0 and self.has(verb.first - 1, "joiner")
            compound = before is not None and before.first < before.at and before.finite and not before.governor
            if before is not None and joint and compound and self.shares(verb, before):
                verb = replace(verb, tense=before.tense, passive=before.passive, shared=True)
            elif before is not None and joint and before.governor and self.governs(verb):
                verb = replace(verb, tense=before.tense, governor=before.governor, by=before.by, shared=True)
            out.append(verb)
        return out

    def shares(self, verb: Verb, before: Verb) -> bool:
        """Whether a verb without an auxiliary may share that of the verb before it."""
        raise NotImplementedError

    def governs(self, verb: Verb) -> bool:
        """Whether a verb after "and" may be a further infinitive: "is to close shops and cut jobs"."""
        bare = verb.first == verb.at and not verb.governor
        forms = self.lexicon.forms.get(self.low[verb.at], ())
        return bare and any(lemma == verb.lemma and tag in ("base", "infinitive") for lemma, tag in forms)

    def has(self, at: int, name: str) -> bool:
        """Whether the token is one of a list of words."""
        return 0 <= at < len(self.low) and self.low[at] in self.words[name]

    def back(self, at: int, clitics: bool = True) -> int:
        """The token before ``at`` that is neither adverb nor clitic nor inverted pronoun; -1 where there is none."""
        stop = at - _REACH
        at -= 1
        while at >= 0 and at >= stop:
            steps = self._phrase(at) or self._passes(at, clitics)
            if not steps:
                break
            at -= steps
        return at if at >= stop else -1

    def _phrase(self, at: int) -> int:
        """How many tokens an adverbial phrase has that ends there."""
        for phrase in self.lexicon.phrases.get(self.low[at], ()):
            if tuple(self.low[max(0, at - len(phrase) + 1) : at + 1]) == phrase:
                return len(phrase)
        return 0

    def _passes(self, at: int, clitics: bool) -> bool:
        word = self.low[at]
        if word.startswith("-") and len(word) > 1:
            return True
        known = word in self.words["no_adverb"] or self.lexicon.forms.get(word) is not None  # "dément" is a verb
        ending = len(word) > 4 and not known and word.endswith(tuple(self.words["adverb_ending"]))
        return ending or word in self.words["adverb"] or (clitics and word in self.words["clitic"])

    def negated(self, first: int, at: int) -> bool:
        """Whether "ne" or "not" stands at the verb."""
        return any(self.has(k, "not_before") for k in range(max(0, first - 2), at))

    def tagged(self, at: int, lemma: str, wanted: str = "") -> str:
        """The tag of the token as a form of a verb, "" for none; ``wanted`` asks for one tag."""
        if at < 0:
            return ""
        tags = (tag for name, tag in self.lexicon.forms.get(self.low[at], ()) if name == lemma)
        return next((tag for tag in tags if wanted in ("", tag)), "")


_RANK = {"subjunctive": 3, "participle": 2, "infinitive": 1, "gerund": 1}


def governor(table: Table, lemma: str, word: str) -> Use | None:
    """How a verb governs an infinitive after a preposition ("" for none), ``None`` where it does not."""
    uses = table.get(lemma, ())
    return next((use for use in uses if (use.rest[:1] == (word,) or (not use.rest and not word))), None)


def use_of(verb: Verb, table: Table, low: Sequence[str], until: int) -> tuple[Use, int] | None:
    """How the verb is used there: the longest use whose further words follow, and the last token of them."""
    for use in table.get(verb.lemma, ()):
        if use.reflexive and not verb.reflexive:
            continue
        last = _follows(use.rest, low, verb.at, until)
        if last is not None:
            return use, last
    return None


def _follows(rest: Sequence[str], low: Sequence[str], at: int, until: int) -> int | None:
    for word in rest:
        gap = _GAP if len(word) > 3 else 2
        for k in range(at + 1, min(at + gap + 2, until)):
            if plain(low[k]) == word:
                at = k
                break
            if low[k] in (".", ";", ":", "«", "»"):
                return None
        else:
            return None
    return at
