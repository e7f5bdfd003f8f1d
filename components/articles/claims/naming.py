"""Whom a noun phrase names: a figure of the cast or nobody of it, its words, and whether it hides who speaks."""

from dataclasses import dataclass

from components.articles.claims.lexicon import phrase_at
from components.articles.claims.line import Line
from components.articles.claims.model import Voice

_WIDEST, _ADJECTIVES = 60, 3


@dataclass(frozen=True)
class Speaker:
    """``text[start:end]`` names somebody: ``key`` of the cast or "", ``words`` without the article.

    ``others`` are those named beside the first ("Ada et Bo").
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    words: str
    anonymous: bool
    others: tuple[Voice, ...] = ()


def named(line: Line, first: int, last: int) -> Speaker | None:
    """The speaker whom the tokens ``first`` to ``last`` name; ``None`` where they hold no word of a name."""
    while first < last and first not in line.mentions and (line.is_adverb(first) or line.has(first, "stops")):
        first += 1
    if (
        last - first > 2
        and first not in line.mentions
        and line.has(first, "span_ways")
        and line.has(first + 1, "spans")
    ):
        first += 2  # "last year auditors said"
    while (
        last > first
        and last - 1 not in line.mentions
        and ((line.is_sign(last - 1) and line.word(last - 1) != ")") or line.has(last - 1, "prepositions", "articles"))
    ):
        last -= 1
    if first >= last or last - first > _WIDEST:
        return None
    if last - first == 1 and first not in line.mentions and line.has(first, "articles", "determiners", "prepositions"):
        return None
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    together = _together(line, first, last)
    key = together[0].key if together else _key(line, first, last)
    bare = first
    if (
        last - first > 1
        and line.has(first, "articles", "determiners")
        and not phrase_at(line.tokens, first, line.lexicon.phrases["one_of"])
    ):
        bare += 1
    words = _short(line, bare, last)
    anonymous = _nameless(line, key) and _anonymous(line, first, last)
    return Speaker(first, last, start, end, key, words, anonymous, together[1:])


def _together(line: Line, first: int, last: int) -> tuple[Voice, ...]:
    """Those whom a phrase names side by side ("Ada, Bo et Cy"), none where it names only one."""
    found: list[Voice] = []
    for begin, end in _conjuncts(line, first, last):
        free = heads(line, begin, end)
        key = _key(line, begin, end)
        if not free or not key or any(one.key == key for one in found):
            return ()
        start, stop = line.tokens[begin].start, line.tokens[end - 1].end
        found.append(Voice(key, line.text[start:stop], start, stop))
    return tuple(found) if len(found) > 1 else ()


def _conjuncts(line: Line, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a phrase around its coordinators, and around the commas of a list of names alone."""
    joints = [at for at in range(first + 1, last - 1) if line.has(at, "coordinators") and at not in line.mentions]
    if not joints:
        return []
    begin, listed = first, list[int]()
    for at in range(first, joints[0]):
        if line.word(at) == "," and all(place in line.mentions for place in range(begin, at)):
            listed.append(at)
            begin = at + 1
    ends = sorted({*listed, *joints})
    parts = zip([first, *(at + 1 for at in ends)], [*ends, last], strict=True)
    return [(begin, end) for begin, end in parts if begin < end]


def _nameless(line: Line, key: str) -> bool:
    """Whether the speaker is nobody of the cast, or a figure that the text only describes ("sources anonymes")."""
    figure = line.cast.figures.get(key)
    return figure is None or (not figure.actor_id and figure.name[:1].islower())


def _short(line: Line, first: int, last: int) -> str:
    """The words up to a comma or "cité par": what follows explains them."""
    for at in range(first + 1, last):
        if line.word(at) in {",", "(", "–", "—"} or phrase_at(line.tokens, at, line.lexicon.phrases["cited_by"]):
            last = at
            break
    return line.text[line.tokens[first].start : line.tokens[last - 1].end]


def heads(line: Line, first: int, last: int) -> list[tuple[int, int]]:
    """The mentions of the phrase that are no complement of another noun, as token ranges."""
    found, at = [], first
    while at < last:
        if at not in line.mentions:
            at += 1
            continue
        end = min(line.last_of(at), last)
        if not _governed(line, at, first) and not _adjective(line, at, end, first, last):
            found.append((at, end))
        at = end
    return found


def _governed(line: Line, at: int, first: int) -> bool:
    before = at - 1
    if before > first and line.has(before, "articles", "determiners") and not line.has(before, "contracted"):
        before -= 1
    return (before > first and line.has(before, "prepositions")) or (
        before == first and line.has(before, "prepositions") and not line.has(before, "determiners")
    )


def _adjective(line: Line, at: int, end: int, first: int, last: int) -> bool:
    mention, after = line.mentions[at], line.word(end)
    if after == "'s":
        return True
    if mention.how == "demonym" and at > first and not line.has(at - 1, "articles", "determiners"):
        return True
    if line.has(end, "coordinators") and end + 1 < last and end + 1 in line.mentions:
        # "London and Tokyo" are two, "British and Japanese officials" are nobody of the cast.
        return _adjective(line, end + 1, min(line.last_of(end + 1), last), first, last)
    if line.lexicon.language != "en" or end >= last or line.is_sign(end):
        return False
    if mention.how in {"demonym", "country", "metonym"}:
        return not line.has(end, "prepositions")
    return line.has(end, "people") and not line.has(end, "outlets")


def _key(line: Line, first: int, last: int) -> str:
    free = heads(line, first, last)
    people = [at for at, _ in free if _kind(line, at) == "person"]
    if people:
        return line.mentions[people[-1] if line.mentions[people[-1]].how == "name" else people[0]].key
    return line.mentions[free[0][0]].key if free else ""


def _kind(line: Line, at: int) -> str:
    figure = line.cast.figures.get(line.mentions[at].key)
    return figure.kind if figure else ""


def _anonymous(line: Line, first: int, last: int) -> bool:
    known = line.lexicon.phrases["one_of"]
    if phrase_at(line.tokens, first, known):
        return True
    if document(line, first, last) >= 0 and not line.has(first, "anonymous", "several"):
        return False
    noun = _head_noun(line, first, last)
    if line.has(noun, "named") or _proper(line, first, last):
        return False
    return (
        line.has(first, "indefinite")
        or line.has(noun, "anonymous")
        or any(line.has(at, "anonymous") for at in range(first, min(first + 2, last)))
    )


def document(line: Line, first: int, last: int) -> int:
    """The place of the noun of a phrase that names a document ("un dernier bilan"), -1 where it names none."""
    noun = first + (1 if line.has(first, "articles", "determiners") else 0)
    for at in range(noun, min(noun + _ADJECTIVES, last)):
        if line.has(at, "documents"):
            return at
        if at in line.mentions or line.is_sign(at) or line.has(at, "prepositions"):
            break
    return -1


def _head_noun(line: Line, first: int, last: int) -> int:
    end = first + 1 if line.has(first, "articles", "determiners") else first
    stop = next((at for at in range(end + 1, last) if line.has(at, "prepositions") or line.is_sign(at)), last)
    if line.lexicon.language == "en":
        return stop - 1
    return next((at for at in range(end, stop) if line.has(at, "people", "anonymous", "named")), end)


def _proper(line: Line, first: int, last: int) -> bool:
    """Whether a capitalised name that is no complement stands in the phrase, after a title or a comma."""
    return any(
        line.tokens[at].capital
        and line.tokens[at + 1].capital
        and at > first
        and at not in line.mentions
        and not line.has(at - 1, "prepositions", "contracted")
        for at in range(first, last - 1)
    )
