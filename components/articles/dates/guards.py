"""What looks like a date and is none: numbers of things, the planet Mars, Mrs May, habits, law numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from components.articles.dates.lexicon import Lexicon, load
from components.articles.dates.scene import Parts

_BEFORE = 32
_TIGHT = re.compile(r"[\w$€£#°+*=/.:@&%-]\Z")
_VERB = re.compile(r"(?:may|march) [a-z][a-z -]*")
_NAME = re.compile(r"(?<![^\W_])([^\W\d_a-zß-ÿœ][^\W\d_]*(?:['’-][^\W\d_]+)*)\s\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z|s['’]\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:;\n»”|])\W{0,4}\Z")
_SHOUTED, _OPENING, _SENTENCE = 5, 8, 120
_MIDDLE = re.compile(r"(?:mid|mi)-\Z")
_NO_DAYS = frozenset({"9/11", "24/7", "7/7"})  # a day without its year, and all the time
_INSIDE = re.compile(r"[\w@.&/]\Z")
_NUMBER_BEFORE = re.compile(r"(?:\d|[$€£#°]) ?\Z")
_NUMBER_AFTER = re.compile(r" ?[%°€$£²]| ?-?[.,:/]?\d|-(?=\w)|[/@_&]|'(?!s\b)(?=\w)")


@dataclass(frozen=True)
class Place:
    """A match in its text: the text as written and folded, and where the match lies."""

    text: str
    fold: str
    start: int
    end: int

    @property
    def alone(self) -> bool:
        """Whether the text says nothing else."""
        return not re.search(
            r"\w", self.text[max(0, self.start - 80) : self.start] + self.text[self.end : self.end + 80]
        )

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words before the match end with the pattern."""
        return pattern.search(self.fold, max(0, self.start - _BEFORE), self.start) is not None

    def after(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words after the match begin with the pattern."""
        return pattern.match(self.fold, self.end, self.end + 2 * _BEFORE) is not None


@lru_cache(maxsize=64)
def _guard(language: str, name: str) -> re.Pattern[str]:
    """A guard of a lexicon: one that is to end before a match (``..._before``) or to begin after it."""
    pattern = load(language).guards[name]
    if name.endswith("_before"):
        return re.compile(rf"(?<![^\W_])(?:{pattern})\Z")
    return re.compile(pattern)


def tail(language: str, fold: str, end: int) -> int:
    """Where a match ends with the "'s" that belongs to it."""
    found = _guard(language, "tail").match(fold, end)
    return found.end() if found else end


def is_date(rule: str, parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    """Whether a match of a rule is a date where it stands."""
    check = _CHECKS.get(rule)
    return check is None or check(parts, place, lexicon)


def is_name(place: Place, lexicon: Lexicon) -> bool:
    """Whether a year belongs to a name: "Euro 2024", "the Mars 2020 rover", "l'Agenda 2030"."""
    language = lexicon.language
    if place.before(_guard(language, "edition_before")) or place.after(_guard(language, "edition_after")):
        return True
    word = _NAME.search(place.text, max(0, place.start - 2 * _BEFORE), place.start)
    if word is None or (word[1].isupper() and len(word[1]) > _SHOUTED) or _POSSESSIVE.search(word[1]):
        return False
    if _month_before(place, lexicon, word.start()):
        return True
    if any(place.before(_guard(language, name)) for name in ("year_before", "weak_year_before", "dated_before")):
        return False
    opens = _OPENS.search(place.text[max(0, word.start() - _OPENING) : word.start()]) is not None
    if opens and not place.before(_guard(language, "programme_before")):
        return False
    return not place.after(_guard(language, "dated_after"))


def _month_before(place: Place, lexicon: Lexicon, start: int) -> bool:
    """Whether the word before a year is a month's only by its letters: "la mission Mars 2020"."""
    word = place.fold[start : place.start].strip()
    before = Place(place.text, place.fold, start, place.end)
    return word in lexicon.words["fullmonth"] and not _month({}, before, lexicon)


def _bare_year(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    language = lexicon.language
    tight = place.before(_TIGHT) and not place.before(_MIDDLE)
    if tight or place.before(_NUMBER_BEFORE) or place.after(_NUMBER_AFTER):
        return False
    if place.after(_guard(language, "units_after")):
        return False
    if place.before(_guard(language, "year_before")):
        return True
    if place.before(_guard(language, "number_before")):
        return False
    if parts["year"] % 100 == 0 and not place.fold[place.start].isdigit():
        return False  # "two thousand" is a number first
    weak = place.before(_guard(language, "weak_year_before"))
    if not (1700 if weak else 1900) <= parts["year"] <= 2060 and not place.alone:
        return False
    many = place.after(_guard(language, "plural_after"))
    if many and (parts["year"] % 100 == 0 or not place.before(_guard(language, "article_before"))):
        return False
    return parts["year"] % 500 != 0 or not place.after(_guard(language, "noun_after"))


def _short_year(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    return parts["yy"] > 30 and place.after(_guard(lexicon.language, "short_year_after"))


def _bare_month(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    if place.alone:
        return True
    language = lexicon.language
    word = place.text[place.start : place.end]
    if place.before(_INSIDE) or place.after(_guard(language, "month_not_after")):
        return False
    if place.fold[place.start : place.end].rstrip(".") not in lexicon.words["fullmonth"] and not word[0].isupper():
        return False  # "sept" is seven
    if parts["month"] in lexicon.words["lower_month"].values() and word[0].isupper():
        return False
    if parts["month"] in lexicon.words["capital_month"].values() and not word[0].isupper():
        return False
    if parts["month"] not in lexicon.words["risky_month"].values():
        return place.before(_guard(language, "month_before"))
    return place.before(_guard(language, "risky_month_before")) or place.after(_guard(language, "risky_month_after"))


def _named_month(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    last = re.split(r"\s", place.text[place.start : place.end])[-1]
    return place.alone or last[0].isupper() or parts["month"] not in lexicon.words["capital_month"].values()


def _day_month(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    if _VERB.fullmatch(place.text, place.start, place.end) and not place.alone:
        return False  # "may first", "march second"
    return not any(place.before(_guard(lexicon.language, name)) for name in ("money_before", "street_before"))


def _month(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    """The mission Mars 2020 is no month."""
    capital = place.text[place.start].isupper() and place.before(_guard(lexicon.language, "mission_before"))
    return not (capital or place.before(_guard(lexicon.language, "name_before")))


def _bare_weekday(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    if place.alone:
        return True
    language = lexicon.language
    return not (
        place.before(_guard(language, "weekday_not_before")) or place.after(_guard(language, "weekday_not_after"))
    )


def _short_weekday(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    return place.alone or place.before(_guard(lexicon.language, "short_weekday_before"))


def _numeric(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    if place.before(_guard(lexicon.language, "version_before")):
        return False
    return not place.before(_TIGHT) and not re.compile(r"[./:%-]?\d|%|/").match(place.fold, place.end)


def _numeric_short(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    if not _numeric(parts, place, lexicon):
        return False
    if "/" not in place.fold[place.start : place.end]:
        return place.alone
    if place.fold[place.start : place.end] in _NO_DAYS:
        return False
    padded = re.search(r"/0\d\Z", place.fold[place.start : place.end]) is not None
    return place.alone or padded or place.before(_guard(lexicon.language, "numeric_short_before"))


def _holiday(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    return place.alone or not place.before(_guard(lexicon.language, "holiday_not_before"))


def _numeric_month(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    return 1 <= parts["d"] <= 12 and _numeric(parts, place, lexicon)


def _weekday_day(parts: Parts, place: Place, _: Lexicon) -> bool:
    return 1 <= parts.get("d", 1) <= 31 and not place.before(_TIGHT)


def _unit(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    """The coming weeks are no one week."""
    many = _guard(lexicon.language, "plural_unit").search(place.fold, place.start, place.end)
    return place.alone or many is None


def _not_tight(_: Parts, place: Place, __: Lexicon) -> bool:
    return not place.before(_TIGHT)


def _for_units(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    """A duration ends now only with a perfect tense: "has been closed for ten days", not "closed for ten days"."""
    before = place.fold[max(0, place.start - _SENTENCE) : place.start]
    return _guard(lexicon.language, "still").search(before.rpartition(". ")[2]) is not None


def _away(parts: Parts, place: Place, lexicon: Lexicon) -> bool:
    """Such as "in a day" and "the first time in years" say how long, not when."""
    if place.alone:
        return True
    language, whole = lexicon.language, place.fold[place.start : place.end]
    how_long = _guard(language, "away_not").fullmatch(whole) or place.before(_guard(language, "time_before"))
    return _not_tight(parts, place, lexicon) and not how_long


def _year_range(_: Parts, place: Place, __: Lexicon) -> bool:
    """Law no. 2024-42 is no range of years."""
    return not place.before(_TIGHT) and not place.before(_NUMBER_BEFORE)


def _named_season(_: Parts, place: Place, lexicon: Lexicon) -> bool:
    return place.alone or place.before(_guard(lexicon.language, "named_season_before"))


_CHECKS = {
    "named_season": _named_season,
    "named_month": _named_month,
    "day_month": _day_month,
    "bare_year": _bare_year,
    "short_year": _short_year,
    "bare_month": _bare_month,
    "bare_weekday": _bare_weekday,
    "short_weekday": _short_weekday,
    "numeric_day": _numeric,
    "numeric_month": _numeric_month,
    "unit": _unit,
    "iso_day": _numeric,
    "numeric_short": _numeric_short,
    "holiday": _holiday,
    "month": _month,
    "year_range": _year_range,
    "units": _not_tight,
    "away": _away,
    "for_units": _for_units,
    "later": _not_tight,
    "within": _not_tight,
    "day_of_month": _not_tight,
    "weekday_day": _weekday_day,
}
