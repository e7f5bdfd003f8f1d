"""The cues of verbs of speech: for each verb its speaker, before or after it, and what it gives to the speaker."""

from collections.abc import Iterator

from components.articles.claims.contents import Content, after_verb, before, ends_sentence, postposed
from components.articles.claims.cue import Cue, cue
from components.articles.claims.line import CLOSING, OPENING, Line
from components.articles.claims.naming import Speaker
from components.articles.claims.speakers import name_after, subject_before, whose
from components.articles.claims.verbs import HANGING, PASSIVE, Verb, verbs

_MEANT = frozenset({"proposes", "asks", "condemns", "denies", "plans", "confirms"})


def spoken(line: Line) -> Iterator[Cue]:
    """The cues of the verbs of speech of a sentence in reading order."""
    floor = line.sentence.start
    for verb in verbs(line):
        found = _read(line, verb, floor)
        if found is not None:
            yield found
            floor = line.tokens[found.last - 1].end


def _read(line: Line, verb: Verb, floor: int) -> Cue | None:
    if verb.voice == PASSIVE:
        return _passive(line, verb, floor)
    if verb.voice == HANGING:
        said = after_verb(line, verb.last) or _object(line, verb)
        return _made(line, verb, verb.first, verb.last, None, said) if said else None
    if verb.pronoun >= 0:
        return _with_pronoun(line, verb, floor)
    return _inverted(line, verb, floor) or _plain(line, verb, floor)


def _passive(line: Line, verb: Verb, floor: int) -> Cue | None:
    by = next(at for at in range(verb.last, len(line)) if line.has(at, "by"))
    speaker = name_after(line, by + 1)
    if verb.phrase.words[0] in line.lexicon.sets["no_passive"]:
        return None
    if speaker is None or not (speaker.key or speaker.anonymous or line.has(speaker.first, "articles", "determiners")):
        return None
    said = after_verb(line, speaker.last)
    if said is None or said.how != "that":
        said = before(line, verb.first, floor)
        if (
            verb.phrase.bare
            and verb.phrase.words[0] not in line.lexicon.sets["any_object"]
            and not _objects(line, said)
        ):
            return None
    return _made(line, verb, verb.first, speaker.last, speaker, said)


def _objects(line: Line, said: Content) -> bool:
    near = [token.word for token in line.tokens if said.start <= token.start < said.end]
    return any(word in line.lexicon.sets["objects"] for word in near[-12:])


def _with_pronoun(line: Line, verb: Verb, floor: int) -> Cue | None:
    """The verb whose pronoun follows it: "a-t-il déclaré"."""
    if line.has(verb.pronoun, "nobody"):
        return None
    said = after_verb(line, verb.last)
    if said is None or said.how == "infinitive" or line.word(verb.first - 1) in {",", *CLOSING}:
        said = before(line, verb.first, floor)
    token = line.tokens[verb.pronoun]
    mention = line.mentions.get(verb.pronoun)
    speaker = Speaker(verb.pronoun, verb.pronoun + 1, token.start, token.end, mention.key if mention else "", "", False)
    return _made(line, verb, verb.first, verb.last, speaker, said)


def _inverted(line: Line, verb: Verb, floor: int) -> Cue | None:
    """The verb whose speaker follows it: "..., a déclaré X." and "comme l'a annoncé X"."""
    if line.has(verb.at, "no_inversion"):
        return None
    like = verb.first > 0 and (line.has(verb.first - 1, "like") or _what(line, verb.first))
    sign = line.word(verb.first - 1)
    if not like and sign not in {",", "-", "–", "—", *CLOSING}:
        return None
    if verb.last >= len(line) or line.is_sign(verb.last):
        return None
    if line.has(verb.last, "infinitive", "complements") and not line.is_capital(verb.last):
        return None
    at = verb.last
    while line.is_adverb(at) or (at not in line.mentions and line.has(at, "stops", "gap")):
        at += 1
    speaker = name_after(line, at)
    speaker = whose(line, speaker) if speaker is not None else None
    if speaker is None or not (speaker.key or _can_speak(line, speaker)):
        return None
    if not like and not _follows_speech(line, verb, speaker):
        return None
    sentence = line.sentence
    said = Content(sentence.start, sentence.end, "before") if like else before(line, verb.first, floor)
    return _made(line, verb, verb.first, speaker.last, speaker, said)


def _what(line: Line, at: int) -> bool:
    """Whether "ce qu'" leads to a place: "c'est ce qu'a annoncé X"."""
    return line.has(at - 1, "complements") and line.has(at - 2, "what")


def _can_speak(line: Line, speaker: Speaker) -> bool:
    return any(
        line.has(at, "people", "anonymous", "named")
        or (line.tokens[at].capital and not line.has(at - 1, "prepositions"))
        for at in range(speaker.first, min(speaker.first + 4, speaker.last))
    )


