"""Who acts without a name of its own: "l'armée française", "the election commission", "les séparatistes"."""

from functools import lru_cache

from components.articles.actors.context import acts_after_apposition, acts_in_clause, before, preposition, told_by
from components.articles.actors.descriptions import described
from components.articles.actors.known import Index
from components.articles.actors.lexicon import LANGUAGES, load
from components.articles.actors.nouns import adjectives, capitals, complement
from components.articles.actors.phrases import Phrases
from components.articles.actors.span import ARMED, Span
from components.articles.actors.tokens import Scene, words_of

_KIND = {"people": "organisation"}


@lru_cache(maxsize=len(LANGUAGES))
def _heads(language: str) -> Phrases[str]:
    return Phrases((words_of(phrase), kind) for phrase, kind in load(language).groups)


def groups(scene: Scene, known: Index) -> list[Span]:
    """Every group of the text that does something or that something is done to, in reading order."""
    found: list[Span] = []
    at = free = 0
    while at < len(scene.tokens):
        match = _heads(scene.language).longest(scene, at)
        span = _group(scene, known, at, *match, free) if match and not scene.at(at).glued else None
        if span:
            found.append(span)
            free = span.last
        at = span.last if span else at + 1
    return found


def peoples(scene: Scene, known: Index) -> list[Span]:
    """Peoples named by a noun in the plural: "les Russes", "59 % des Italiens", "the Russians"."""
    found = []
    for at, token in enumerate(scene.tokens):
        match = known.demonym(scene, at) if token.word and not token.glued else None
        if match and _armed(scene, at, match[0]):
            found.append(Span(at, match[0], "people", country=match[1], how=ARMED))
        elif match and token.cap and token.sentence not in scene.shouted and _people(scene, at, match[0]):
            last = match[0]
            name = scene.slice(at, last)
            if scene.language == "fr":
                last = adjectives(scene, known, last)[0] if not acts_after_apposition(scene, last) else last
            found.append(
                Span(
                    at,
                    last,
                    "people",
                    name,
                    "organisation",
                    match[1],
                    plural=True,
                    how="demonym",
                    gender="f" if scene.language == "fr" and token.low.endswith("es") and _feminine(token.low) else "",
                    weak=_counted(scene, at),
                )
            )
    return found


def _armed(scene: Scene, at: int, last: int) -> bool:
    """Whether the adjective of a people at ``at`` says whose a strike or missile is: "a Russian missile strike"."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    if scene.language == "en":
        return scene.at(at).cap and any(scene.within(i, sentence).low in words["arms"] for i in (last, last + 1))
    return not scene.at(at).cap and any(scene.within(i, sentence).low in words["arms"] for i in (at - 1, at - 2))


def _people(scene: Scene, at: int, last: int) -> bool:
    words, low = scene.lexicon.words, scene.at(last - 1).low
    if scene.at(last).cap and scene.at(last).word:
        return False
    if scene.language == "en":
        return (low.endswith("s") and low not in {"swiss"}) or low.endswith("men")
    return low.endswith(("s", "x")) and (
        before(scene, at) in words["plural_article"] or before(scene, at) in words["of"] or _counted(scene, at)
    )


def _counted(scene: Scene, at: int) -> bool:
    """Whether a number of them is meant, not the country."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    for back in range(1, 5):
        token = scene.within(at - back, sentence)
        if token.text == "%" or token.text.isdigit() or token.low in words["number_before"]:
            return True
        if token.low not in words["of"] and token.low not in words["article"]:
            return False
    return False


def _feminine(low: str) -> bool:
    return low.endswith(("nes", "ses", "nnes", "ques")) and not low.endswith(("russes", "belges"))


def _group(scene: Scene, known: Index, at: int, end: int, kind: str, free: int) -> Span | None:
    if _paired(scene, at, end) or (
        scene.within(end, scene.at(at).sentence).cap and scene.at(end).word and end == at + 1
    ):
        return None
    first, country = _left(scene, known, at, free)
    last, later = _right(scene, known, end, kind)
    country = country or later
    span = Span(
        first,
        last,
        "group",
        _lowered(scene, first, last, at),
        _KIND.get(kind, kind),
        country,
        plural=kind == "people"
        or (scene.at(end - 1).low.endswith("s") and scene.at(first - 1).low in scene.lexicon.words["plural_article"]),
        how="description" if (first, last) == (at, end) else "name",
        head=" ".join(token.low for token in scene.tokens[at:end]),
    )
    qualified = first < at or country != ""
    return span if _accepted(scene, span, kind, qualified) else None


