"""Pronouns and descriptions ("il", "le président", "both leaders") given to the figures they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from components.articles.actors.context import acts_after_apposition, governed
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.phrases import Phrases
from components.articles.actors.roster import Placed, Roster
from components.articles.actors.span import Span
from components.articles.actors.titles import title_table
from components.articles.actors.tokens import Scene, words_of

_REACH = 24


@dataclass(frozen=True)
class Seen:
    """A figure that a later word may stand for; ``subject`` of its sentence or not."""

    key: str
    first: int
    subject: bool
    plural: bool
    gender: str


def refer(roster: Roster) -> list[Placed]:
    """The mentions by pronoun and description, which are not yet in the roster."""
    scene, found = roster.scene, list[Placed]()
    taken = {at for placed in roster.placed for at in range(placed.span.first, placed.span.last)}
    queue, seen, at = iter([*roster.placed, None]), list[Seen](), 0
    upcoming = next(queue)
    triggers = _triggers(scene.language)
    while at < len(scene.tokens):
        while upcoming is not None and upcoming.span.first <= at:
            seen.append(_seen(roster, upcoming))
            upcoming = next(queue)
        if scene.tokens[at].low not in triggers or at in taken:
            at += 1
            continue
        new = list(_at(roster, seen[-_REACH:], at))
        new = [] if any(i in taken for placed in new for i in range(placed.span.first, placed.span.last)) else new
        found += new
        seen += [_seen(roster, placed) for placed in new]
        at = max([at + 1, *(placed.span.last for placed in new)])
    return found


def _seen(roster: Roster, placed: Placed) -> Seen:
    scene, span = roster.scene, placed.span
    person = roster.figures[placed.key].kind == "person"
    gender = roster.genders.get(placed.key, "") if person else _grammatical(scene, span)
    subject = placed.how == "pronoun" or not governed(scene, span.first)
    subject = subject and (
        bool(acts_after_apposition(scene, span.last)) or _opens(scene, span.first) or placed.how == "pronoun"
    )
    return Seen(placed.key, span.first, subject, span.plural, gender)


def _grammatical(scene: Scene, span: Span) -> str:
    same = scene.at(span.first - 1).sentence == scene.at(span.first).sentence
    return (_article_gender(scene, span.first - 1) if same else "") or span.gender


def _article_gender(scene: Scene, at: int) -> str:
    words, low = scene.lexicon.words, scene.at(at).low
    return "m" if low in words["masculine_article"] else "f" if low in words["feminine_article"] else ""


def _opens(scene: Scene, first: int) -> bool:
    at = first - 1 if scene.at(first - 1).low in scene.lexicon.words["article"] else first
    return scene.at(at).first


def _at(roster: Roster, seen: list[Seen], at: int) -> Iterator[Placed]:
    """What the words at a token stand for."""
    scene = roster.scene
    token = scene.at(at)
    if not token.word:
        return
    words = scene.lexicon.words
    for name in ("pronoun_m", "pronoun_f", "pronoun_mp", "pronoun_fp"):
        if token.low in words[name] and not _impersonal(scene, at):
            yield from _pronoun(roster, seen, at, name[8:])
            return
    if scene.language == "en" and token.low == "it" and _it_acts(scene, at):
        yield from _it(roster, seen, at)
        return
    match = described(scene.language).longest(scene, at)
    if match:
        yield from _description(roster, seen, at, *match)
    elif token.low in words["definite"] and token.low not in words["contracted"]:
        yield from _office(roster, seen, at)


def _pronoun(roster: Roster, seen: list[Seen], at: int, form: str) -> Iterator[Placed]:
    plural, gender = form.endswith("p"), form[0]
    fits = [one for one in _near(roster.scene, seen, at) if one.plural == plural and _agrees(roster, one, gender)]
    if plural and not fits:
        fits = _pair(roster, _near(roster.scene, seen, at))[:1]
    best = _best(roster, fits, at)
    if best:
        yield Placed(Span(at, at + 1, "pronoun", plural=plural), best, "pronoun")


def _agrees(roster: Roster, one: Seen, gender: str) -> bool:
    person = roster.figures[one.key].kind == "person"
    if roster.scene.language == "en" and not person:
        return one.plural
    if one.gender:
        return one.gender == gender
    return person or one.subject


def _near(scene: Scene, seen: list[Seen], at: int) -> list[Seen]:
    """Those of the paragraph, and the subjects of the one before."""
    paragraph = scene.at(at).paragraph
    return [
        one
        for one in seen
        if scene.at(one.first).paragraph == paragraph
        or (one.subject and scene.at(one.first).paragraph == paragraph - 1)
    ]


def _best(roster: Roster, fits: list[Seen], at: int) -> str:
    if not fits:
        return ""
    scene, here, quoted = roster.scene, roster.scene.at(at), at in roster.scene.quoted

    def merit(one: Seen) -> tuple[float, int]:
        token = scene.at(one.first)
        person = roster.figures[one.key].kind == "person"
        far = 1.5 * min(here.sentence - token.sentence, 4) + (token.paragraph != here.paragraph)
        outside = 3 * (one.first in scene.quoted and not quoted)
        return 3 * one.subject + 2 * person - far - outside, one.first

    return max(fits, key=merit).key


def _impersonal(scene: Scene, at: int) -> bool:
    """French "il" that stands for nobody: "il y a", "il faut", "il est probable que"."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    if scene.language != "fr" or scene.at(at).low != "il":
        return False
    if scene.at(at).glued:
        back = [scene.within(at - i, sentence).low for i in (1, 2, 3)]
        return back[0] in words["il_impersonal"] | words["il_being"] | {"a"} or back == ["t", "a", "y"]
    nexts = [scene.within(i, sentence).low for i in range(at + 1, at + 7)]
    if "y" in nexts[:2]:
        return True
    rest = [
        low for low in nexts if (low not in words["negation"] and low not in words["adverb"]) or low in words["il_when"]
    ]
    if not rest or rest[0] in words["il_impersonal"]:
        return True
    if rest[0] in words["il_helper"]:
        rest = rest[1:]
        return bool(rest) and rest[0] in words["il_impersonal"] | words["il_helped"]
    return rest[0] in words["il_being"] and len(rest) > 1 and (rest[1] in words["il_empty"])


