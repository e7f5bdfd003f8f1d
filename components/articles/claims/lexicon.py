"""The words of a language, read from ``articles/lexicons/claims_<language>.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.articles.claims.conjugation import FINITE, GERUND, INFINITIVE, PARTICIPLE, conjugated
from components.articles.claims.tokens import Token, words

LANGUAGES = ("fr", "en")
REFLEXIVE = "reflexive"
_FOLDER = Path(__file__).parents[1] / "lexicons"
_FORMS = (FINITE, PARTICIPLE, INFINITIVE, GERUND)


@dataclass(frozen=True)
class Phrase:
    """Words of a verb of speech, its kind, whether what it tells is public, its form, and where it stands.

    ``bare`` verbs speak with "that", a quotation or an infinitive only; ``objects`` are the nouns that do as well.
    """

    words: tuple[str, ...]
    kind: str
    public: bool
    form: str
    bare: bool = False


Phrases = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Lexicon:
    """Verbs by their first word, phrases by name, sets of words by name, and compiled patterns by name."""

    language: str
    verbs: Phrases
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    sets: Mapping[str, frozenset[str]]
    negated: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``ValueError`` for a language that has none."""
    if language not in LANGUAGES:
        raise ValueError(f"claims are read in {' and '.join(LANGUAGES)}, not in {language!r}")
    data = tomllib.loads((_FOLDER / f"claims_{language}.toml").read_text(encoding="utf-8"))
    return Lexicon(
        language=language,
        verbs=_by_first_word(_verbs(data, language)),
        phrases=_phrases(data, language),
        sets=_sets(data, language),
        negated=data["negated"],
        patterns=_patterns(data),
    )


def phrase_at(line: Sequence[Token], at: int, known: Mapping[str, Sequence[tuple[str, ...]]]) -> int:
    """How many tokens from ``at`` on are one of the phrases, given by their first word; 0 for none."""
    if not 0 <= at < len(line):
        return 0
    for phrase in known.get(line[at].word, ()):  # the longest comes first
        if follows(line, at, phrase):
            return len(phrase)
    return 0


def follows(line: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Whether the words of a phrase stand at a place."""
    if at + len(phrase) > len(line):
        return False
    return all(line[at + number].word == word for number, word in enumerate(phrase))


def _verbs(data: Mapping[str, Any], language: str) -> Iterable[Phrase]:
    bare = set(data["only_object"]["verbs"].split())
    for table, public in (("verbs", True), ("private", False)):
        for kind, listed in data[table].items():
            for verb in listed.split():
                for form, forms in conjugated(verb, language).items():
                    for one in forms:
                        yield Phrase(words(one, language), kind, public, form, verb in bare)
    for verb, (kind, *lists) in data["irregular"].items():
        public, kind = kind != "private", "says" if kind == "private" else kind
        for form, listed in zip(_FORMS, lists, strict=True):
            for one in listed.split("|") if "|" in listed or (" " in listed and verb.count("_")) else listed.split():
                yield Phrase(words(one, language), kind, public, form, verb in bare)
    for kind, listed in data["reflexive"].items():
        for entry in listed.split("|") if "|" in listed else listed.split():
            participle, *more = words(entry, language)
            for ending in ("", "e", "s", "es"):
                yield Phrase((participle + ending, *more), kind, True, REFLEXIVE)


def _by_first_word(phrases: Iterable[Phrase]) -> Phrases:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.words:
            found.setdefault(phrase.words[0], []).append(phrase)
    return {first: tuple(sorted(listed, key=lambda one: -len(one.words))) for first, listed in found.items()}


def _phrases(data: Mapping[str, Any], language: str) -> Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]:
    listed = {
        "selon": data["prepositions"]["said"],
        "opinion": data["prepositions"]["opinion"],
        "cited_by": data["prepositions"]["cited_by"],
        "citing": data["prepositions"]["citing"],
        "under_cover": data["anonymous"]["under_cover"],
        "one_of": data["anonymous"]["one_of"],
        "learned_from": data["prepositions"]["learned_from"],
        "like": [one.replace("_", " ") for one in data["prepositions"]["like"].split()],
    }
    found: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for name, phrases in listed.items():
        split = sorted((words(phrase, language) for phrase in phrases), key=len, reverse=True)
        found[name] = {
            first: tuple(one for one in split if one[0] == first) for first in sorted({one[0] for one in split})
        }
    return found


def _sets(data: Mapping[str, Any], language: str) -> Mapping[str, frozenset[str]]:
    found = {name: frozenset(listed.split()) for name, listed in data["words"].items()}
    found["anonymous"] = frozenset(data["anonymous"]["always"].split())
    found["named"] = frozenset(data["anonymous"]["never"].split())
    found["indefinite"] = frozenset(data["anonymous"]["indefinite"].split())
    found["people"] = frozenset(data["people"]["said"].split())
    found["documents"] = frozenset(data["people"]["documents"].split())
    found["of"] = frozenset(data["people"]["of"].split())
    found["never"] = frozenset(data["prepositions"]["never"].split())
    found["keep"] = frozenset(data["prepositions"]["keep"])
    found["by"] = frozenset(data["prepositions"]["by"].split())
    found["through"] = frozenset(data["prepositions"]["through"].split())
    found["said_nouns"] = frozenset(data["nouns"]["said"].split())
    found["complements"] = frozenset(data["only_object"]["complements"].split())
    found["infinitive"] = frozenset(data["only_object"]["infinitive"].split())
    found["objects"] = frozenset(data["only_object"]["objects"].split())
    found["no_passive"] = frozenset(
        form for verb in data["only_object"]["no_passive"].split() for form in _all_forms(verb, data, language)
    )
    found["any_object"] = frozenset(
        form for verb in data["only_object"]["any_object"].split() for form in _all_forms(verb, data, language)
    )
    return found


def _all_forms(verb: str, data: Mapping[str, Any], language: str) -> set[str]:
    if verb in data["irregular"]:
        return {one for listed in data["irregular"][verb][1:] for one in listed.replace("|", " ").split()}
    return {form for forms in conjugated(verb, language).values() for form in forms}


def _patterns(data: Mapping[str, Any]) -> Mapping[str, re.Pattern[str]]:
    hedge, found = data["hedge"], {}
    hedges = "|".join(re.escape(word) for word in sorted(hedge["words"], key=lambda word: (-len(word), word)))
    found["hedge"] = _whole(f"(?:{hedges}){hedge.get('not_before', '')}")
    for name in ("conditional", "future", "not_modal"):
        found[name] = _whole(re.sub(r"\s*\n\s*", "", hedge[name]))
    for name, written in data["stance"].items():
        found[name] = _whole("|".join(written)) if isinstance(written, list) else re.compile(written)
    found["condition"] = _whole(data["stance"]["condition"])
    found["ahead"] = _whole(data["stance"]["ahead"])
    found["joins"] = _whole(data["stance"]["joins"])
    found["participle"] = re.compile(hedge["participle"])
    found["not_denies"] = _whole(data["stance"]["not_denies"])
    found["except"] = _whole(hedge["conditional_except"].replace(" ", "|") or "(?!)")
    return found


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{pattern})(?:(?<=')|(?!\w))")
