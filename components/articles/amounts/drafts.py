"""A number and the money that touches it: "$6bn", "6 milliards d'euros", "15 dollars et 15 cents"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from components.articles.amounts.currencies import Currencies, Money, currencies
from components.articles.amounts.lexicon import LANGUAGES, alternatives, numbers, raw
from components.articles.amounts.numerals import Numeral, numerals
from components.articles.amounts.signs import Sign, Signs, signs
from components.articles.dates.folding import folded

_DOLLAR_CODE = re.compile(r"\s(?P<code>[A-Z]{3})(?!\w)(?!\s?\d)")
_ALONE = re.compile(r"\s*(?:[.;:!?)»\"]|\Z)(?!\d)")
_GLUED = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Draft:
    """``text[start:end]`` is an amount: the number ``numeral``, of which ``index`` is the place among all numbers."""

    start: int
    end: int
    index: int
    numeral: Numeral
    money: Money
    name_end: int = 0  # where the name of the currency ends; 0 where a sign or code says it

    @property
    def value(self) -> float:
        """The number."""
        return self.numeral.value


@dataclass(frozen=True)
class Grammar:
    """What stands between numbers and money in a language."""

    short: re.Pattern[str]
    shorts: Mapping[str, float]
    scale: re.Pattern[str]
    scales: Mapping[str, float]
    link: re.Pattern[str]
    tail: re.Pattern[str]
    half: re.Pattern[str]
    halves: Mapping[str, float]


@dataclass(frozen=True)
class Page:
    """A text with all that is needed to read it."""

    text: str
    folded: str
    language: str
    grammar: Grammar
    numerals: tuple[Numeral, ...]
    names: Currencies
    signs: Signs


@lru_cache(maxsize=len(LANGUAGES))
def grammar(language: str) -> Grammar:
    """The patterns of a language."""
    data = raw(language)
    shorts = {form: float(number) for number, forms in data["short_scales"].items() for form in forms}
    scales = {
        form: float(number) for number, forms in data["scales"].items() for form in forms if float(number) >= 1000
    }
    links = "|".join(re.escape(word) + ("" if word.endswith("'") else r"\s{1,2}") for word in data["words"]["link"])
    tail = alternatives(data["words"]["tail_and"])
    halves = {form: float(number) for number, forms in data["tails"].items() for form in forms}
    return Grammar(
        short=re.compile(rf"[ \u00a0\u202f-]?(?P<short>{_any(shorts)})(?!\w)"),
        shorts=shorts,
        scale=re.compile(rf"\s(?P<scale>{alternatives(scales)})(?!\w)"),
        scales=scales,
        link=re.compile(rf"[ -]{{0,2}}\n?(?:{links})"),
        half=re.compile(rf"\s(?P<half>{alternatives(halves)})(?!\w)"),
        halves=halves,
        tail=re.compile(rf"(?P<and>\s?(?:{tail})\s|\s)"),
    )


def _any(words: Mapping[str, float]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def page(text: str, language: str) -> Page:
    """A text with its numbers found."""
    plain = folded(text)
    found = tuple(numerals(plain, numbers(language)))
    return Page(text, plain, language, grammar(language), found, currencies(language), signs(language))


def drafts(page: Page) -> dict[int, Draft]:
    """All amounts by the place of their number, in reading order, none overlapping another."""
    found: dict[int, Draft] = {}
    taken = 0
    for index, numeral in enumerate(page.numerals):
        if numeral.start < taken:
            continue
        draft = _signed(page, index, taken) or _named(page, index)
        if draft is None:
            continue
        draft = _with_tail(page, draft)
        found[index], taken = draft, draft.end
    return found


def _signed(page: Page, index: int, taken: int) -> Draft | None:
    """An amount with its sign or code before it."""
    numeral = page.numerals[index]
    sign = page.signs.ending_at(page.text, numeral.start)
    if sign is None or sign.start < taken:
        return None
    numeral = numeral.times(sign.scale, numeral.end) if sign.scale > 1 else shortened(page, numeral)
    money, end = sign.money, numeral.end
    more = _DOLLAR_CODE.match(page.text, end)
    if sign.bare and more and more["code"] in page.signs.codes:
        money, end = page.signs.codes[more["code"]], more.end()
    return Draft(sign.start, end, index, numeral, money)


def shortened(page: Page, numeral: Numeral) -> Numeral:
    """The number with the abbreviated million behind it, if there is one ("6bn")."""
    match = page.grammar.short.match(page.text, numeral.end) if numeral.digits else None
    return numeral.times(page.grammar.shorts[match["short"]], match.end()) if match else numeral


def _named(page: Page, index: int) -> Draft | None:
    """An amount with its money behind it."""
    numeral = page.numerals[index]
    if numeral.digits and numeral.start and _GLUED.match(page.text, numeral.start - 1):
        return None
    short = shortened(page, numeral)
    return _behind(page, index, short) or (_behind(page, index, numeral) if short is not numeral else None)


def _behind(page: Page, index: int, numeral: Numeral) -> Draft | None:
    at = numeral.end
    link = page.grammar.link.match(page.folded, at) if numeral.scale > 1 else None
    at = link.end() if link else _past_gap(page.folded, at)
    if sign := page.signs.beginning_at(page.text, at):
        return _with_sign(page, index, numeral, sign)
    named = page.names.name_at(page.folded, at)
    return Draft(numeral.start, named[0], index, numeral, named[1], named[0]) if named else None


_GAP = re.compile(r"[ -]{0,2}\n?")


def _past_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _with_sign(page: Page, index: int, numeral: Numeral, sign: Sign) -> Draft:
    end = sign.end
    if sign.scale > 1 and numeral.scale == 1:
        numeral = numeral.times(sign.scale, numeral.end)
    elif numeral.scale == 1 and (match := page.grammar.scale.match(page.folded, end)):  # "75 USD million"
        numeral, end = numeral.times(page.grammar.scales[match["scale"]], match.end()), match.end()
    return Draft(numeral.start, end, index, numeral, sign.money)


def _with_tail(page: Page, draft: Draft) -> Draft:
    """The amount with its cents: "15 dollars et 15 cents", "15 dollars 50" where nothing else follows."""
    numeral = draft.numeral
    if numeral.scale == 1 and draft.name_end and (half := page.grammar.half.match(page.folded, draft.end)):
        return _plus(draft, page.grammar.halves[half["half"]], half.end())
    follower = page.numerals[draft.index + 1] if draft.index + 1 < len(page.numerals) else None
    if follower is None or draft.end <= numeral.end or numeral.scale > 1 or numeral.value % 1 or draft.money.part:
        return draft
    gap = page.grammar.tail.fullmatch(page.folded, draft.end, follower.start)
    if gap is None or follower.scale > 1 or follower.value >= 100:
        return draft
    cents = _behind(page, draft.index + 1, follower)
    if cents is not None and cents.money.part:
        return _plus(draft, follower.value / 100, cents.end)
    if cents is None and follower.value % 1 == 0 and "," not in gap["and"] and _ALONE.match(page.text, follower.end):
        return _plus(draft, follower.value / 100, follower.end)
    return draft


def _plus(draft: Draft, more: float, end: int) -> Draft:
    value = round(draft.value + more, 6)
    return replace(draft, end=end, numeral=replace(draft.numeral, value=value))
