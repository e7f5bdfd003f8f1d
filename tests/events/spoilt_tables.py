"""Tables of a sound story, what is wrong with them once a cell is spoilt, and where."""

from typing import Any

import pandas as pd

from components.events.errors import Defect
from components.events.participants import explode
from components.events.validation import check
from tests.events.event_stories import ACTORS, CALL, META, claim, tables

EVENTS = (CALL, {**CALL, "event_id": "talks", "when": "2025-02-11/2025-02-14", "lat": "50.45", "lon": "30.5"})


CLAIMS = (
    claim("2024-11-10", "asserts", "Axios", claim_id="c1"),
    claim("2025-02-12", "asserts", "Axios", "talks", claim_id="c0"),
    claim("2025-02-15", "confirms", "putin", "talks", claim_id="c2", start_char="3", end_char="9"),
)


SOURCES = ({"source_id": "old", "title": "Old"}, {"source_id": "s", "title": "New", "published": "2024-11"})


def sound() -> dict[str, pd.DataFrame]:
    """Tables without a defect."""
    return tables(EVENTS, CLAIMS, ACTORS, SOURCES)


def spoilt(table: str, column: str, value: str, **meta: Any) -> list[Defect]:
    """The defects after ``value`` was written into the last row of a column."""
    frames = sound()
    frame = frames[table]
    before = frame[column] if column in frame else [""] * len(frame)
    frame[column] = [*before[:-1], value]
    frames["participants"] = explode(frames["events"])
    return check(frames, {**META, **meta})


def places(defects: list[Defect]) -> list[tuple[str, int, str, str]]:
    """File, row, column and value of defects."""
    return [(defect.file, defect.row, defect.column, defect.value) for defect in defects]
