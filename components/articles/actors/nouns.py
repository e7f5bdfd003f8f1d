"""What stands with a noun: its adjectives and its complements with "de" or "of"."""

from components.articles.actors.known import Index
from components.articles.actors.tokens import Scene, Token

_ADJECTIVES, _NAME = 3, 6


def is_adjective(scene: Scene, index: int) -> bool:
    """Whether a word in lower case belongs to the noun before it (French)."""
    token, words = scene.at(index), scene.lexicon.words
    if not token.word or token.cap or token.low in words["no_adjective"] or token.low in words["function"]:
        return False
    if token.low in words["adjective"]:
        return True
    return (
        len(token.low) > 4
        and token.low.endswith(scene.lexicon.adjective_ends)
        and token.low not in words["speech"]
        and token.low not in words["action"]
        and token.low not in words["auxiliary"]
    )


def adjectives(scene: Scene, known: Index, index: int) -> tuple[int, str]:
    """(token after the adjectives that begin at ``index``, the country one of them tells)."""
    at, country, sentence = index, "", scene.at(index - 1).sentence
    while at < index + _ADJECTIVES and scene.at(at).sentence == sentence:
        people = known.demonym(scene, at)
        if people and not scene.at(at).cap:
            at, country = people[0], country or people[1]
        elif is_adjective(scene, at) or (scene.at(at).low == "et" and at > index and known.demonym(scene, at + 1)):
            at += 1
        else:
            break
    return at, country


def complement(scene: Scene, known: Index, index: int, lower: bool = True) -> tuple[int, str]:
    """(token after a complement "de X" or "of X" that begins at ``index``, its country); ``index`` itself for none.

    With ``lower`` X may be a common noun ("de la police").
    """
    words, sentence = scene.lexicon.words, scene.at(index - 1).sentence
    if scene.within(index, sentence).low not in words["of"]:
        return index, ""
    at = index + 1
    if scene.within(at, sentence).low in words["article"]:
        at += 1
    found = known.find(scene, at)
    if found and scene.at(at).sentence == sentence:
        return found[0], found[1].country
    end = capitals(scene, at)
    if scene.language == "fr" and end - at > 2 and not scene.at(at + 1).glued:
        # "le procureur de Marseille Brice Robin": a place of one word, then the name.
        end = at + 1 + (scene.at(at).low in words["half"])
    if end > at:
        return adjectives(scene, known, end)
    token = scene.within(at, sentence)
    common = token.word and not token.cap and token.text.isalpha() and token.low not in words["function"]
    if lower and common and not _infinitive(scene, token):
        return adjectives(scene, known, at + 1)
    return index, ""


def _infinitive(scene: Scene, token: Token) -> bool:
    ends = scene.lexicon.infinitive_ends
    return bool(ends) and token.low.endswith(ends) and token.low not in scene.lexicon.words["no_infinitive"]


def capitals(scene: Scene, index: int) -> int:
    """The token after a run of capitalised words that begins at ``index``."""
    at, sentence, words = index, scene.at(index).sentence, scene.lexicon.words
    while at < index + _NAME and scene.within(at, sentence).cap and scene.at(at).word:
        given = (
            at > index
            and not scene.at(at).glued
            and scene.at(at).low in scene.lexicon.given
            and scene.within(at + 1, sentence).cap
        )
        if scene.at(at).low in words["function"] or given:
            break
        at += 1
    return at
