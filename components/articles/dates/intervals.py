"""Two dates that are the ends of one interval: "du 3 mars au 5 avril", "entre 2014 et 2016", "May - July 2015"."""

import re
from functools import lru_cache

from components.articles.dates.lexicon import Lexicon, load
from components.articles.dates.phrases import before

NUMBERED = frozenset(
    (
        "day_month",
        "day_of_list",
        "day_of_range",
        "numeric_day",
        "iso_day",
        "month",
        "bare_month",
        "numeric_month",
        "year",
        "bare_year",
        "numeric_short",
    )
)
"""Rules whose finds an en rule or "to" may join without a "from" before them."""

DAYS = frozenset(("bare_weekday", "weekday", "day_month", "weekday_day", "deictic"))
"""Rules whose finds may be joined by "into", as the days around a night are."""

UNDATED = NUMBERED | frozenset(("bare_weekday", "weekday", "short_weekday", "holiday", "season", "weekday_day"))
"""Rules whose finds may be read from the other end of their interval when they lack a year."""


@lru_cache(maxsize=32)
def gap(language: str, name: str) -> re.Pattern[str]:
    """What may stand between two dates that belong together in the way of that name."""
    return re.compile(load(language).joins[name].replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}"))


def joined(lexicon: Lexicon, fold: str, one: tuple[str, int, int], two: tuple[str, int, int]) -> int | None:
    """Where the interval of two dates (rule, start, end of each) begins, or ``None`` if they are no ends of one."""
    if two[1] - one[2] > 24:
        return None
    language, between_them = lexicon.language, fold[one[2] : two[1]]
    opener = before(lexicon, "from", fold, one[1])
    if gap(language, "to").fullmatch(between_them):
        numbered = one[0] in NUMBERED and two[0] in NUMBERED
        if opener or numbered:
            return opener.start if opener else one[1]
    if gap(language, "into").fullmatch(between_them) and {one[0], two[0]} <= DAYS:
        return one[1]
    if opener and gap(language, "opened").fullmatch(between_them):
        return opener.start
    between = before(lexicon, "between", fold, one[1])
    if between and gap(language, "and").fullmatch(between_them):
        return between.start
    return None
