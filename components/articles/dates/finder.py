"""``find_dates``: from a text to its mentions of dates."""

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.articles.dates import anchors as known
from components.articles.dates import calendar, edtf, guards, holidays, intervals, periods, phrases, relative, weekdays
from components.articles.dates.arithmetic import hull
from components.articles.dates.folding import folded, lowered
from components.articles.dates.grammar import DIGIT, WORD, Grammar, Rule, grammar
from components.articles.dates.lexicon import load
from components.articles.dates.mention import Anchor, DateMention, Span, Unit
from components.articles.dates.scene import Parts, Scene, Unknown
from components.articles.dates.tense import Tenses, same_sentence

READERS: dict[str, Callable[[Parts, Scene], Span]] = {
    **calendar.READERS,
    **periods.READERS,
    **weekdays.READERS,
    **relative.READERS,
    **holidays.READERS,
}


@dataclass(frozen=True)
class Match:
    """A rule that matches a text at ``start`` to ``end``, with the numbers of its groups."""

    rule: Rule
    start: int
    end: int
    parts: Parts


@dataclass(frozen=True)
class Found:
    """A match that was read: where it begins with the words before it, its span (``None`` unknown), its rule."""

    start: int
    end: int
    span: Span | None
    rule: str


def find_dates(
    text: str, published: datetime.date | None, language: str, anchors: Sequence[Anchor] | None = None
) -> list[DateMention]:
    """The dates in a text in reading order; offsets are characters of the text.

    An interval is followed by its two ends (``part``), which say their own days; no other mentions overlap.
    ``language`` is "fr" or "en" (else ``ValueError``). Without ``published`` a relative date is found but not told:
    ``when`` is "", and its rule ends in "unresolved". ``anchors`` are events that the text may date by, in place of
    those of the lexicon (the inaugurations of US presidents).
    """
    lexicon = load(language)
    places = tuple(known.defaults(lexicon) if anchors is None else anchors)
    reading = _Reading(text, published, grammar(language, places))
    return [
        mention
        for found, ends in reading.found()
        for mention in (_mention(text, found), *(_mention(text, end, part=True) for end in ends))
    ]


@dataclass(frozen=True)
class Said:
    """What the last mention leaves for the ones after it in its sentence: where it ended, its year, its month."""

    end: int
    year: int | None = None
    month: datetime.date | None = None


