"""What stands around some tokens: verbs of doing and saying, prepositions, articles."""

import re

from components.articles.actors.tokens import Scene

_FRENCH_FINITE = re.compile(r"[a-z]+(?:ait|aient|erent|[eiv]ra|[eiv]ront|dra|dront)$")
_ENGLISH_PAST = re.compile(r"[a-z]{2,}ed$")
_QUOTED = frozenset({",", "»", "”", '"', "?", "!"})
_SMALL = ("any_preposition", "function", "relative", "adverb", "auxiliary")
_APPOSITION, _CLAUSE, _GAP = 16, 9, 4


def acts(scene: Scene, index: int) -> str:
    """What the words from token ``index`` on say of who stands before: "speech", "act", "state", or "" for nothing."""
    words, sentence = scene.lexicon.words, scene.at(index - 1).sentence
    at = _skipped(scene, index, sentence)
    token = scene.within(at, sentence)
    if not token.word or token.cap or _is_a(scene, at):
        return ""
    if token.low in words["speech"]:
        return "speech"
    if token.low in words["auxiliary"]:
        return _participle(scene, at + 1, sentence) or ("act" if token.low not in words["il_being"] else "state")
    return "act" if token.low in words["action"] or _finite(scene, token.low) else ""


def does(scene: Scene, index: int) -> bool:
    """Whether the verb after who stands before token ``index`` tells what only somebody can do: sign, pay, buy."""
    words, sentence = scene.lexicon.words, scene.at(index - 1).sentence
    at = _skipped(scene, index, sentence)
    while (
        at < index + 2 * _GAP
        and scene.within(at, sentence).low in words["auxiliary"] | words["adverb"] | words["led_on"]
    ):
        at += 1
    token = scene.within(at, sentence)
    return token.low in words["deed"] and not token.cap


def acts_after_apposition(scene: Scene, index: int) -> str:
    """As ``acts``, with a stretch between two commas, or in brackets, passed over."""
    direct = acts(scene, index) or _acts_jointly(scene, index)
    if direct or scene.at(index).text not in {",", "(", "["}:
        return direct
    closing = {",": ",", "(": ")", "[": "]"}[scene.at(index).text]
    sentence = scene.at(index).sentence
    for at in range(index + 1, index + _APPOSITION):
        token = scene.within(at, sentence)
        if token.text == closing:
            return acts(scene, at + 1)
        if not token.text:
            break
    return ""


def _acts_jointly(scene: Scene, index: int) -> str:
    """The same of "Berlin" in "Berlin et Londres ont annoncé"."""
    words, sentence = scene.lexicon.words, scene.at(index - 1).sentence
    if scene.within(index, sentence).low not in words["joining"]:
        return ""
    at = index + 1 + (scene.within(index + 1, sentence).low in words["article"])
    end = at
    while end < at + _GAP and scene.within(end, sentence).cap:
        end += 1
    return acts(scene, end) if end > at else ""


def ends_there(scene: Scene, end: int) -> bool:
    """Whether nothing after a title makes another thing of it: "the general election", "the mayor's office"."""
    words, sentence = scene.lexicon.words, scene.at(end - 1).sentence
    token, after = scene.within(end, sentence), scene.within(end + 1, sentence)
    if token.low == "'s" or (token.low in words["posted"] and after.cap):
        return False  # "le secrétaire au Trésor"
    small = any(token.low in words[name] for name in _SMALL)
    return not token.word or small or acts(scene, end) != ""


def said_to_be(scene: Scene, first: int) -> bool:
    """Whether the words from token ``first`` on, article and adjectives before, tell what somebody is or becomes."""
    words, sentence, at = scene.lexicon.words, scene.at(first).sentence, first - 1
    while at > first - _GAP and scene.within(at, sentence).low in words["article"] | words["before"]:
        at -= 1
    token = scene.within(at, sentence)
    return token.low in words["being"] or (token.cap and not token.first and scene.language == "fr")


def acts_in_clause(scene: Scene, index: int) -> bool:
    """Whether a finite verb follows within the clause, participles and complements between."""
    sentence, words = scene.at(index - 1).sentence, scene.lexicon.words
    for at in range(index, index + _CLAUSE):
        token = scene.within(at, sentence)
        if not token.word:
            return False
        if token.low in words["auxiliary"] or token.low in words["speech"] or _finite(scene, token.low):
            return True
    return False


