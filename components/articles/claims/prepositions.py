"""Speakers after a preposition or a noun: "selon X", "according to X", "l'annonce de Y par X"."""

from collections.abc import Iterator
from dataclasses import replace

from components.articles.claims.contents import before
from components.articles.claims.cue import Cue, chained, cue
from components.articles.claims.lexicon import phrase_at
from components.articles.claims.line import CLOSING, Line
from components.articles.claims.speakers import name_after, whose

_REACH = 10


def prepositional(line: Line) -> Iterator[Cue]:
    """The cues "selon X" and "pour X," of a sentence in reading order."""
    at = 0
    while at < len(line):
        found = _learned(line, at) or _selon(line, at) or _opinion(line, at)
        if found is not None:
            yield found
        at = found.last if found is not None else at + 1


def _learned(line: Line, at: int) -> Cue | None:
    """The cue "a appris l'AFP (jeudi) auprès de X": X says so, the AFP is the outlet."""
    if not line.has(at, "learned") or line.word(at - 1) not in {",", *CLOSING}:
        return None
    verb = next((place for place in range(at, min(at + 4, len(line))) if line.has(place, "learned_verb")), -1)
    if verb < 0:
        return None
    for place in range(verb + 1, min(verb + _REACH, len(line))):
        length = phrase_at(line.tokens, place, line.lexicon.phrases["learned_from"])
        if length:
            break
        if line.is_sign(place) or line.has(place, "relatives", "complements"):
            return None
    else:
        return None
    last = place + length
    speaker = name_after(line, last - 1 if line.has(last - 1, "keep") else last)
    if speaker is None:
        return None
    said = before(line, at, line.sentence.start)
    found = cue(line, at, speaker.last, speaker, said.start, said.end, "says", False, last_word=verb + 1)
    media = (line.mentions[one].key for one in range(verb + 1, place) if one in line.mentions)
    named = (key for key in media if key in line.cast.figures and line.cast.figures[key].kind == "media")
    return replace(found, outlet=next(named, found.outlet))


def _selon(line: Line, at: int) -> Cue | None:
    length = phrase_at(line.tokens, at, line.lexicon.phrases["selon"])
    if not length or line.has(at + length, "never"):
        return None
    last = at + length
    speaker = name_after(line, last - 1 if line.has(last - 1, "keep") else last)
    if speaker is None:
        return None
    speaker = whose(line, speaker)
    told_last = chained(line, speaker, speaker.last)[0].last
    start, end = _covered(line, at, max(speaker.last, told_last, last))
    return cue(line, at, speaker.last, speaker, start, end, "says", False, last_word=last)


def _opinion(line: Line, at: int) -> Cue | None:
    if at > 2 or not phrase_at(line.tokens, at, line.lexicon.phrases["opinion"]):
        return None
    named = next((place for place in range(at + 1, min(at + 4, len(line))) if place in line.mentions), -1)
    speaker = name_after(line, at + 1)
    if named < 0 or speaker is None or not speaker.key or line.word(speaker.last) != ",":
        return None
    figure = line.cast.figures.get(speaker.key)
    if figure is None or figure.kind != "person":
        return None
    start, end = _covered(line, at, speaker.last)
    return cue(line, at, speaker.last, speaker, start, end, "says", False, last_word=at + 1)


def _covered(line: Line, first: int, last: int) -> tuple[int, int]:
    """The characters that "selon X" at tokens ``first`` to ``last`` gives to X."""
    sentence = line.sentence
    if _opens(line, first):
        at = last + 1 if line.word(last) == "," else last
        return (line.tokens[at].start if at < len(line) else sentence.end), sentence.end
    if line.is_sign(last) and line.word(last) not in {"«", "“", '"'}:
        enclosed = line.word(first - 1) in {",", "(", "–", "—"} and line.word(last) in {",", ")", "–", "—"}
        if enclosed and not line.has(last + 1, "relatives", "conjunctions"):
            return sentence.start, sentence.end
        found = before(line, first, sentence.start)
        return found.start, found.end
    return _clause(line, first, last)


def _opens(line: Line, first: int) -> bool:
    """Whether the cue opens its sentence or clause, but for an adverb or conjunction before it."""
    at = first - 1
    while at >= 0 and first - at < 4 and (line.word(at) == "," or line.is_adverb(at) or line.has(at, "coordinators")):
        at -= 1
    return at < 0 or line.word(at) in {";", ":", "«", "“"} or (at == first - 1 and line.has(at, "complements"))


def _clause(line: Line, first: int, last: int) -> tuple[int, int]:
    start, end = first, last
    while start > 0 and first - start < 40 and not line.is_sign(start - 1) and not line.has(start - 1, "relatives"):
        start -= 1
    while end < len(line) and end - last < 40 and line.word(end) not in {",", ";", "."}:
        end += 1
    return line.tokens[start].start, line.tokens[end - 1].end


def nominal(line: Line) -> Iterator[Cue]:
    """The cues "l'annonce de Y par X" and "X's announcement that" of a sentence in reading order."""
    for at in range(1, len(line)):
        if not line.has(at, "said_nouns") or not (
            line.has(at - 1, "articles", "determiners") or line.word(at - 1) == "'s"
        ):
            continue
        for by in range(at + 1, min(at + _REACH, len(line))):
            if line.has(by, "by"):
                speaker = name_after(line, by + 1)
                if speaker is not None and (speaker.key or line.has(by + 1, "articles", "determiners")):
                    start, end = line.tokens[min(at + 1, by - 1)].start, line.tokens[by - 1].end
                    yield cue(line, at, speaker.last, speaker, start, end, "says", True, last_word=at + 1)
                break
            if line.is_sign(by) or line.has(by, "relatives", "auxiliaries", "conjunctions"):
                break
