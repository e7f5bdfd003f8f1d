"""What a typed date means, in words: its reading, or what is wrong with it and what to write instead."""

import math
import re
from dataclasses import dataclass

from components.app.widgets.editing.wordings import editing_words
from components.events.date_words import day_words, when_words
from components.events.dates import bounds
from components.events.errors import DateError

_DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_ABOUT = re.compile(r"~|\b(?:about|around|circa|ca?\.|vers|environ)", re.IGNORECASE)
_UNDOUBTED = str.maketrans({"?": "", "%": "~"})
_PROBLEMS = {
    "the end lies before": "reversed",
    "there is no such day": "no_such_day",
    "there is no month": "no_month",
    "not clear which number": "unclear",
}
"""What stands in the problems of dates that have a remedy of their own, and what a form says instead."""
EXAMPLES = ("2025-11-18", "2025-11-18~", "2025-11-18?", "2025-11", "2025-11-18/2025-11-20", "2025-11-18/..", "-0430")


@dataclass(frozen=True)
class Told:
    """``sound``: the date can be read. ``instead`` is an EDTF text that says what was probably meant, "" if none."""

    sound: bool
    text: str
    instead: str = ""


def when_told(typed: str, language: str) -> Told:
    """What ``typed`` says as EDTF."""
    words, text = editing_words(language), typed.strip()
    if not text:
        return Told(True, words("when.none"))
    try:
        found = bounds(text)
    except DateError as error:
        return _wrong(text, error.problem, language)
    plain = text.translate(_UNDOUBTED) if found.uncertain else text
    said = when_words(plain, language, "weekday" if found.precision == "day" else "long")
    ends = math.isfinite(found.earliest) and math.isfinite(found.latest)
    if found.precision not in {"day", "interval"} and ends:
        first, last = (day_words(day, language) for day in (found.earliest, found.latest))
        said = words("when.some_day", date=said, first=first, last=last)
    return Told(True, words("when.doubted", date=said) if found.uncertain else said)


def day_told(typed: str, language: str) -> Told:
    """What ``typed`` says as a day, month or year without marks, as claims and sources have them."""
    text = typed.strip()
    if text and not _DAY.fullmatch(text):
        begun = _DAY.match(text) or _DAY.match(meant(text, language))
        instead = begun[0] if begun and when_told(begun[0], language).sound else ""
        return _told_wrong("when.no_day", text, instead, language)
    return Told(True, editing_words(language)("when.no_day_yet")) if not text else when_told(text, language)


def meant(text: str, language: str) -> str:
    """The EDTF date that the words of ``text`` say ("about 18 November 2025"), "" when they say none or several."""
    if len(text) > 100:
        return ""
    tongues = dict.fromkeys((language, "en", "fr"))
    found = [_only(text, tongue) for tongue in tongues]
    best = max((one for one in found if one), key=lambda one: one[1], default=None)
    if best is None:
        return ""
    return f"{best[0]}~" if _ABOUT.search(text) and _DAY.fullmatch(best[0]) else best[0]


def _only(text: str, tongue: str) -> tuple[str, int] | None:
    """The one date that ``text`` says in ``tongue``, with the number of characters that say it."""
    from components.articles.dates import find_dates  # not needed while all dates are well written

    found = [one for one in find_dates(text, None, tongue) if not one.part and one.when]
    return (found[0].when, found[0].end - found[0].start) if len(found) == 1 else None


def _wrong(text: str, problem: str, language: str) -> Told:
    key = next((key for start, key in _PROBLEMS.items() if start in problem), "")
    if key == "unclear" and len({_only(text, tongue) for tongue in ("en", "fr")}) == 1:
        key = ""  # one of the numbers is no month
    if key:
        return Told(
            False, editing_words(language)(f"when.{key}", text=text), _turned(text) if key == "reversed" else ""
        )
    return _told_wrong("when.no_date", text, meant(text, language), language)


def _turned(text: str) -> str:
    start, _, end = text.partition("/")
    return f"{end}/{start}"


def _told_wrong(key: str, text: str, instead: str, language: str) -> Told:
    words = editing_words(language)
    said = words(f"{key}_instead", text=text, instead=instead) if instead else words(key, text=text)
    return Told(False, said, instead)
