"""A cue of a sentence before it becomes an ``Attribution``: tokens of the cue, the speaker and the characters said."""

from dataclasses import dataclass, replace

from components.articles.claims.lexicon import phrase_at
from components.articles.claims.line import Line
from components.articles.claims.model import Attribution
from components.articles.claims.naming import Speaker
from components.articles.claims.speakers import name_after

_COVER, _NEAR = 24, 12


@dataclass(frozen=True)
class Cue:
    """Tokens ``first`` to ``last`` (exclusive) give the characters ``start`` to ``end`` to the speaker.

    ``speaker`` is ``None`` where it is that of the cue before ("ajoutant que"). ``verb`` is the verb or preposition.
    ``how`` tells by what the content was reached, as ``contents.Content`` does.
    """

    first: int
    last: int
    start: int
    end: int
    speaker: Speaker | None
    outlet: str
    kind: str
    public: bool
    verb: str
    how: str


def cue(
    line: Line,
    first: int,
    last: int,
    speaker: Speaker | None,
    start: int,
    end: int,
    kind: str,
    public: bool,
    *,
    last_word: int,
    first_word: int = -1,
    how: str = "",
) -> Cue:
    """A cue with what the words after it add: who is quoted through whom, and anonymity asked for."""
    tokens = line.tokens
    begin = first if first_word < 0 else first_word
    verb = line.text[tokens[begin].start : tokens[max(last_word, begin + 1) - 1].end]
    outlet = ""
    if speaker is not None:
        speaker, outlet = chained(line, speaker, max(speaker.last, last))
        if not outlet:
            outlet = _through(line, max(last_word, last if speaker.last <= last else speaker.last), speaker.key)
        if _under_cover(line, first):
            speaker = replace(speaker, anonymous=True)
        public = public and not speaker.anonymous
        last = max(last, speaker.last) if speaker.first >= last else last
    return Cue(first, last, start, end, speaker, outlet, kind, public, verb, how)


def chained(line: Line, speaker: Speaker, last: int) -> tuple[Speaker, str]:
    """Who is quoted: "selon le Monde, qui cite des sources": the sources speak, the Monde is the outlet."""
    figure = line.cast.figures.get(speaker.key)
    if figure is not None and figure.kind in {"person", "government", "state"}:
        return speaker, ""
    at = last + 1 if line.word(last) == "," else last
    length = phrase_at(line.tokens, at, line.lexicon.phrases["citing"])
    if length:
        cited = name_after(line, at + length)
        if cited is not None:
            return cited, speaker.key
    for place in (*range(speaker.first, speaker.last), at):
        length = phrase_at(line.tokens, place, line.lexicon.phrases["cited_by"])
        medium = name_after(line, place + length) if length else None
        if medium is not None:
            return speaker, medium.key
    return speaker, ""


def _through(line: Line, at: int, speaker: str) -> str:
    """The medium that was told: "à Reuters", "told the BBC"."""
    for place in range(at, min(at + _NEAR, len(line))):
        if line.has(place, "complements", "relatives") or line.word(place) in {";", ":", "«", "“"}:
            break
        mention = line.mentions.get(place)
        if mention is None or mention.key == speaker:
            continue
        figure = line.cast.figures.get(mention.key)
        before = (
            place - 1
            if not line.has(place - 1, "articles", "determiners") or line.has(place - 1, "through")
            else place - 2
        )
        if figure is not None and figure.kind == "media" and line.has(before, "through"):
            return mention.key
    return ""


def _under_cover(line: Line, at: int) -> bool:
    known = line.lexicon.phrases["under_cover"]
    first, last = max(0, at - _COVER), min(at + _COVER, len(line))
    first = next((place for place in range(at - 1, first - 1, -1) if line.word(place) == ";"), first)
    last = next((place for place in range(at, last) if line.word(place) == ";"), last)
    return any(phrase_at(line.tokens, place, known) for place in range(first, last))


def attribution(line: Line, found: Cue, speaker: Speaker, *, carried: bool = False) -> Attribution:
    """The attribution of a cue whose speaker is settled."""
    tokens = line.tokens
    # The speaker may stand before the verb or behind it: the cue holds both.
    own = found.speaker is not None and speaker.start == found.speaker.start
    start = min(tokens[found.first].start, speaker.start) if own else tokens[found.first].start
    return Attribution(
        start=start,
        end=max(tokens[found.last - 1].end, start),
        content_start=min(found.start, found.end),
        content_end=found.end,
        speaker_start=speaker.start,
        speaker_end=speaker.end,
        speaker=speaker.key,
        words=speaker.words,
        anonymous=speaker.anonymous,
        outlet=found.outlet,
        kind=found.kind,
        public=found.public and not speaker.anonymous,
        verb=found.verb,
        carried=carried,
        others=speaker.others,
    )
