"""Reviews of the article made by hand in ``tests.charts.proposals_made``, and a story of made-up countries for them."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import replace

from components.articles.matching import matched
from components.articles.model import NEW, Article, Match, Proposal
from components.articles.review import ActorDecision, Decision, Draft, NewActor, plan
from components.articles.review.planning import Plan
from components.events.changes import ID, Cells, Change
from components.events.derive import build
from components.events.participants import explode
from components.events.story import Story
from tests.articles.matching_stories import ACTORS, frame
from tests.charts.proposals_made import AID, ARTICLE, MET, PHONED, SILENT, SWORN, WON

EVENTS = [
    {"event_id": "call", "when": "2024-11-07", "type": "call", "title_en": "Berg phones Vega"}
    | {"participants": "berg:initiator; vega:target"},
]
CLAIMS = [
    {"claim_id": "call-c01", "event_id": "call", "source_id": "s", "speaker": "courier", "stance": "asserts"}
    | {"asserted_on": "2024-11-08"},
]
SOURCES = [{"source_id": "s", "title": "A source", "url": "https://courier.example/a?id=7", "published": ""}]
TABLES: Mapping[str, list[dict[str, str]]] = {
    "events": EVENTS,
    "claims": CLAIMS,
    "actors": ACTORS,
    "sources": SOURCES,
}
# The people of the text, as this story knows them.
ANN = replace(PHONED.participants[0], actor_id="berg", name="Ada Berg", key="berg")
BOB = replace(PHONED.participants[1], actor_id="", name="Bob Kern", key="kern")
NEW_BOB = NewActor("kern", "bob-kern", "Bob Kern", "person", "NO", "envoy")
PHONE = replace(PHONED, participants=(ANN, BOB), match=NEW)
KNOWN = replace(PHONE, match=Match("same", "call", "Berg phones Vega", 0.9))
ELECTED, MEETING, SPOKESMAN = (
    replace(one, participants=people, match=NEW)
    for one, people in (
        (WON, (ANN,)),
        (MET, (replace(ANN, role="participant"), replace(BOB, role="participant"))),
        (SILENT, ()),
    )
)


def story(tables: Mapping[str, list[dict[str, str]]] = TABLES) -> Story:
    """A story of these rows."""
    frames = {table: frame(rows) for table, rows in tables.items()}
    frames["participants"] = explode(frames["events"])
    return build("test", frames, {"title": {"en": "Test"}, "languages": ["en", "fr"]}, "r")


def rows_of(tables: Mapping[str, list[dict[str, str]]] = TABLES):  # type: ignore[no-untyped-def]
    """What ``Store.rows`` answers for these rows."""

    def rows(table: str, ids: Collection[str]) -> Mapping[str, Cells]:
        return {row[ID[table]]: row for row in tables[table] if row[ID[table]] in set(ids)}

    return rows


def draft(
    *pairs: tuple[Proposal, Decision], article: Article = ARTICLE, bob: str = "confirmed", **more: object
) -> Draft:
    """A draft of some proposals with a decision on each; ``bob`` is decided on as a new actor."""
    actor = ActorDecision(bob, actor_id="lind" if bob == "joined" else "")
    proposals, decisions = (tuple(some) for some in zip(*pairs, strict=True))
    return Draft(article, proposals, decisions, (NEW_BOB,), (actor,), **more)  # type: ignore[arg-type]


def made(*pairs: object, **more: object) -> Plan:
    """What saving a draft of ``pairs`` would do."""
    return plan(draft(*pairs, **more), story(), rows_of(), "Ada", "read")  # type: ignore[arg-type]


def only(some: tuple[Cells, ...]) -> Cells:
    """The one row of ``some``."""
    (one,) = some
    return one


def saved(change: Change, tables: Mapping[str, list[dict[str, str]]] = TABLES) -> Mapping[str, list[dict[str, str]]]:
    """The rows after ``change``."""
    out = {table: {row[ID[table]]: dict(row) for row in rows} for table, rows in tables.items()}
    for table, rows in change.rows.items():
        for row in rows:
            out[table].setdefault(row[ID[table]], {}).update(row)
    return {table: list(rows.values()) for table, rows in out.items()}


def again(
    proposals: tuple[Proposal, ...], whole: Story, day: datetime.date | None = ARTICLE.published
) -> tuple[Proposal, ...]:
    """The proposals as the matcher sees them in ``whole``."""
    return matched(proposals, whole, day, "en")


ACCEPTED, OPEN, DISMISSED = Decision("accepted"), Decision(), Decision("dismissed", reason="twice")
OTHERS = (SWORN, AID)
