"""Two of one office or body under one noun: "les présidents russe et ukrainien", "US and Russian delegations"."""

from collections.abc import Iterator
from functools import lru_cache

from components.articles.actors.known import Index
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.phrases import Pattern, Phrases
from components.articles.actors.span import PAIR, Span
from components.articles.actors.tokens import Scene, words_of

_Noun = tuple[str, str, str]


@lru_cache(maxsize=len(LANGUAGES))
def _nouns(language: str) -> Phrases[_Noun]:
    """Nouns in the plural to (the noun in the singular, class of the title or "", kind)."""
    lexicon = load(language)
    titles = [(phrase, name, "person") for phrase, name, _ in lexicon.titles if name in lexicon.words["paired_title"]]
    groups = [
        (phrase, "", kind) for phrase, kind in lexicon.groups if words_of(phrase)[-1] in lexicon.words["paired_group"]
    ]
    return Phrases(
        (plural, (phrase, name, kind))
        for phrase, name, kind in (*titles, *groups)
        for plural in _plurals(phrase, lexicon.words["of"])
    )


def _plurals(phrase: str, of: frozenset[str]) -> Iterator[Pattern]:
    """The plural of a noun, its adjectives too, but not its complement."""
    words = words_of(phrase)
    end = next((at for at, word in enumerate(words) if word in of or word == "a"), len(words))
    yield (*(_many(word) for word in words[:end]), *words[end:])
    yield (*words[: end - 1], _many(words[end - 1]), *words[end:])


def _many(word: str) -> str:
    return word if word.endswith(("s", "x")) else word + "s"


def pairs(scene: Scene, known: Index) -> Iterator[Span]:
    """The spans of both, those of each pair side by side; the first has the noun in French, the second in English."""
    table, before = _nouns(scene.language), 0
    for at in range(len(scene.tokens)):
        match = table.longest(scene, at)
        if match and at >= before:
            found = _with_lands(scene, known, at, *match) or (_french if scene.language == "fr" else _english)(
                scene, known, at, *match
            )
            before = found[-1].last if found else at
            yield from found


def _french(scene: Scene, known: Index, at: int, end: int, noun: _Noun) -> list[Span]:
    one = known.demonym(scene, end)
    two = known.demonym(scene, one[0] + 1) if one and scene.at(one[0]).low in scene.lexicon.words["joining"] else None
    if not one or not two or scene.at(at).sentence != scene.at(two[0] - 1).sentence:
        return []
    begin = one[0] + 1
    names = f"{noun[0]} {scene.slice(end, one[0])}", f"{noun[0]} {scene.slice(begin, two[0])}"
    return [_span(at, one[0], noun, names[0], one[1]), _span(begin, two[0], noun, names[1], two[1])]


def _english(scene: Scene, known: Index, at: int, end: int, noun: _Noun) -> list[Span]:
    """The same of "Russian and Ukrainian presidents"; the countries stand before."""
    two = _nation(scene, known, at)
    if two is None or scene.at(two[0] - 1).low not in scene.lexicon.words["joining"]:
        return []
    one = _nation(scene, known, two[0] - 1)
    if one is None or scene.at(one[0]).sentence != scene.at(at).sentence:
        return []
    names = f"{scene.slice(one[0], two[0] - 1)} {noun[0]}", f"{scene.slice(two[0], at)} {noun[0]}"
    return [_span(one[0], two[0] - 1, noun, names[0], one[1]), _span(two[0], end, noun, names[1], two[1])]


def _nation(scene: Scene, known: Index, end: int) -> tuple[int, str] | None:
    """(first token of the people or country that ends before ``end``, its country)."""
    for first in (end - 2, end - 1):
        people, land = known.demonym(scene, first), known.find(scene, first)
        if people and people[0] == end and scene.at(first).cap:
            return first, people[1]
        if land and land[0] == end and land[1].kind == "state":
            return first, land[1].country
    return None


def _with_lands(scene: Scene, known: Index, at: int, end: int, noun: _Noun) -> list[Span]:
    """The same of "les présidents du Kenya et de l'Éthiopie", "the presidents of Kenya and Ethiopia"."""
    words = scene.lexicon.words
    one = _land(scene, known, end) if scene.at(end).low in words["of"] else None
    two = _land(scene, known, one[0] + 1) if one and scene.at(one[0]).low in words["joining"] else None
    if not one or not two or scene.at(at).sentence != scene.at(two[0] - 1).sentence:
        return []
    begin = one[0] + 1
    of = "" if scene.at(begin).low in words["of"] else scene.at(end).text + " "
    names = f"{noun[0]} {scene.slice(end, one[0])}", f"{noun[0]} {of}{scene.slice(begin, two[0])}"
    return [_span(at, one[0], noun, names[0], one[1]), _span(begin, two[0], noun, names[1], two[1])]


def _land(scene: Scene, known: Index, at: int) -> tuple[int, str] | None:
    """(token after "of X" or "X", its country) for a state X."""
    words = scene.lexicon.words
    for _ in range(2):
        at += scene.at(at).low in words["of"] or scene.at(at).low in words["article"]
    found = known.find(scene, at)
    return (found[0], found[1].country) if found and found[1].kind == "state" else None


def _span(first: int, last: int, noun: _Noun, name: str, country: str) -> Span:
    head, title, kind = noun
    form = "title" if title else "group"
    return Span(first, last, form, name, kind, country, score=1, role=name, title=title, how=PAIR, head=head)
