"""French that was typed without accents, given them back: letter for letter, so that every offset stays.

Only a text without a single accented letter is changed. A word takes the accents of the one word of the lexicons that
it can be; between "arrête" and "arrêté", "a" and "à", the words around decide; a word that is none of them stays.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.gazetteer import lands
from components.articles.proposals.lexicon import load

_FOLDER = Path(__file__).parents[1] / "lexicons"
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 40
_LEAST = 20
_BACK = 3


def restored(text: str, language: str) -> str:
    """``text`` with its accents, of the same length; the text itself where it has accents or is not French."""
    if language != "fr" or len(text) < _LEAST or not _bare(text):
        return text
    words = [found for found in _WORD.finditer(text) if len(found[0]) <= _LONG]
    low = [found[0].lower() for found in words]
    if not any(_misses(found[0]) for found in words):
        return text
    names = {k for k, found in enumerate(words) if found[0][0].isupper()}
    out, at = [], 0
    for k, found in enumerate(words):
        word = _restored(low, k, names)
        out += [text[at : found.start()], _cased(word, found[0]) if len(word) == len(found[0]) else found[0]]
        at = found.end()
    return "".join([*out, text[at:]])


def _bare(text: str) -> bool:
    """Whether no letter has an accent, be it a sign of its own (a dash or a curly apostrophe is no letter)."""
    return text.isascii() or not any(unicodedata.category(char)[0] in "LM" for char in text if not char.isascii())


def _misses(word: str) -> bool:
    """Whether a word, no name, can only be one that has lost an accent."""
    plain, accented, participles, _ = _words()
    return word.islower() and word not in plain and (word in accented or word in participles)


def _cased(word: str, as_written: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(word, as_written, strict=True))


def _restored(low: list[str], k: int, names: Set[int]) -> str:
    plain, accented, participles, helpers = _words()
    word = low[k]
    if word == "a":
        return "a" if _helps(low, k, names) else "à"
    helper = _helper(low, k, helpers)
    if helper and word in participles:
        return participles[word]
    if word in plain or word in accented or word in participles:
        return word if word in plain else accented.get(word, participles.get(word, word))
    ending = next((end for end in ("ees", "ee", "es", "e") if word.endswith(end)), "")
    regular = helper in _HAVING and ending and len(word) > len(ending) + 2
    return word[: -len(ending)] + "é" + ending[1:] if regular else word


def _helps(low: list[str], k: int, names: Set[int]) -> bool:
    """Whether "a" is the verb: a participle follows, with at most small words between, or it says "il y a"."""
    plain, _, participles, _ = _words()
    known = load("fr")
    if k and low[k - 1] in ("y", "n", "l", "il", "elle", "on", "qui"):
        return True
    for at in range(k + 1, min(len(low), k + 1 + _BACK)):
        word = low[at]
        if word in participles or any(tag == "participle" for _, tag in known.forms.get(word, ())):
            return True
        if at == k + 1 and at not in names and word not in plain and word.endswith(_ENDINGS):
            return True
        if word not in _between():
            return False
    return False


def _helper(low: list[str], k: int, helpers: frozenset[str]) -> str:
    """The auxiliary before a word, with at most small words between; "" for none."""
    for word in reversed(low[max(0, k - _BACK) : k]):
        if word in helpers:
            return word
        if word not in _between():
            return ""
    return ""


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    """What may stand between an auxiliary and its participle, without accents."""
    words = load("fr").words
    listed = (word for name in ("adverb", "clitic", "title_drops") for word in words[name])
    return frozenset(_folded(word) for word in listed) | {"pas", "t", "il", "elle", "on", "ils", "elles"}


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Words that have no accent, those that get one, participles, and auxiliaries; all by their plain letters."""
    forms = load("fr").forms
    own = tomllib.loads((_FOLDER / "accents_fr.toml").read_text(encoding="utf-8"))
    # The dates and titles of the lexicons are written without accents, and say nothing of how words are spelled.
    spelled = {*forms, *_listed("events_fr.toml", "claims_fr.toml")}
    vocabulary = {*spelled, *_listed("actors_fr.toml", "amounts_fr.toml", "gazetteer_fr.toml", "accents_fr.toml")}
    names = (name for land in lands("fr") for name in (*land.names, *land.demonyms))
    vocabulary |= {word.lower() for name in names for word in _WORD.findall(name)}
    plain = frozenset(word for word in spelled if word == _folded(word)) | set(own["stay"])
    sure = {_folded(word) for word in own["words"].lower().split() if word != _folded(word)}
    candidates: dict[str, set[str]] = {}
    participles: dict[str, set[str]] = {}
    for word in vocabulary:
        if word == _folded(word):
            continue
        parted = any(tag == "participle" for _, tag in forms.get(word, ()))
        (participles if parted else candidates).setdefault(_folded(word), set()).add(word)
    helpers = frozenset(_folded(word) for word, found in forms.items() if any(of in _HELP for of, _ in found))
    one = {word: min(found) for word, found in candidates.items() if len(found) == 1}
    parts = {word: min(found) for word, found in participles.items() if len(found) == 1}
    return plain - sure, one, parts, helpers


_ENDINGS = ("u", "ue", "us", "i", "it", "is", "ert", "eint", "aint", "oint")
_HAVING = frozenset({"ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "ete", "ait"})
_HELP = ("avoir", "être")


def _listed(*names: str) -> Iterator[str]:
    """Every word that lexicons list."""
    for name in names:
        for line in _strings(tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))):
            yield from (word.lower() for word in _WORD.findall(line))


def _strings(value: Any) -> Iterator[str]:
    """The texts in a lexicon; its keys are names for the code."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(inner)


def _folded(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
