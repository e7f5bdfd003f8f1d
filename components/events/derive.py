"""From sound tables to a Story: what a file does not say but its rows imply."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from components.events.dates import bounds, parse
from components.events.joins import forget, inherit
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
    tables = _on_the_timeline(tables)
    return derive(
        Story(
            name=name,
            title=dict(meta["title"]),
            languages=languages,
            **{table: _typed(table, frame, languages) for table, frame in tables.items()},
            description=dict(meta.get("description", {})),
            eras=tuple(_era(era) for era in meta.get("eras", ())),
            families=dict(meta.get("families", {})),
            sides={side: dict(names) for side, names in meta.get("sides", {}).items()},
            lanes=str(meta.get("lanes", "type")),
            revision=revision,
        )
    )


def _typed(table: str, frame: pd.DataFrame, languages: tuple[str, ...]) -> pd.DataFrame:
    return typed(table, frame, languages).drop(columns=REMOVED, errors="ignore")


def _on_the_timeline(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    events = tables["events"]
    if REMOVED not in events or not (gone := events[REMOVED] != "").any():
        return tables
    ids = events.loc[gone, "event_id"]
    return {
        table: frame[~frame["event_id"].isin(ids)] if "event_id" in frame else frame for table, frame in tables.items()
    }


def derive(story: Story) -> Story:
    """The story with its derived columns, and its tables in their order (see ``story.py``). Raises ``DateError``."""
    claims = _claims(story)
    dates = parse(story.events["when"])
    families = {**FAMILY_OF_TYPE, **story.families}
    events = story.events.assign(
        **{str(column): dates[column] for column in dates},
        type=story.events["type"].astype("category"),
        family=pd.Categorical(story.events["type"].map(families).fillna("other"), categories=list(FAMILIES)),
    )
    events = events.sort_values(["earliest", "event_id"], na_position="last", ignore_index=True)
    story = replace(story, events=events, claims=claims)
    party, camp = parties(story)
    story = inherit(story, replace(story, claims=claims.assign(party=party, camp=camp)))
    status = pd.Categorical.from_codes(status_codes(story), categories=pd.Index(STATUSES))
    known = inherit(story, replace(story, events=events.assign(known_on=first_known(story), status=status)))
    forget(known, "evidence")
    return known


def _claims(story: Story) -> pd.DataFrame:
    claims = story.claims
    dates = parse(claims["asserted_on"])
    return claims.assign(
        day=dates["earliest"],
        day_precision=dates["precision"],
        speaker_id=claims["speaker"].where(claims["speaker"].isin(story.actors["actor_id"]), ""),
    ).sort_values(["event_id", "day", "claim_id"], ignore_index=True)


def _era(entry: Mapping[str, Any]) -> Era:
    names = {key: str(text) for key, text in entry.items() if key not in {"start", "end"}}
    start = bounds(str(entry["start"])).earliest if "start" in entry else -math.inf
    end = bounds(str(entry["end"])).latest if "end" in entry else math.inf
    return Era(names, start, end)
