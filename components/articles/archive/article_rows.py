"""The rows that one article gives: all it proposes is taken, as if a person had accepted it in a review."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from components.articles.archive.actor_ids import actor_id, listed_actor
from components.articles.archive.tables import ARTICLE, LANGUAGES, Rows, no_story
from components.articles.model import Article, Proposal
from components.articles.reading.errors import ReadingError
from components.articles.review.cells import participants_cell, participants_of
from components.articles.review.draft import ActorDecision, Decision, Draft, NewActor, begun
from components.articles.review.planning import Plan, plan
from components.articles.review.problems import problems
from components.events.changes import Cells

ENDING = 12  # digits of the checksum that end an id: enough to part the articles of any archive

_TAKEN, _LEFT, _CONFIRMED = Decision("accepted"), Decision("dismissed"), ActorDecision("confirmed")


def article_rows(article: Article, proposals: tuple[Proposal, ...]) -> Rows:
    """The rows of the tables of a partition that ``article`` gives.

    What only is taken back, or has no title, is no event. Raises ``ReadingError`` for an article whose claims would
    have no day, since nobody says when it was published.
    """
    draft = _accepted(begun(article, proposals, no_story()))
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    naming = _Naming(draft, digest[:ENDING])
    made = plan(draft, no_story(), lambda _, __: {}, "", "")
    rows = {
        "events": [naming.event(cells) for cells in made.change.rows.get("events", ())],
        "participants": list(naming.participants(made.change.rows.get("events", ()))),
        "claims": [naming.claim(cells) for cells in made.change.rows.get("claims", ())],
        "sources": [naming.source(cells, digest) for cells in made.change.rows["sources"]],
        "facts": list(naming.facts(made)),
        "texts": [{"text": article.text}],
    }
    return {table: [{**row, ARTICLE: digest} for row in some] for table, some in rows.items()}


def _accepted(draft: Draft) -> Draft:
    """``draft`` with all decided that can be without a person."""
    sure = replace(
        draft,
        decisions=(_TAKEN,) * len(draft.proposals),
        actor_decisions=(_CONFIRMED,) * len(draft.actors),
    )
    open_ones = problems(sure, no_story(), None)
    if any(one.key == "no_day" for one in open_ones):
        remedy = "give --published DATE, or write place and day before its first sentence"
        raise ReadingError(draft.article.name, "nobody says when it was published", "", remedy)
    left = {one.number for one in open_ones}
    return replace(sure, decisions=tuple(_LEFT if at in left else _TAKEN for at in range(len(draft.proposals))))


class _Naming:
    """Ids that no other article has in place of those that are free in this one alone."""

    def __init__(self, draft: Draft, ending: str) -> None:
        self.draft, self.ending = draft, ending
        self.actors = {one.id: actor_id(one, draft.article.language, ending) for one in draft.actors}

    def event(self, cells: Cells) -> dict[str, str]:
        own = {column: text for column, text in cells.items() if column != "participants"}
        return {**own, "event_id": self._own(cells["event_id"])}

    def participants(self, events: Sequence[Cells]) -> Iterator[dict[str, str]]:
        for cells in events:
            told = ((self.actors.get(id, id), role) for id, role in participants_of(cells.get("participants", "")))
            for id, role in participants_of(participants_cell(told)):
                yield {"event_id": self._own(cells["event_id"]), "actor_id": id, "role": role}

    def claim(self, cells: Cells) -> dict[str, str]:
        event, number = cells["event_id"], cells["claim_id"].removeprefix(cells["event_id"])
        return {
            **cells,
            "claim_id": self._own(event) + number,
            "event_id": self._own(event),
            "source_id": self._own(cells["source_id"]),
            "speaker": self.actors.get(cells["speaker"], cells["speaker"]),
        }

    def source(self, cells: Cells, digest: str) -> dict[str, str]:
        return {**cells, "source_id": self._own(cells["source_id"]), "text": f"{digest}.txt"}

    def facts(self, made: Plan) -> Iterator[dict[str, str]]:
        """What the article says about its actors, each once; of those on lists what these say."""
        told: dict[tuple[str, str, str], None] = {}
        saved = {cells["actor_id"]: cells for cells in made.change.rows.get("actors", ())}
        for actor in self.draft.actors:
            if actor.id in saved:
                for column, value in self._about(actor, saved[actor.id]).items():
                    told[self.actors[actor.id], column, value] = None
        yield from ({"actor_id": id, "column": column, "value": value} for id, column, value in told)

    def _about(self, actor: NewActor, cells: Cells) -> Mapping[str, str]:
        known = listed_actor(actor, self.draft.article.language)
        if known is None:
            return {column: text for column, text in cells.items() if column != "actor_id"}
        names = {f"name_{code}": known.names[code] for code in LANGUAGES if code in known.names}
        facts = {"kind": known.kind, "country": known.country, **names}
        return {column: text for column, text in facts.items() if text}

    def _own(self, id: str) -> str:
        return f"{id}-{self.ending}"
