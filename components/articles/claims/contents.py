"""What is said: the part of a sentence that a verb of speech, or a word such as "selon", gives to its speaker."""

from dataclasses import dataclass

from components.articles.claims.line import CLOSING, OPENING, Line
from components.articles.claims.verbs import HANGING, Verb

_WINDOW = 14
_MIN_QUOTED, _MIN_TOLD, _ASIDE, _DAY = 4, 5, 10, 4


@dataclass(frozen=True)
class Content:
    """``text[start:end]`` is what is said; ``how`` tells by what it is reached, "" for no sure sign.

    that, quote, infinitive, before (the sentence that the verb follows), object.
    """

    start: int
    end: int
    how: str


def after_verb(line: Line, at: int) -> Content | None:
    """What follows a verb whose group ends before token ``at``, if a sign of speech leads to it."""
    place, last = at, min(at + _WINDOW, len(line))
    while 0 < place < last:
        if line.has(place, "complements"):
            return Content(_start(line, place + 1), line.sentence.end, "that")
        if line.word(place) == ":" or (line.word(place) in OPENING and place - at <= 2):
            inside = place + 1 if line.word(place) == ":" else place
            return Content(_start(line, inside), line.sentence.end, "quote") if place + 1 < len(line) else None
        if line.word(place) == "," and line.word(place + 1) in OPENING:
            return Content(_start(line, place + 1), line.sentence.end, "quote")
        if place == at and line.has(place, "having"):
            return Content(_start(line, place), line.sentence.end, "infinitive")
        if place == at and line.has(place, "infinitive") and _is_infinitive(line, place + 1):
            return Content(_start(line, place + 1), line.sentence.end, "infinitive")
        if not _skippable(line, place, at):
            return None
        place = _past_aside(line, place) if line.word(place) == "," else place + 1
    return None


def _past_aside(line: Line, comma: int) -> int:
    """The place after the comma that closes an aside, 0 (nowhere) where none does: "argue, quant à lui, que"."""
    for place in range(comma + 1, min(comma + _ASIDE, len(line))):
        if line.word(place) == ",":
            return place + 1
    return 0


def _is_infinitive(line: Line, at: int) -> bool:
    if line.lexicon.language == "en":
        return not line.is_sign(at) and not line.is_capital(at) and not line.has(at, "articles", "determiners")
    while line.has(at, "clitics", "negations") or line.is_adverb(at):
        at += 1
    return line.word(at).endswith(("er", "ir", "re", "voir"))


def _skippable(line: Line, place: int, at: int) -> bool:
    """Whether "that" may still follow: after a date, an adverb, or to whom and where something was said."""
    if line.word(place) in {";", ".", "!", "?"} or line.has(
        place, "relatives", "conjunctions", "auxiliaries", "beings"
    ):
        return False
    if place > at or line.lexicon.language == "en" or line.is_capital(place) or line.is_sign(place):
        return True
    if line.has(place, "articles", "determiners") and not line.has(place, "prepositions"):
        return any(line.has(near, "stops", "gap") or line.word(near).isdigit() for near in (place + 1, place + 2))
    return line.has(place, "prepositions", "stops", "gap", "negations") or line.is_adverb(place)


def _start(line: Line, at: int) -> int:
    return line.tokens[at].start if at < len(line) else line.sentence.end


def ends_sentence(line: Line, at: int) -> bool:
    """Whether a place holds a sign that ends a clause, or lies behind the sentence."""
    return line.is_sign(at) and line.word(at) not in OPENING


def postposed(line: Line, verb: Verb, speaker_first: int) -> bool:
    """Whether a verb with its subject before it stands behind what is said: ``"...", he said on Monday.``."""
    sign = line.word(speaker_first - 1)
    if verb.voice == HANGING or sign not in {",", *CLOSING} or speaker_first < 3:
        return False
    at, last = verb.last, min(verb.last + _WINDOW, len(line))
    quoted = sign in CLOSING or line.word(speaker_first - 2) in CLOSING
    if line.word(at) == "," and line.word(at + 1) in OPENING:
        return False
    if not quoted and (line.lexicon.language == "fr" or verb.phrase.bare or speaker_first < _MIN_TOLD):
        return ends_sentence(line, _past_day(line, at)) and line.word(at) != ":"
    while at < last and line.is_adverb(at):
        at += 1
    if line.is_sign(at) or at >= len(line):
        return True
    if quoted and any(ends_sentence(line, place) for place in range(at, min(at + _MIN_TOLD, last))):
        return not any(line.has(place, "complements") for place in range(at, min(at + _MIN_TOLD, last)))
    if not line.has(at, "prepositions", "stops", "after_stops"):
        return False
    if line.has(at, "infinitive"):
        return not _is_infinitive(line, at + 1)
    return not any(line.has(place, "complements", "auxiliaries", "beings") for place in range(at, last))


def _past_day(line: Line, at: int) -> int:
    """Past "on Wednesday", "lundi soir" after a verb: when it was said; the same place where no day stands there."""
    end = at + (line.lexicon.language == "en" and line.has(at, "prepositions"))
    if not line.has(end, "stops", "gap"):
        return at
    while line.has(end, "stops", "gap") and end - at < _DAY:
        end += 1
    return end


def before(line: Line, cue: int, floor: int) -> Content:
    """What stands before a cue that begins at token ``cue``: the quotation right before it, or the clause.

    ``floor`` is a character: where the content of an earlier cue of the sentence ends.
    """
    start, end = max(floor, line.sentence.start), line.tokens[cue].start
    last = cue - 1
    while last >= 0 and line.word(last) in {",", "-", "–", "—"}:
        last -= 1
    opened = _opening(line, last) if line.word(last) in CLOSING else -1
    if opened > 0 and last - opened > _MIN_QUOTED and line.word(opened - 1) in {",", ":", ";", "."}:
        start = max(start, line.tokens[opened].start)
    for place in range(last - 1, max(-1, last - 200), -1):
        if line.tokens[place].start < start or place <= opened:
            break
        if line.word(place) == ";":
            start = line.tokens[place + 1].start
            break
    return Content(start, _trimmed(line.text, start, end), "before")


def _opening(line: Line, last: int) -> int:
    for place in range(last - 1, max(-1, last - 120), -1):
        if line.word(place) in OPENING:
            return place
    return -1


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",–—-"):
        end -= 1
    return end
