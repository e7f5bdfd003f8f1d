"""Who has only an office, without a name: "le maire", "the minister" become figures by their description."""

from components.articles.actors.context import ends_there, said_to_be
from components.articles.actors.offices import OFFICES
from components.articles.actors.roster import Placed, Roster
from components.articles.actors.span import Span
from components.articles.actors.tokens import Scene, words_of
from components.articles.model import Figure

_WIDE = frozenset({"leader", "law", "soldier", "church"})


def same_office(roster: Roster, key: str, title: str, head: str) -> bool:
    """Whether somebody who has a title of a class has the one with that head: a mayor is no director."""
    words = roster.scene.lexicon.words
    return title not in _WIDE or head in words["any_leader"] or head in roster.called.get(key, ())


def office_holder(roster: Roster, at: int, begin: int, end: int, title: str, gender: str) -> Placed | None:
    """The figure whom the words from the article at ``at`` to ``end`` describe, ``None`` where they describe nobody.

    ``begin`` is the token of the title itself.
    """
    scene = roster.scene
    article = scene.at(at).low
    if title not in OFFICES or article in scene.lexicon.words["possessive"] or at in scene.quoted:
        return None
    if not ends_there(scene, end) or said_to_be(scene, begin):
        return None
    name = _name(scene, at, end, gender)
    figure = roster.figures.setdefault(key := "-".join(words_of(name)), Figure(key, name, "person", role=name))
    roster.titles.setdefault(key, set()).add(title)
    roster.called.setdefault(key, set()).update(token.low for token in scene.tokens[begin:end])
    if gender:
        roster.genders.setdefault(key, gender)
    first = at + (article in scene.lexicon.words["of"] | scene.lexicon.words["to_the"])
    return Placed(Span(first, end, "pronoun"), figure.key, "description")


def _name(scene: Scene, at: int, end: int, gender: str) -> str:
    masculine, feminine, elided = scene.lexicon.phrases["the"]
    rest = scene.slice(at + 1, end)
    low = scene.at(at + 1).low
    if elided != masculine and low[0] in "aeiou":
        return elided + rest
    return f"{feminine if gender == 'f' or scene.at(at).low == feminine else masculine} {rest}"
