"""From sound tables to a Story: what a file does not say but its rows imply."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from components.events.dates import bounds, parse
from components.events.joins import forget, inherit
from components.events.parties import parties
from components.events.schema import typed
from components.events.status import first_known, status_codes
from components.events.story import Era, Story
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, STATUSES


def build(name: str, tables: Mapping[str, pd.DataFrame], meta: Mapping[str, Any], revision: str = "") -> Story:
    """A Story out of checked tables of texts (events, participants, claims, actors, sources) and of ``story.toml``."""
    languages = tuple(meta["languages"])
    return derive(
        Story(
            name=name,
            title=dict(meta["title"]),
            languages=languages,
            **{table: typed(table, tables[table], languages) for table in tables},
            description=dict(meta.get("description", {})),
            eras=tuple(_era(era) for era in meta.get("eras", ())),
            families=dict(meta.get("families", {})),
            sides={side: dict(names) for side, names in meta.get("sides", {}).items()},
            lanes=str(meta.get("lanes", "type")),
            revision=revision,
        )
    )


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
