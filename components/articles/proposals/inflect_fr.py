"""French forms by rule: of a verb in the third person (and the forms without person), of a noun in both numbers."""

from collections.abc import Iterator, Mapping

Form = tuple[str, str]
"""A word and its tag: infinitive, present, imperfect, future, conditional, past, subjunctive, gerund, participle."""


def verb(lemma: str, irregular: Mapping[str, str]) -> Iterator[Form]:
    """All forms of a verb. ``irregular`` holds models; a verb that ends in one follows it ("soutenir" as "tenir").

    A model that is empty says that the verb is regular though it ends like one of them ("réunir", "avertir").
    """
    yield lemma, "infinitive"
    model = next((name for name in _models(lemma) if name in irregular), None)
    if model is not None and irregular[model]:
        yield from _irregular(lemma[: -len(model)], irregular[model])
    elif lemma.endswith("er"):
        yield from _first(lemma[:-2])
    elif lemma.endswith("ir"):
        yield from _second(lemma[:-2])
    elif lemma.endswith("re"):
        yield from _third(lemma[:-2])


def _models(lemma: str) -> Iterator[str]:
    yield lemma
    if not lemma.endswith("er"):
        for at in range(1, len(lemma) - 3):
            yield lemma[at:]


def _irregular(prefix: str, table: str) -> Iterator[Form]:
    present, imperfect, future, past, subjunctive, gerund, participle = (part.split() for part in table.split("|"))
    for words, tag in ((present, "present"), (past, "past"), (subjunctive, "subjunctive"), (gerund, "gerund")):
        yield from ((prefix + word, tag) for word in words)
    yield from _ranges(prefix + imperfect[0][:-3], prefix + future[0][:-1])
    yield from _agreed(prefix + participle[0])


def _first(stem: str) -> Iterator[Form]:
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    for weak in _weak(stem):
        yield from ((weak + ending, tag) for ending in ("e", "ent") for tag in ("present", "subjunctive"))
    for future in {stem, *(weak for weak in _weak(stem) if not stem.endswith(("yi", "i")))}:
        yield from _tail(future + "er")
    yield from ((soft + "ait", "imperfect"), (soft + "aient", "imperfect"), (soft + "ant", "gerund"))
    yield from ((soft + "a", "past"), (stem + "èrent", "past"))
    yield from _agreed(stem + "é")


def _weak(stem: str) -> tuple[str, ...]:
    """The stem before a silent ending: "céder" has "cède", "appeler" "appelle", "geler" "gèle", "payer" "paie"."""
    if stem.endswith(("ay", "oy", "uy")):
        return (stem[:-1] + "i", stem) if stem.endswith("ay") else (stem[:-1] + "i",)
    body = stem.rstrip("bcdfghjklmnpqrstvxz")
    tail = stem[len(body) :]
    if stem.endswith(("ell", "ett")) or not tail:
        return (stem,)
    if body.endswith("é"):
        return (body[:-1] + "è" + tail,)
    if body.endswith("e") and len(tail) == 1:
        return (body[:-1] + "è" + tail, body + tail * 2) if tail in "lt" else (body[:-1] + "è" + tail,)
    return (stem,)


def _second(stem: str) -> Iterator[Form]:
    yield from ((stem + "it", tag) for tag in ("present", "past"))
    yield from ((stem + "issent", "present"), (stem + "isse", "subjunctive"), (stem + "irent", "past"))
    yield stem + "issant", "gerund"
    yield from _ranges(stem + "iss", stem + "ir")
    yield from _agreed(stem + "i")


def _third(stem: str) -> Iterator[Form]:
    yield from ((stem if stem.endswith("d") else stem + "t", "present"), (stem + "ent", "present"))
    yield from ((stem + "it", "past"), (stem + "irent", "past"), (stem + "e", "subjunctive"), (stem + "ant", "gerund"))
    yield from _ranges(stem, stem + "r")
    yield from _agreed(stem + "u")


def _ranges(imperfect: str, future: str) -> Iterator[Form]:
    yield from ((imperfect + ending, "imperfect") for ending in ("ait", "aient"))
    yield from _tail(future)


def _tail(future: str) -> Iterator[Form]:
    yield from ((future + ending, "future") for ending in ("a", "ont"))
    yield from ((future + ending, "conditional") for ending in ("ait", "aient"))


def _agreed(participle: str) -> Iterator[Form]:
    base = participle[:-1] + "u" if participle.endswith("û") else participle
    if base.endswith("ous"):  # dissous, dissoute
        yield from ((word, "participle") for word in (base, base[:-1] + "te", base[:-1] + "tes"))
        return
    plural = base if base.endswith("s") else base + "s"
    yield from ((word, "participle") for word in dict.fromkeys((participle, base + "e", plural, base + "es")))


def noun(words: str) -> Iterator[str]:
    """Singular and plural of a noun and the adjectives after it; what follows a preposition stays as it is."""
    parts = words.split()
    until = next((at for at, word in enumerate(parts) if at and _small(word)), len(parts))
    yield words
    yield " ".join([*map(_plural, parts[:until]), *parts[until:]])


def _small(word: str) -> bool:
    return word in ("de", "à", "en", "des", "du", "au", "la", "contre", "par") or "'" in word


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")):
        return word + "x"
    return word[:-2] + "aux" if word.endswith("al") else word + "s"
