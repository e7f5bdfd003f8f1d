"""Titles joined to the names they stand with, and of overlapping spans the one that stays."""

from collections.abc import Iterable
from dataclasses import replace

from components.articles.actors.span import PAIR, Span
from components.articles.actors.titles import HONORIFIC
from components.articles.actors.tokens import Scene

_RANK = {"known": 0, "person": 1, "organisation": 1, "title": 2, "group": 3, "people": 3, "unknown": 4}
_LOOSE = frozenset({"family", "citizen", "suspect", "business", "athlete", "coach", "artist", "expert"})
_HARDLY = 2
_PERSONS = frozenset({"person", "unknown"})


def joined(scene: Scene, names: Iterable[Span], titles: dict[int, Span]) -> tuple[list[Span], dict[int, int]]:
    """Names with the titles before them made one span, the other titles; and whose the titles beside a comma are.

    The second value gives for the first token of a title the first token of its name.
    """
    ends = {span.last: span for span in titles.values()}
    out, used, beside = [], set(), {}
    for name in names:
        title = ends.get(name.first)
        if title and _may_hold(name, title) and _lends(scene, name, title):
            used.add(title.first)
            name = _titled(name, title)
        apposed = _apposed(scene, name, titles, ends)
        if apposed and apposed.first not in used and _may_hold(name, apposed):
            name = _named_beside(name, apposed)
            beside[apposed.first] = name.first
        out.append(name)
    out += [title for title in titles.values() if title.first not in used]
    return out, beside


def _may_hold(name: Span, title: Span) -> bool:
    if name.form == "known":
        return name.kind == "person" or (title.title == HONORIFIC and name.how == "metonym")
    return name.form in _PERSONS and not (name.weak and title.title != HONORIFIC)


def _lends(scene: Scene, name: Span, title: Span) -> bool:
    """Whether a title tells that the word after it is a person: "councillor Wilson", not "rival Microsoft"."""
    if name.form != "known" and title.title != HONORIFIC and sum(char.isupper() for char in name.name.split()[0]) > 2:
        return False
    if name.form == "known" or title.title == HONORIFIC or len(name.name.split()) > 1 or scene.language == "fr":
        return True
    return title.title not in _LOOSE and (title.title != "soldier" or scene.at(name.first - 1).cap)


def _titled(name: Span, title: Span) -> Span:
    honour = title.title == HONORIFIC
    return replace(
        name,
        first=title.first,
        form=name.form if name.form == "known" else "person",
        kind="person" if name.form != "known" else name.kind,
        score=name.score + 4,
        weak=False,
        gender=title.gender or name.gender,
        role="" if honour else title.role,
        title="" if honour else title.title,
        country=name.country or title.country,
    )


def _named_beside(name: Span, title: Span) -> Span:
    known = name.form == "known"
    return replace(
        name,
        form="known" if known else "person",
        kind=name.kind if known else "person",
        score=name.score + 3,
        gender=name.gender or title.gender,
        role=name.role or title.role,
        title=name.title or title.title,
        country=name.country or title.country,
    )


def _apposed(scene: Scene, name: Span, titles: dict[int, Span], ends: dict[int, Span]) -> Span | None:
    """The title after "NAME, the" or before ", NAME,"."""
    words, sentence = scene.lexicon.words, scene.at(name.first).sentence
    if scene.within(name.last, sentence).text == ",":
        at = name.last + 1
        for start in range(at, at + 3):
            title = titles.get(start)
            if title and title.title != HONORIFIC and scene.at(start).sentence == sentence:
                return title
            if scene.at(start).low not in words["article"] and scene.at(start).low not in words["before"]:
                break
    if scene.within(name.first - 1, sentence).text == ",":
        title = ends.get(name.first - 1)
        closed = not scene.within(name.last, sentence).word
        if title and title.title != HONORIFIC and (closed or name.score >= 3):
            return title
    return None


def unled(scene: Scene, groups: Iterable[Span], names: Iterable[Span]) -> list[Span]:
    """Groups without those that only say what the name right after them is: "le quotidien allemand Bild"."""
    words = scene.lexicon.words
    starts = {name.first for name in names if not name.weak}
    leads = words["organisation_lead"] | words["media_lead"]
    return [span for span in groups if span.last not in starts or not leads & set(span.head.split())]


def _rank(span: Span) -> int:
    """A word that is hardly a name ("Parliament" at the head of a sentence) comes after the group that it may be."""
    return _RANK["unknown"] if span.form == "organisation" and span.score < _HARDLY else _RANK[span.form]


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans of which none overlaps another, in reading order; pairs stay, then the longer, of equals the surer."""
    ordered = sorted(spans, key=lambda one: (one.how != PAIR, one.first - one.last, _rank(one), -one.score, one.first))
    taken: set[int] = set()
    kept = []
    for span in ordered:
        tokens = range(span.first, span.last)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(span)
    return sorted(kept, key=lambda span: span.first)
