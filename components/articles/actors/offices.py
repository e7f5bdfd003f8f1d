"""The spans of a text put into the roster one by one, and titles given to those who hold the office."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.articles.actors.context import acts_after_apposition, before, ends_there, said_to_be, told_by
from components.articles.actors.roster import Roster, figure_of, former, group, listed, named, slug
from components.articles.actors.span import PAIR, Span
from components.articles.actors.tokens import words_of
from components.articles.model import Figure

_RULERS = ("president", "premier", "monarch")
_STRONG = frozenset(
    {"president", "elect", "vicepresident", "premier", "foreign", "defence", "minister", "spokesman", "monarch"}
)
OFFICES = _STRONG | {"leader", "law", "soldier", "church"}


def call(roster: Roster, spans: Sequence[Span], beside: Mapping[int, int]) -> None:
    """Read the spans in order into the roster."""
    roster.ahead = _ahead(roster, spans)
    waiting: list[Span] = []
    for span in spans:
        if span.form == "title":
            if span.first in beside or span.title == "honorific":
                waiting.append(span)
            else:
                place(roster, span)
        elif span.form in {"group", "people"}:
            group(roster, span)
        elif span.form == "known" and span.known:
            listed(roster, span, span.known)
        else:
            named(roster, span)
    for span in waiting:
        key = roster.whose.get(beside.get(span.first, -1), "")
        if key:
            roster.add(span, roster.figures[key], "title")
    roster.placed.sort(key=lambda placed: placed.span.first)


def _ahead(roster: Roster, spans: Sequence[Span]) -> dict[tuple[str, str], Figure]:
    """Whom alone the whole text calls the holder of an office, so that "the Chilean president" may come before."""
    found: dict[tuple[str, str], Figure] = {}
    several = set()
    for span in spans:
        if span.title not in _STRONG or not span.country or span.form == "title" or former(roster.scene, span):
            continue
        words = words_of(span.name)
        owner = roster.names.owner.get(words, words)
        figure = (
            figure_of(span.known)
            if span.known
            else Figure(slug(owner), roster.names.name.get(owner, span.name), "person")
        )
        office = span.title, span.country
        if found.setdefault(office, figure).key != figure.key:
            several.add(office)
    return {office: figure for office, figure in found.items() if office not in several}


def place(roster: Roster, span: Span) -> None:
    """A title that stands for its holder: "le président russe", "the mayor of London", "le dirigeant ukrainien"."""
    words = roster.scene.lexicon.words
    rules = span.head in words["ruler"] and span.country != ""
    if not span.score or (span.title not in OFFICES and not rules):
        return
    if span.country and (span.title in _STRONG or rules) and not former(roster.scene, span):
        key = next((key for name in (_RULERS if rules else (span.title,)) if (key := _holder(roster, span, name))), "")
        if key:
            roster.add(replace(span, role="", title="" if rules else span.title), roster.figures[key], "title")
            return
    if span.title not in OFFICES:
        return
    definite = before(roster.scene, span.first) in words["definite"] or span.how == PAIR
    owned = span.country and roster.scene.at(span.first).cap
    doing = acts_after_apposition(roster.scene, span.last) or told_by(roster.scene, span.first)
    if said_to_be(roster.scene, span.first):
        return
    if (definite or owned) and (doing or span.country or ends_there(roster.scene, span.last)):
        figure = Figure(slug(words_of(span.name)), span.name, "person", country=span.country)
        roster.add(replace(span, role=span.name), figure, "title")


def _holder(roster: Roster, span: Span, title: str) -> str:
    """Who holds an office: whom the text calls so, then whom the story knows in it; "" for nobody sure."""
    office = title, span.country
    told = roster.offices.get(office, [])
    if told:
        return told[-1]
    if office in roster.ahead:
        figure = roster.ahead[office]
        return roster.figures.setdefault(figure.key, figure).key
    likely = list(roster.holders.get(office, ()))
    met = [key for key in likely if key in roster.last]
    key = max(met, key=lambda one: roster.last[one]) if met else likely[0] if len(likely) == 1 else ""
    who = next((known for known in roster.known.people if known.key == key), None)
    if who:
        roster.figures.setdefault(key, figure_of(who))
    return key
