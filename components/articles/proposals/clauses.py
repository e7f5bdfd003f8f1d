"""The clauses of a sentence: each has at most one finite verb, a kind, and the clause that it hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from components.articles.proposals.verbs import Grammar, Verb

_VERBLESS = {"relative": 3, "subordinate": 5, "condition": 5}
_ENDS = (";", ":", "•")
_NEAR, _FAR, _ASIDE, _NAME = 6, 20, 5, 5


@dataclass
class Clause:
    """``kind`` is main, relative, complement, subordinate or condition; ``parent`` is a number of a clause, -1 none.

    ``verb`` is its finite verb; ``joined`` tells that it goes on after "and" with the subject of the clause before.
    """

    kind: str
    parent: int
    begin: int
    verb: Verb | None = None
    joined: int = -1
    others: list[Verb] = field(default_factory=list)


@dataclass(frozen=True)
class Structure:
    """The clauses of a sentence, and for each token the number of its clause."""

    clauses: tuple[Clause, ...]
    owner: tuple[int, ...]

    def of(self, at: int) -> Clause:
        """The clause of a token."""
        return self.clauses[self.owner[at]]


def structure(grammar: Grammar, verbs: Sequence[Verb]) -> Structure:
    """The clauses of the sentence that ``grammar`` reads, given its verbs."""
    return _Builder(grammar, verbs).build()


class _Builder:
    def __init__(self, grammar: Grammar, verbs: Sequence[Verb]) -> None:
        self.grammar, self.low = grammar, grammar.low
        self.starts = {verb.first: verb for verb in verbs}
        self.clauses = [Clause("main", -1, 0)]
        self.owner = [0] * len(self.low)
        self.now = 0
        self.inside = -1

    def build(self) -> Structure:
        for at, word in enumerate(self.low):
            verb = self.starts.get(at)
            kind = "" if verb or at <= self.inside else self._opens(at)
            if verb is not None:
                self.inside = verb.at
                self._verb(at, verb)
            elif word in _ENDS and at > self.inside:
                self._open("main", at + 1, -1)
            elif word in (",", ")", "—", "–", "»") and self._may_close(at) and not self._goes_on(at):
                self.now = self._above()
            elif kind:
                self._open(kind, at, self.now)
            self.owner[at] = self.now
        return Structure(tuple(self.clauses), tuple(self.owner))

    def _open(self, kind: str, at: int, parent: int) -> None:
        self.clauses.append(Clause(kind, parent, at))
        self.now = len(self.clauses) - 1

    def _may_close(self, at: int) -> bool:
        """Whether a clause may end here: it has its verb, or words enough for one that the lexicon lacks."""
        here = self.clauses[self.now]
        if here.kind not in ("relative", "subordinate", "condition"):
            return False
        return here.verb is not None or at - here.begin > _VERBLESS[here.kind]

    def _goes_on(self, at: int) -> bool:
        """Whether a gerund follows the comma, which adds to the clause, or a name put beside the subject."""
        verb = self.starts.get(at + 1)
        return (verb is not None and verb.tense == "gerund") or self._beside(at)

    def _beside(self, at: int) -> bool:
        """As in "while its chairman, Ada Berg, is to go": one of the two commas around the name."""
        here = self.clauses[self.now]
        if here.kind == "relative" or here.verb is not None:
            return False
        for comma in range(max(here.begin, at - _NAME), min(at + _NAME, len(self.low) - 1)):
            other = self.low[comma] == "," and comma != at and self.grammar.tokens[min(comma, at) + 1].capital
            verb = self.starts.get(max(comma, at) + 1)
            if other and verb is not None and verb.finite:
                return True
        return False

    def _above(self) -> int:
        here = self.clauses[self.now]
        while here.joined >= 0:
            here = self.clauses[here.joined]
        return here.parent if here.parent >= 0 else 0

    def _verb(self, at: int, verb: Verb) -> None:
        here = self.clauses[self.now]
        if not verb.finite or (verb.shared and here.verb is not None):
            here.others.append(verb)
            return
        if here.verb is not None and self._put_in(here.begin, here.verb):
            here.others.append(here.verb)
            here.verb = verb
            return
        if here.verb is not None:
            joint = self._joint(here.begin, at)
            says = here.kind not in ("main", "relative") and self._tells(here.verb)
            if joint is None and here.kind != "main" and not says:
                self.now = self._above()
                here = self.clauses[self.now]
                joint = None if here.verb is None else self._joint(here.begin, at)
            if here.verb is not None and joint is None and self._was_reduced(here.verb, verb):
                here.others.append(here.verb)
                here.verb = verb
                return
            if here.verb is not None and joint is None and self._reduced(here.verb, verb):
                here.others.append(verb)
                return
            if here.verb is not None and joint is None and self._tells(here.verb):
                self._say(here.verb, at)
                here = self.clauses[self.now]
            elif here.verb is not None:
                self._join(at if joint is None else joint, at)
        self.clauses[self.now].verb = verb

    def _reduced(self, before: Verb, verb: Verb) -> bool:
        """As in "rounds aimed at ...": a form that is past or participle, with nothing that could be its subject."""
        english = self.grammar.lexicon.language == "en"
        return english and verb.tense == "past" and verb.first == verb.at and not self._tells(before)

    def _was_reduced(self, before: Verb, verb: Verb) -> bool:
        """As in "the boat rescued on Friday was turned around": the form before was no past, but a participle."""
        english = self.grammar.lexicon.language == "en"
        bare = before.tense == "past" and before.first == before.at and not self._tells(before)
        return english and bare and verb.first < verb.at and verb.tense != "conditional"

    def _put_in(self, begin: int, before: Verb) -> bool:
        """As in "in its ruling, issued on Monday, the court said": such a past form has no subject."""
        if self.grammar.lexicon.language != "en" or before.tense != "past" or before.first != before.at:
            return False
        led = self.grammar.has(begin, "place_preposition") and self.low[begin : before.at].count(",") == 1
        uses = self.grammar.lexicon.triggers.get(before.lemma, ())
        tells = any(not use.rest and use.label == "statement" for use in uses)
        return led and self.low[before.at - 1] == "," and not tells

    def _tells(self, verb: Verb) -> bool:
        return self.grammar.lexicon.language == "en" and self._speaks(verb.at)

    def _say(self, before: Verb, at: int) -> None:
        """A clause without "that" after a verb of speech: "said it would ..."."""
        owner = self.now
        self.clauses.append(Clause("complement", owner, before.at + 1))
        self.now = len(self.clauses) - 1
        for k in range(before.at + 1, at):
            if self.owner[k] == owner:
                self.owner[k] = self.now

    def _joint(self, begin: int, at: int) -> int | None:
        """The last "and" or comma before a further verb, after the verb of the clause."""
        here = self.clauses[self.now]
        after = here.verb.at if here.verb else begin
        for k in range(at - 1, after, -1):
            if self.grammar.has(k, "joiner") and self.owner[k] == self.now:
                return k
        return next((k for k in range(at - 1, after, -1) if self.low[k] == "," and self.owner[k] == self.now), None)

    def _join(self, joint: int, at: int) -> None:
        before, here = self.now, self.clauses[self.now]
        self.clauses.append(Clause(here.kind, here.parent, joint, joined=before))
        self.now = len(self.clauses) - 1
        for k in range(joint, at):
            if self.owner[k] == before:
                self.owner[k] = self.now

    def _opens(self, at: int) -> str:
        grammar, word = self.grammar, self.low[at]
        if grammar.has(at, "complement") and at and self.low[at - 1] in grammar.words["clause_after"]:
            return ""
        if grammar.has(at, "complement") and self._after_verb(at):
            return "complement"
        if grammar.has(at, "complement") and self._cleft():
            return "main"
        if self._content(at):
            return "complement"
        if at == 0 and grammar.has(at, "complement") and self._subject_follows(at):
            return "subordinate"
        if grammar.has(at, "relative"):
            return "" if at == 0 or self._demonstrative(at) else "relative"
        if grammar.has(at, "condition"):
            return "condition"
        if grammar.has(at, "complement") or word in grammar.words["conjunction"]:
            return "subordinate"
        if word in grammar.words["clause_after"] and self._verb_follows(at):
            return "subordinate"
        return ""

    def _subject_follows(self, at: int) -> bool:
        """As in "That the bridge gave way is certain": what follows "that" is no noun of its own."""
        grammar = self.grammar
        after = at + 1 < len(self.low) and grammar.tokens[at + 1].capital
        names = ("strict_determiner", "subject_pronoun")
        return grammar.lexicon.language == "fr" or after or any(grammar.has(at + 1, name) for name in names)

    def _content(self, at: int) -> bool:
        """Whether it opens what a noun tells: "a report that he ...", "l'information selon laquelle il ..."."""
        grammar = self.grammar
        if grammar.has(at - 1, "content_link"):
            return at > 1 and grammar.has(at, "relative") and self.low[at - 2] in grammar.lexicon.speech["points_back"]
        verb = self.starts.get(at + 1)
        bare = verb is None or not verb.finite
        return bare and grammar.has(at, "complement") and grammar.has(at - 1, "content_nouns")

    def _cleft(self) -> bool:
        """Whether the sentence so far is "c'est ... (que)": what follows is what it tells."""
        presents = self.low[0] == "c'" and self.grammar.lexicon.is_form(self.low[1], "être")
        return presents and len(self.clauses) == 1

    def _demonstrative(self, at: int) -> bool:
        before = ("of", "by", "joiner", "place_preposition")
        parted = self.low[at - 1] == "," or any(self.grammar.has(at - 1, name) for name in before)
        return self.low[at] == "that" and parted

    def _after_verb(self, at: int) -> bool:
        k = self.grammar.back(at, clitics=False)
        if self.low[at - 1] == "," or k < 0:
            k = at - 2
        here = self.clauses[self.now]
        last = max((verb.at for verb in (here.verb, *here.others) if verb is not None), default=-9)
        return k >= 0 and (k == last or (0 < at - last <= self._reach(at, last) and self._speaks(last)))

    def _reach(self, at: int, last: int) -> int:
        """How far "that" may stand from its verb: farther past an aside ("reported, citing officials, that ...")."""
        aside = self.low[at - 1] == "," and "," in self.low[last + 1 : last + _ASIDE]
        return _FAR if aside else _NEAR

    def _speaks(self, at: int) -> bool:
        readings = self.grammar.lexicon.forms.get(self.low[at], ())
        uses = (use for lemma, _ in readings for use in self.grammar.lexicon.triggers.get(lemma, ()))
        return any(use.label in ("statement", "report", "denial") for use in uses)

    def _verb_follows(self, at: int) -> bool:
        if self.grammar.lexicon.language == "fr":
            return self.grammar.has(at + 1, "complement")
        for k in range(at + 1, min(at + 12, len(self.low))):
            joined = self.grammar.has(k, "joiner") and k + 1 in self.starts  # "after midnight and phoned X"
            if joined or self.low[k] in (",", ";", ":"):
                return False
            if k in self.starts and self.starts[k].finite:
                return True
        return False