def _it_acts(scene: Scene, at: int) -> bool:
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    after = scene.within(at + 1, sentence).low
    if after in words["il_being"]:
        return False
    if after in words["speech"]:
        return True
    return after in words["it_helper"] | words["action"] and scene.within(at + 2, sentence).low not in words["il_being"]


def _it(roster: Roster, seen: list[Seen], at: int) -> Iterator[Placed]:
    bodies = [
        one
        for one in _near(roster.scene, seen, at)
        if roster.figures[one.key].kind != "person" and not one.plural and one.subject
    ]
    recent = [one for one in bodies if roster.scene.at(at).sentence - roster.scene.at(one.first).sentence <= 1]
    best = _best(roster, recent, at)
    if best:
        yield Placed(Span(at, at + 1, "pronoun"), best, "pronoun")


@lru_cache(maxsize=len(LANGUAGES))
def described(language: str) -> Phrases[str]:
    """The descriptions of a language: their words to "both", "both_states", "leader", "counterpart" or "latter"."""
    phrases = load(language).phrases
    kinds = ("both_states", "both", "latter", "leader", "counterpart")
    return Phrases((words_of(phrase), kind) for kind in kinds for phrase in phrases[kind])


@lru_cache(maxsize=len(LANGUAGES))
def _triggers(language: str) -> frozenset[str]:
    """The words with which a reference can begin."""
    words = load(language).words
    pronouns = words["pronoun_m"] | words["pronoun_f"] | words["pronoun_mp"] | words["pronoun_fp"]
    return pronouns | words["definite"] | described(language).begins() | {"it"}


