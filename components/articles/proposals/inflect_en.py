"""English forms by rule: of a verb, of a noun in both numbers."""

from collections.abc import Iterator, Mapping

Form = tuple[str, str]
"""A word and its tag: base, present, past, participle, gerund."""


def verb(lemma: str, irregular: Mapping[str, str]) -> Iterator[Form]:
    """All forms of a verb; ``irregular`` holds those that no rule makes."""
    yield lemma, "base"
    if lemma in irregular:
        parts = (part.split() for part in irregular[lemma].split("|"))
        for words, tag in zip(parts, ("present", "past", "participle", "gerund"), strict=True):
            yield from ((word, tag) for word in words)
        return
    past = _past(lemma)
    yield from ((_third(lemma), "present"), (past, "past"), (past, "participle"), (_gerund(lemma), "gerund"))


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if _consonant_y(lemma) else lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if _consonant_y(lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else lemma + "ing"


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u")


def noun(words: str) -> Iterator[str]:
    """Singular and plural; of several words the last takes the ending, or the one before "of"."""
    parts = words.split()
    at = parts.index("of") - 1 if "of" in parts else len(parts) - 1
    yield words
    yield " ".join([*parts[:at], _plural(parts[at]), *parts[at + 1 :]])


def _plural(word: str) -> str:
    if word.endswith(("talks", "fire", "violence")):
        return word
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word[:-1] + "ies" if _consonant_y(word) else word + "s"
