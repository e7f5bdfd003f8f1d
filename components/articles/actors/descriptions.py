"""Descriptions given to those they stand for: "le président", "both leaders", "son homologue ukrainien"."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from components.articles.actors.context import acts
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.phrases import Phrases
from components.articles.actors.roster import Placed, Roster
from components.articles.actors.seen import Seen, article_gender, best, near
from components.articles.actors.span import Span
from components.articles.actors.titles import title_table
from components.articles.actors.tokens import words_of
from components.articles.actors.unnamed import office_holder, same_office
from components.articles.model import Figure

_BACK, _SENTENCES, _COMING = 100, 4, 12
_KINDS = ("both_states", "both_bodies", "both", "two", "latter", "leader", "counterpart")
# Offices that a plural may name by a wider word: "les deux ministres" are foreign ministers.
_KIN = {"minister": {"minister", "foreign", "defence"}, "president": {"president", "elect"}}
_STATES, _BODIES = frozenset({"state"}), frozenset({"organisation", "media"})


@lru_cache(maxsize=len(LANGUAGES))
def described(language: str) -> Phrases[str]:
    """The descriptions of a language: their words to what they are, which is the name of their list."""
    phrases = load(language).phrases
    return Phrases((words_of(phrase), kind) for kind in _KINDS for phrase in phrases[kind])


def counterpart_of_nation(roster: Roster, at: int) -> int:
    """The token after "his Ukrainian counterpart" that begins at ``at``, 0 where nothing of the kind does."""
    scene, words = roster.scene, roster.scene.lexicon.words
    nation = roster.known.demonym(scene, at + 1) if scene.at(at).low in words["possessive"] else None
    return nation[0] + 1 if nation and scene.within(nation[0], scene.at(at).sentence).low in words["equal"] else 0


def describe(roster: Roster, seen: Sequence[Seen], at: int, end: int, kind: str) -> Iterator[Placed]:
    """Whom the words from token ``at`` to ``end``, a description of a kind, stand for."""
    if kind in {"both", "both_states", "both_bodies", "two"}:
        yield from _both(roster, seen, at, end, kind)
        return
    around = near(roster.scene, seen, at)
    people = [one for one in around if roster.figures[one.key].kind == "person"]
    gender = article_gender(roster.scene, at)
    if kind == "counterpart":
        yield from _counterpart(roster, people, at, end)
    elif kind == "latter":
        here = roster.scene.at(at).sentence
        fits = [
            one
            for one in [one for one in seen if here - roster.scene.at(one.first).sentence <= 1] or around
            if one.gender == gender or (not one.gender and roster.figures[one.key].kind == "person")
        ]
        if fits:
            yield Placed(Span(at, end, "pronoun"), fits[-1].key, "description")
    else:
        key = best(roster, [one for one in people if not gender or one.gender in {"", gender}], at)
        if key:
            yield Placed(Span(at, end, "pronoun"), key, "description")


def _both(roster: Roster, seen: Sequence[Seen], at: int, end: int, kind: str) -> Iterator[Placed]:
    """One mention names one figure, so the words are shared out: "les deux" | "dirigeants", "the" | "two"."""
    if kind == "two" and not acts(roster.scene, end):
        return
    fits: Sequence[Callable[[Figure], bool]] = {
        "both": (_is_person,),
        "both_states": (_is_state,),
        "both_bodies": (_is_body,),
        "two": (_is_person, _is_state, _is_body),
    }[kind]
    held = _of_office(roster, seen, at, end)
    pair = held or next((found for one in fits if (found := pair_of(roster, seen, at, one))), [])
    for one, (first, last) in zip(pair, ((at, end - 1), (end - 1, end)), strict=False):
        yield Placed(Span(first, last, "pronoun", plural=True), one.key, "description")


def _of_office(roster: Roster, seen: Sequence[Seen], at: int, end: int) -> list[Seen]:
    """The last two who hold the office that the words name in the plural: "les deux ministres", "both presidents"."""
    head = roster.scene.at(end - 1).low.removesuffix("s")
    title = next((name for phrase, name, _ in roster.scene.lexicon.titles if phrase == head), "")
    if not title or head in roster.scene.lexicon.words["any_leader"]:
        return []
    kin = _KIN.get(title, {title})
    held = [one for one in seen if kin & roster.offices_of(one.key) or _equal(roster, one.key)]
    two = pair_of(roster, held, at)
    around = all(roster.scene.at(at).sentence - roster.scene.at(one.first).sentence <= _SENTENCES for one in two)
    return two if len(two) == 2 and around else []


def _equal(roster: Roster, key: str) -> bool:
    """Whether somebody is called a counterpart: of the office of the one whose counterpart it is."""
    return not roster.scene.lexicon.words["equal"].isdisjoint(roster.called.get(key, ()))


def _is_person(figure: Figure) -> bool:
    return figure.kind == "person"


def _is_state(figure: Figure) -> bool:
    return figure.kind in _STATES


def _is_body(figure: Figure) -> bool:
    return figure.kind in _BODIES


def pair_of(roster: Roster, seen: Sequence[Seen], at: int, fits: Callable[[Figure], bool] = _is_person) -> list[Seen]:
    """The two that one sentence shortly before names last, else the two named last, in reading order."""
    scene, here = roster.scene, roster.scene.at(at).sentence
    fitting = [one for one in seen if fits(roster.figures[one.key]) and not one.owner]
    by_sentence: dict[int, dict[str, Seen]] = {}
    for one in fitting:
        by_sentence.setdefault(scene.at(one.first).sentence, {}).setdefault(one.key, one)
    for number in sorted(by_sentence, reverse=True):
        if number >= here - _SENTENCES and len(by_sentence[number]) > 1:
            return list(by_sentence[number].values())[-2:]
    last: dict[str, Seen] = {}
    for one in reversed(fitting):
        last.setdefault(one.key, one)
    first: dict[str, int] = {}
    for one in fitting:
        first.setdefault(one.key, one.first)
    two = list(last.values())[:2]
    return sorted(two, key=lambda one: first[one.key]) if len(two) == 2 else []


def _counterpart(roster: Roster, people: list[Seen], at: int, end: int) -> Iterator[Placed]:
    """Who "son homologue" is: somebody of the same office who is not the one it is said of."""
    if not people or roster.scene.within(end, roster.scene.at(at).sentence).cap:
        return
    subject = best(roster, people, at)
    offices = roster.offices_of(subject)
    reached = bisect_left(roster.placed, at, key=lambda one: one.span.first)
    placed = roster.placed[max(0, reached - _BACK) : reached]
    named_before = end - at > 2 and roster.known.demonym(roster.scene, at + 1)
    nation = (end, named_before[1]) if named_before else roster.known.demonym(roster.scene, end)
    if nation:
        named = [one.key for one in placed if roster.figures[one.key].country == nation[1] and one.key != subject]
        held = [key for key in named if offices & roster.offices_of(key)]
        key = (held or [key for key in named if roster.figures[key].kind == "person"] or [""])[-1]
        key = key if held else next((who for who in roster.holders_of(offices, nation[1]) if who != subject), key)
        if key:
            yield Placed(Span(at, nation[0], "pronoun"), key, "description")
        return
    others = [one.key for one in people if one.key != subject]
    earlier = [one.key for one in placed if one.key != subject]
    same = [key for key in (*earlier, *others) if offices & roster.offices_of(key)]
    if same or others:
        yield Placed(Span(at, end, "pronoun"), (same or others)[-1], "description")


def office(roster: Roster, seen: Sequence[Seen], at: int) -> Iterator[Placed]:
    """Who "le président", "the minister" or "le futur président" is: whom the text has given that title."""
    scene, begin = roster.scene, at + 1
    table = title_table(scene.language)
    match = table.longest(scene, begin)
    if not match and scene.at(begin).low in scene.lexicon.words["before"]:
        begin += 1
        match = table.longest(scene, begin)
    after = scene.within(match[0], scene.at(at).sentence) if match else None
    if not match or after is None or (after.cap and after.word and after.low not in scene.lexicon.words["function"]):
        return
    end, (title, gender) = match
    if after.low in scene.lexicon.words["of"] or after.low == "'s":
        return
    new = begin > at + 1 and scene.at(at + 1).low in scene.lexicon.words["newcomer"]
    key = _newcomer(roster, seen, at, gender) if new else ""
    key = key or _holder(roster, seen, at, title, gender, scene.at(end - 1).low)
    key = key or (_newcomer(roster, seen, at, gender) if title == "elect" else "")
    if not key:
        placed = office_holder(roster, at, begin, end, title, gender or article_gender(scene, at))
        yield from [placed] if placed else []
    else:
        first = at + (scene.at(at).low in scene.lexicon.words["of"] | scene.lexicon.words["to_the"])
        yield Placed(Span(first, end, "pronoun"), key, "description")


def _newcomer(roster: Roster, seen: Sequence[Seen], at: int, gender: str) -> str:
    """Who "la nouvelle maire" is: somebody of whom the text tells that he or she was elected or appointed."""
    fits = [
        one for one in seen if roster.figures[one.key].kind == "person" and one.gender in {"", gender or one.gender}
    ]
    return best(roster, [one for one in fits if _comes_in(roster, one)], at)


def _comes_in(roster: Roster, one: Seen) -> bool:
    scene = roster.scene
    here = scene.at(one.first).sentence
    near = (scene.within(k, here).low for k in range(one.first - _COMING, one.first + _COMING))
    return any(low in scene.lexicon.words["comes_in"] for low in near)


def _holder(roster: Roster, seen: Sequence[Seen], at: int, title: str, gender: str, head: str) -> str:
    for name in (title, "president") if title == "elect" else (title,):
        holders = [
            one
            for one in seen
            if name in roster.titles.get(one.key, ())
            and (not gender or one.gender in {"", gender})
            and same_office(roster, one.key, name, head)
        ]
        around = {one.key for one in near(roster.scene, seen, at)}
        key = best(roster, [one for one in holders if one.key in around], at) or best(roster, holders, at)
        if key or name != "elect":
            return key
        told = [who for who in roster.holders_of({"elect"}, "") if roster.last.get(who, at) < at]
        if len(told) == 1:
            return told[0]
    return ""
