"""A draft made into a proposal: participants, place, amount, claims, evidence, title, reasons."""

from collections.abc import Iterator, Sequence

from components.articles.model import (
    AmountMention,
    Article,
    Cast,
    Evidence,
    Participant,
    PlaceMention,
    Proposal,
    Reason,
)
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import MUTUAL, SPOKEN, Part
from components.articles.proposals.scene import At
from components.articles.proposals.telling.naming import Naming
from components.articles.proposals.titles import money, title, wording
from components.articles.proposals.voices import Voices

_PLACE_REACH = 14
_PAID = frozenset({"aid", "sanction", "agreement", "other", "legal", "launch", "proposal", "vote"})


class Builder:
    """Builds the proposals of one article; ``text`` is its text as it was read, which titles are made of."""

    def __init__(self, article: Article, cast: Cast, text: str) -> None:
        self.article, self.cast, self.voices = article, cast, Voices(article, cast)
        self.naming = Naming(text, cast, wording(article.language))

    def proposal(self, event: Draft) -> Proposal:
        """The proposal of an event."""
        found = _parts(event)
        people = self._people(event, found)
        place, amount = _place(event), _amount(event)
        claims = self.voices.claims(event)
        value, currency = (amount.mention.value, amount.mention.currency) if amount else (None, "")
        where = place.mention.name if place else ""
        cash = money(value, currency, self.article.language)
        name = title(event, people, where, cash, self.naming)
        reasons = [*self._reasons(event, found), *self.voices.reasons(event, claims)]
        for at, key in ((place, "place"), (amount, "amount")):
            if at is not None:
                reasons.append(Reason(key, {"words": self._text(at.mention.start, at.mention.end)}))
        return Proposal(
            title=name,
            when=event.dated.when,
            type=event.type,
            participants=people,
            claims=claims,
            place=where,
            country=place.mention.country if place else "",
            amount=value,
            currency=currency,
            evidence=self._evidence(event, found, place, amount),
            reasons=tuple(reasons),
        )

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.article.text[start:end].split())

    def _people(self, event: Draft, found: Sequence[Part]) -> tuple[Participant, ...]:
        figures = self.cast.figures
        people = [
            Participant(figures[part.key].actor_id, figures[part.key].name, part.role, part.key) for part in found
        ]
        if event.type in SPOKEN and event.spoken is not None and all(one.role != "source" for one in people):
            who = event.spoken
            if who.speaker in figures:
                figure = figures[who.speaker]
                people.append(Participant(figure.actor_id, figure.name, "source", figure.key))
            elif who.words:
                people.append(Participant("", who.words, "source"))
        return tuple(_once(people))

    def _reasons(self, event: Draft, found: Sequence[Part]) -> Iterator[Reason]:
        yield event.reasons[0]
        yield event.dated.reason
        for part in found:
            yield Reason(part.why, self._values(part))
        yield from event.reasons[1:]

    def _values(self, part: Part) -> dict[str, str | int]:
        name = self.cast.figures[part.key].name
        slot = {"agent": "word", "preposition": "word", "complement": "noun", "takes_part": "words", "same_people": ""}
        return {"name": name, slot.get(part.why, "verb"): part.word} if slot.get(part.why, "verb") else {"name": name}

    def _evidence(
        self, event: Draft, found: Sequence[Part], place: At[PlaceMention] | None, amount: At[AmountMention] | None
    ) -> tuple[Evidence, ...]:
        spans = {Evidence(draft.start, draft.end, "event") for draft in (event, *event.merged)}
        spans |= {Evidence(part.start, part.end, "actor") for part in found}
        if event.dated.mention is not None:
            spans.add(Evidence(event.dated.mention.start, event.dated.mention.end, "date"))
        for at, what in ((place, "place"), (amount, "amount")):
            if at is not None:
                spans.add(Evidence(at.mention.start, at.mention.end, what))
        told = event.spoken if event.spoke else event.told
        if told is not None and told.speaker_start < told.speaker_end:
            spans.add(Evidence(told.speaker_start, told.speaker_end, "speaker"))
        for draft in (event, *event.merged, *event.said):
            spans |= {*draft.hedges, *draft.stance.evidence}
        spans |= {Evidence(denial.start, denial.end, "denial") for denial in event.denials}
        return tuple(sorted(spans, key=lambda one: (one.start, one.end, one.what)))


