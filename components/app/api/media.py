"""Which of several media types a request takes (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence

JSON, CSV, CALENDAR, ATOM = "application/json", "text/csv", "text/calendar", "application/atom+xml"
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)
_LIKE = {ATOM: ("application/xml", "text/xml")}
"""What else may be asked for when one of these is meant."""


def chosen(accept: str, offers: Sequence[str]) -> str | None:
    """The best of ``offers`` (the first of equals) for an Accept header, ``None`` if it takes none of them."""
    if not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    weights = [max(_weight(name, ranges) for name in (offer, *_LIKE.get(offer, ()))) for offer in offers]
    best = max(weights)
    return offers[weights.index(best)] if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    given = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    return name, float(given) if _WEIGHT.fullmatch(given) else 0.0


def _weight(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight that the most specific range gives to ``name``."""
    for like in (name, f"{name.partition('/')[0]}/*", "*/*"):
        if found := [weight for one, weight in ranges if one == like]:
            return max(found)
    return 0.0
