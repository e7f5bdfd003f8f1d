"""Names that no list has: runs of capitalised words, and what speaks for a person or an organisation behind each."""

from dataclasses import replace

from components.articles.actors.context import acts_after_apposition, before, told_by
from components.articles.actors.known import Index
from components.articles.actors.nouns import is_adjective
from components.articles.actors.span import Known, Span
from components.articles.actors.tokens import Scene, Token

_LONGEST = 9
_APOSTROPHE = "'s"


def begins(scene: Scene, at: int) -> bool:
    """Whether token ``at`` can begin a name."""
    token, words = scene.at(at), scene.lexicon.words
    if not token.cap or not token.word or token.sentence in scene.shouted or token.low in words["never"]:
        return False
    if token.low.partition("'")[0] in words["function"] and not _half(scene, at):
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


def run(scene: Scene, known: Index, at: int, stops: frozenset[int]) -> int:
    """The token after the name that begins at ``at``; ``stops`` are tokens at which titles begin."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    end, body = at + 1, scene.at(at).low in words["organisation_word"]
    while end < at + _LONGEST and scene.within(end, sentence).text and end not in stops:
        step = _step(scene, known, at, end, body)
        if not step:
            break
        body = body or any(token.low in words["organisation_word"] for token in scene.tokens[end : end + step])
        end += step
    return end


def _step(scene: Scene, known: Index, at: int, end: int, body: bool) -> int:
    """How many tokens from ``end`` on still belong to the name."""
    token, words, sentence = scene.at(end), scene.lexicon.words, scene.at(at).sentence
    after, later = scene.within(end + 1, sentence), scene.within(end + 2, sentence)
    if token.text == ".":
        return int(len(scene.at(end - 1).text) == 1 and after.cap and scene.at(end - 1).end == token.start)
    if not token.word:
        return 0
    if token.glued and (token.cap or scene.at(end - 1).cap) and token.low not in words["glued_end"]:
        return 1
    if token.low == _APOSTROPHE:
        return 2 if after.cap and _body_follows(scene, end + 1) else 0
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
        return _beyond(scene, at, end, *match)
    inner = next(((i, *found) for i in range(at + 1, end) if (found := known.find(scene, i))), None)
    if inner is None:
        people = known.demonym(scene, at)
        if people and people[0] < end and not _has_body(scene, at, end):
            return _unknown(scene, people[0], end)
        return None if people and people[0] >= end else _unknown(scene, at, end, people[1] if people else "")
    return _around(scene, known, at, end, inner)


def _beyond(scene: Scene, at: int, end: int, last: int, known: Known) -> Span | None:
    """A known name at the head of a longer run."""
    if _has_body(scene, last, end):
        return _unknown(scene, at, end, known.country)
    if known.family and scene.at(last).cap and scene.at(last).low in scene.lexicon.words["place_head"]:
        return Span(at, end, "unknown", weak=True)
    return _of_known(scene, at, last, known)


def _around(scene: Scene, known: Index, at: int, end: int, inner: tuple[int, int, Known]) -> Span | None:
    """A known name within a longer run: somebody else of that last name, or a body of that country."""
    start, last, who = inner
    given = scene.at(at).low
    if _has_body(scene, at, end) and not (who.kind in {"media", "organisation"} and last - start > 1):
        return _unknown(scene, at, end, who.country)
    if who.kind == "person" and last == end:
        if given in who.given:
            return _of_known(scene, at, end, replace(who, how="alias"))
        return replace(_unknown(scene, at, end), score=2) if who.family else _unknown(scene, at, start)
    if given in scene.lexicon.given and who.how in {"country", "metonym"}:
        return _unknown(scene, at, end)
    people = known.demonym(scene, at)
    if who.how == "country" and last == end and start - at > 1 and not people:
        return _unknown(scene, at, end, who.country)
    return Span(at, start, "unknown", weak=True) if people else _unknown(scene, at, start)


def _has_body(scene: Scene, at: int, end: int) -> bool:
    return any(token.low in scene.lexicon.words["organisation_word"] for token in scene.tokens[at:end] if token.cap)


def _of_known(scene: Scene, at: int, end: int, known: Known) -> Span | None:
    token = scene.at(at)
    if token.first and end - at == 1 and known.kind == "media" and not acts_after_apposition(scene, end):
        return None
    return Span(at, end, "known", scene.slice(at, end), known.kind, known.country, known, score=9, how=known.how)


def _unknown(scene: Scene, at: int, end: int, country: str = "") -> Span:
    """A name that no list has, with all that speaks for it as somebody who acts."""
    words, tokens = scene.lexicon.words, scene.tokens[at:end]
    name = scene.slice(at, end)
    if any(token.low in words["organisation_word"] for token in tokens if token.cap) and not _is_thing(scene, at, end):
        low = {token.low for token in tokens}
        kind = (
            "government" if low & words["government_word"] else "media" if low & words["media_word"] else "organisation"
        )
        return Span(at, end, "organisation", name, kind, country, score=_body_score(scene, at, end))
    if _is_thing(scene, at, end) or (end == at + 1 and scene.at(at).low in words["half"]):
        return Span(at, end, "unknown", name, weak=True, score=-9)
    score, form, gender = _score(scene, at, end)
    return Span(
        at, end, form, name, "person" if form == "person" else "organisation", country, score=score, gender=gender
    )


def _body_score(scene: Scene, at: int, end: int) -> int:
    if end - at > 1:
        return 3
    token = scene.at(at)
    return 3 if (acts_after_apposition(scene, end) and not token.first) or told_by(scene, at) else 1 - token.first


def _is_thing(scene: Scene, at: int, end: int) -> bool:
    words = scene.lexicon.words
    things = words["place_head"] | words["thing_head"]
    back = before(scene, at)
    lead = scene.within(at - 2, scene.at(at).sentence).low if back in words["of"] or back in words["article"] else back
    glued = [token.low for token in scene.tokens[at + 1 : end] if token.glued]
    if glued and (scene.at(at).low in words["saint"] or any(low in words["glued_place"] for low in glued)):
        return True
    if (scene.at(end - 1).low in things and scene.language == "en") or scene.at(at).low in things:
        return True
    return lead in things and lead not in words["organisation_lead"]


def _score(scene: Scene, at: int, end: int) -> tuple[int, str, str]:
    """(how much speaks for somebody, person or unknown or organisation, gender)."""
    words, first = scene.lexicon.words, scene.at(at)
    back, size = before(scene, at), sum(token.cap for token in scene.tokens[at:end])
    given = scene.lexicon.given.get(first.low, "") if size > 1 else "either" * (first.low in scene.lexicon.families)
    doing = acts_after_apposition(scene, end)
    spoken = told_by(scene, at)
    article = back in words["article"]
    score = (
        3 * bool(given)
        + {"speech": 2, "act": 1 + (size > 1 and not article), "state": size > 1, "": 0}[doing]
        + 2 * spoken
    )
    score += 2 * any(_particle(scene, token) for token in scene.tokens[at + 1 : end])
    agent = back in words["agent_preposition"] and (size > 1 or back not in words["joining"])
    score += int(agent or back in words["action"]) + int(
        scene.at(end).text == "," and size > 1 and back not in words["of"]
    )
    if back in words["place_preposition_strict"]:
        score -= 3
    lead = scene.within(at - 2, first.sentence).low if article or back in words["of"] else back
    if (not given and lead in words["organisation_lead"]) or (not given and lead in words["media_lead"]):
        return score + 3, "organisation", ""
    unsure = first.first and size == 1 and first.low not in scene.middle
    bare = size == 1 and not first.text.isupper() and not article and doing in {"act", "speech"}
    score += 2 * (bare and first.low not in scene.lower)
    if unsure and not (given and first.low not in scene.lower):
        score -= 1 if bare and first.low not in scene.lower and not _common(scene, first.low) else 4
    if scene.at(at).text.isupper() and size == 1 and len(first.text) > 1:
        return score + int(article), "unknown", ""
    if article and not given:
        return score - 1 - 3 * (size == 1 and not doing), "unknown", ""
    person = given or (size > 1 and (doing != "" or spoken or scene.language == "fr"))
    return score - (size == 1), "person" if person else "unknown", {"m": "m", "f": "f"}.get(given, "")


def _particle(scene: Scene, token: Token) -> bool:
    return not token.cap and not token.glued and token.low in scene.lexicon.words["person_particle"]


def _common(scene: Scene, low: str) -> bool:
    """Whether a word that begins a sentence looks like a noun, a participle or an adverb rather than a name."""
    return low.endswith(scene.lexicon.common_ends)
