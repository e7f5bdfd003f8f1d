"""``find_dates``: from a text to its mentions of dates."""

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.articles.dates import anchors as known
from components.articles.dates import (
    calendar,
    coordination,
    edtf,
    holidays,
    intervals,
    periods,
    phrases,
    relative,
    weekdays,
)
from components.articles.dates.arithmetic import hull
from components.articles.dates.folding import folded, lowered
from components.articles.dates.found import Found, Item, apart, told
from components.articles.dates.grammar import Grammar, grammar
from components.articles.dates.lexicon import load
from components.articles.dates.matching import Match, Matching
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


def find_dates(
    text: str, published: datetime.date | None, language: str, anchors: Sequence[Anchor] | None = None
) -> list[DateMention]:
    """The dates in a text in reading order; offsets are characters of the text.

    An interval is followed by its two ends (``part``), which say their own days, and days told side by side ("3 and 4
    March") by each of them; no other mentions overlap. The year of a name ("Euro 2024") is a ``part`` too.
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
        for mention in (_mention(text, found, found.named), *(_mention(text, end, part=True) for end in ends))
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

    def found(self) -> list[Item]:
        matches = Matching(self.text, self.fold, self.rules).matches()
        out: list[Item] = []
        at = 0
        while at < len(matches):
            begin = self._joined(matches, at)
            if begin is not None:
                both = self._interval(matches[at], matches[at + 1], begin)
                if both is not None:
                    out.append(both)
                    at += 2
                    continue
            count = self._listed(matches, at)
            out += self._side_by_side(matches[at : at + count]) if count else [(self._alone(matches[at]), ())]
            at += count or 1
        return apart(told([item for item in out if item[0].rule], self.fold))

    def _joined(self, matches: list[Match], at: int) -> int | None:
        if at + 1 >= len(matches):
            return None
        one, two = matches[at], matches[at + 1]
        if one.named or two.named:
            return None
        ends = ((one.rule.name, one.start, one.end), (two.rule.name, two.start, two.end))
        return intervals.joined(self.lexicon, self.fold, *ends)

    def _interval(self, one: Match, two: Match, begin: int) -> Item | None:
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
        first = dataclasses.replace(first, start=max(first.start, one.start if "shift" in first.rule else begin))
        self._remember(last, two)
        self.last = Said(two.end)  # a term of years dates nothing else in its sentence
        return Found(begin, two.end, span, "interval"), (first, last)

    def _listed(self, matches: list[Match], at: int) -> int:
        """How many matches are told side by side, 0 for one that stands alone or in words that open it."""
        if at + 1 >= len(matches) or phrases.before(self.lexicon, "open", self.fold, matches[at].start):
            return 0
        near = matches[at : at + coordination.MOST]
        count = coordination.run(self.lexicon, self.fold, [(one.start, one.end) for one in near])
        if any(one.named for one in near[:count]) or self._joined(matches, at + count - 1) is not None:
            return 0
        return count

    def _side_by_side(self, matches: list[Match]) -> list[Item]:
        """Dates told side by side, those that follow each other as one stretch with its parts."""
        found = self._weekdays(matches) if {one.rule.name for one in matches} <= coordination.WEEKDAYS else None
        if found is None:
            found = [self._alone(one) for one in matches]
        else:
            for one, match in zip(found, matches, strict=True):
                self._remember(one, match)
        places = [(one.start, one.end) for one in found]
        out: list[Item] = []
        for first, last in coordination.stretches(self.lexicon, self.fold, places, [one.span for one in found]):
            one, two = found[first], found[last]
            if first == last or one.span is None or two.span is None:
                out.append((one, ()))
            else:
                whole = Found(one.start, two.end, hull(one.span, two.span), "interval")
                out.append((whole, tuple(found[first : last + 1])))
        return out

    def _weekdays(self, matches: list[Match]) -> list[Found] | None:
        """Weekdays side by side: with something to come around them the first leads, else the last."""
        scene = self._scene(matches[0])
        ways = [number for number, one in enumerate(matches) if "way" in one.parts]
        if len(ways) > 1:
            return None
        lead = ways[0] if ways else 0 if (scene.direction or scene.tense) > 0 else len(matches) - 1
        known = self._read(matches[lead], dataclasses.replace(scene))
        if known.span is None:
            return None
        try:
            spans = coordination.weekdays([one.parts["weekday"] for one in matches], lead, known.span)
        except OverflowError:
            return None
        return [Found(one.start, one.end, span, one.rule.name) for one, span in zip(matches, spans, strict=True)]

    def _alone(self, match: Match) -> Found:
        opener = phrases.before(self.lexicon, "open", self.fold, match.start)
        scene = self._scene(match)
        mode = opener.parts["open"] if opener else 0
        scene.direction = {phrases.SINCE: -1, phrases.UNTIL: 1}.get(mode, 0) if scene.tense == 0 else 0
        found = self._read(match, scene)
        if match.named and found.rule == match.rule.name:  # "the last day of" a year is a date all the same
            return dataclasses.replace(found, named=True)
        self._remember(found, match)
        opener = phrases.before(self.lexicon, "open", self.fold, found.start)
        mode = opener.parts["open"] if opener else phrases.opened_after(self.lexicon, self.fold, match.end)
        mode = match.parts.get("since", mode)
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
            missing = "" if name == "event_day" else ":unresolved without a publication date"
            return Found(match.start, match.end, None, name + missing)
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
            if self.scene.published is None or span.first <= self.scene.published:
                self.scene.past = span.first
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


def _mention(text: str, found: Found, part: bool = False) -> DateMention:
    span = found.span or Span(None, None)
    when = edtf.write(span) if found.span else ""
    words = text[found.start : found.end]
    return DateMention(words, found.start, found.end, when, span.first, span.last, found.rule, part)
