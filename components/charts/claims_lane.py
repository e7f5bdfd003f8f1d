"""The claims lane: who says the selected event happened, above a base line; who denies it or will not say, below."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.charts.boxes import AIR, Row
from components.charts.sides import actor_names
from components.charts.text import fit, width
from components.events.excerpt import excerpt, row_of
from components.events.story import Story

PITCH = 15
GLYPH = 10
NEAR = 9.0
NAME_SIZE = 11
START = 9.0
LEAST_ABOVE, LEAST_BELOW = 60.0, 40.0
FOOT = 20.0
NAME_ROOM = 220.0

ABOVE = ("asserts", "confirms", "plans")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as drawn. ``at`` is a day; ``name`` is what stands beside the glyph."""

    claim_id: str
    at: float
    stance: str
    name: str
    hollow: bool
    anonymous: bool
    month: bool

    @property
    def above(self) -> bool:
        """Whether it stands above the base line."""
        return self.stance in ABOVE


@dataclass(frozen=True, slots=True)
class Seat:
    """A claim's place: rows count from the base line outwards; ``left`` = the name is on the left of the glyph."""

    claim: Claim
    row: int
    left: bool


@dataclass(frozen=True)
class ClaimsLane:
    """The packed lane. ``base`` and ``height`` in px from its top."""

    seats: tuple[Seat, ...]
    base: float
    height: float

    def y(self, seat: Seat, top: float) -> float:
        """Middle of a claim's glyph in px from the top of the lanes, the claims lane starting at ``top``."""
        away = NEAR + PITCH * seat.row
        return top + self.base + (-away if seat.claim.above else away)


def claims_of(story: Story, event_id: str, language: str, in_part: str) -> list[Claim]:
    """The claims on one event that have a day, by day."""
    at = row_of(story, event_id)
    if at < 0:
        return []
    part = excerpt(story, [at])
    part = part.with_tables(claims=part.claims[np.isfinite(part.claims["day"].to_numpy(float))])
    names = _names(part, language)
    found = []
    for name, row in zip(names, part.claims.itertuples(), strict=True):
        stance = str(row.stance)
        suffix = f" {in_part}" if stance == "denies" and row.scope == "part" else " ✓" if stance == "confirms" else ""
        found.append(
            Claim(
                claim_id=str(row.claim_id),
                at=float(row.day) + 0.5,  # type: ignore[arg-type]
                stance=stance,
                name=name + suffix,
                hollow=stance == "declines" or (stance in ABOVE and bool(row.hedged)),
                anonymous=bool(row.anonymous),
                month=str(row.day_precision) == "month",
            )
        )
    return found


def _names(story: Story, language: str) -> list[str]:
    """Whom to name for each claim: the speaker's label, else the actor's name, else the speaker as typed."""
    labels = story.text("claims", "speaker_label", language)
    actors = actor_names(story, language)
    speakers = zip(labels, story.claims["speaker_id"], story.claims["speaker"], strict=True)
    return [label or actors.get(actor, "") or str(speaker) for label, actor, speaker in speakers]


def pack_claims(
    claims: Sequence[Claim], px_per_day: float, edges: tuple[float, float], barrier: float | None = None
) -> ClaimsLane:
    """Rows and sides of the claims at a scale. ``edges`` (days) bound the names, none crosses ``barrier`` (a day)."""
    above, below = [Row()], [Row()]
    seats = []
    low, high = edges[0] * px_per_day, min(edges[1], barrier if barrier is not None else edges[1]) * px_per_day
    for claim in claims:
        rows = above if claim.above else below
        x = claim.at * px_per_day
        room = START + name_width(claim)
        left = x + room + 2 > high and x - room >= low
        box = (x - room - AIR, x + 7) if left else (x - 7, x + room + AIR)
        row = next((k for k, row in enumerate(rows) if row.free(*box)), len(rows))
        if row == len(rows):
            rows.append(Row())
        rows[row].take(*box)
        seats.append(Seat(claim, row, left))
    base = max(LEAST_ABOVE, NEAR + PITCH * (len(above) - 1) + FOOT)
    return ClaimsLane(tuple(seats), base, base + max(LEAST_BELOW, NEAR + PITCH * (len(below) - 1) + FOOT))


def name_width(claim: Claim) -> float:
    """Width of a claim's name in px."""
    return width(shown_name(claim), NAME_SIZE, "italic" if claim.anonymous else "regular")


def shown_name(claim: Claim) -> str:
    """A claim's name, cut where it is very long."""
    return fit(claim.name, NAME_ROOM, NAME_SIZE, "italic" if claim.anonymous else "regular")
