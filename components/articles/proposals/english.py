"""English verbs: auxiliaries, modals, "to", and forms that are past or participle."""

from dataclasses import replace

from components.articles.proposals.verbs import Grammar, Verb, governor


class English(Grammar):
    """Reads the verbs of an English sentence."""

    def unknown(self, word: str) -> tuple[tuple[str, str], ...]:
        """Lemmas and tags of a word that the lexicon lacks, by its ending: "unfurled" is a past form."""
        regular = len(word) >= 5 and word.endswith("ed") and not word.endswith("eed")
        return ((word, "past"), (word, "participle")) if regular else ()

    def unknown_at(self, at: int) -> tuple[tuple[str, str], ...]:
        """Nothing: endings tell enough."""
        del at
        return ()

    def shares(self, verb: Verb, before: Verb) -> bool:
        """A past form after a passive may be a participle like it: "was tried and sentenced"."""
        return verb.tense in ("past", "participle") and verb.first == verb.at and before.passive

    def read(self, at: int, lemma: str, tag: str) -> Verb | None:
        """The verb at a token, or ``None``."""
        k = self.back(at)
        if tag in ("participle", "past"):
            return self._past(at, k, lemma, tag)
        if tag == "gerund":
            return self._gerund(at, k, lemma)
        if tag == "base":
            return self._base(at, k, lemma)
        if at == 0 or self._nominal(at - 1) or self._after_verb(at) or self._before_verb(at) or self._plural(at):
            return None
        return Verb(at, at, lemma, "present", negated=self.negated(at, at))

    def _plural(self, at: int) -> bool:
        """Whether it is a noun after another: "ceasefire talks", "10,000 job cuts"."""
        nouns = self.low[at] in self.lexicon.nouns and self.low[at - 1] in self.lexicon.nouns
        return nouns or (at > 1 and self.low[at - 2][-1].isdigit() and not self.tokens[at - 1].capital)

    def _after_verb(self, at: int) -> bool:
        """Whether a verb stands right before: then "sanctions" is its object, and no verb."""
        tags = {tag for _, tag in self.lexicon.forms.get(self.low[at - 1], ())} if at else set()
        led = at > 1 and (self.has(at - 2, "infinitive_prepositions") or self.has(at - 2, "will"))
        return (led and "base" in tags) or (
            bool(tags & {"past", "participle", "gerund"}) and self.low[at - 1] not in self.words["subject_pronoun"]
        )

    def _before_verb(self, at: int) -> bool:
        """Whether an auxiliary follows: then "forces" is its subject ("Russian forces have taken ..."), and no verb."""
        after = at + 1
        while after < len(self.low) and self.has(after, "adverb"):
            after += 1
        helps = after < len(self.low) and any(
            self.tagged(after, lemma) in ("present", "past", "base") for lemma in ("have", "be")
        )
        return helps or self.has(after, "will") or self.has(after, "modal")

    def _past(self, at: int, k: int, lemma: str, tag: str) -> Verb | None:
        having, being = self.tagged(k, "have"), self.tagged(k, "be")
        if any(self.has(j, "been") for j in range(k + 1, at)):
            tense = self._perfect(k) if having else "gerund"
            return (
                self._chain(k, at, lemma, tense, passive=True) if having or being else Verb(at, at, lemma, "participle")
            )
        if having:
            return self._chain(k, at, lemma, self._perfect(k), passive=False)
        if being:
            tense = {"present": "present", "past": "past"}.get(being, "")
            return self._chain(k, at, lemma, tense, passive=True)
        if self.tagged(k, "get") or (k == at - 1 and self.has(k, "strict_determiner")):
            return None
        if (self.has(at, "noun_like") and self.has(at + 1, "of")) or (
            at and self.low[at - 1] == "(" and self.low[at + 1 : at + 2] == [")"]
        ):
            return None
        agent = self.has(at + 1, "by") and not (
            at + 2 < len(self.low) and (self.low[at + 2].endswith("ing") or self.low[at + 2][0].isdigit())
        )
        readings = self.lexicon.forms.get(self.low[at], ((lemma, "participle"),))
        ambiguous = any(other == "participle" for _, other in readings)
        ever = at > 0 and self.low[at - 1] == "ever"  # "the largest rocket ever built"
        if tag == "participle" or ((agent or ever) and ambiguous):
            return Verb(at, at, lemma, "participle")
        return Verb(at, at, lemma, "past")

    def _perfect(self, k: int) -> str:
        return {"present": "past", "past": "pluperfect", "base": "past"}.get(self.tagged(k, "have"), "past")

    def _chain(self, k: int, at: int, lemma: str, tense: str, passive: bool) -> Verb:
        """A group whose auxiliary at ``k`` may itself stand after "will", "would" or "to"."""
        verb = Verb(k, at, lemma, tense or "infinitive", passive, negated=self.negated(k, at))
        before = self.back(k)
        if self.has(before, "will"):
            return replace(verb, first=before, tense="future", governor="plan", by="will")
        if self.has(before, "modal"):
            return replace(verb, first=before, tense="conditional", governor="maybe", by=self.low[before])
        if self.has(before, "infinitive_prepositions"):
            return self._to(replace(verb, tense="infinitive"), before)
        return verb

    def _gerund(self, at: int, k: int, lemma: str) -> Verb | None:
        being = self.tagged(k, "be")
        if being or (any(self.has(j, "been") for j in range(k + 1, at)) and self.tagged(k, "have")):
            tense = {"present": "present", "past": "imperfect"}.get(being, "past")
            return self._chain(k, at, lemma, tense, passive=False)
        if self._nominal(at - 1) and not self.has(at - 1, "gerund"):
            return None
        adjunct = self.has(at - 1, "gerund")
        return Verb(at - adjunct, at, lemma, "gerund")

    def _base(self, at: int, k: int, lemma: str) -> Verb | None:
        if self.has(k, "infinitive_prepositions") and self.low[k] == "to":
            return self._to(Verb(k, at, lemma, "infinitive"), k)
        if self.has(k, "will"):
            return Verb(k, at, lemma, "future", negated=self.negated(k, at), governor="plan", by="will")
        if self.has(k, "modal"):
            return Verb(k, at, lemma, "conditional", negated=self.negated(k, at), governor="maybe", by=self.low[k])
        doing = self.tagged(k, "do")
        if doing:
            return Verb(k, at, lemma, "past" if doing == "past" else "present", negated=self.negated(k, at))
        if self._nominal(at - 1):
            return None
        noun = k == at - 1 and k >= 0 and self.low[k].endswith("s") and not self.has(k, "no_plural")
        plural = self.has(k, "subject_pronoun") or noun
        return Verb(at, at, lemma, "present", negated=self.negated(at, at)) if plural else None

    def _nominal(self, at: int) -> bool:
        """Whether the token asks for a noun after it."""
        number = at >= 0 and self.low[at][0].isdigit()
        return number or (self.has(at, "determiner") and not self.has(at, "subject_pronoun"))

    def _to(self, bare: Verb, k: int) -> Verb:
        before = self.back(k)
        if before < 0:
            return replace(bare, purpose=True)
        if self.has(before, "purpose"):
            return replace(bare, purpose=True)
        for lemma, tag in self.lexicon.forms.get(self.low[before], ()):
            outer = self.read(before, lemma, tag)
            names = [(lemma, "to")]
            if self.low[before] in ("going", "set", "due", "expected", "scheduled", "about", "planning", "likely"):
                continue
            if outer is not None and outer.passive:
                names.insert(0, ("be", self.low[before]))
            verb = self._outer(bare, names, outer)
            if verb is not None:
                return verb
        return self._be_to(bare, before)

    def _be_to(self, bare: Verb, before: int) -> Verb:
        """As in "is set to", "are due to", "was able to"."""
        k = before if self.tagged(before, "be") else self.back(before)
        tag = self.tagged(k, "be")
        word = "to" if k == before else self.low[before]
        use = governor(self.lexicon.governors, "be", word) if tag else None
        if use is None:
            return bare
        tense = {"present": "present", "past": "past"}.get(tag, "future")
        return replace(bare, first=k, tense=tense, governor=use.label, by=word)

    def _outer(self, bare: Verb, names: list[tuple[str, str]], outer: Verb | None) -> Verb | None:
        for lemma, word in names:
            use = governor(self.lexicon.governors, lemma, word)
            if use is not None and outer is not None and outer.finite:
                label = outer.governor or use.label
                negated = bare.negated or outer.negated
                return replace(bare, first=outer.first, tense=outer.tense, governor=label, by=lemma, negated=negated)
        return None
