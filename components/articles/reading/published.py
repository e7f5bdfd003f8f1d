"""The day an article was published: what may be given as one, and what is credible as one."""

import datetime
import re

from components.articles.reading.errors import PublishedError

# The first newspaper appeared in 1605; before that no text is an article with relative dates.
FIRST = datetime.date(1605, 1, 1)
REMEDY = "write the day of publication as YYYY-MM-DD (--published 2024-11-10), or leave it out"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def given(value: datetime.date | str | None, name: str) -> datetime.date | None:
    """The day that was given. Raises ``PublishedError`` for none, and for one that no article can have.

    Up to a year ahead is allowed: magazines are out before their date.
    """
    if value is None:
        return None
    day = _day(value, name)
    if not FIRST <= day <= _today() + datetime.timedelta(days=366):
        problem = "no article was published before 1605:" if day < FIRST else "a day of publication so far ahead:"
        raise PublishedError(name, problem, day.isoformat(), REMEDY)
    return day


def credible(day: datetime.date) -> bool:
    """Whether a page or a dateline may be believed: in a day at most it is tomorrow somewhere on Earth."""
    return FIRST <= day <= _today() + datetime.timedelta(days=1)


def _day(value: datetime.date | str, name: str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        if not _ISO.fullmatch(value.strip()):
            raise ValueError
        return datetime.date.fromisoformat(value.strip())
    except ValueError:
        raise PublishedError(name, "no day of publication:", value, REMEDY) from None


def _today() -> datetime.date:
    """The clock: the one thing here that is not the caller's; it only refuses days to come."""
    return datetime.datetime.now(datetime.UTC).date()
