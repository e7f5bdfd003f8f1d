"""The words that tell events, with all their forms, out of ``lexicons/events_<language>.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.proposals import inflect_en, inflect_fr

FOLDER = Path(__file__).parents[1] / "lexicons"
_DETERMINERS = frozenset(
    ["le", "la", "les", "l'", "un", "une", "des", "du", "son", "sa", "ses", "leur", "leurs", "cet", "cette", "ces"]
)
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their"])
_SAME = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à", "qu'": "que"}


@dataclass(frozen=True)
class Use:
    """A way to use a verb: the words that must follow (without determiners), whether reflexive, what it then means."""

    lemma: str
    rest: tuple[str, ...]
    reflexive: bool
    label: str


@dataclass(frozen=True)
class Noun:
    """A noun that names events: its words as they stand in a text, its singular, the type."""

    words: tuple[str, ...]
    singular: str
    label: str


Table = Mapping[str, tuple[Use, ...]]
"""Uses by the lemma of their verb, those with most words first."""


@dataclass(frozen=True)
class Lexicon:
    """One language. ``forms`` gives the lemmas and tags of a word, ``objects`` the type of a verb by its object."""

    language: str
    forms: Mapping[str, tuple[tuple[str, str], ...]]
    triggers: Table
    support: Table
    happen: Table
    occurs: Table
    governors: Table
    negated: frozenset[str]
    nouns: Mapping[str, tuple[Noun, ...]]
    objects: Mapping[str, Mapping[str, str]]
    speech: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]

    def is_form(self, word: str, lemma: str) -> bool:
        """Whether a word is a form of a verb."""
        return any(name == lemma for name, _ in self.forms.get(word, ()))


@lru_cache(maxsize=4)
def load(language: str) -> Lexicon:
    """The lexicon of "fr" or "en". Raises ``ValueError`` for another language."""
    file = FOLDER / f"events_{language}.toml"
    if language not in ("fr", "en"):
        raise ValueError(f"no words of events in language {language!r}")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    types = data["types"]
    triggers = _table((words, kind) for kind, entry in types.items() for words in entry["verbs"])
    support = _table((words, kind) for kind, verbs in data["support"].items() for words in verbs)
    happen = _table((words, "happen") for words in data["happen"]["verbs"])
    governors = _table((words, kind) for kind, verbs in data["governors"].items() for words in verbs)
    lemmas = {*triggers, *support, *happen, *governors, *data["plain"]["verbs"], *data["conjugation"]}
    return Lexicon(
        language,
        _forms(language, lemmas, data["conjugation"]),
        triggers,
        support,
        happen,
        _table((words, "happen") for words in data["happen"]["strict"]),
        governors,
        frozenset(types["denial"]["negated"]),
        _nouns(language, types),
        _objects(data["objects"]),
        {name: frozenset(words) for name, words in data["speech"].items()},
        {name: frozenset([words] if isinstance(words, str) else words) for name, words in data["words"].items()},
        _phrases(data["words"]["adverb_phrase"]),
    )


def _phrases(lines: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in sorted((tuple(line.split()) for line in lines), key=len, reverse=True):
        found[words[-1]] = (*found.get(words[-1], ()), words)
    return found


def plain(word: str) -> str:
    """A word for comparing: "d'", "du", "des" are "de", "au" and "aux" are "à"."""
    return _SAME.get(word, word)


def _table(entries: Iterable[tuple[str, str]]) -> Table:
    found: dict[str, list[Use]] = {}
    for words, label in entries:
        use = _use(words, label)
        found.setdefault(use.lemma, []).append(use)
    return {
        lemma: tuple(sorted(uses, key=lambda use: (-len(use.rest), not use.reflexive))) for lemma, uses in found.items()
    }


def _use(words: str, label: str) -> Use:
    reflexive = words.startswith(("se ", "s'"))
    if reflexive:
        words = words[3:] if words.startswith("se ") else words[2:]
    lemma, *rest = words.lower().replace("d'", "de ").replace("l'", "l' ").split()
    return Use(lemma, tuple(plain(word) for word in rest if word not in _DETERMINERS | _ARTICLES), reflexive, label)


def _forms(
    language: str, lemmas: Iterable[str], irregular: Mapping[str, str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    inflect = inflect_fr.verb if language == "fr" else inflect_en.verb
    found: dict[str, dict[tuple[str, str], None]] = {}
    for lemma in sorted(lemmas):
        for word, tag in inflect(lemma, irregular):
            found.setdefault(word, {})[lemma, tag] = None
    return {word: tuple(readings) for word, readings in found.items()}


def _nouns(language: str, types: Mapping[str, Any]) -> Mapping[str, tuple[Noun, ...]]:
    inflect = inflect_fr.noun if language == "fr" else inflect_en.noun
    found: dict[str, dict[tuple[str, ...], Noun]] = {}
    for kind, entry in types.items():
        for singular in entry["nouns"]:
            for words in inflect(singular):
                parts = tuple(words.replace("d'", "d' ").replace("l'", "l' ").split())
                found.setdefault(parts[0], {}).setdefault(parts, Noun(parts, singular, kind))
    return {first: tuple(sorted(them.values(), key=lambda noun: -len(noun.words))) for first, them in found.items()}


def _objects(tables: Mapping[str, list[str]]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for kind, lines in tables.items():
        for line in lines:
            lemma, _, words = line.partition(":")
            found.setdefault(lemma.strip(), {}).update(dict.fromkeys(_numbers(words.split()), kind))
    return found


def _numbers(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        if not word.endswith(("s", "x")):
            yield word + "s"
