"""Drafts of events: what one trigger tells, before it is decided whether it is an event and which others it repeats."""

import sys
from dataclasses import dataclass, field

from components.articles.claims.model import Attribution, Stance
from components.articles.model import Evidence, Reason
from components.articles.proposals.roles import SPOKEN, Part
from components.articles.proposals.scene import Scene
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.when import Dated


@dataclass
class Draft:
    """An event in the making. ``merged`` are further scenes and triggers about the same event.

    ``unnamed`` are those of its figures who are called by their office only. ``denied`` tells that its whole clause is
    what somebody denies, ``contradicts`` that a statement says of what was told before that it did not take place.
    """

    scene: Scene
    trigger: Trigger
    type: str
    parts: tuple[Part, ...]
    dated: Dated
    stance: Stance
    told: Attribution | None
    spoken: Attribution | None = None
    by_media: bool = False
    denied: bool = False
    contradicts: bool = False
    unnamed: frozenset[str] = frozenset()
    hedges: tuple[Evidence, ...] = ()
    score: int = 0
    reasons: list[Reason] = field(default_factory=list)
    merged: list["Draft"] = field(default_factory=list)
    denials: list["Draft"] = field(default_factory=list)
    context: "Draft | None" = None
    report: "Draft | None" = None
    quoted_from: int = sys.maxsize
    said: list["Draft"] = field(default_factory=list)

    @property
    def has_date(self) -> bool:
        """Whether the text gives a date, even one that cannot be told without the day of publication.

        Not one that counts from an event whose day nobody tells.
        """
        return self.dated.mention is not None and (bool(self.dated.when) or self.dated.mention.rule != "event_day")

    @property
    def spoke(self) -> bool:
        """Whether it is a statement that was made: one to come has no words yet, and is told like a deed."""
        return self.type in SPOKEN and not self.trigger.foretold

    @property
    def by_agent(self) -> bool:
        """Whether somebody is named after "par" or "by"."""
        verb = self.trigger.verb
        named = any(part.why == "preposition" and part.role in ("initiator", "source") for part in self.parts)
        return verb is not None and verb.passive and named

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that take part, also by the drafts merged into this."""
        keys = [part.key for part in self.parts]
        keys += [key for draft in self.merged for key in draft.keys]
        return tuple(dict.fromkeys(keys))

    @property
    def doers(self) -> tuple[str, ...]:
        """Who acts or takes part, leaving out whom it is done to."""
        return tuple(part.key for part in self.parts if part.role != "target") or self.keys

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who makes a statement: keys of figures, or the words for somebody that the cast lacks."""
        keys = tuple(part.key for part in self.parts if part.role == "source")
        return keys or ((self.spoken.speaker or self.spoken.words,) if self.spoken is not None else ())

    @property
    def words(self) -> list[str]:
        """The words of the trigger, in lower case, and its lemma."""
        return [*self.scene.low[self.trigger.first : self.trigger.last + 1], self.trigger.lemma]

    @property
    def object_word(self) -> str:
        """The word that decided the type of the trigger, "" for none."""
        return self.scene.low[self.trigger.object] if self.trigger.object >= 0 else ""

    @property
    def last_scene(self) -> int:
        """The number of the last sentence that is about the event."""
        return max([self.scene.number, *(draft.scene.number for draft in self.merged)])

    @property
    def after_quote(self) -> bool:
        """Whether the trigger follows a quotation: "...", he said."""
        verb = self.trigger.verb
        at = verb.first if verb is not None else self.trigger.first
        return any(self.scene.low[k] in ("»", "”", '"') for k in range(max(0, at - 2), at))

    @property
    def start(self) -> int:
        """Where the trigger begins in the text."""
        return self.scene.tokens[self.trigger.first].start

    @property
    def end(self) -> int:
        """Where the trigger ends in the text."""
        return self.scene.tokens[self.trigger.last].end
