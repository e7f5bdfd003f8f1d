"""Names that no list has: runs of capitalised words, and what speaks for a person or an organisation behind each."""

from dataclasses import replace

from components.articles.actors.context import acts_after_apposition, before
from components.articles.actors.known import Index
from components.articles.actors.nouns import is_adjective
from components.articles.actors.scores import body_score, is_thing, score_of
from components.articles.actors.span import Known, Span
from components.articles.actors.titles import honoured
from components.articles.actors.tokens import Scene

_LONGEST = 9
_APOSTROPHE = "'s"


def begins(scene: Scene, at: int) -> bool:
    """Whether token ``at`` can begin a name."""
    token, words = scene.at(at), scene.lexicon.words
    if not token.cap or not token.word or token.sentence in scene.shouted or token.low in words["never"]:
        return False
    small = token.low.partition("'")[0] in words["function"]
    if small and not (_half(scene, at) or _called(scene, at) or honoured(scene, at)):
        return False
    return not (token.glued and scene.at(at - 1).sentence == token.sentence and not scene.at(at - 1).cap)


def _half(scene: Scene, at: int) -> bool:
    """Whether a word that begins names ("New", "South") has the rest of one after it."""
    after = scene.within(at + 1, scene.at(at).sentence)
    return (
        scene.at(at).low in scene.lexicon.words["half"]
        and after.cap
        and after.low not in scene.lexicon.words["function"]
    )


def _called(scene: Scene, at: int) -> bool:
    """Whether a word like "Grace" or "May", within a sentence, is a first name: the rest of one comes after it."""
    token, after = scene.at(at), scene.within(at + 1, scene.at(at).sentence)
    return (
        not token.first
        and token.low in scene.lexicon.given
        and after.cap
        and after.low not in scene.lexicon.words["function"]
    )


