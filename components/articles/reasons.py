"""Reasons as sentences, in French or English."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from components.articles.model import Reason
from components.events.errors import DateError
from components.events.words import load_words, terms

Group = Literal["reasons", "match"]
_FILE: Mapping[Group, str] = MappingProxyType({"reasons": "", "match": "match"})


def sentences_of(reasons: Sequence[Reason], language: str, group: Group = "reasons") -> tuple[str, ...]:
    """Each reason as a sentence. ``group`` "reasons" are those of a proposal, "match" those of its match.

    Values named ``type``, ``when`` or ``rule`` (or ending so) are codes, EDTF dates and rules of dates, and are put
    into words. Raises KeyError for a reason that has no words in ``language``.
    """
    words = load_words(Path(__file__).parent, language, _FILE[group])
    return tuple(
        words(f"{group}.{one.key}", **{name: _shown(name, value, language) for name, value in one.values.items()})
        for one in reasons
    )


def _shown(name: str, value: str | int, language: str) -> str | int:
    ends: Mapping[str, Callable[[str, str], str]] = {"type": type_words, "when": date_words, "rule": rule_words}
    put = ends.get(name.rpartition("_")[2])
    return put(value, language) if put and isinstance(value, str) else value


def type_words(kind: str, language: str) -> str:
    """The name of a type of events; a story's own type is shown as it is."""
    return terms(language).get(f"types.{kind}", kind)


def date_words(when: str, language: str) -> str:
    """An EDTF date in words, or as it is if it is none."""
    from components.events.date_words import when_words  # brings pandas along, which most readings never need

    try:
        return when_words(when, language)
    except DateError:
        return when


def rule_words(rule: str, language: str) -> str:
    """How the rule of a ``DateMention`` reads a date, in words. Raises KeyError for a rule that has none."""
    words = load_words(Path(__file__).parent, language, "rules")
    parts = rule.partition(" ")[0].split(":")
    name = next(part for part in reversed(parts) if part != "unresolved")
    added = (words(key) for key in ("open", "unresolved") if key in parts)
    return words(f"kinds.{_rule_kinds()[name]}") + "".join(added)


@lru_cache(maxsize=1)
def _rule_kinds() -> Mapping[str, str]:
    file = Path(__file__).parent / "lexicons" / "rule_kinds.toml"
    kinds = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: kind for kind, names in kinds.items() for name in names}
