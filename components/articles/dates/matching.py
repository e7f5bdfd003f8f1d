"""Where the rules of a grammar match a text: at each word the longest match that is a date where it stands."""

import dataclasses
import re
from dataclasses import dataclass

from components.articles.dates import guards
from components.articles.dates.grammar import DIGIT, WORD, Grammar, Rule
from components.articles.dates.scene import Parts


@dataclass(frozen=True)
class Match:
    """A rule that matches a text at ``start`` to ``end``, with the numbers of its groups.

    ``named`` is true for the year of a name ("Euro 2024").
    """

    rule: Rule
    start: int
    end: int
    parts: Parts
    named: bool = False


@dataclass(frozen=True)
class Matching:
    """A text, as it is and folded, and the rules that are tried on it."""

    text: str
    fold: str
    rules: Grammar

    def matches(self) -> list[Match]:
        """The matches in reading order, none overlapping another."""
        found: list[Match] = []
        until = 0
        for word in WORD.finditer(self.fold):
            if word.start() < until:
                continue
            rules = self.rules.by_word.get(word[1] or DIGIT)
            match = self._longest(rules, word.start()) if rules else None
            if match is not None:
                until = guards.tail(self.rules.lexicon.language, self.fold, match.end)
                found += self._days(dataclasses.replace(match, end=until))
        return found

    def _days(self, match: Match) -> list[Match]:
        """The single days of "March 3, 4 and 5"; any other match as it is."""
        if match.rule.name != "day_pair":
            return [match]
        whole = match.rule.pattern.match(self.fold, match.start)
        assert whole is not None
        names = [name for name in ("day", "day2", "day3") if name in match.parts]
        starts = [match.start, *(whole.start(name) for name in names[1:])]
        ends = [*(whole.end(name) for name in names[:-1]), match.end]
        return [
            dataclasses.replace(match, start=start, end=end, parts={**match.parts, "day": match.parts[name]})
            for name, start, end in zip(names, starts, ends, strict=True)
        ]

    def _longest(self, rules: tuple[Rule, ...], start: int) -> Match | None:
        best: Match | None = None
        for rule in rules:
            match = rule.pattern.match(self.fold, start)
            if match is None or match.end() == start or (best is not None and match.end() <= best.end):
                continue
            parts = self.rules.parts(match)
            place = guards.Place(self.text, self.fold, start, match.end())
            if guards.is_date(rule.name, parts, place, self.rules.lexicon) and not self._dated(match):
                named = rule.name == "bare_year" and guards.is_name(place, self.rules.lexicon)
                best = Match(rule, start, match.end(), parts, named)
        return best

    def _dated(self, match: re.Match[str]) -> bool:
        """Whether the event that "the day after ..." counts from is a date, or one whose day is known."""
        at = match.start("event") if "event" in match.re.groupindex else -1
        word = WORD.match(self.fold, at) if at >= 0 else None
        rules = self.rules.by_word.get(word[1] or DIGIT) if word else None
        others = tuple(rule for rule in rules or () if rule.name != "event_day")
        return self._longest(others, at) is not None
