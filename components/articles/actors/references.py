"""Pronouns and descriptions ("il", "le président", "both leaders") given to the figures they stand for."""

from collections.abc import Iterator
from functools import lru_cache

from components.articles.actors.context import acts, acts_after_apposition, governed, quoted_before
from components.articles.actors.descriptions import counterpart_of_nation, describe, described, office, pair_of
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.roster import Placed, Roster
from components.articles.actors.seen import Seen, article_gender, best, near
from components.articles.actors.span import Span
from components.articles.actors.tokens import Scene

_REACH = 24


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
        bool(acts_after_apposition(scene, span.last))
        or _opens(scene, span.first)
        or _put_between(scene, span)
        or placed.how == "pronoun"
        or quoted_before(scene, span.first)
    )
    return Seen(placed.key, span.first, subject, span.plural, gender, scene.at(span.last).low == "'s")


def _put_between(scene: Scene, span: Span) -> bool:
    """As in "his rival, Ada Berg, won": a name between commas, before the verb."""
    sentence = scene.at(span.first).sentence
    first = span.first - (scene.within(span.first - 1, sentence).low in scene.lexicon.words["article"])
    around = scene.within(first - 1, sentence).text, scene.within(span.last, sentence).text
    return around == (",", ",") and acts(scene, span.last + 1) != ""


def _grammatical(scene: Scene, span: Span) -> str:
    same = scene.at(span.first - 1).sentence == scene.at(span.first).sentence
    return (article_gender(scene, span.first - 1) if same else "") or span.gender


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
    ends = counterpart_of_nation(roster, at)
    if ends:
        yield from describe(roster, seen, at, ends, "counterpart")
    elif match:
        yield from describe(roster, seen, at, *match)
    elif token.low in words["definite"] and token.low not in words["contracted"]:
        yield from office(roster, seen, at)


def _pronoun(roster: Roster, seen: list[Seen], at: int, form: str) -> Iterator[Placed]:
    plural, gender = form.endswith("p"), form[0]
    fits = [one for one in near(roster.scene, seen, at) if one.plural == plural and _agrees(roster, one, gender)]
    if plural and not fits:
        fits = pair_of(roster, seen, at)[:1]
    key = best(roster, fits, at)
    if key:
        yield Placed(Span(at, at + 1, "pronoun", plural=plural), key, "pronoun")


def _agrees(roster: Roster, one: Seen, gender: str) -> bool:
    person = roster.figures[one.key].kind == "person"
    if roster.scene.language == "en" and not person:
        return one.plural
    if one.gender:
        return one.gender == gender
    return person or one.subject


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
    if after in words["il_being"] or after in words["it_nobody"]:
        return False
    if scene.within(at + 2, sentence).low in words["il_being"] | words["it_nobody"]:
        return False
    return after in words["it_helper"] or acts(scene, at + 1) in {"speech", "act"}


def _it(roster: Roster, seen: list[Seen], at: int) -> Iterator[Placed]:
    bodies = [
        one
        for one in near(roster.scene, seen, at)
        if roster.figures[one.key].kind != "person" and not one.plural and one.subject
    ]
    recent = [one for one in bodies if roster.scene.at(at).sentence - roster.scene.at(one.first).sentence <= 1]
    key = best(roster, recent, at)
    if key:
        yield Placed(Span(at, at + 1, "pronoun"), key, "pronoun")


@lru_cache(maxsize=len(LANGUAGES))
def _triggers(language: str) -> frozenset[str]:
    """The words with which a reference can begin."""
    words = load(language).words
    pronouns = words["pronoun_m"] | words["pronoun_f"] | words["pronoun_mp"] | words["pronoun_fp"]
    return pronouns | words["definite"] | described(language).begins() | {"it"}
