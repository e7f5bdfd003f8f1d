"""The words that charts say, in the language of the reader."""

import math
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale

from components.events.date_words import Style, day_words, when_words, year_words
from components.events.dates import iso
from components.events.words import Words, load_words, terms


@dataclass(frozen=True, eq=False)
class Wording:
    """Words of the charts (``here``) and of the field (``field``) in one language."""

    language: str
    here: Words
    field: Words

    @cached_property
    def stops(self) -> frozenset[str]:
        """Words that end no shortened label."""
        return frozenset(self.here("stops").split())

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Short names of the months, January first."""
        names = Locale.parse(self.language).months["format"]["abbreviated"]
        return tuple(str(names[month]) for month in range(1, 13))

    def tail(self, status: str, before: str | None = None) -> str:
        """The words after a label: the status unless confirmed, or ``reported → disputed`` after a change."""
        now = self.status(status)
        if before and before != status:
            return self.here("timeline.changed", before=self.status(before), after=now)
        return "" if status in ("confirmed", "") else now

    def status(self, status: str) -> str:
        """A status in words."""
        return self.field.get(f"statuses.{status}", status)

    def kind(self, kind: str) -> str:
        """A type of events in words; one that the story brings along as it stands."""
        return self.field.get(f"types.{kind}", kind)

    def kinds(self, kind: str) -> str:
        """A type of events in the plural."""
        return self.field.get(f"types_many.{kind}", kind)

    def family(self, family: str) -> str:
        """A family of types in words."""
        return self.field.get(f"families.{family}", family)

    def day(self, day: float, style: Style = "short") -> str:
        """A day in words."""
        return _day(day, self.language, style)

    def when(self, when: str, style: Style = "short") -> str:
        """An EDTF date in words."""
        return when_words(when, self.language, style)

    def span(self, first: float, end: float) -> str:
        """The days from ``first`` up to, not including, ``end``: "3–9 Nov 2024"."""
        low, high = math.floor(first), max(math.ceil(end) - 1, math.floor(first))
        return self.when(iso(low) if low == high else f"{iso(low)}/{iso(high)}")

    def country(self, code: str) -> str:
        """The name of a country (ISO 3166)."""
        return str(Locale.parse(self.language).territories.get(code, code))

    def year(self, year: int) -> str:
        """An astronomical year as people write it: 2024, 431 BCE."""
        return year_words(year, self.language)


@lru_cache(maxsize=1 << 14)
def _day(day: float, language: str, style: Style) -> str:
    return day_words(day, language, style)


@cache
def wording(language: str) -> Wording:
    """The words in ``language`` ("en" or "fr")."""
    return Wording(language, load_words(Path(__file__).parent, language), terms(language))
