"""From a review to one change of the story: the source with its text, actors, events, and claims with their quotes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.articles.model import ClaimFound
from components.articles.review.cells import (
    actor_cells,
    aliases_of,
    claim_cells,
    event_cells,
    known_names,
    names_of,
    participants_cell,
    participants_of,
    source_cells,
    speaker_cell,
)
from components.articles.review.draft import Draft
from components.articles.review.ids import free
from components.articles.review.known_before import given, known_before
from components.articles.review.row_ids import Ids, Rows, event_id, source_id
from components.articles.review.saved import claims_of, wanted_actors
from components.events.changes import ID, Cells, Change
from components.events.story import Story

NOT_OF_CLAIM = ("claim_id", "event_id", "source_id", "start_char", "end_char")
"""Cells of a claim that nobody edits."""
NEEDED = ("speaker", "stance", "asserted_on")
"""Cells of a claim that stay as the article has them when somebody empties them."""


@dataclass(frozen=True)
class Plan:
    """What a review makes of a story: ``change``, and what it holds.

    ``events`` are the ids of new events, ``joined`` those of known ones that get claims, ``actors`` those of new
    actors, ``aliases`` those of known ones that get a name. ``claims_new`` and ``claims_joined`` count the claims on
    the ones and the others. ``source_new``: the story did not have the article. ``origin`` tells for rows (table, id)
    of events, claims and actors the number of the proposal or the new actor that they come of.
    """

    change: Change
    events: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    claims_new: int = 0
    claims_joined: int = 0
    source_id: str = ""
    source_new: bool = True
    text: str = ""
    origin: Mapping[tuple[str, str], int] = field(default_factory=dict)


def change_of(draft: Draft, story: Story, rows: Rows, by: str, why: str) -> Change:
    """The one change that saves what is decided in ``draft``; open and dismissed proposals leave nothing."""
    return plan(draft, story, rows, by, why).change


def plan(draft: Draft, story: Story, rows: Rows, by: str, why: str) -> Plan:
    """``change_of`` with what it holds. ``problems`` says what has to be decided before."""
    return _Planning(draft, story, rows).plan(by, why)


class _Planning:
    """Collects the rows of one change."""

    def __init__(self, draft: Draft, story: Story, rows: Rows) -> None:
        self.draft, self.story, self.rows = draft, story, rows
        self.known = known_before(draft.article, story, draft.source.get("url", ""))
        self.given = given(draft.proposals, self.known, story)
        self.out: dict[str, dict[str, dict[str, str]]] = {table: {} for table in ID}
        self.texts: dict[str, str] = {}
        self.origin: dict[tuple[str, str], int] = {}
        self.ids = Ids(rows)
        self.names: Mapping[str, str] = {}
        self.counts = {"new": 0, "joined": 0}
        self.source = source_cells(draft)
        self.text = ""
        self.kinds = dict(zip(story.actors["actor_id"], story.actors["kind"].astype("str"), strict=True))

    def plan(self, by: str, why: str) -> Plan:
        source = self._source()
        actors = self._actors()
        fresh = {one.name.casefold(): actors[one.id] for one in self.draft.actors if actors.get(one.id)}
        self.names = {**known_names(self.story), **fresh}
        targets = self._events(actors)
        self.ids.prepare((), targets.values())
        for number, event in targets.items():
            self._claims(number, event, source, actors)
        change = Change(
            {table: tuple(some.values()) for table, some in self.out.items() if some}, by, why, {}, self.texts
        )
        return self._done(change, source)

    def _done(self, change: Change, source: str) -> Plan:
        new = [id for id in self.out["actors"] if ("actors", id) in self.origin]
        events = tuple(self.out["events"])
        claimed = dict.fromkeys(cells["event_id"] for cells in self.out["claims"].values())
        return Plan(
            change,
            events,
            tuple(id for id in claimed if id not in self.out["events"]),
            tuple(new),
            tuple(id for id in self.out["actors"] if id not in new),
            self.counts["new"],
            self.counts["joined"],
            source,
            self.known is None,
            self.text,
            self.origin,
        )

    def _source(self) -> str:
        """The source: a new row, or the one that the story has, which gets the text if it has none."""
        if self.known is not None:
            self.text = self.known.text
            if not self.known.has_text:
                self._row("sources", self.known.source_id, self._kept_text(self.known.source_id))
            return self.known.source_id
        id = self.ids.free("sources", source_id(self.source, self.draft.article.text))
        self._row("sources", id, {**self.source, **self._kept_text(id)})
        return id

    def _kept_text(self, source: str) -> Cells:
        text = self.draft.article.text
        names = {name.casefold() for name in self.story.sources["text"]} if "text" in self.story.sources else set()
        self.text = free(source, lambda some: [one for one in some if f"{one}.txt" in names], set()) + ".txt"
        self.texts[self.text] = text
        return {"text": self.text, "sha256": hashlib.sha256(text.encode()).hexdigest()}

    def _actors(self) -> Mapping[str, str]:
        """The id that each new actor has in the story, by the one it has in the draft; "" for whom is left out.

        Only actors that take part in what is saved are saved.
        """
        taking = {one.id for one in map(self.draft.actors.__getitem__, wanted_actors(self.draft, self.given))}
        joined = {one.actor_id for one in self.draft.actor_decisions if one.what == "joined"}
        known = self.rows("actors", sorted(joined))
        found: dict[str, str] = {}
        for number, (actor, decision) in enumerate(zip(self.draft.actors, self.draft.actor_decisions, strict=True)):
            found[actor.id] = ""
            if actor.id not in taking and decision.what != "joined":
                continue
            if decision.what == "confirmed":
                cells = {**actor_cells(actor, self.draft.article, self.story.languages), **decision.cells}
                found[actor.id] = id = self.ids.free("actors", cells.get("actor_id") or actor.id)
                self.origin["actors", id] = number
                self._row("actors", id, cells)
            elif decision.what == "joined" and decision.actor_id in known:
                found[actor.id] = decision.actor_id
                if actor.id in taking:
                    self._alias(decision.actor_id, actor.name, known[decision.actor_id])
        return found

    def _alias(self, id: str, name: str, cells: Cells) -> None:
        now = self.out["actors"].get(id, {})
        whole = {**cells, **now}
        # A semicolon would make two aliases of one.
        name = " ".join(name.replace(";", " ").split())
        if name and name.casefold() not in {one.casefold() for one in names_of(whole)}:
            self._row("actors", id, {**now, "aliases": "; ".join((*aliases_of(whole), name))})

    def _events(self, actors: Mapping[str, str]) -> Mapping[int, str]:
        """The event that each proposal to be saved is told of: a new one, or the known one that it is joined to."""
        kinds = {**self.kinds, **{id: row["kind"] for id, row in self.out["actors"].items() if "kind" in row}}
        decisions = [(at, one) for at, one in enumerate(self.draft.decisions) if at not in self.given]
        cells = {at: self._event(at, actors) for at, one in decisions if one.what in ("accepted", "edited")}
        wanted = {at: own.get("event_id") or event_id(own, kinds) for at, own in cells.items()}
        self.ids.prepare(wanted.values())
        found = {}
        for number, decision in decisions:
            if number in cells:
                found[number] = id = self.ids.free("events", wanted[number])
                self.origin["events", id] = number
                self._row("events", id, cells[number])
            elif decision.what == "joined":
                found[number] = decision.event_id
        return found

    def _event(self, number: int, actors: Mapping[str, str]) -> Cells:
        cells = dict(event_cells(self.draft, number, self.story.languages))
        people = [(actors.get(id, id), role) for id, role in participants_of(cells.get("participants", ""))]
        cells["participants"] = participants_cell(people)
        return {column: text for column, text in cells.items() if text}

    def _claims(self, number: int, event: str, source: str, actors: Mapping[str, str]) -> None:
        edited = self.draft.decisions[number].claims
        for at, claim in enumerate(claims_of(self.draft, number)):
            id = self.ids.claim(event)
            cells = self._claim(claim, edited[at] if at < len(edited) else {}, actors)
            self.origin["claims", id] = number
            self._row("claims", id, {"event_id": event, "source_id": source, **cells})
            self.counts["new" if event in self.out["events"] else "joined"] += 1

    def _claim(self, claim: ClaimFound, changed: Cells, actors: Mapping[str, str]) -> Cells:
        """The cells of a claim as edited. A quote that was changed is looked for in the text again."""
        whole = self.known is None or self.known.same_text or not self.known.has_text
        cells = dict(claim_cells(claim, self.source, self.story.languages, offsets=whole))
        cells["speaker"] = speaker_cell(claim, self.source, self.names)
        own = {column: text for column, text in changed.items() if column not in NOT_OF_CLAIM}
        cells.update({column: text for column, text in own.items() if text or column not in NEEDED})
        if cells["speaker"] in actors:
            told = next(one.name for one in self.draft.actors if one.id == cells["speaker"])
            cells["speaker"] = actors[cells["speaker"]] or told
        if whole and cells.get("quote", "") != claim.quote:
            cells.update(_place(self.draft.article.text, cells.get("quote", "")))
        return {column: text for column, text in cells.items() if text}

    def _row(self, table: str, id: str, cells: Cells) -> None:
        self.out[table][id] = {**cells, ID[table]: id}


def _place(text: str, quote: str) -> Cells:
    """Where ``quote`` stands in ``text``; empty cells where it does not."""
    at = text.find(quote) if quote else -1
    return {"start_char": str(at) if at >= 0 else "", "end_char": str(at + len(quote)) if at >= 0 else ""}