def run(scene: Scene, known: Index, at: int, stops: frozenset[int]) -> int:
    """The token after the name that begins at ``at``; ``stops`` are tokens at which titles begin."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    end, body = at + 1, scene.at(at).low in words["organisation_word"]
    if _of_party(scene, at):
        return end + 1
    while end < at + _LONGEST and scene.within(end, sentence).text and end not in stops:
        step = _step(scene, known, at, end, body)
        if not step:
            break
        body = body or any(token.low in words["organisation_word"] for token in scene.tokens[end : end + step])
        end += step
    return end


def _of_party(scene: Scene, at: int) -> bool:
    """Whether the adjective after a name belongs to it: "le parti Avenir citoyen"."""
    return (
        before(scene, at) in scene.lexicon.words["party"]
        and is_adjective(scene, at + 1)
        and scene.at(at + 1).sentence == scene.at(at).sentence
    )


def _step(scene: Scene, known: Index, at: int, end: int, body: bool) -> int:
    """How many tokens from ``end`` on still belong to the name."""
    token, words, sentence = scene.at(end), scene.lexicon.words, scene.at(at).sentence
    after, later = scene.within(end + 1, sentence), scene.within(end + 2, sentence)
    if token.text == ".":
        return int(len(scene.at(end - 1).text) == 1 and after.cap and scene.at(end - 1).end == token.start)
    if token.text == "&" and after.cap and scene.at(end - 1).cap:
        return 2
    if not token.word:
        return 0
    if token.glued and (token.cap or scene.at(end - 1).cap) and token.low not in words["glued_end"]:
        return 1
    if token.cap and after.low == _APOSTROPHE and later.cap and _body_follows(scene, end + 2):
        return 3
    if token.low == _APOSTROPHE:
        return 2 if after.cap and _body_follows(scene, end + 1) else 0
    if token.cap and _capital_particle(scene, at, end) and after.cap and after.low not in words["function"]:
        return 2
    if token.cap:
        return int(token.low not in words["never"] and (token.low not in words["function"] or _half(scene, end)))
    if body:
        return _body_step(scene, known, end, sentence)
    if token.low in words["person_particle"] and len(scene.at(end - 1).text) > 1:
        if after.cap and not (
            token.low in words["of"] and (known.find(scene, end + 1) or _body_follows(scene, end + 1))
        ):
            return 2 if after.low not in words["function"] else 0
        return 3 if after.low in words["second_particle"] and later.cap and not known.find(scene, end + 2) else 0
    return 0


def _capital_particle(scene: Scene, at: int, end: int) -> bool:
    """Whether the word after a first name is a particle with a capital, as in "Jeanne Le Goff"."""
    words = scene.lexicon.words
    small = scene.at(end).low in words["person_particle"]
    return small and end == at + 1 and scene.at(at).low in scene.lexicon.given and scene.at(end).text not in words["of"]


def _body_step(scene: Scene, known: Index, end: int, sentence: int) -> int:
    """The same in the name of an organisation: adjectives, "de la Santé", "for Human Rights"."""
    token, words = scene.at(end), scene.lexicon.words
    after, later = scene.within(end + 1, sentence), scene.within(end + 2, sentence)
    if token.low in words["of"] or token.low in words["joined"]:
        if after.low in scene.lexicon.given and later.cap:
            return 0
        if after.cap and after.low not in words["function"]:
            return (
                2 if token.low not in words["joining"] or (_parted(scene, end) and _body_follows(scene, end + 1)) else 0
            )
        return 3 if token.low in words["of"] and after.low in words["article"] and later.cap else 0
    people = known.demonym(scene, end)
    if scene.language == "fr" and people:
        return people[0] - end
    return int(scene.language == "fr" and is_adjective(scene, end))


def _parted(scene: Scene, end: int) -> bool:
    """Whether "of" stands shortly before: "Department of Health and Human Services"."""
    return any(scene.at(at).low in scene.lexicon.words["of"] for at in (end - 2, end - 3))


def _body_follows(scene: Scene, at: int) -> bool:
    for index in range(at, at + 5):
        token = scene.at(index)
        if not token.cap or not token.word:
            return False
        if token.low in scene.lexicon.words["organisation_word"]:
            return True
    return False


def spans(scene: Scene, known: Index, titles: dict[int, Span]) -> list[Span]:
    """All names of the text, known or not, in reading order; titles hold their words."""
    stops = frozenset(titles)
    found: list[Span] = []
    halves: dict[str, Known] = {}
    at = 0
    while at < len(scene.tokens):
        title = titles.get(at)
        if title and not _longer(scene, known, title):
            at = title.last
            continue
        span = _compass(scene, at, halves) or _span(scene, known, at, stops)
        if span:
            found.append(span)
            if span.known and span.known.kind == "state":
                for low in {token.low for token in scene.tokens[span.first : span.last]} & scene.lexicon.words[
                    "compass"
                ]:
                    halves[low] = span.known
        at = span.last if span else at + 1
    return found


def _compass(scene: Scene, at: int, halves: dict[str, Known]) -> Span | None:
    """Who "the South" is where the text has named South Korea before."""
    token, sentence = scene.at(at), scene.at(at).sentence
    who = halves.get(token.low) if token.cap else None
    if who is None or scene.within(at + 1, sentence).cap or before(scene, at) not in scene.lexicon.words["definite"]:
        return None
    return Span(at, at + 1, "known", who.name, who.kind, who.country, who, score=9, how="alias")


def _longer(scene: Scene, known: Index, title: Span) -> bool:
    match = known.find(scene, title.first)
    return bool(match and match[0] > title.last)


def _span(scene: Scene, known: Index, at: int, stops: frozenset[int]) -> Span | None:
    match = known.find(scene, at)
    if not begins(scene, at):
        return _of_known(scene, at, *match) if match else None
    end = run(scene, known, at, stops)
    if match and match[0] >= end:
        return _of_known(scene, at, *match)
    if match:
        return _beyond(scene, known, at, end, *match)
    inner = next(((i, *found) for i in range(at + 1, end) if (found := known.find(scene, i))), None)
    if inner is None:
        people = known.demonym(scene, at)
        if people and people[0] < end and not _has_body(scene, at, end):
            return _unknown(scene, known, people[0], end)
        return None if people and people[0] >= end else _unknown(scene, known, at, end, people[1] if people else "")
    return _around(scene, known, at, end, inner)


def _beyond(scene: Scene, known: Index, at: int, end: int, last: int, who: Known) -> Span | None:
    """A known name at the head of a longer run."""
    if _has_body(scene, last, end):
        return _unknown(scene, known, at, end, who.country)
    if who.family and scene.at(last).cap and scene.at(last).low in scene.lexicon.words["place_head"]:
        return Span(at, end, "unknown", weak=True)
    return _of_known(scene, at, last, who)


def _around(scene: Scene, known: Index, at: int, end: int, inner: tuple[int, int, Known]) -> Span | None:
    """A known name within a longer run: somebody else of that last name, or a body of that country."""
    start, last, who = inner
    given = scene.at(at).low
    if _has_body(scene, at, end) and not (who.kind in {"media", "organisation"} and last - start > 1):
        return _unknown(scene, known, at, end, who.country)
    if who.kind == "person" and last == end:
        if given in who.given:
            return _of_known(scene, at, end, replace(who, how="alias"))
        return replace(_unknown(scene, known, at, end), score=2) if who.family else _unknown(scene, known, at, start)
    if given in scene.lexicon.given and who.how in {"country", "metonym"}:
        return _unknown(scene, known, at, end)
    people = known.demonym(scene, at)
    if who.how == "country" and last == end and start - at > 1 and not people:
        return _unknown(scene, known, at, end, who.country)
    return Span(at, start, "unknown", weak=True) if people else _unknown(scene, known, at, start)


def _has_body(scene: Scene, at: int, end: int) -> bool:
    return any(token.low in scene.lexicon.words["organisation_word"] for token in scene.tokens[at:end] if token.cap)


def _of_known(scene: Scene, at: int, end: int, known: Known) -> Span | None:
    token = scene.at(at)
    if token.first and end - at == 1 and known.kind == "media" and not acts_after_apposition(scene, end):
        return None
    return Span(at, end, "known", scene.slice(at, end), known.kind, known.country, known, score=9, how=known.how)


def _unknown(scene: Scene, known: Index, at: int, end: int, country: str = "") -> Span:
    """A name that no list has, with all that speaks for it as somebody who acts."""
    words, tokens = scene.lexicon.words, scene.tokens[at:end]
    name = scene.slice(at, end)
    if any(token.low in words["organisation_word"] for token in tokens if token.cap) and not is_thing(scene, at, end):
        low = {token.low for token in tokens}
        kind = (
            "government" if low & words["government_word"] else "media" if low & words["media_word"] else "organisation"
        )
        return Span(at, end, "organisation", name, kind, country, score=body_score(scene, at, end))
    if is_thing(scene, at, end) or (end == at + 1 and scene.at(at).low in words["half"]):
        return Span(at, end, "unknown", name, weak=True, score=-9)
    score, form, gender = score_of(scene, known, at, end)
    paper = scene.at(at).low in words["foreign_article"] and acts_after_apposition(scene, end) == "speech"
    kind = "person" if form == "person" else "media" if paper else "organisation"
    return Span(at, end, form, name, kind, country, score=score, gender=gender)
