"""All attributions of a text: the cues of each sentence, their speakers settled, and what they give to later ones."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from components.articles.claims.antecedents import settled
from components.articles.claims.carrying import carried
from components.articles.claims.cue import Cue, attribution
from components.articles.claims.lexicon import Lexicon, load
from components.articles.claims.line import Line, line_of
from components.articles.claims.model import Attribution
from components.articles.claims.naming import Speaker
from components.articles.claims.prepositions import nominal, prepositional
from components.articles.claims.speech import spoken
from components.articles.claims.tokens import tokens
from components.articles.model import Cast, Sentence


def find_attributions(text: str, language: str, sentences: Sequence[Sentence], cast: Cast) -> list[Attribution]:
    """The stretches that a text gives to speakers, in reading order of their cues.

    Raises ``ValueError`` for a language without a lexicon.
    """
    lexicon = load(language)
    found: list[Attribution] = []
    for line in _lines(text, sentences, lexicon, cast):
        found += _of_sentence(line, found)
    found += carried(text, language, sentences, cast, found)
    return sorted(set(found), key=lambda one: (one.content_start, one.start, one.content_end, one.carried, one.words))


def _lines(text: str, sentences: Sequence[Sentence], lexicon: Lexicon, cast: Cast) -> list[Line]:
    starts = [mention.start for mention in cast.mentions]
    listed = tokens(text, lexicon.language)
    places = [token.start for token in listed]
    return [
        line_of(
            text,
            sentence,
            listed[bisect_left(places, sentence.start) : bisect_right(places, sentence.end - 1)],
            starts,
            lexicon,
            cast,
        )
        for sentence in sentences
    ]


def _of_sentence(line: Line, earlier: Sequence[Attribution]) -> list[Attribution]:
    cues = sorted([*prepositional(line), *nominal(line), *spoken(line)], key=lambda one: (one.first, one.last))
    found: list[Attribution] = []
    last: Speaker | None = None
    for number, cue in enumerate(cues):
        if number and _again(cue, cues[number - 1]):
            continue
        speaker = settled(line, cue, last, earlier)
        if speaker is None:
            continue
        cut = _cut(line, cue, cues[number + 1 : number + 4])
        found.append(attribution(line, replace(cue, end=max(cut, cue.start)), speaker))
        last = speaker
    return found


def _cut(line: Line, cue: Cue, later: Sequence[Cue]) -> int:
    """Where the content of a cue ends: at its sentence's end, or before a later cue that stands beside it."""
    if cue.how == "before" or cue.end < line.sentence.end:
        return cue.end
    for other in later:
        start = line.tokens[other.first].start
        sign = line.word(other.first - 1)
        beside = sign in {",", ";"} or line.has(other.first - 1, "coordinators", "breaks")
        if start > cue.start and beside and other.how not in {"", "before"}:
            at = other.first - 1
            while at > 0 and (line.is_sign(at) or line.has(at, "coordinators")) and line.tokens[at].start > cue.start:
                at -= 1
            return max(cue.start, line.tokens[at].end)
    return cue.end


def _again(cue: Cue, before: Cue) -> bool:
    """Whether two readers found the same cue."""
    named = cue.speaker is not None and before.speaker is not None
    return named and cue.first < before.last and cue.verb == before.verb
