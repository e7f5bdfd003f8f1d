"""French verbs: auxiliaries, clitics, "ne ... pas", and verbs that govern an infinitive ("va", "promet de")."""

from dataclasses import replace

from components.articles.proposals.lexicon import plain
from components.articles.proposals.verbs import Grammar, Verb, governor

_UNKNOWN = (
    ("eraient", "conditional"),
    ("erait", "conditional"),
    ("eront", "future"),
    ("èrent", "past"),
    ("aient", "imperfect"),
)
_PARTICIPLES = ("i", "ie", "is", "ies", "ise", "it", "ite", "its", "u", "ue", "us", "ues", "ert", "erte", "int", "inte")
_COMPOUND = {
    "present": "past",
    "imperfect": "pluperfect",
    "past": "pluperfect",
    "future": "future",
    "conditional": "reported",
    "subjunctive": "past",
    "gerund": "gerund",
    "participle": "past",
}
_SIMPLE = {"past": "past", "gerund": "gerund", "subjunctive": "subjunctive", "participle": "participle"} | {
    name: name for name in ("present", "imperfect", "future", "conditional")
}


class French(Grammar):
    """Reads the verbs of a French sentence."""

    def unknown(self, word: str) -> tuple[tuple[str, str], ...]:
        """Lemmas and tags of a word that the lexicon lacks, by its ending: "énoncé" is a participle."""
        if len(word) < 5:
            return ()
        for ending, tag in _UNKNOWN:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return ((word[: -len(ending)] + "er", tag),)
        if word.endswith("er"):
            return ((word, "infinitive"),)
        found = next((end for end in ("é", "ée", "és", "ées") if word.endswith(end)), "")
        return ((word[: -len(found)] + "er", "participle"),) if found else ()

    def unknown_at(self, at: int) -> tuple[tuple[str, str], ...]:
        """A participle that the lexicon lacks, after an auxiliary: "a été ressentie"."""
        word = self.low[at]
        if len(word) < 5 or not word.endswith(_PARTICIPLES) or word in self.words["never"]:
            return ()
        k = self.back(at)
        helped = self.has(k, "been") or self.tagged(k, "avoir") or self.tagged(k, "être")
        return ((word, "participle"),) if helped and k == at - 1 else ()

    def shares(self, verb: Verb, before: Verb) -> bool:
        """A bare participle after a compound tense shares its auxiliary."""
        return verb.tense == "participle" and before.tense in ("past", "pluperfect", "reported", "present", "future")

    def read(self, at: int, lemma: str, tag: str) -> Verb | None:
        """The verb at a token, or ``None``."""
        if tag == "participle":
            return self._participle(at, lemma)
        if tag == "infinitive":
            return self._infinitive(at, at, lemma, passive=False)
        if tag == "gerund":
            adjunct = self.has(at - 1, "gerund")
            return Verb(at - adjunct, at, lemma, "gerund")
        if self.has(at - 1, "determiner") and not self._object_clitic(at - 1):
            return None
        if self.has(at - 1, "place_preposition") and not self.has(at - 1, "clitic"):
            return None  # "sur place"
        if lemma == "dire" and at + 1 < len(self.low) and self.low[at + 1] in ("de", "«"):
            return None  # "les accords dits de Minsk"
        if tag == "present" and self.has(at - 1, "term"):
            return None  # "quatre ans ferme"
        quoting = at > 1 and self.low[at - 2] in ("»", "”", '"')
        aside = at == 0 or (self.low[at - 1] == "," and not quoting)
        if tag in ("present", "past") and aside and self.tagged(at, lemma, "participle"):
            return None  # "Eva Roth, dite la Rousse"
        first = self.back(at) + 1
        reflexive = any(self.has(k, "reflexive") for k in range(first, at))
        return Verb(first, at, lemma, tag, reflexive=reflexive, negated=self.negated(at, at))

    def _object_clitic(self, at: int) -> bool:
        """Whether "le", "la", "les", "l'", "en" stands for an object: after a pronoun that is a subject, or "ne"."""
        before = self.has(at - 1, "subject_pronoun") or self.has(at - 1, "not_before")
        return self.has(at, "clitic") and (before or (at > 0 and self.low[at - 1] == "comme"))

    def _participle(self, at: int, lemma: str) -> Verb | None:
        k = self.back(at)
        passive = False
        if self.has(k, "been"):
            passive, k = True, self.back(k)
        tag = self.tagged(k, "avoir")
        if not tag and not passive:
            tag = self.tagged(k, "être")
            passive = bool(tag)
        if not tag:
            if self.has(at - 1, "determiner") and not passive:
                return None
            said = lemma == "dire" and at + 1 < len(self.low) and self.low[at + 1] in ("de", "«")
            return None if said else Verb(at, at, lemma, "participle")
        reflexive = any(self.has(j, "reflexive") for j in (k - 1, k - 2))
        if passive and (reflexive or lemma in self.words["with_be"]) and self.tagged(k, "être"):
            passive = False
        if tag == "infinitive":
            verb = self._infinitive(k, at, lemma, passive)
            return replace(verb, tense="past") if verb.governor and not passive else verb
        compound = not (passive and self.tagged(k, "être"))
        tense = (_COMPOUND if compound else _SIMPLE).get(tag, "past")
        first = k - 1 if self.has(k - 1, "reflexive") else k
        return Verb(first, at, lemma, tense, passive, reflexive, self.negated(k, at))

    def _infinitive(self, k: int, at: int, lemma: str, passive: bool) -> Verb:
        reflexive = any(self.has(j, "reflexive") for j in range(max(0, k - 2), k))
        k = self.back(k)
        bare = Verb(k + 1, at, lemma, "infinitive", passive, reflexive)
        preposition = ""
        if self.has(k, "infinitive_prepositions") and self.low[k] not in ("en",):
            preposition, k = plain(self.low[k]), self.back(k)
        if self.has(k, "purpose") or (k < 0 and not preposition):
            return replace(bare, purpose=True)
        return self._governed(bare, k, preposition)

    def _governed(self, bare: Verb, k: int, preposition: str) -> Verb:
        if k < 0:
            return bare
        for lemma, tag in self.lexicon.forms.get(self.low[k], ()):
            use = governor(self.lexicon.governors, lemma, preposition)
            outer = self.read(k, lemma, tag) if use else None
            if use is None or outer is None:
                continue
            recent = use.label == "recent" and outer.tense in ("present", "imperfect")
            tense = "recent" if recent else outer.tense
            tense = "present" if tense == "subjunctive" else tense
            label = "maybe" if "maybe" in (use.label, outer.governor) else use.label
            if outer.governor and label == "done":
                label = outer.governor
            negated = bare.negated or outer.negated
            aimed = outer.purpose  # "pour lui demander de partir"
            return replace(
                bare, first=outer.first, tense=tense, governor=label, by=lemma, negated=negated, purpose=aimed
            )
        return bare
