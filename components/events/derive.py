"""From sound tables to a Story: what a file does not say but its rows imply."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from components.events.coding import codes_of, numbered, of_codes, order, taken
from components.events.dates import bounds, parse
from components.events.joins import find, forget, inherit, know
from components.events.parties import parties
from components.events.schema import REMOVED, typed
from components.events.status import first_known, status_codes
from components.events.story import Era, Story
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, STATUSES


def build(name: str, tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any], revision: str = "") -> Story:
    """A Story out of checked tables of texts (events, participants, claims, actors, sources) and of ``story.toml``.

    Events that were taken off the timeline are left out, with their claims and participations.
    """
    languages = tuple(meta["languages"])
    return tell(name, {table: typed(table, frame, languages) for table, frame in tables.items()}, meta, revision)


def tell(name: str, tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any], revision: str = "") -> Story:
    """As ``build``, out of tables that have their types already (see ``schema.typed``)."""
    return derive(
        Story(
            name=name,
            title=dict(meta["title"]),
            languages=tuple(meta["languages"]),
            **_on_the_timeline(tables),
            description=dict(meta.get("description", {})),
            eras=tuple(_era(era) for era in meta.get("eras", ())),
            families=dict(meta.get("families", {})),
            sides={side: dict(names) for side, names in meta.get("sides", {}).items()},
            lanes=str(meta.get("lanes", "type")),
            revision=revision,
        )
    )


def _on_the_timeline(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    events = tables["events"]
    if REMOVED not in events:
        return dict(tables)
    gone = events[REMOVED] != ""
    out = {**tables, "events": events.drop(columns=REMOVED)}
    if not gone.any():
        return out
    ids = events.loc[gone, "event_id"]
    return {
        table: frame[~frame["event_id"].isin(ids)].reset_index(drop=True) if "event_id" in frame else frame
        for table, frame in out.items()
    }


def derive(story: Story) -> Story:
    """The story with its derived columns, and its tables in their order (see ``story.py``). Raises ``DateError``."""
    story = _joined(replace(story, events=_events(story)))
    claims, events = story.claims, story.events
    party, camp = parties(story)
    story = inherit(story, replace(story, claims=claims.assign(party=party, camp=camp)))
    status = pd.Categorical.from_codes(status_codes(story), categories=pd.Index(STATUSES))
    known = inherit(story, replace(story, events=events.assign(known_on=first_known(story), status=status)))
    forget(known, "evidence")
    return known


def _events(story: Story) -> pd.DataFrame:
    dates = parse(story.events["when"])
    kinds = story.events["type"].astype("category")
    of_type = {**FAMILY_OF_TYPE, **story.families}
    family = [FAMILIES.index(of_type.get(str(name), "other")) for name in kinds.cat.categories]
    events = story.events.assign(
        **{str(column): dates[column] for column in dates},
        type=kinds.cat.remove_unused_categories(),
        family=pd.Categorical.from_codes(np.append(family, -1).astype(np.int8)[kinds.cat.codes], pd.Index(FAMILIES)),
    )
    return taken(events, order(events["event_id"], events["earliest"].to_numpy()))


def _joined(story: Story) -> Story:
    """Participants and claims whose events are numbered by their rows; claims in their order."""
    ids, claims = story.events["event_id"], _claims(story)
    known = pd.Index(pd.factorize(ids.array)[1], dtype="str")  # one for both tables, so that it is in memory once
    event = _numbered(known, claims["event_id"])
    claims = claims.assign(event_id=event)
    names = pd.Series(event.categories)
    place = order(names, np.zeros(len(names)))
    rank = np.empty(len(place), dtype=np.int32)
    rank[place] = np.arange(len(place), dtype=np.int32)
    rows = order(claims["claim_id"], rank[event.codes], claims["day"].to_numpy())
    acting = story.participants.assign(event_id=_numbered(known, story.participants["event_id"]))
    story = replace(story, claims=taken(claims, rows), participants=acting)
    for table in ("participants", "claims"):
        column = getattr(story, table)["event_id"]
        if column.cat.categories is known and len(known) == len(ids):
            know(story, table, column.cat.codes.to_numpy())
    return story


def _numbered(names: "pd.Index[str]", wanted: "pd.Series[str]") -> pd.Categorical:
    """Ids of events as categories: ``names``, which are those of the rows of the events, then what is no event."""
    codes, texts = codes_of(wanted)
    at = find(pd.Series(names), pd.Series(texts))
    used = np.zeros(len(texts), dtype=bool)
    used[codes[codes >= 0]] = True
    others = np.flatnonzero((at < 0) & used)
    at[others] = len(names) + np.arange(len(others))
    if others.size:
        names = names.append(pd.Index(texts[others], dtype=names.dtype))
    return of_codes(np.append(at, -1)[codes].astype(np.int32), names)


def _claims(story: Story) -> pd.DataFrame:
    claims = story.claims
    dates = parse(claims["asserted_on"])
    codes, names = codes_of(claims["speaker"])
    known = np.asarray(names.isin(story.actors["actor_id"]), dtype=bool)
    place = np.append(np.where(known, np.cumsum(known) - 1, -1), -1)
    speaker = numbered(place[codes], pd.Index(names[known], dtype="str"))
    return claims.assign(day=dates["earliest"], day_precision=dates["precision"], speaker_id=speaker)


def _era(entry: Mapping[str, Any]) -> Era:
    names = {key: str(text) for key, text in entry.items() if key not in {"start", "end"}}
    start = bounds(str(entry["start"])).earliest if "start" in entry else -math.inf
    end = bounds(str(entry["end"])).latest if "end" in entry else math.inf
    return Era(names, start, end)
