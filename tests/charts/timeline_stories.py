"""Small stories built by hand for the timeline's tests, with the derived columns spelt out: no parser is involved."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from components.events.story import Era, Story
from components.events.vocabulary import FAMILY_OF_TYPE

EPOCH = date(1970, 1, 1).toordinal()
Row = Mapping[str, object]


def day(text: str) -> float:
    """Day number of an ISO date."""
    return float(date.fromisoformat(text).toordinal() - EPOCH)


def story(
    rows: Sequence[Row],
    claims: Iterable[Row] = (),
    actors: Iterable[Row] = (),
    eras: Sequence[Era] = (),
    languages: tuple[str, ...] = ("en", "fr"),
) -> Story:
    """A Story of events given as dicts: id, when (ISO day, or first and last day), type, status, title, actors, ..."""
    events = pd.DataFrame([_event(row) for row in rows], columns=list(_event({"id": "x"})))
    for name in ("type", "precision", "status", "family"):
        events[name] = events[name].astype("category")
    events = events.sort_values(["earliest", "event_id"], na_position="last").reset_index(drop=True)
    people = [
        {"event_id": row["id"], "actor_id": actor, "role": "participant"}
        for row in rows
        for actor in row.get("actors", ())  # type: ignore[attr-defined]
    ]
    names = {str(actor["id"]): actor for actor in actors}
    names = {**{p["actor_id"]: {"id": p["actor_id"]} for p in people}, **names}  # type: ignore[dict-item]
    table = pd.DataFrame([_claim(k, row) for k, row in enumerate(claims)], columns=list(_claim(0, {})))
    return Story(
        name="test",
        title={"en": "Test"},
        languages=languages,
        events=events,
        participants=pd.DataFrame(people, columns=["event_id", "actor_id", "role"]),
        claims=table.sort_values(["event_id", "day", "claim_id"]).reset_index(drop=True),
        actors=pd.DataFrame([_actor(a) for a in names.values()], columns=list(_actor({"id": "x"}))),
        sources=pd.DataFrame({"source_id": ["s1"], "title": ["Paper"], "publisher": ["Paper"], "url": [""]}),
        eras=tuple(eras),
    )


def _event(row: Row) -> dict[str, object]:
    first = row["first"] if "first" in row else day(str(row["when"])) if row.get("when") else np.nan
    kind = str(row.get("type", "statement"))
    return {
        "event_id": row["id"],
        "when": row.get("when", ""),
        "type": kind,
        "title_en": row.get("title", f"Title of {row['id']}"),
        "title_fr": row.get("title_fr", ""),
        "short_title_en": row.get("short", ""),
        "short_title_fr": "",
        "place_en": row.get("place", ""),
        "place_fr": "",
        "country": row.get("country", ""),
        "amount": row.get("amount", np.nan),
        "currency": row.get("currency", ""),
        "importance": row.get("importance", np.nan),
        "earliest": first,
        "latest": row.get("last", first),
        "precision": row.get("precision", "none" if first != first else "day"),
        "approximate": row.get("approximate", False),
        "uncertain": row.get("uncertain", False),
        "known_on": row.get("known", first),
        "status": row.get("status", "confirmed"),
        "family": FAMILY_OF_TYPE.get(kind, "other"),
    }


def _claim(number: int, row: Row) -> dict[str, object]:
    when = str(row.get("on", "2024-11-10"))
    return {
        "claim_id": f"c{number:03}",
        "event_id": row.get("event", ""),
        "source_id": "s1",
        "speaker": row.get("speaker", ""),
        "speaker_id": row.get("speaker_id", ""),
        "stance": row.get("stance", "asserts"),
        "scope": row.get("scope", "whole"),
        "asserted_on": when,
        "anonymous": row.get("anonymous", False),
        "hedged": row.get("hedged", False),
        "summary_en": "",
        "day": day(when if len(when) > 7 else when + "-01"),
        "day_precision": "day" if len(when) > 7 else "month",
    }


def _actor(row: Row) -> dict[str, object]:
    return {
        "actor_id": row["id"],
        "name_en": row.get("name", str(row["id"]).title()),
        "name_fr": "",
        "kind": row.get("kind", "person"),
        "aliases": "",
        "country": row.get("country", ""),
        "affiliation": row.get("affiliation", ""),
        "side": row.get("side", ""),
    }


TYPES = tuple(FAMILY_OF_TYPE)
WORDS = (
    "Minister",
    "president",
    "envoy",
    "says",
    "meets",
    "calls",
    "about",
    "talks",
    "on",
    "prisoners",
    "grain",
    "corridor",
    "and",
    "ceasefire",
    "line",
    "of",
    "contact",
)


def many(count: int, seed: int = 7, first: str = "2022-01-01", days: int = 1000) -> Story:
    """A made-up story of ``count`` events with a burst in the middle; the same for the same arguments."""
    rng = np.random.default_rng(seed)
    spread = np.where(rng.random(count) < 0.3, rng.normal(days / 2, days / 40, count), rng.random(count) * days)
    start = day(first)
    statuses = rng.choice(
        ["confirmed", "reported", "disputed", "denied", "planned", "retracted"],
        count,
        p=[0.75, 0.1, 0.08, 0.03, 0.02, 0.02],
    )
    rows = []
    for k in range(count):
        at = start + float(np.floor(np.clip(spread[k], 0, days)))
        title = " ".join(rng.choice(WORDS, int(rng.integers(3, 14)))).capitalize()
        rows.append(
            {
                "id": f"e{k:05}",
                "first": at,
                "last": at + (float(rng.integers(1, 40)) if rng.random() < 0.05 else 0),
                "type": str(rng.choice(TYPES)),
                "title": title,
                "status": str(statuses[k]),
                "approximate": bool(rng.random() < 0.05),
                "actors": tuple(rng.choice(list("abcdefghijklmnopqrst"), int(rng.integers(1, 4)), replace=False)),
            }
        )
        if rows[-1]["last"] != at:
            rows[-1]["precision"] = "interval"
    return story(rows)
