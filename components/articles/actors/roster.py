"""The figures of an article out of its spans, each with its mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.articles.actors.context import acts_after_apposition, before, preposition, told_by
from components.articles.actors.known import Index
from components.articles.actors.people import Names
from components.articles.actors.span import Known, Span
from components.articles.actors.tokens import Scene, words_of
from components.articles.model import Figure

Holders = Mapping[tuple[str, str], Sequence[str]]
_STRONG = frozenset({"president", "vicepresident", "premier", "foreign", "defence", "minister", "spokesman", "monarch"})
_OFFICES = _STRONG | {"leader", "law", "soldier", "church"}
_ARTICLES = frozenset({"the", "le", "la", "les"})
_BACK = 12


@dataclass(frozen=True)
class Placed:
    """A span with the figure it names."""

    span: Span
    key: str
    how: str


@dataclass
class Roster:
    """Grows while the spans are read in order; ``placed`` are the mentions so far."""

    scene: Scene
    known: Index
    names: Names
    figures: dict[str, Figure] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    whose: dict[int, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, span: Span, figure: Figure, how: str) -> None:
        """A mention of a figure, which is new or known."""
        old = self.figures.get(figure.key, figure)
        self.figures[figure.key] = replace(
            old, role=old.role or span.role, country=old.country or (span.country if old.kind == "person" else "")
        )
        if span.gender and not self.genders.get(figure.key):
            self.genders[figure.key] = span.gender
        if span.title:
            self.titles.setdefault(figure.key, set()).add(span.title)
            holders = self.offices.setdefault((span.title, span.country), [])
            holders[:] = [key for key in holders if key != figure.key] + [figure.key]
        self.whose[span.first] = figure.key
        self.placed.append(Placed(span, figure.key, how))


def call(roster: Roster, spans: Sequence[Span], beside: Mapping[int, int], holders: Holders) -> None:
    """Read the spans in order into the roster."""
    waiting: list[Span] = []
    for span in spans:
        if span.form == "title":
            if span.first in beside or span.title == "honorific":
                waiting.append(span)
            else:
                _office(roster, span, holders)
        elif span.form in {"group", "people"}:
            _group(roster, span)
        elif span.form == "known" and span.known:
            _listed(roster, span, span.known)
        else:
            _named(roster, span)
    for span in waiting:
        key = roster.whose.get(beside.get(span.first, -1), "")
        if key:
            roster.add(span, roster.figures[key], "title")
    roster.placed.sort(key=lambda placed: placed.span.first)


def figure_of(known: Known) -> Figure:
    """The figure of somebody who is on a list."""
    return Figure(known.key, known.name, known.kind, known.actor_id, known.country)


def slug(words: Sequence[str]) -> str:
    """A key out of folded words."""
    return "-".join("".join(char for char in word if char.isalnum()) for word in words).strip("-") or "somebody"


def _listed(roster: Roster, span: Span, known: Known) -> None:
    if known.kind == "state" and not is_actor(roster.scene, span):
        return
    # Mme Trump is not Donald Trump: a first name that tells another gender than the title.
    given = {roster.scene.lexicon.given.get(name, "") for name in known.given} - {""}
    if known.family and span.gender and given and given <= {"m", "f"} and span.gender not in given:
        name = roster.scene.slice(span.first, span.last)
        roster.add(span, Figure(slug(words_of(name)), name, "person"), "name")
        return
    gender = next(iter(given)) if len(given) == 1 else ""
    roster.add(
        replace(span, gender=span.gender or gender.replace("either", "")), _as_written(roster, span, known), span.how
    )


def _as_written(roster: Roster, span: Span, known: Known) -> Figure:
    """The figure, by the fullest of the names with which the text calls it where the story has none for it."""
    figure, old = figure_of(known), roster.figures.get(known.key)
    if known.actor_id:
        return figure
    written = roster.scene.slice(span.first, span.last) if span.form == "known" else span.name
    names = [written] if span.how != "metonym" and written.split()[0].lower() not in _ARTICLES else []
    before_now = [old.name] if old is not None and known.key in roster.written else []
    if names:
        roster.written.add(known.key)
    if known.kind == "media":
        before_now.append(figure.name)
    name = max([*before_now, *names], key=len, default=figure.name)
    if old is not None:
        roster.figures[known.key] = replace(old, name=name)
    return replace(figure, name=name)


def is_actor(scene: Scene, span: Span) -> bool:
    """Whether a country acts here, or its capital stands for it; a mere place does not."""
    if span.first and scene.at(span.first).glued and not scene.at(span.first - 1).cap:
        return False
    low, words = before(scene, span.first), scene.lexicon.words
    doing = bool(acts_after_apposition(scene, span.last)) or told_by(scene, span.first)
    governing = preposition(scene, span.first)
    if span.how == "metonym":
        if governing in words["place_preposition"]:
            return False
        if governing in words["of"]:
            return False
        return doing or governing in words["agent_preposition"] or (low in words["joining"] and _paired(scene, span))
    if low in words["place_preposition_strict"] or governing in words["place_preposition_strict"] - {"a"}:
        return False
    if low in words["to_the"]:
        behind = scene.within(span.first - 2, scene.at(span.first).sentence).low
        return behind in words["facing"] or behind in words["speech"] or doing
    return True


def _paired(scene: Scene, span: Span) -> bool:
    """The second of "entre Moscou et Kiev"."""
    return scene.within(span.first - 3, scene.at(span.first).sentence).low in scene.lexicon.words["agent_preposition"]


def _named(roster: Roster, span: Span) -> None:
    words = words_of(span.name)
    known = roster.names.known.get(words)
    if known and not span.weak:
        roster.add(span, _as_written(roster, span, known), "spelling" if known.actor_id else "alias")
        return
    owner = roster.names.owner.get(words)
    if owner is None or span.weak:
        return
    form = roster.names.form.get(owner, span.form)
    kind = "person" if form == "person" else span.kind if span.form in {"organisation", "group"} else "organisation"
    name = roster.names.name.get(owner, span.name)
    country = span.country if kind != "person" else ""
    roster.add(span, Figure(slug(owner), name, kind, country=country), "name" if owner == words else "alias")


def _group(roster: Roster, span: Span) -> None:
    state = roster.known.states.get(span.country) if span.form == "people" else None
    if state and not span.weak and span.gender != "f":
        roster.add(span, figure_of(state), "demonym")
        return
    words = words_of(span.name)
    if words in roster.names.known or words in roster.names.owner:
        _named(roster, span)
        return
    bare = span.how == "description"
    key = roster.heads.get(span.head, "") if bare else ""
    if key:
        roster.add(span, roster.figures[key], "description")
        return
    earlier = _generic(roster, span) if bare else ""
    if earlier:
        roster.add(span, roster.figures[earlier], "description")
        return
    key = slug(words)
    if span.head and not bare:
        roster.heads[span.head] = key
    how = "demonym" if span.form == "people" or span.country else "name"
    roster.add(span, Figure(key, span.name, span.kind, country=span.country), how)


def _generic(roster: Roster, span: Span) -> str:
    """Whom "the company", "le parti" means: the organisation with a name that was named last."""
    if span.head not in roster.scene.lexicon.words["generic"] or span.plural:
        return ""
    here = roster.scene.at(span.first).paragraph
    for placed in reversed(roster.placed[-_BACK:]):
        figure = roster.figures[placed.key]
        near = roster.scene.at(placed.span.first).paragraph >= here - 1
        if near and figure.kind in {"organisation", "media"} and placed.span.form not in {"group", "people"}:
            return placed.key
    return ""


def _office(roster: Roster, span: Span, holders: Holders) -> None:
    """A title that stands for its holder: "le président russe", "the mayor of London"."""
    if span.title not in _OFFICES or not span.score:
        return
    if span.country and span.title in _STRONG:
        key = _holder(roster, span, holders)
        if key:
            roster.add(replace(span, role=""), roster.figures[key], "title")
            return
    doing = acts_after_apposition(roster.scene, span.last) or told_by(roster.scene, span.first)
    definite = before(roster.scene, span.first) in roster.scene.lexicon.words["definite"]
    owned = span.country and roster.scene.at(span.first).cap
    if (definite or owned) and (doing or (span.country and span.title in _STRONG)):
        figure = Figure(slug(words_of(span.name)), span.name, "person", country=span.country)
        roster.add(replace(span, role=span.name), figure, "title")


def _holder(roster: Roster, span: Span, holders: Holders) -> str:
    """Who holds an office: whom the text has called so, then whom the story knows in it; "" for nobody sure."""
    office = span.title, span.country
    told = roster.offices.get(office, [])
    if told:
        return told[-1]
    likely = list(holders.get(office, ()))
    named = [placed.key for placed in reversed(roster.placed) if placed.key in likely]
    key = named[0] if named else likely[0] if len(likely) == 1 else ""
    who = next((known for known in roster.known.people if known.key == key), None)
    if who:
        roster.figures.setdefault(key, figure_of(who))
    return key
