"""Who says so: the claims of an event, the one that carries it first."""

from collections.abc import Iterator
from dataclasses import replace

from components.articles.claims.model import Attribution
from components.articles.model import Article, Cast, ClaimFound, Reason
from components.articles.proposals.drafts import Draft
from components.articles.proposals.select import DONE
from components.events.vocabulary import STANCES

_ASIDE = {"denies": "denies", "declines": "declines", "confirms": "confirms", "retracts": "retracts"}


class Voices:
    """Makes the claims of the events of one article."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self.article, self.cast = article, cast

    def claims(self, event: Draft) -> tuple[ClaimFound, ...]:
        """The claims on an event."""
        found = [self._own(event)]
        for claim in (*self._joining(found[0], self._spoken_by(event)), *self._tellings(event), *self._denials(event)):
            if all((claim.speaker, claim.stance) != (old.speaker, old.stance) for old in found):
                found.append(claim)
        return tuple(found)

    def _own(self, event: Draft) -> ClaimFound:
        start, end = self._stretch(event)
        told = self._spoken_by(event)
        speaker, key, anonymous, outlet = self._who(event, told)
        stance = event.stance.stance if event.stance.stance in STANCES else "asserts"
        all_drafts = (event, *event.merged, *event.said)
        hedged = any(draft.hedges for draft in all_drafts) or event.stance.stance == "hypothetical"
        if event.by_media and not anonymous:
            anonymous = any(draft.told is not None and draft.told.anonymous for draft in all_drafts)
        asserted = self._asserted(event, within=self._teller(event) is not None)
        actor = self.cast.figures[key].actor_id if key in self.cast.figures else ""
        quote = self.article.text[start:end]
        return ClaimFound(speaker, stance, quote, start, end, asserted, anonymous, hedged, actor, outlet)

    def _joining(self, claim: ClaimFound, told: Attribution | None) -> Iterator[ClaimFound]:
        """The same claim by each of those who make it together with its speaker."""
        for voice in told.others if told is not None else ():
            figure = self.cast.figures.get(voice.key)
            name, actor = (figure.name, figure.actor_id) if figure else (voice.words, "")
            yield replace(claim, speaker=name, speaker_id=actor, outlet="")

    def _stretch(self, event: Draft) -> tuple[int, int]:
        """The sentence that tells the event, and the next one where that gives the date."""
        sentence = event.scene.sentence
        start, end = min(sentence.start, event.quoted_from), sentence.end
        mention = event.dated.mention
        for draft in event.merged:
            other = draft.scene
            follows = other.number == event.scene.number + 1 and other.sentence.paragraph == sentence.paragraph
            dating = mention is not None and other.sentence.start <= mention.start < other.sentence.end
            if follows and dating and event.dated.reason.key == "date_same_event":
                end = other.sentence.end
        return start, end

    def _spoken_by(self, event: Draft) -> Attribution | None:
        return event.told if not event.spoke else self._teller(event) or event.spoken

    def _teller(self, event: Draft) -> Attribution | None:
        """Who tells of a statement that was made during something not public: unnamed sources, or a medium."""
        if not event.spoke or event.context is None:
            return None
        if event.told is not None and event.told.anonymous:
            return event.told
        return event.context.told if event.context.by_media else None

    def _who(self, event: Draft, told: Attribution | None) -> tuple[str, str, bool, str]:
        """Name, key, anonymous, outlet of who says so."""
        if event.spoke:
            return self._speaking(event)
        verb = event.trigger.verb
        done = verb is not None and verb.tense in (*DONE, "gerund") and not verb.passive
        proposes = event.type == "proposal" and event.trigger.how == "verb" and done
        if told is None and verb is not None and (verb.governor == "promise" or proposes):
            part = next((part for part in event.parts if part.role != "target"), None)
            return (self.cast.figures[part.key].name, part.key, False, "") if part else ("", "", False, "")
        return self._from(told) if told is not None else ("", "", False, "")

    def _speaking(self, event: Draft) -> tuple[str, str, bool, str]:
        teller = self._teller(event)
        if teller is not None:
            return self._from(teller)
        part = next((part for part in event.parts if part.role == "source"), None)
        part = part or next((part for part in event.parts if part.role == "initiator"), None)
        if part is not None:
            anonymous = event.spoken is not None and event.spoken.anonymous and event.spoken.speaker == part.key
            return self.cast.figures[part.key].name, part.key, anonymous, ""
        return self._from(event.spoken) if event.spoken is not None else ("", "", False, "")

    def _from(self, told: Attribution) -> tuple[str, str, bool, str]:
        outlet = self.cast.figures[told.outlet].name if told.outlet in self.cast.figures else ""
        if told.speaker in self.cast.figures:
            return self.cast.figures[told.speaker].name, told.speaker, told.anonymous, outlet
        return told.words, "", told.anonymous, outlet

    def _asserted(self, event: Draft, within: bool) -> str:
        """The day on which it is said: of a statement its own, else that of the report which tells the event."""
        if event.spoke and not within:
            return event.dated.when if self._is_day(event.dated.when) else ""
        told = event.context if within and event.context is not None else event
        said = told.report
        own = said is not None and said.dated.reason.key != "date_dateline" and self._is_day(said.dated.when)
        return said.dated.when if said is not None and own else ""

    def _is_day(self, when: str) -> bool:
        return len(when) == 10 and when[4] == when[7] == "-"

    def _tellings(self, event: Draft) -> Iterator[ClaimFound]:
        """Others on whose word a part of the event is told."""
        for draft in (*event.merged, *event.said):
            told = draft.told
            if (
                told is None
                or told.kind in ("denies", "declines")
                or (event.told is not None and told.speaker == event.told.speaker)
            ):
                continue
            name, key, anonymous, outlet = self._from(told)
            actor = self.cast.figures[key].actor_id if key in self.cast.figures else ""
            sentence = draft.scene.sentence
            quote = self.article.text[sentence.start : sentence.end]
            stance = _ASIDE.get(draft.stance.stance, "asserts")
            claim = ClaimFound(
                name, stance, quote, sentence.start, sentence.end, "", anonymous, bool(draft.hedges), actor, outlet
            )
            yield from (claim, *self._joining(claim, told))

    def _denials(self, event: Draft) -> Iterator[ClaimFound]:
        for denial in event.denials:
            name, key, anonymous, outlet = self._speaking(denial)
            verb = denial.trigger.verb
            stance = "declines" if verb is not None and verb.negated else "denies"
            actor = self.cast.figures[key].actor_id if key in self.cast.figures else ""
            sentence = denial.scene.sentence
            day = denial.dated.when if self._is_day(denial.dated.when) else ""
            quote = self.article.text[sentence.start : sentence.end]
            claim = ClaimFound(name, stance, quote, sentence.start, sentence.end, day, anonymous, False, actor, outlet)
            yield from (claim, *self._joining(claim, denial.spoken))

    def reasons(self, event: Draft, claims: tuple[ClaimFound, ...]) -> Iterator[Reason]:
        """Why speaker, stance and reserve were read so."""
        told, text = self._spoken_by(event), self.article.text
        first = claims[0]
        if first.speaker:
            words = _flat(text[told.start : told.end]) if told is not None else first.speaker
            if first.anonymous and told is not None and told.anonymous:
                yield Reason("speaker_anonymous", {"words": words})
            else:
                yield Reason("speaker", {"name": first.speaker, "words": words})
        else:
            yield Reason("speaker_none")
        if first.outlet:
            yield Reason("outlet", {"name": first.outlet})
        for found in event.stance.evidence[:1]:
            key = event.stance.stance
            yield Reason(key, {"words": _flat(text[found.start : found.end])})
        for found in [one for draft in (event, *event.merged, *event.said) for one in draft.hedges][:1]:
            yield Reason("hedge", {"words": _flat(text[found.start : found.end])})
        for claim in claims[1:]:
            if claim.stance in ("denies", "declines"):
                yield Reason(claim.stance, {"words": _flat(claim.quote)})


def _flat(words: str) -> str:
    return " ".join(words.split())[:160]
