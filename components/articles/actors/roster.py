"""The figures of an article out of its spans, each with its mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.articles.actors.context import acts_after_apposition, before, ends_there, preposition, told_by
from components.articles.actors.known import Index
from components.articles.actors.people import Names
from components.articles.actors.span import ARMED, Known, Span
from components.articles.actors.tokens import Scene, words_of
from components.articles.gazetteer import lands
from components.articles.model import Figure

Holders = Mapping[tuple[str, str], Sequence[str]]
_ARTICLES = frozenset({"the", "le", "la", "les"})
_SHORT = frozenset({"US", "UK", "EU", "UN", "U.S.", "U.K."})
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
    called: dict[str, set[str]] = field(default_factory=dict)
    whose: dict[int, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    holders: Holders = field(default_factory=dict)
    ahead: Mapping[tuple[str, str], Figure] = field(default_factory=dict)

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
            self.called.setdefault(figure.key, set()).update(words_of(span.role))
        if span.title and not former(self.scene, span):
            holders = self.offices.setdefault((span.title, span.country), [])
            holders[:] = [key for key in holders if key != figure.key] + [figure.key]
        self.whose[span.first] = figure.key
        self.last[figure.key] = span.first
        self.placed.append(Placed(span, figure.key, how))

    def land(self, code: str) -> Figure:
        """The state of a country, by the name the text gave it before, the story's or the usual one."""
        state, key = self.known.states.get(code), f"land-{code}"
        if state or key in self.figures:
            return figure_of(state) if state else self.figures[key]
        land = next(land for land in lands(self.scene.language) if land.code == code)
        return Figure(key, land.names[0], "state", country=code)

    def offices_of(self, key: str) -> set[str]:
        """The classes of the offices somebody holds, by the text or by the story."""
        return self.titles.get(key, set()) | {office for (office, _), keys in self.holders.items() if key in keys}

    def holders_of(self, offices: Iterable[str], country: str) -> list[str]:
        """Who of the story holds one of these offices of a country, of any for ""; they become figures."""
        held = [self.holders[row] for row in self.holders if row[0] in offices and country in {"", row[1]}]
        keys = list(dict.fromkeys(key for keys in held for key in keys))
        for who in self.known.people:
            if who.key in keys:
                self.figures.setdefault(who.key, figure_of(who))
        return keys


def former(scene: Scene, span: Span) -> bool:
    """Whether a title is not, or not yet, held: "l'ancien président", "the late mayor"."""
    return not {token.low for token in scene.tokens[span.first : span.last]}.isdisjoint(scene.lexicon.words["former"])


def figure_of(known: Known) -> Figure:
    """The figure of somebody who is on a list."""
    return Figure(known.key, known.name, known.kind, known.actor_id, known.country)


def slug(words: Sequence[str]) -> str:
    """A key out of folded words."""
    return "-".join("".join(char for char in word if char.isalnum()) for word in words).strip("-") or "somebody"


def listed(roster: Roster, span: Span, known: Known) -> None:
    """A mention of somebody who is on a list, where it acts."""
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
    if span.last - span.first == 1 and scene.at(span.first).text in _SHORT and _beside_noun(scene, span.last):
        return False  # "the US fund Crestline"
    doing = bool(acts_after_apposition(scene, span.last)) or told_by(scene, span.first)
    governing = preposition(scene, span.first)
    if span.how == "metonym":
        if governing in words["place_preposition"]:
            return _given(scene, span)
        if governing in words["of"]:
            return False
        asked = low in words["speech"] | words["person_verb"] | words["giving"]
        return (
            doing
            or asked
            or governing in words["agent_preposition"]
            or (low in words["joining"] and _paired(scene, span))
        )
    if low in words["place_preposition_strict"] or governing in words["place_preposition_strict"] - {"a"}:
        return False
    if low in words["to_the"]:
        behind = scene.within(span.first - 2, scene.at(span.first).sentence).low
        return behind in words["facing"] or behind in words["speech"] or doing
    return True


def _beside_noun(scene: Scene, end: int) -> bool:
    """Whether a country before token ``end`` only says of which country the thing is that the words after it name."""
    sentence = scene.at(end - 1).sentence
    noun, name = scene.within(end, sentence), scene.within(end + 1, sentence)
    return noun.word and not noun.cap and (name.cap or not ends_there(scene, end))


def _given(scene: Scene, span: Span) -> bool:
    """As in "a versé à Kiev", "called on Kyiv": the verb right before the preposition is done to somebody."""
    words, verb = scene.lexicon.words, scene.within(span.first - 2, scene.at(span.first).sentence).low
    return verb in words["giving"] or verb in words["calling"]


def _paired(scene: Scene, span: Span) -> bool:
    """The second of "entre Moscou et Kiev"."""
    return scene.within(span.first - 3, scene.at(span.first).sentence).low in scene.lexicon.words["agent_preposition"]


def named(roster: Roster, span: Span) -> None:
    """A mention by a name that no list has, where the text has shown whose it is."""
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


def group(roster: Roster, span: Span) -> None:
    """A mention of a body or a people by a common noun."""
    if span.how == ARMED:
        roster.add(span, roster.land(span.country), "demonym")
        return
    state = roster.known.states.get(span.country) if span.form == "people" else None
    if state and not span.weak and span.gender != "f":
        roster.add(span, figure_of(state), "demonym")
        return
    words = words_of(span.name)
    if words in roster.names.known or words in roster.names.owner:
        named(roster, span)
        return
    bare = span.how == "description"
    key = roster.heads.get(span.head, "") if bare else ""
    if key:
        roster.add(span, roster.figures[key], "description")
        return
    pointed = before(roster.scene, span.first) in roster.scene.lexicon.words["definite"]
    earlier = _generic(roster, span) if bare or (pointed and span.country) else ""
    if earlier:
        roster.add(span, roster.figures[earlier], "description")
        return
    key = slug(words)
    if span.head and not bare:
        roster.heads[span.head] = key
    how = "demonym" if span.form == "people" or span.country else "name"
    state = roster.known.states.get(span.country)
    speaks = state is not None and span.head in roster.scene.lexicon.words["for_state"]
    actor_id = state.actor_id if state and speaks else ""
    roster.add(span, Figure(key, span.name, span.kind, actor_id, span.country), how)


def _generic(roster: Roster, span: Span) -> str:
    """Whom "the company", "le parti" means: the organisation with a name that was named last."""
    words = roster.scene.lexicon.words
    if span.head not in words["generic"] or span.plural or before(roster.scene, span.first) in words["possessive"]:
        return ""
    here, told = roster.scene.at(span.first).paragraph, span.kind == "media" or span.head in words["media_lead"]
    for placed in reversed(roster.placed[-_BACK:]):
        figure = roster.figures[placed.key]
        near = roster.scene.at(placed.span.first).paragraph >= here - 1
        fits = figure.kind == ("media" if told else "organisation") and figure.country in {
            "",
            span.country or figure.country,
        }
        # "Le groupe" is no international body of the list.
        world = span.head in words["business"] and placed.span.known is not None and not figure.actor_id
        if near and fits and not world and placed.span.form not in {"group", "people"}:
            return placed.key
    return ""
