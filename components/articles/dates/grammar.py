"""From the templates of a lexicon to compiled rules, and where each can begin.

A template is a regular expression over folded text. In it a space stands for one to four, `` ?`` for none to four, and
``{name}`` for a vocabulary of the lexicon or one of the number shapes below, taken as a group of that name; ``{day2}``
is a second ``{day}``, and ``{way=-1}`` a number that the template says by its words. A template begins with a literal
word, a ``{name}``, or ``(?:one|or|other)`` of these, which may be optional, so that a text need only be tried at the
words that can begin it.
"""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from components.articles.dates import spelled
from components.articles.dates.anchors import grouped
from components.articles.dates.lexicon import LANGUAGES, Lexicon, alternatives, load
from components.articles.dates.mention import Anchor
from components.articles.dates.scene import Parts

DIGIT = "0"
_YEAR = r"1\d{3}|2[01]\d\d"
_SHAPES = {
    "d": r"\d{1,2}",
    "yy": r"'?\d\d",
    "year": _YEAR,
    "anyyear": r"\d{3,4}",
    "decade": r"1\d\d0|20\d0",
    "shortdecade": r"'?[1-9]0",
}
_PLACE = re.compile(r"\{([a-z]+)(\d?)(?:=(-?)(\d+))?\}")
_PREFIX = re.compile("^(?:full|one)(?=weekday|month)")  # "sunday" without "sun" is a weekday too
_CLASS = re.compile(r"\[[^\]]+\]")
_SPACE, _MAYBE_SPACE = r"\s{1,4}", r"\s{0,4}"
WORD = re.compile(r"([^\W\d_]+)[^\W_]*|\d[^\W_]*")


@dataclass(frozen=True)
class Rule:
    """A template of a lexicon, compiled; the rule of an anchor has its days."""

    name: str
    pattern: re.Pattern[str]
    days: tuple[datetime.date, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """The rules of a language by the word (or ``DIGIT``) that can begin them."""

    lexicon: Lexicon
    by_word: dict[str, tuple[Rule, ...]]

    def parts(self, match: re.Match[str]) -> Parts:
        """The numbers that the groups of a match mean."""
        return parts(self.lexicon, match)


@lru_cache(maxsize=64)
def grammar(language: str, anchors: tuple[Anchor, ...]) -> Grammar:
    """The grammar of a language, with the wordings of the anchors among its rules."""
    plain = _plain(language)
    by_word = dict(plain.by_word)
    for words, days in grouped(anchors).items():
        rule = _rule(plain.lexicon, "anchor", words, days)
        for word in sorted(_firsts(plain.lexicon, words)):
            by_word[word] = (*by_word.get(word, ()), rule)
    return Grammar(plain.lexicon, by_word)


@lru_cache(maxsize=len(LANGUAGES))
def _plain(language: str) -> Grammar:
    """The grammar of a language without anchors."""
    lexicon = load(language)
    by_word: dict[str, list[Rule]] = {}
    for name, templates in lexicon.rules.items():
        for template in templates:
            rule = _rule(lexicon, name, template)
            for word in sorted(_firsts(lexicon, template)):
                by_word.setdefault(word, []).append(rule)
    return Grammar(lexicon, {word: tuple(rules) for word, rules in by_word.items()})


def _rule(lexicon: Lexicon, name: str, template: str, days: tuple[datetime.date, ...] = ()) -> Rule:
    return Rule(name, compiled(lexicon, template + r"(?![^\W_])"), days)


def compiled(lexicon: Lexicon, template: str) -> re.Pattern[str]:
    """The regular expression of a template."""
    taken: Counter[str] = Counter()

    def group(match: re.Match[str]) -> str:
        name = _PREFIX.sub("", match[1]) + match[2]
        taken[name] += 1
        again = f"_{taken[name]}" if taken[name] > 1 else ""  # a name may stand in several alternatives
        if match[4]:
            return f"(?P<{name}_{'minus' if match[3] else 'plus'}{match[4]}>)"
        return f"(?P<{name}{again}>{_inside(lexicon, match[1])})"

    template = _CLASS.sub(lambda match: match[0].replace(" ", r"\s"), template)
    return re.compile(_PLACE.sub(group, template).replace(" ?", _MAYBE_SPACE).replace(" ", _SPACE))


def _inside(lexicon: Lexicon, name: str) -> str:
    if name == "year" and "spelled_year" in lexicon.around:
        return f"{_SHAPES[name]}|{lexicon.around['spelled_year']}"
    if name in _SHAPES:
        return _SHAPES[name]
    words = alternatives(lexicon.words[name], lexicon.abbreviations)
    if name == "n":
        return r"\d{1,3}|" + words
    if name in {"day", "ordinal"}:
        return rf"(?:0?[1-9]|[12]\d|3[01])(?:{lexicon.around['ordinal_ending']})?(?!\d)|" + words
    return words


def _firsts(lexicon: Lexicon, template: str) -> set[str]:
    """The words that a template can begin with."""
    if template.startswith("(?:"):
        end = template.index(")")
        found = set().union(*(_firsts(lexicon, part) for part in template[3:end].split("|")))
        optional = template[end + 1 : end + 2] == "?"
        return found | _firsts(lexicon, template[end + 2 :]) if optional else found
    place = _PLACE.match(template)
    if place is None:
        word = WORD.match(template)
        return {word[1]} if word and word[1] else {DIGIT}
    name = place[1]
    if name in _SHAPES:
        return {DIGIT} | (set(lexicon.words.get("yearfirst", {})) if name == "year" else set())
    found = {match[1] or DIGIT for word in lexicon.words[name] if (match := WORD.match(word))}
    return found | {DIGIT} if name in {"n", "day", "ordinal"} else found


def parts(lexicon: Lexicon, match: re.Match[str]) -> Parts:
    """The numbers that the groups of a match mean; a group that took no part is missing."""
    found: dict[str, int] = {}
    for group, text in match.groupdict().items():
        if text is not None:
            name, _, number = group.partition("_")
            if number.startswith(("minus", "plus")):
                found[name] = int(number.replace("minus", "-").removeprefix("plus"))
            else:
                found[name] = _number(lexicon, name, text)
    return found


def _number(lexicon: Lexicon, name: str, text: str) -> int:
    plain, word = name.rstrip("0123456789"), " ".join(text.split())
    for table in (lexicon.words.get(plain, {}), lexicon.words.get(f"full{plain}", {})):
        for form in (word, word.rstrip(".")):
            if form in table:
                return table[form]
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else spelled.year(text, lexicon.words["number"])
