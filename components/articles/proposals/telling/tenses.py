"""The verb of a title: what was said stands in the present, what is to come in the future."""

from collections.abc import Mapping
from functools import lru_cache

from components.articles.proposals.lexicon import load
from components.articles.proposals.scene import Scene
from components.articles.proposals.verbs import Verb

_NEARER = {"avait": "a", "avaient": "ont", "était": "est", "étaient": "sont"}
_DOUBLED = ("eler", "eter")
_LATER = ("conditional", "imperfect", "reported")


@lru_cache(maxsize=4)
def _made(language: str) -> Mapping[tuple[str, str], str]:
    """The shortest word by lemma and tag, which is the singular of a present; "rejette" before "rejète"."""
    found: dict[tuple[str, str], str] = {}
    for word, readings in load(language).forms.items():
        for reading in readings:
            old = found.get(reading)
            rank = (
                (not word.endswith(("lle", "tte")), len(word)) if reading[0].endswith(_DOUBLED) else (False, len(word))
            )
            if old is None or rank < (not old.endswith(("lle", "tte")) and reading[0].endswith(_DOUBLED), len(old)):
                found[reading] = word
    return found


def form(language: str, lemma: str, tag: str) -> str:
    """A form of a verb, "" where the lexicon has none."""
    return _made(language).get((lemma, tag), "")


def group(scene: Scene, verb: Verb) -> list[str]:
    """The words of a verb with its auxiliaries, without a pronoun put after it ("a-t-il dit") and "also".

    What had been done was done: "had resigned" gives "resigned", "avait démissionné" "a démissionné".
    """
    places = (k for k in range(verb.first, verb.at + 1) if not left_out(scene, verb, k))
    words = [scene.words(k, k) for k in places]
    negation = verb.first - 1
    if verb.negated and negation >= 0 and scene.low[negation] in ("ne", "n'"):
        words.insert(0, scene.words(negation, negation))
    return _simple(scene, verb, words) if verb.tense == "pluperfect" else words


def left_out(scene: Scene, verb: Verb, k: int) -> bool:
    """Whether a token of the verb says nothing in a title."""
    return scene.low[k].startswith("-") or (k < verb.at and scene.grammar.has(k, "title_drops"))


def _simple(scene: Scene, verb: Verb, words: list[str]) -> list[str]:
    if scene.lexicon.language == "fr":
        return [_NEARER.get(word, word) for word in words]
    past = form("en", verb.by or verb.lemma, "past")
    plain = len(words) > 1 and words[0] == "had" and not verb.passive and not verb.negated
    return [past, *words[2:]] if plain and past and words[1] != "been" else words


def presently(scene: Scene, verb: Verb, one: bool) -> list[str]:
    """The words of a verb, its simple or compound past in the present where a singular subject has it."""
    words = group(scene, verb)
    if verb.tense not in ("past", "pluperfect") or not words or verb.negated or verb.reflexive:
        return words
    language = scene.lexicon.language
    at, tag = (1, "participle") if language == "fr" else (0, "past")
    if language == "fr" and (words[0] != "a" or len(words) < 2):
        return words
    for lemma in (verb.by, verb.lemma):
        if one and lemma and (lemma, tag) in scene.lexicon.forms.get(words[at].lower(), ()):
            now = form(language, lemma, "present")
            return [now, *words[at + 1 :]] if now else words
    return words


def lasting(scene: Scene, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may follow a verb in the present: nothing in it is put back with the past tense."""
    inside = [k for k, token in enumerate(scene.tokens) if start <= token.start < end]
    known = {k for verb in scene.verbs for k in range(verb.first, verb.at + 1)}
    verbs = [verb for verb in scene.verbs if verb.finite and inside and inside[0] <= verb.at <= inside[-1]]
    if any(_put_back(scene, verb) for verb in verbs):
        return False
    french = scene.lexicon.language == "fr"
    loose = any(scene.low[k].endswith(("ait", "aient")) for k in inside if k not in known) and french
    return not loose and not any(scene.grammar.has(k, "put_back") for k in inside)


def _put_back(scene: Scene, verb: Verb) -> bool:
    states = scene.lexicon.words["states"]
    state = not verb.passive and bool({verb.lemma, verb.by} & states)
    return verb.tense in _LATER or (verb.tense == "past" and state)


def ahead(scene: Scene, verb: Verb, words: str) -> str:
    """What somebody said would be, as it is to be: "would travel" is "will travel", "se rendrait" "se rendra"."""
    if verb.tense != "conditional":
        return words
    for k in range(verb.first, verb.at + 1):
        low = scene.low[k]
        if scene.lexicon.language == "en" and low == "would":
            return words.replace("would", "will", 1)
        if scene.lexicon.language == "fr" and low.endswith(("rait", "raient")):
            ending = -3 if low.endswith("rait") else -5
            return words.replace(low, low[:ending] + ("a" if ending == -3 else "ont"), 1)
    return words
