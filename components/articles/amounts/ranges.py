"""Ranges: "5 à 6 milliards d'euros" and "$5-6bn" are two amounts, either end with what it borrows from the other."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from components.articles.amounts.drafts import Draft, Page, shortened
from components.articles.amounts.lexicon import LANGUAGES, alternatives, raw


@dataclass(frozen=True)
class _Joiners:
    between: re.Pattern[str]
    to: re.Pattern[str]
    and_: re.Pattern[str]


@lru_cache(maxsize=len(LANGUAGES))
def _joiners(language: str) -> _Joiners:
    words = raw(language)["words"]
    return _Joiners(
        between=re.compile(rf"(?<!\w)(?:{alternatives(words['between'])})\s[^\w\s]?\s?\Z"),
        to=re.compile(rf"\s?(?:{alternatives(words['range'])})\s?"),
        and_=re.compile(rf"\s(?:{alternatives(words['between_and'])})\s"),
    )


def both_ends(page: Page, drafts: dict[int, Draft]) -> list[Draft]:
    """The amounts in reading order, with the ends of ranges that name no money themselves."""
    found: dict[int, Draft] = dict(drafts)
    for index, draft in drafts.items():
        before = found.get(index - 1)
        if before is not None and _joined(page, before.start, before.end, draft.start):
            found[index - 1] = _with_scale_of(before, draft)
        elif before is None and (lower := _lower_end(page, draft)) is not None:
            found[index - 1] = lower
        if index + 1 not in drafts and (upper := _upper_end(page, draft)) is not None:
            found[index] = _with_scale_of(draft, upper)
            found[index + 1] = upper
    return [found[index] for index in sorted(found)]


def _joined(page: Page, start: int, end: int, next_start: int) -> bool:
    joiners = _joiners(page.language)
    if joiners.to.fullmatch(page.folded, end, next_start):
        return True
    between = joiners.between.search(page.folded, max(0, start - 12), start)
    return bool(between and joiners.and_.fullmatch(page.folded, end, next_start))


def _with_scale_of(lower: Draft, upper: Draft) -> Draft:
    """``lower`` in the millions of ``upper``, where it names none and is the smaller number ("$5 to $6 billion")."""
    scale, same = upper.numeral.scale, upper.money.code == lower.money.code
    if lower.numeral.scale > 1 or scale < 1000 or not same or lower.value >= upper.value / scale:
        return lower
    return replace(lower, numeral=lower.numeral.times(scale, lower.numeral.end))


def _lower_end(page: Page, upper: Draft) -> Draft | None:
    index = upper.index - 1
    if index < 0 or upper.start != upper.numeral.start:
        return None
    numeral = page.numerals[index]
    if not _joined(page, numeral.start, numeral.end, upper.start):
        return None
    lower = _with_scale_of(Draft(numeral.start, numeral.end, index, numeral, upper.money), upper)
    return lower if lower.value < upper.value else None


def _upper_end(page: Page, lower: Draft) -> Draft | None:
    """What follows a hyphen after "$5": a number by itself could count anything after a "to"."""
    index = lower.index + 1
    if index >= len(page.numerals) or lower.start == lower.numeral.start:
        return None
    numeral = page.numerals[index]
    if page.folded[lower.end : numeral.start].strip() != "-":
        return None
    numeral = shortened(page, numeral)
    upper = Draft(numeral.start, numeral.end, index, numeral, lower.money)
    return upper if _with_scale_of(lower, upper).value < upper.value else None