def _description(roster: Roster, seen: list[Seen], at: int, end: int, kind: str) -> Iterator[Placed]:
    near = _near(roster.scene, seen, at)
    if kind in {"both", "both_states"}:
        pair = _pair(roster, near, states=kind == "both_states") or _pair(roster, seen, states=kind == "both_states")
        # One mention names one figure, so the words are shared out: "les deux" | "dirigeants".
        for one, (first, last) in zip(pair, ((at, end - 1), (end - 1, end)), strict=False):
            yield Placed(Span(first, last, "pronoun", plural=True), one.key, "description")
        return
    if kind == "latter":
        gender = _article_gender(roster.scene, at)
        fits = [
            one for one in near if one.gender == gender or (not one.gender and roster.figures[one.key].kind == "person")
        ]
        if fits:
            yield Placed(Span(at, end, "pronoun"), fits[-1].key, "description")
        return
    people = [one for one in near if roster.figures[one.key].kind == "person"]
    if kind == "counterpart":
        yield from _counterpart(roster, people, at, end)
        return
    gender = _article_gender(roster.scene, at)
    best = _best(roster, [one for one in people if not gender or one.gender in {"", gender}], at)
    if best:
        yield Placed(Span(at, end, "pronoun"), best, "description")


def _counterpart(roster: Roster, people: list[Seen], at: int, end: int) -> Iterator[Placed]:
    """Who "son homologue" is: somebody of the same office who is not the one it is said of."""
    if not people or roster.scene.within(end, roster.scene.at(at).sentence).cap:
        return
    nation = roster.known.demonym(roster.scene, end)
    if nation:
        held = [one.key for one in people if roster.figures[one.key].country == nation[1]]
        if held:
            yield Placed(Span(at, nation[0], "pronoun"), held[-1], "description")
        return
    subject = _best(roster, people, at)
    offices = roster.titles.get(subject, set())
    others = [one.key for one in people if one.key != subject]
    earlier = [placed.key for placed in roster.placed if placed.span.first < at and placed.key != subject]
    same = [key for key in (*earlier, *others) if offices & roster.titles.get(key, set())]
    if same or others:
        yield Placed(Span(at, end, "pronoun"), (same or others)[-1], "description")


def _pair(roster: Roster, seen: list[Seen], states: bool = False) -> list[Seen]:
    """The two different figures named last, states or persons, in reading order."""
    pair: dict[str, Seen] = {}
    for one in reversed(seen):
        figure = roster.figures[one.key]
        if (figure.kind == "state") == states and (states or figure.kind == "person"):
            pair.setdefault(one.key, one)
        if len(pair) == 2:
            break
    order = list(roster.figures)
    return sorted(pair.values(), key=lambda one: order.index(one.key)) if len(pair) == 2 else []


def _office(roster: Roster, seen: list[Seen], at: int) -> Iterator[Placed]:
    """Who "le président" or "the minister" is: whom the text has given that title."""
    scene = roster.scene
    match = title_table(scene.language).longest(scene, at + 1)
    if not match or (
        scene.at(match[0]).cap and scene.at(match[0]).word and scene.at(match[0]).sentence == scene.at(at).sentence
    ):
        return
    end, (title, gender) = match
    if scene.within(end, scene.at(at).sentence).low in scene.lexicon.words["of"] or scene.at(end).low == "'s":
        return
    holders = [
        one for one in seen if title in roster.titles.get(one.key, ()) and (not gender or one.gender in {"", gender})
    ]
    near = {one.key for one in _near(scene, seen, at)}
    best = _best(roster, [one for one in holders if one.key in near], at) or _best(roster, holders, at)
    if best:
        first = at + (scene.at(at).low in scene.lexicon.words["of"] | scene.lexicon.words["to_the"])
        yield Placed(Span(first, end, "pronoun"), best, "description")