def _follows_speech(line: Line, verb: Verb, speaker: Speaker) -> bool:
    """Whether the verb stands behind what is said, and not behind its own subject."""
    at = verb.first - 1
    if line.word(at - 1) in CLOSING or (line.word(at) in CLOSING and line.word(at) != "'"):
        return True
    left = subject_before(line, verb.first)
    if left is not None and left.first <= 1:
        return False
    return ends_sentence(line, speaker.last) or line.has(speaker.last, "after_stops", "relatives", "stops")


def _plain(line: Line, verb: Verb, floor: int) -> Cue | None:
    """The verb with its subject before it: "X a déclaré que ...", "..., X said"."""
    if line.has(verb.first - 1, "coordinators"):
        said = after_verb(line, verb.last) or _object(line, verb)
        spoken_of = floor > line.sentence.start or not _first_person(line, verb.first)
        return _made(line, verb, verb.first, verb.last, None, said) if said is not None and spoken_of else None
    speaker = subject_before(line, verb.first)
    if speaker is None:
        said = after_verb(line, verb.last) if line.word(verb.first - 1) in {",", "»", "”", ")"} else None
        return _made(line, verb, verb.first, verb.last, None, said) if said and said.how == "that" else None
    if _impersonal(line, speaker):
        return None
    speaker = whose(line, speaker)
    if _discusses(line, verb, speaker):
        return None
    if postposed(line, verb, speaker.first):
        return _made(line, verb, speaker.first, verb.last, speaker, before(line, speaker.first, floor))
    if line.has(speaker.first - 1, "like"):
        whole = Content(line.sentence.start, line.sentence.end, "before")
        return _made(line, verb, speaker.first, verb.last, speaker, whole) if verb.kind != "plans" else None
    said = after_verb(line, verb.last)
    hangs = line.has(speaker.first - 1, "complements") and not line.has(speaker.first - 2, "breaks")
    if hangs and (said is None or verb.phrase.bare):
        return None  # what somebody says after "que" stands before it: "les réformes qu'il proposait"
    said = said or _object(line, verb)
    return _made(line, verb, speaker.first, verb.last, speaker, said) if said is not None else None


def _first_person(line: Line, before: int) -> bool:
    return any(line.has(at, "first_person") for at in range(max(0, before - 40), before))


def _discusses(line: Line, verb: Verb, speaker: Speaker) -> bool:
    """As in "Ada et Bo ont évoqué la guerre": several who talk about something assert nothing."""
    if not line.has(verb.at, "discusses"):
        return False
    plural = any(line.word(at).endswith("nt") for at in range(verb.first, verb.last))
    return bool(speaker.others) or (line.lexicon.language == "fr" and plural)


def _impersonal(line: Line, speaker: Speaker) -> bool:
    """Whether the subject is nobody, or the one who is quoted anyway ("je", "we")."""
    if line.has(speaker.first, "none"):
        return True
    if speaker.key or speaker.last - speaker.first > 1:
        return False
    return line.has(speaker.first, "impersonal", "negations", "complements", "first_person")


def _object(line: Line, verb: Verb) -> Content | None:
    """The rest of the clause as what is said; a verb that does much else needs an object of speech."""
    start = line.tokens[verb.last].start if verb.last < len(line) else line.sentence.end
    words = [line.word(at) for at in range(verb.last, min(verb.last + 7, len(line)))]
    if verb.phrase.bare and not _object_begins(line, verb.last):
        return None
    if verb.phrase.bare and verb.phrase.words[0] not in line.lexicon.sets["any_object"]:
        spoken_of = any(word in line.lexicon.sets["objects"] for word in words[:5])
        if verb.voice != HANGING and not spoken_of and not _clause_follows(line, verb.last):
            return None
    if verb.voice == HANGING and not any(word in OPENING for word in words):
        means = line.has(verb.first - 1, "means") and verb.kind in _MEANT
        return Content(start, line.sentence.end, "object") if means else None
    return Content(start, line.sentence.end, "object")


def _object_begins(line: Line, at: int) -> bool:
    while line.is_adverb(at) or line.has(at, "stops"):
        at += 1
    if line.is_sign(at):
        return line.word(at) in {*OPENING, "$", "€", "£"}
    return not line.has(at, "prepositions") or line.has(at, "contracted", "infinitive", "articles")


def _clause_follows(line: Line, at: int) -> bool:
    """Whether an English clause without "that" begins: a subject and its auxiliary."""
    if line.lexicon.language != "en":
        return False
    for place in range(at, min(at + 7, len(line))):
        if line.is_sign(place) or line.has(place, "relatives", "by"):
            return False
        if place > at and line.has(place, "auxiliaries", "beings", "modals") and line.word(place) not in {"to", "'s"}:
            return True
    return False


def _made(line: Line, verb: Verb, first: int, last: int, speaker: Speaker | None, said: Content) -> Cue:
    end = said.end
    start = min(said.start, end)
    public = verb.phrase.public
    return cue(
        line,
        first,
        last,
        speaker,
        start,
        end,
        verb.kind,
        public,
        first_word=verb.first,
        last_word=verb.last,
        how=said.how,
    )
