"""The dateline of a text: when it says that it was published, and by which agency.

A dateline is a line of its own ("10 novembre 2024", "Published: Nov. 10, 2024, 3 p.m."), or begins a paragraph and is
cut off by a dash ("PARIS, 10 nov. 2024 (AFP) —"). A sentence that begins with a date is none.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from components.articles.dates import DateMention, find_dates
from components.articles.reading.dateline_words import Before, Words, words

HEAD_LINES, FOOT_LINES = 40, 5
LONGEST = 200  # characters of a line that is a dateline, and of a paragraph's beginning that has one
_DATED = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMERIC = re.compile(r"(\d{1,2})\D(\d{1,2})\D\d{4}")
_DASH = re.compile(r"\s*(?:[—–―]|--?)(?=\s|$|[A-ZÀ-Ý«“\"])")
_AGENCY = re.compile(r"(?P<before>[^()\n]{0,80})\(\s*(?P<agency>[^()\n]{2,40}?)\s*\)\s*(?:[—–―]|--?)")
_CAPITALS = re.compile(r"[A-Z][A-Z-]{1,7}")


@dataclass(frozen=True)
class Head:
    """What the dateline says: the day, ``None`` for none, and the agency, "" for none."""

    day: datetime.date | None = None
    agency: str = ""


@dataclass(frozen=True)
class Found:
    """A day in a line, and whether the line says "published" before it."""

    day: datetime.date
    labelled: bool


def read(text: str, language: str) -> Head:
    """What the first lines of ``text`` say, or the last ones, where they name a day as that of publication.

    Two different days say nothing: the text is a chronology.
    """
    head, foot = _ends(text)
    found = [one for number, line in enumerate(head) if (one := in_line(line, language, first=number == 0))]
    told = [one for one in found if one.labelled] or found
    if not told:
        told = [one for line in foot if (one := in_line(line, language)) and one.labelled]
    days = {one.day for one in told}
    return Head(days.pop() if len(days) == 1 else None, _agency(head[:6], words(language)))


def labelled(lines: Iterable[str], language: str) -> datetime.date | None:
    """The day that the first of ``lines`` to do so calls that of publication."""
    found = (in_line(line, language) for line in lines if len(line) <= LONGEST and _DATED.search(line))
    return next((one.day for one in found if one and one.labelled), None)


def in_line(line: str, language: str, *, first: bool = False) -> Found | None:
    """The day of publication that a line, or the beginning of a paragraph, tells; ``first`` is that of the text."""
    line = line.strip()
    start = line[:LONGEST]
    if not _DATED.search(start):
        return None
    mentions = [one for one in find_dates(start, None, language) if not one.part]
    mention = next((one for one in mentions if _DAY.fullmatch(one.when)), None)
    if mention is None or mention.earliest is None or _ambiguous(mention, language):
        return None
    if any(_ranges(start[mention.end : other.start]) for other in mentions if other.start > mention.start):
        return None
    lexicon = words(language)
    before = lexicon.before(start[: mention.start])
    after = start[mention.end :]
    if before is None or not (
        _cut_off(before, after, lexicon) or (len(line) <= LONGEST and _alone(before, after, lexicon, first))
    ):
        return None
    return Found(mention.earliest, before.label)


def _cut_off(before: Before, after: str, lexicon: Words) -> bool:
    """Whether a dash cuts the date off from the text, at most an agency or a place between them."""
    placed = before.named or not before.article  # "Paris, le 10 novembre 2024 –", but not "Le 10 novembre 2024 –"
    return placed and before.parted and bool(_DASH.match(after, lexicon.agency_after(after)))


def _alone(before: Before, after: str, lexicon: Words, first: bool) -> bool:
    """Whether the date and what belongs to it fill the line; a headline may end with a date, as with a place."""
    headline = first and before.named and not (before.article or before.agency or before.label or before.capitals)
    return before.parted and not headline and lexicon.ends(after)


def _ranges(between: str) -> bool:
    """Whether there is nothing between two dates but a dash: the line tells a term."""
    return between.strip() in ("—", "–", "―", "-")


def _ambiguous(mention: DateMention, language: str) -> bool:
    """Whether the day may be the month: 10/11/2024 is in October in America only."""
    numeric = _NUMERIC.match(mention.text)
    return (
        language == "en"
        and numeric is not None
        and max(int(numeric[1]), int(numeric[2])) <= 12
        and numeric[1] != numeric[2]
    )


def _ends(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines that are not empty, of a text of whatever length."""
    head = [line for line in text[: HEAD_LINES * 1000].split("\n") if line.strip()][:HEAD_LINES]
    foot = [line for line in text[-FOOT_LINES * 1000 :].split("\n") if line.strip()][-FOOT_LINES:]
    return head, foot


def _agency(lines: Iterable[str], lexicon: Words) -> str:
    for line in lines:
        found = _AGENCY.match(line.lstrip())
        if found is None or not found["before"][:1].isupper():
            continue
        known = lexicon.agencies.get(found["agency"])
        if known or (_CAPITALS.fullmatch(found["agency"]) and _DATED.search(found["before"])):
            return known or found["agency"]
    return ""