class _Reading:
    """One text being read from left to right; what was read before helps to read on."""

    def __init__(self, text: str, published: datetime.date | None, rules: Grammar) -> None:
        self.text, self.rules, self.lexicon = text, rules, rules.lexicon
        self.fold = folded(text)
        self.tenses = Tenses(lowered(text), rules.lexicon.language)
        self.scene = Scene(rules.lexicon, published)
        self.last = Said(0)

    def found(self) -> list[tuple[Found, tuple[Found, ...]]]:
        matches = self._matches()
        out: list[tuple[Found, tuple[Found, ...]]] = []
        at = 0
        while at < len(matches):
            begin = self._joined(matches, at)
            if begin is not None:
                both = self._interval(matches[at], matches[at + 1], begin)
                if both is not None:
                    out.append(both)
                    at += 2
                    continue
            out.append((self._alone(matches[at]), ()))
            at += 1
        return _apart([item for item in out if item[0].rule])

    def _matches(self) -> list[Match]:
        found: list[Match] = []
        until = 0
        for word in WORD.finditer(self.fold):
            if word.start() < until:
                continue
            rules = self.rules.by_word.get(word[1] or DIGIT)
            match = self._longest(rules, word.start()) if rules else None
            if match is not None:
                until = guards.tail(self.lexicon.language, self.fold, match.end)
                found.append(dataclasses.replace(match, end=until))
        return found

    def _longest(self, rules: tuple[Rule, ...], start: int) -> Match | None:
        best: Match | None = None
        for rule in rules:
            match = rule.pattern.match(self.fold, start)
            if match is None or match.end() == start or (best is not None and match.end() <= best.end):
                continue
            parts = self.rules.parts(match)
            place = guards.Place(self.text, self.fold, start, match.end())
            if guards.is_date(rule.name, parts, place, self.lexicon):
                best = Match(rule, start, match.end(), parts)
        return best

    def _joined(self, matches: list[Match], at: int) -> int | None:
        if at + 1 >= len(matches):
            return None
        one, two = matches[at], matches[at + 1]
        ends = ((one.rule.name, one.start, one.end), (two.rule.name, two.start, two.end))
        return intervals.joined(self.lexicon, self.fold, *ends)

    def _interval(self, one: Match, two: Match, begin: int) -> tuple[Found, tuple[Found, ...]] | None:
        dated = bool({"year", "yy"} & one.parts.keys())
        scene = self._scene(two)
        if dated:
            first = self._read(one, self._scene(one))
            last = self._read(two, _seen_from(first.span, two, scene, 1))
        else:
            last = self._read(two, scene)
            first = self._read(one, _seen_from(last.span, one, self._scene(one), -1))
        if first.span is None or last.span is None:
            return None
        try:
            span = hull(first.span, last.span)
        except ValueError:
            return None
        self._remember(last, two)
        self.last = Said(two.end)  # a term of years dates nothing else in its sentence
        return Found(begin, two.end, span, "interval"), (first, last)

    def _alone(self, match: Match) -> Found:
        opener = phrases.before(self.lexicon, "open", self.fold, match.start)
        scene = self._scene(match)
        mode = opener.parts["open"] if opener else 0
        scene.direction = {phrases.SINCE: -1, phrases.UNTIL: 1}.get(mode, 0) if scene.tense == 0 else 0
        found = self._read(match, scene)
        self._remember(found, match)
        opener = phrases.before(self.lexicon, "open", self.fold, found.start)
        mode = opener.parts["open"] if opener else phrases.opened_after(self.lexicon, self.fold, match.end)
        if mode == 0 or found.span is None or self._qualifies(match):
            return found
        if mode == phrases.BEFORE and "edge" in found.rule:
            mode = phrases.UNTIL  # "before the end of May" may be in its last days
        try:
            span = phrases.opened(mode, found.span)
        except OverflowError:
            return found
        return dataclasses.replace(found, span=span, rule=f"open:{found.rule}")

    def _qualifies(self, match: Match) -> bool:
        """Whether a year only says which: "after the 2012 Olympics" does not mean after 2012."""
        article = self.lexicon.around["year_article"]
        return (
            match.rule.name == "bare_year" and self.fold[match.start - len(article) - 2 : match.start] == f" {article} "
        )

    def _scene(self, match: Match) -> Scene:
        said, tense = self.last, self.tenses.at(match.start, match.end)
        if not ((said.year or said.month) and same_sentence(self.fold, said.end, match.start)):
            said = Said(0)
        near = said.month if tense == 0 else None
        return dataclasses.replace(self.scene, tense=tense, year=said.year, near=near)

    def _read(self, match: Match, scene: Scene) -> Found:
        name = match.rule.name
        try:
            span = known.read(match.rule.days, scene) if match.rule.days else READERS[name](match.parts, scene)
            start, span, added = phrases.modified(self.lexicon, self.fold, match.start, span)
        except Unknown:
            return Found(match.start, match.end, None, f"{name}:unresolved without a publication date")
        except (ValueError, OverflowError):
            return Found(match.start, match.end, None, "")
        return Found(start, match.end, span, added + name)

    def _remember(self, found: Found, match: Match) -> None:
        """Keep the day as the story's focus, and a year for the months and days that follow it."""
        span = found.span
        if span is None or span.first is None:
            return
        if span.unit == Unit.DAY and not span.approximate:
            self.scene.focus = span.first
        month = span.first if span.unit == Unit.MONTH else None
        if span.unit == Unit.YEAR and not span.approximate:
            self.last = Said(match.end, span.first.year)
        elif self.last.year is not None and same_sentence(self.fold, self.last.end, match.start):
            self.last = Said(match.end, self.last.year, month)
        else:
            self.last = Said(match.end, None, month)


def _seen_from(other: Span | None, match: Match, scene: Scene, direction: int) -> Scene:
    """The scene of one end of an interval that lacks a year: read from the other end, before or after it."""
    day = None if other is None else other.first
    if day is None or match.rule.name not in intervals.UNDATED or {"year", "yy"} & match.parts.keys():
        return scene
    return dataclasses.replace(scene, published=day, tense=direction, direction=direction, year=None)


def _apart(found: list[tuple[Found, tuple[Found, ...]]]) -> list[tuple[Found, tuple[Found, ...]]]:
    """Drop what begins before the end of the one before it."""
    out: list[tuple[Found, tuple[Found, ...]]] = []
    for item in found:
        if out and item[0].start < out[-1][0].end:
            if out[-1][0].end - out[-1][0].start >= item[0].end - item[0].start:
                continue
            out.pop()
        out.append(item)
    return out


def _mention(text: str, found: Found, part: bool = False) -> DateMention:
    span = found.span or Span(None, None)
    when = edtf.write(span) if found.span else ""
    words = text[found.start : found.end]
    return DateMention(words, found.start, found.end, when, span.first, span.last, found.rule, part)
