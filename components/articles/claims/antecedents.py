"""Who is meant where a cue names nobody: "ajoutant que", and a pronoun that the cast does not resolve."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from components.articles.claims.cue import Cue
from components.articles.claims.line import Line
from components.articles.claims.model import Attribution
from components.articles.claims.naming import Speaker, named
from components.articles.claims.speakers import name_after
from components.articles.claims.tokens import tokens
from components.articles.model import ActorMention

_NEAR, _FIRST, _BACK, _TITLE = 900, 40, 8, 6
_QUOTED = re.compile(r"\n+[«“\"][^\n]*(?:\n+|$)")  # a paragraph that only goes on with what somebody says
_STOP = re.compile(r"[.!?…][»”\"’]?\s")
_NAMING = frozenset({"name", "alias", "spelling", "title"})


def settled(line: Line, cue: Cue, last: Speaker | None, earlier: Sequence[Attribution]) -> Speaker | None:
    """The speaker of a cue; ``last`` is that of the cue before it in the sentence, ``earlier`` what came before.

    ``None`` where the cue names nobody and nobody can be meant. A pronoun nobody is found for keeps no words.
    """
    speaker = cue.speaker
    if speaker is None:
        return last or _sentence_subject(line, cue.first)
    if not _is_pronoun(line, speaker):
        return speaker
    nameless = _nameless_before(line, speaker, earlier) if last is None else None
    if nameless is not None:
        return replace(speaker, key="", words=nameless.words, anonymous=nameless.anonymous)
    if line.has(speaker.first, "it"):
        return _thing(line, speaker, last, earlier)
    if speaker.key:
        figure = line.cast.figures.get(speaker.key)
        return replace(speaker, words=figure.name if figure else speaker.words)
    inside = _person_before(line, speaker.first)
    if inside is not None:
        return _same(speaker, inside)
    if last is not None and not last.anonymous and (last.key or last.words):
        return _same(speaker, last)
    before = _speaker_before(line, earlier)
    mention = _figure_before(line, speaker.start)
    if before is not None and (mention is None or mention.end <= before.end):
        return replace(speaker, key=before.speaker, words=before.words, anonymous=before.anonymous)
    words = line.text[mention.start : mention.end] if mention else ""
    return replace(speaker, key=mention.key if mention else "", words=words, anonymous=False)


def _thing(line: Line, pronoun: Speaker, last: Speaker | None, earlier: Sequence[Attribution]) -> Speaker:
    """Who "it" is: a body, never a person; the one the sentence began with, or who spoke last."""
    if _is_body(line, pronoun.key):
        return replace(pronoun, words=line.cast.figures[pronoun.key].name)
    opening = _sentence_subject(line, pronoun.first) if pronoun.first > _TITLE // 2 else None
    found = next((one for one in (last, opening) if one is not None and (not one.key or _is_body(line, one.key))), None)
    if found is not None:
        return _same(pronoun, found)
    before = _speaker_before(line, earlier)
    if before is not None and (not before.speaker or _is_body(line, before.speaker)):
        return replace(pronoun, key=before.speaker, words=before.words, anonymous=before.anonymous)
    return replace(pronoun, key="", words="", anonymous=False)


def _is_body(line: Line, key: str) -> bool:
    figure = line.cast.figures.get(key)
    return figure is not None and figure.kind != "person"


def _same(pronoun: Speaker, meant: Speaker) -> Speaker:
    return replace(pronoun, key=meant.key, words=meant.words, anonymous=meant.anonymous)


def _is_pronoun(line: Line, speaker: Speaker) -> bool:
    return not speaker.words or (speaker.last - speaker.first == 1 and line.has(speaker.first, "pronouns"))


def _nameless_before(line: Line, pronoun: Speaker, earlier: Sequence[Attribution]) -> Attribution | None:
    """Who spoke last, where that is nobody of the cast ("a minister") and nobody was named in a sentence since."""
    one = earlier[-1] if earlier else None
    if one is None or one.speaker or not one.words or not _agrees(line, pronoun, one):
        return None
    since = line.text[one.end : line.sentence.start] if line.sentence.start - one.end <= _NEAR else "\n\n\n"
    if since.count("\n") > 2:
        return None
    mention = _figure_before(line, pronoun.start)
    # Who is named in the sentence of the speaker, after it, is not who speaks.
    parted = mention is not None and mention.start > one.end and _STOP.search(line.text, one.end, mention.start)
    return None if parted else one


def _agrees(line: Line, pronoun: Speaker, one: Attribution) -> bool:
    """Whether a pronoun may stand for one man or woman whom a noun names."""
    he, she = line.has(pronoun.first, "he"), line.has(pronoun.first, "she")
    said = [token.word for token in tokens(line.text, line.lexicon.language, one.speaker_start, one.speaker_end)]
    sets = line.lexicon.sets
    if not (he or she) or said[0] in sets["several"] or said[0] in sets["feminine" if he else "masculine"]:
        return False
    return line.lexicon.language == "fr" or not (said[-1].endswith("s") or said[-1] in sets["bodies"])


def _speaker_before(line: Line, earlier: Sequence[Attribution]) -> Attribution | None:
    """The last named speaker of the paragraph so far, or of the one before."""
    for one in reversed(earlier[-3:]):
        if line.sentence.start - one.end > _NEAR:
            return None
        between = _QUOTED.sub("\n", line.text[one.end : line.sentence.start])
        if between.count("\n") <= 2 and not one.anonymous and (one.speaker or one.words):
            return one
    return None


def _person_before(line: Line, before: int) -> Speaker | None:
    """The last person named between the sentence's start and a pronoun who is no complement there."""
    for at in range(before - 1, max(-1, before - _FIRST), -1):
        if at in line.mentions and line.first_of(at) == at and _free(line, at) and _is_person(line, at):
            return named(line, at, line.last_of(at))
    return None


def _is_person(line: Line, at: int) -> bool:
    figure = line.cast.figures.get(line.mentions[at].key)
    return figure is not None and figure.kind == "person"


def _free(line: Line, at: int) -> bool:
    """Whether the mention at a token is no complement: no preposition leads to it, nor to its title."""
    for before in range(at - 1, max(-1, at - _TITLE), -1):
        if (
            line.is_sign(before)
            or line.is_adverb(before)
            or line.has(before, "conjunctions", "relatives", "auxiliaries")
        ):
            return True
        if line.has(before, "prepositions"):
            return False
    return True


def _sentence_subject(line: Line, before: int) -> Speaker | None:
    """Whom the sentence is about: its first figure that is no complement."""
    for at in range(min(before, _FIRST)):
        if at in line.mentions and _free(line, at):
            return named(line, line.first_of(at), line.last_of(at))
    opening = name_after(line, 0)
    return opening if opening is not None and line.has(opening.last, "auxiliaries", "beings", "relatives") else None


def _figure_before(line: Line, place: int) -> ActorMention | None:
    """The person named last before a place within reach, who is no complement there."""
    mentions = line.cast.mentions
    at = bisect_left(mentions, place, key=lambda one: one.start)
    for one in reversed(mentions[max(0, at - _BACK) : at]):
        figure = line.cast.figures.get(one.key)
        if place - one.end > _NEAR:
            break
        if figure is not None and figure.kind == "person" and one.how in _NAMING and not _led(line, one.start):
            return one
    return None


def _led(line: Line, start: int) -> bool:
    """Whether the word before a place of the text is a preposition."""
    before = tokens(line.text, line.lexicon.language, max(0, start - 12), start)
    return bool(before) and before[-1].word in line.lexicon.sets["prepositions"]