def _lowered(scene: Scene, first: int, last: int, at: int) -> str:
    """The name of a group, without the capital of a sentence's first word."""
    name, token = scene.slice(first, last), scene.at(first)
    common = first == at or token.low in scene.lexicon.words["adjective"]
    return name[:1].lower() + name[1:] if token.first and common and token.text[1:].islower() else name


def _paired(scene: Scene, at: int, end: int) -> bool:
    """Whether the head belongs to "les deux dirigeants" or "both countries", which stand for two figures."""
    return any(
        found and found[0] == end for found in (described(scene.language).longest(scene, at - i) for i in (1, 2))
    )


def _accepted(scene: Scene, span: Span, kind: str, qualified: bool) -> bool:
    words, lead = scene.lexicon.words, _leader(scene, span.first)
    low = before(scene, lead)
    if span.last - span.first == 1 and scene.at(span.first).cap and not scene.at(span.first).first and low == "":
        return False
    if set(span.head.split()) & words["unsure"] and not span.country and not acts_after_apposition(scene, span.last):
        return False
    doing = bool(acts_after_apposition(scene, span.last)) or told_by(scene, lead)
    doing = doing or (lead < span.first and acts_in_clause(scene, span.last))
    doing = doing or (kind == "people" and scene.within(span.last, scene.at(lead).sentence).low in words["relative"])
    governed = preposition(scene, lead)
    agent = governed in words["agent_preposition"] or low in words["agent_preposition"]
    if low in words["of"] and scene.within(lead - 2, scene.at(lead).sentence).low in words["number_before"]:
        return doing or acts_in_clause(scene, span.last)
    if doing or (agent and (low in words["definite"] or kind == "people" or qualified or span.head in words["bare"])):
        return low not in words["of"] or (doing and low in words["definite"])
    if kind == "people":
        behind = scene.within(lead - 2, scene.at(span.first).sentence).low
        event = low in words["contracted"] and (
            low not in words["of"] or behind.endswith(scene.lexicon.event_ends) or behind in words["joining"]
        )
        return (
            event
            or (acts_in_clause(scene, span.last) and low in words["plural_article"])
            or (qualified and not scene.at(span.first).first)
        )
    return (
        (low in words["definite"] and not (low in words["contracted"] and low in words["of"]))
        or (qualified and low not in words["of"] - words["contracted"])
        or _named(scene, span)
    )


def _leader(scene: Scene, first: int) -> int:
    """The token where the adjectives before a group begin ("des principaux partis")."""
    words = scene.lexicon.words
    while scene.within(first - 1, scene.at(first).sentence).low in words["before"] and scene.language == "fr":
        first -= 1
    return first


def _named(scene: Scene, span: Span) -> bool:
    return scene.at(span.first).cap and span.last - span.first > 1 and not scene.at(span.first).first


def _left(scene: Scene, known: Index, at: int, free: int) -> tuple[int, str]:
    """English words before a head: adjectives, a people, a country or name with or without 's."""
    first, country = at, ""
    if scene.language == "fr":
        return at, country
    sentence, words = scene.at(at).sentence, scene.lexicon.words
    while first - 1 >= free and first > at - 5:
        token, owners = scene.within(first - 1, sentence), scene.within(first - 2, sentence)
        if token.text in {"'", "’"} and owners.low.endswith("s") and not owners.cap and first - 2 >= free:
            return first - 2, country  # "the machinists' union"
        if token.low in words["adjective"] and token.word and token.text not in {"US", "EU", "UN", "UK"}:
            first -= 1
            continue
        start = first - 1 - (token.low == "'s")
        owner = next((i for i in range(max(free, start - 3), start + 1) if _owner(scene, known, i, start + 1)), -1)
        if owner < 0:
            break
        people, name = known.demonym(scene, owner), known.find(scene, owner)
        country = people[1] if people else name[1].country if name else country
        first = owner
        break
    return first, country


def _owner(scene: Scene, known: Index, at: int, end: int) -> bool:
    token = scene.at(at)
    if not token.cap or token.sentence != scene.at(end).sentence:
        return False
    people, name = known.demonym(scene, at), known.find(scene, at)
    if (people and people[0] == end) or (name and name[0] == end and name[1].kind != "media"):
        return True
    if name and name[0] == end:
        return False
    words = scene.lexicon.words
    plain = not token.first and token.low not in words["function"]
    return (
        plain
        and capitals(scene, at) == end
        and at == end - 1
        and (not scene.at(at - 1).cap or before(scene, at) in words["article"])
    )


def _right(scene: Scene, known: Index, end: int, kind: str) -> tuple[int, str]:
    if scene.language == "en":
        return complement(scene, known, end, lower=kind == "people")
    last, country = adjectives(scene, known, end)
    after, there = complement(scene, known, last, lower=kind == "people" or last == end)
    return after, country or there
