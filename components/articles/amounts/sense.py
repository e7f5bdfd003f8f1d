"""What a name of money means where it stands: nothing, where it is books or weight; else which currency."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from components.articles.amounts.drafts import Draft, Page
from components.articles.amounts.lexicon import LANGUAGES, raw
from components.articles.dates.folding import folded, lowered
from components.articles.gazetteer import Land

_MILLION, _THOUSAND = 1e6, 1000
_BACK, _AHEAD = 60, 60


@dataclass(frozen=True)
class _Guards:
    """Patterns over the lower-case text around a name, by the name."""

    cue_before: re.Pattern[str]
    cue_after: re.Pattern[str]
    not_before: Mapping[str, re.Pattern[str]]
    small_not_before: Mapping[str, re.Pattern[str]]
    small_not_after: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=len(LANGUAGES))
def _guards(language: str) -> _Guards:
    data = raw(language)

    def compiled(name: str) -> dict[str, re.Pattern[str]]:
        return {folded(word): re.compile(pattern) for word, pattern in data.get(name, {}).items()}

    return _Guards(
        cue_before=re.compile(data["shy"]["before"]),
        cue_after=re.compile(data["shy"]["after"]),
        not_before=compiled("not_before"),
        small_not_before=compiled("small_not_before"),
        small_not_after=compiled("small_not_after"),
    )


def is_money(page: Page, draft: Draft) -> bool:
    """Whether an amount is one: "trois livres" and "a 500-pound bomb" are none."""
    guards, words = _guards(page.language), draft.money.words
    ahead = lowered(page.text[draft.end : draft.end + _AHEAD])
    back = lowered(page.text[max(0, draft.start - _BACK) : draft.start])
    small = draft.numeral.scale < _MILLION
    if _fits(guards.not_before, words, ahead):
        return False
    if small and _fits(guards.small_not_before, words, ahead):
        return False
    if small and words in guards.small_not_after and guards.small_not_after[words].search(back):
        return False
    if not draft.money.shy or not small:
        return True
    if not words:  # a code
        return draft.value >= _THOUSAND
    return bool(guards.cue_before.search(back) or guards.cue_after.match(ahead))


def _fits(patterns: Mapping[str, re.Pattern[str]], words: str, ahead: str) -> bool:
    return words in patterns and patterns[words].match(ahead) is not None


def told(page: Page, nouns: Iterable[str]) -> dict[str, str]:
    """The currency that each of the nouns means in this text, "" where that stays open."""
    return {noun: _told(page, noun) for noun in sorted(set(nouns))}


def _told(page: Page, noun: str) -> str:
    data = raw(page.language)
    for code, words in data.get("hints", {}).get(noun, {}).items():
        if _any_of(tuple(words)).search(page.text):
            return str(code)
    default = {folded(word): code for word, code in data["defaults"].items()}.get(noun, "")
    shared = {folded(word) for word in data["money"]["by_country"]}
    return (_by_country(page, noun) or default) if noun in shared else (default or _by_country(page, noun))


def _by_country(page: Page, noun: str) -> str:
    """Of the currencies that share a noun, the one whose country the text names, and no other does."""
    owners = page.names.owners.get(noun, {})
    named = {code for code, those in owners.items() if any(_names(land).search(page.text) for land in those)}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=512)
def _names(land: Land) -> re.Pattern[str]:
    return _any_of((*land.names, *land.capitals, *land.demonyms))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