def _parts(event: Draft) -> tuple[Part, ...]:
    """The parts of the event by all its sentences, each figure once; nobody by the office whom another names."""
    found: list[Part] = []
    unnamed = frozenset().union(*(draft.unnamed for draft in (event, *event.merged)))
    named = {part.role for draft in (event, *event.merged) for part in draft.parts if part.key not in unnamed}
    own = {part.role for part in event.parts if part.key in unnamed}
    hidden = unnamed if event.merged and own and own <= named and _named_later(event) else frozenset()
    for draft in (event, *event.merged):
        for part in draft.parts:
            if part.key not in hidden and all(part.key != old.key for old in found):
                found.append(part)
    if event.type in MUTUAL:
        found = [Part(part.key, "participant", part.why, part.word, part.start, part.end) for part in found]
    return tuple(found)


def _named_later(event: Draft) -> bool:
    """Whether all who take part by the first telling are called by their office, and a later one names somebody."""
    mine = {part.key for part in event.parts}
    return mine <= event.unnamed and any(set(draft.keys) - draft.unnamed for draft in event.merged)


def _place(event: Draft) -> At[PlaceMention] | None:
    """The place nearest to the trigger in its clause, after a preposition of place; of what is told on, the first."""
    if event.type in SPOKEN:
        return None  # a place there is where what is said happens
    for draft in (event, *(draft for draft in event.merged if draft.trigger.how != "noun")):
        scene, trigger = draft.scene, draft.trigger
        acting = {part.start for part in draft.parts}
        near = [
            at
            for at in scene.places
            if at.mention.start not in acting
            and (scene.same_clause(at.first, trigger.at))
            and abs(at.first - trigger.at) <= _PLACE_REACH
            and _at_place(draft, at)
            and not _topic(draft, at)
        ]
        if near:
            return min(near, key=lambda at: (abs(at.first - trigger.at), at.first))
    return None


def _topic(draft: Draft, at: At[PlaceMention]) -> bool:
    """Whether the place is in what is talked about ("about the crisis in Syria")."""
    low, words = draft.scene.low, draft.scene.lexicon.words["topic"]
    return any(low[k] in words for k in range(draft.trigger.last + 1, at.first))


def _struck(draft: Draft, at: At[PlaceMention]) -> bool:
    """Whether the place is what a verb of attack has right after it: "ont frappé Odessa"."""
    verb = draft.trigger.verb
    return draft.type == "strike" and verb is not None and not verb.passive and at.first == verb.at + 1


def _at_place(draft: Draft, at: At[PlaceMention]) -> bool:
    if _struck(draft, at):
        return True
    low = draft.scene.low
    words = draft.scene.lexicon.words["where"]
    where = next((k for k in range(at.first - 1, max(-1, at.first - 5), -1) if low[k] in words), -1)
    acted = any(where < verb.at < at.first for verb in draft.scene.verbs)  # "en battant la Norvège"
    return where >= 0 and not acted and low[at.first - 1] not in draft.scene.lexicon.words["listing"]


def _amount(event: Draft) -> At[AmountMention] | None:
    if event.type not in _PAID:
        return None
    for draft in (event, *event.merged):
        scene, trigger = draft.scene, draft.trigger
        near = [at for at in scene.amounts if scene.same_clause(at.first, trigger.at)]
        if near:
            return min(near, key=lambda at: (abs(at.first - trigger.at), at.first))
    return None


def _once(people: Sequence[Participant]) -> Iterator[Participant]:
    """Each actor of the story once, by the first of its names ("US authorities" may stand beside "United States")."""
    seen: set[str] = set()
    for one in people:
        if one.actor_id not in seen:
            yield one
        if one.actor_id:
            seen.add(one.actor_id)
