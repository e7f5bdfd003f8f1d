"""Small stories built by hand for the tests of the actor graph, with the derived columns spelt out."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE

Row = Mapping[str, object]
ACTOR = {"kind": "person", "country": "", "affiliation": "", "side": "", "name_fr": "", "role_en": "", "role_fr": ""}


def story(events: Sequence[Row], actors: Sequence[Row] = (), **more: object) -> Story:
    """A story of events ``{"id", "type", "who": "a:initiator b:target", "when", "title"}``.

    Actors that only ``who`` names are persons called by their id in capitals; ``actors`` describes the others.
    """
    rows = [_event(k, row) for k, row in enumerate(events)]
    people = [
        {
            "event_id": row["event_id"],
            "actor_id": part.partition(":")[0],
            "role": part.partition(":")[2] or "participant",
        }
        for row, given in zip(rows, events, strict=True)
        for part in str(given.get("who", "")).split()
    ]
    known = {str(actor["id"]) for actor in actors}
    named = [*actors, *({"id": a} for a in dict.fromkeys(p["actor_id"] for p in people) if a not in known)]
    table = [{**ACTOR, "actor_id": a["id"], "name_en": str(a["id"]).title(), **a} for a in named]
    return Story(
        name="test",
        title={"en": "Test"},
        languages=("en", "fr"),
        events=pd.DataFrame(rows, columns=list(_event(0, {}))),
        participants=pd.DataFrame(people, columns=["event_id", "actor_id", "role"]),
        claims=pd.DataFrame(columns=["event_id", "claim_id"]),
        actors=pd.DataFrame(table, columns=["actor_id", "name_en", *ACTOR]).fillna(""),
        sources=pd.DataFrame(columns=["source_id"]),
        **more,  # type: ignore[arg-type]
    )


def _event(number: int, row: Row) -> dict[str, object]:
    kind = str(row.get("type", "call"))
    return {
        "event_id": str(row.get("id", f"e{number}")),
        "when": row.get("when", f"2024-{number % 12 + 1:02}-01"),
        "type": kind,
        "title_en": row.get("title", f"Event {number}"),
        "title_fr": "",
        "earliest": 20000.0 + number if row.get("when", True) else np.nan,
        "status": row.get("status", "confirmed"),
        "family": row.get("family", FAMILY_OF_TYPE.get(kind, "other")),
        "salience": float(row.get("salience", 1.0)),  # type: ignore[arg-type]
    }


def only(whole: Story, keep: Sequence[str] | np.ndarray) -> Story:
    """``whole`` with only the events ``keep`` (ids), as a selection leaves it."""
    events = whole.events[whole.events["event_id"].isin(keep)].reset_index(drop=True)
    people = whole.participants[whole.participants["event_id"].isin(keep)].reset_index(drop=True)
    return whole.with_tables(events=events, participants=people)


SIDES = ("usa", "russia", "ukraine", "europe", "press", "world")
KINDS = ("person", "person", "person", "organisation", "government")
FIRST = ("Donald", "Vladimir", "Volodymyr", "Emmanuel", "Keir", "Friedrich", "Ursula", "Steve", "Jared", "Yuri", "Ann")
LAST = (
    "Trumper",
    "Puton",
    "Zelen",
    "Macronet",
    "Starling",
    "Merzbach",
    "von der Leyden",
    "Witkov",
    "Umer",
    "Ushakovsky",
)


def crowd(actors: int = 98, events: int = 215, seed: int = 4) -> Story:
    """A made-up story with a few busy actors and many who come once; the same for the same arguments."""
    rng = np.random.default_rng(seed)
    busy = 1 / (1 + np.arange(actors)) ** 0.9
    home = rng.choice(len(SIDES), actors, p=[0.28, 0.2, 0.17, 0.2, 0.08, 0.07])
    people = [
        {
            "id": f"a{k}",
            "name_en": f"{FIRST[k % len(FIRST)]} {LAST[(k * 7) % len(LAST)]}",
            "name_fr": f"{FIRST[k % len(FIRST)]} {LAST[(k * 7) % len(LAST)]}-Ménard" if k % 3 else "",
            "kind": "media" if SIDES[home[k]] == "press" else KINDS[int(rng.integers(len(KINDS)))],
            "side": "" if SIDES[home[k]] in ("press", "world") else SIDES[home[k]],
            "country": ["BR", "IN", "TR", "IR"][k % 4] if SIDES[home[k]] == "world" else "",
        }
        for k in range(actors)
    ]
    roles = ("initiator", "target", "participant", "mediator", "source")
    rows = []
    for k in range(events):
        who = rng.choice(actors, min(int(rng.choice([2, 2, 2, 3, 4, 6])), actors), replace=False, p=busy / busy.sum())
        if k < actors:
            who = np.unique(np.append(who, k))
        said = " ".join(f"a{a}:{roles[min(n, 4)] if rng.random() < 0.7 else 'participant'}" for n, a in enumerate(who))
        kind = str(rng.choice(list(FAMILY_OF_TYPE)))
        rows.append(
            {"id": f"e{k:03}", "type": kind, "who": said, "title": f"Event {k}", "salience": float(rng.random())}
        )
    return story(rows, people)