def told_by(scene: Scene, first: int) -> bool:
    """Whether a verb of speech, or "according to", stands right before token ``first``, an article between at most."""
    words, sentence = scene.lexicon.words, scene.at(first).sentence
    at = _past_joined(scene, _past_article(scene, first - 1, sentence), sentence)
    before = scene.within(at, sentence)
    if before.low in words["source_preposition"] or _ends_source(scene, at):
        return True
    return before.low in words["speech"] and not before.cap and before.low not in words["no_adjective"]


def quoted_before(scene: Scene, first: int) -> bool:
    """Whether the words before token ``first`` give it what is quoted before them: '"...", said X', "..., a dit X"."""
    words, sentence = scene.lexicon.words, scene.at(first).sentence
    at = _past_article(scene, first - 1, sentence)
    if scene.within(at, sentence).low not in words["speech"]:
        return False
    while scene.within(at, sentence).low in words["speech"] | words["auxiliary"]:
        at -= 1
    return scene.within(at, sentence).text in _QUOTED


def _past_article(scene: Scene, at: int, sentence: int) -> int:
    return at - (scene.within(at, sentence).low in scene.lexicon.words["article"])


def _past_joined(scene: Scene, at: int, sentence: int) -> int:
    """The token before "Berlin" where ``at`` is "and" in "said Berlin and London", else ``at``."""
    if scene.within(at, sentence).low not in scene.lexicon.words["joining"]:
        return at
    start = at - 1
    while start > at - _GAP and scene.within(start, sentence).cap:
        start -= 1
    return _past_article(scene, start, sentence) if start < at - 1 else at


def before(scene: Scene, first: int) -> str:
    """The folded word right before, "" at the beginning of the sentence or after a sign."""
    return scene.within(first - 1, scene.at(first).sentence).low if scene.at(first - 1).word else ""


def preposition(scene: Scene, first: int) -> str:
    """The preposition that governs token ``first``, an article, number or adjective between at most; "" for none."""
    words, sentence = scene.lexicon.words, scene.at(first).sentence
    for at in (first - 1, first - 2, first - 3):
        token = scene.within(at, sentence)
        if token.low in words["any_preposition"] and not _participle_before(scene, at):
            return token.low
        if token.low not in words["article"] and token.low not in words["before"]:
            return ""
    return ""


def governed(scene: Scene, first: int) -> bool:
    """Whether a preposition governs the words at ``first``, so that they are no subject."""
    return preposition(scene, first) != ""


def _is_a(scene: Scene, at: int) -> bool:
    """Whether the token is the preposition "à", which is folded like the verb."""
    return scene.language == "fr" and scene.at(at).text in {"à", "À"}


def _participle_before(scene: Scene, at: int) -> bool:
    """French "a" is a verb, not the preposition "à"."""
    return scene.language == "fr" and scene.at(at).text in {"a", "A"}


def _skipped(scene: Scene, index: int, sentence: int) -> int:
    words = scene.lexicon.words
    at = index
    while at < index + _GAP and (
        scene.within(at, sentence).low in words["adverb"] or scene.within(at, sentence).low in words["reflexive"]
    ):
        if scene.at(at).low in words["auxiliary"]:
            break
        at += 1
    return at


def _participle(scene: Scene, index: int, sentence: int) -> str:
    """The same of the participle or infinitive after an auxiliary."""
    words = scene.lexicon.words
    for at in range(index, index + _GAP):
        token = scene.within(at, sentence)
        if token.low in words["speech"]:
            return "speech"
        if token.low in words["action"]:
            return "act"
        if not any(token.low in words[name] for name in ("adverb", "auxiliary", "negation", "led_on")):
            return ""
    return ""


def _finite(scene: Scene, low: str) -> bool:
    pattern = _FRENCH_FINITE if scene.language == "fr" else _ENGLISH_PAST
    return bool(pattern.fullmatch(low))


def _ends_source(scene: Scene, at: int) -> bool:
    """Whether the words up to token ``at`` are one of the phrases that name a source."""
    return any(
        tuple(token.low for token in scene.tokens[max(0, at + 1 - len(phrase)) : at + 1]) == phrase
        for phrase in scene.lexicon.sources
    )
