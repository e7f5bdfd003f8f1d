"""Titles and roles: "le président russe", "the foreign minister of Poland", "Mme", before a name or instead of it."""

from functools import lru_cache

from components.articles.actors.known import Index
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.nouns import adjectives, capitals, complement
from components.articles.actors.phrases import Phrases
from components.articles.actors.span import Span
from components.articles.actors.tokens import Scene, words_of

HONORIFIC = "honorific"


@lru_cache(maxsize=len(LANGUAGES))
def title_table(language: str) -> Phrases[tuple[str, str]]:
    """The titles of a language: their words to (class, gender)."""
    lexicon = load(language)
    return Phrases((words_of(phrase), (name, gender)) for phrase, name, gender in lexicon.titles)


@lru_cache(maxsize=len(LANGUAGES))
def _honorifics(language: str) -> Phrases[str]:
    phrases = load(language).phrases
    return Phrases((words_of(word), gender) for gender in "mf" for word in phrases[f"honorific_{gender}"])


def titles(scene: Scene, known: Index) -> dict[int, Span]:
    """Every title of the text by the token with which it begins."""
    found: dict[int, Span] = {}
    at, free = 0, 0
    while at < len(scene.tokens):
        span = _honorific(scene, at) or _title(scene, known, at, free)
        if span:
            found[span.first] = span
            at = free = span.last
        else:
            at += 1
    return found


def _honorific(scene: Scene, at: int) -> Span | None:
    match = _honorifics(scene.language).longest(scene, at)
    if not match or (not scene.at(at).cap and scene.at(at).low not in scene.lexicon.words["low_honorific"]):
        return None
    last = match[0] + (scene.at(match[0]).text == ".")
    if not scene.at(last).cap or scene.at(last).sentence != scene.at(at).sentence:
        return None
    if _of_body(scene, last):
        return None
    if scene.at(last).low in scene.lexicon.words["function"] and not _homonym(scene, last):
        return None
    return Span(at, last, "title", title=HONORIFIC, gender=match[1])


def _of_body(scene: Scene, end: int) -> bool:
    """Whether the word after a title makes it the name of a body: "the Justice Department", "General Motors"."""
    token = scene.at(end)
    return token.cap and token.low in scene.lexicon.words["organisation_word"] and not scene.at(end + 1).cap


def honoured(scene: Scene, at: int) -> bool:
    """Whether token ``at`` is a name that is also a small word, after an honorific: "Mrs May"."""
    back = at - 1 - (scene.at(at - 1).text == ".")
    honorific = scene.at(back).cap and _honorifics(scene.language).longest(scene, back)
    return bool(honorific) and scene.at(back).sentence == scene.at(at).sentence and _homonym(scene, at)


def _homonym(scene: Scene, at: int) -> bool:
    return scene.at(at).cap and scene.at(at).low in scene.lexicon.words["also_name"]


def _title(scene: Scene, known: Index, at: int, free: int) -> Span | None:
    match = title_table(scene.language).longest(scene, at)
    if not match or (scene.at(at).glued and scene.at(at - 1).low not in scene.lexicon.words["before"]):
        return None
    end, (name, gender) = match
    if scene.at(at).cap and _of_body(scene, end):
        return None
    if scene.at(at).low in scene.lexicon.words["before"] and title_table(scene.language).longest(scene, end):
        return None
    first, country, named = _before(scene, known, at, free)
    last, later = (_after_french if scene.language == "fr" else _after_english)(scene, known, end)
    country = country or later
    role = scene.slice(first, last)
    return Span(
        first,
        last,
        "title",
        role,
        "person",
        country,
        gender=gender,
        role=role,
        title=name,
        head=" ".join(token.low for token in scene.tokens[at:end]),
        score=int(last > end or named),
    )


def _before(scene: Scene, known: Index, at: int, free: int) -> tuple[int, str, bool]:
    """(first token with what stands before a title, the country there, whether a name or people does)."""
    words, first, country, named = scene.lexicon.words, at, "", False
    sentence = scene.at(at).sentence
    for _ in range(3):
        token = scene.within(first - 1, sentence)
        if first - 1 < free or not token.word:
            break
        of_land = scene.language == "en" and _ends_at(scene, known, first - 1, first)
        if (token.low in words["before"] and not of_land) or scene.at(first).glued:
            first -= 1
            continue
        if scene.language != "en" or named:
            break
        start = first - 1 - (token.low == "'s")
        if token.low == "'s" and not scene.at(start).cap and scene.at(start).word and start >= free:
            first, named = start, True
            break
        owner = next((at for at in range(max(free, start - 3), start + 1) if _ends_at(scene, known, at, start + 1)), -1)
        if owner < 0:
            break
        people, land = known.demonym(scene, owner), known.find(scene, owner)
        country = people[1] if people else land[1].country if land else ""
        first, named = owner, True
    return first, country, named


def _ends_at(scene: Scene, known: Index, at: int, end: int) -> bool:
    if not scene.at(at).cap:
        return False
    people, name = known.demonym(scene, at), known.find(scene, at)
    return bool((people and people[0] == end) or (name and name[0] == end and name[1].kind != "person"))


def _after_french(scene: Scene, known: Index, end: int) -> tuple[int, str]:
    last, country = adjectives(scene, known, end)
    for _ in range(2):
        after, there = complement(scene, known, last)
        if after == last:
            break
        last, more = adjectives(scene, known, after)
        country = country or there or more
    sentence, words = scene.at(end - 1).sentence, scene.lexicon.words
    if scene.within(last, sentence).low in words["posted"] and last > end:
        land = known.find(scene, last + 1)
        if land and land[1].kind == "state":
            return land[0], country or land[1].country
        if scene.within(last, sentence).low in words["to_the"] and scene.within(last + 1, sentence).cap:
            return capitals(scene, last + 1), country
    return last, country


def _after_english(scene: Scene, known: Index, end: int) -> tuple[int, str]:
    last, country = complement(scene, known, end)
    if last > end:
        after, more = complement(scene, known, last, lower=False)
        return after, country or more
    sentence = scene.at(end - 1).sentence
    if scene.within(end, sentence).low in scene.lexicon.words["posted"]:
        at = end + 1 + (scene.within(end + 1, sentence).low == "the")
        found = known.find(scene, at)
        if found and found[1].kind != "person":
            return found[0], found[1].country
    return end, ""
