"""The third-person forms of regular verbs from their infinitives."""

import re
from collections.abc import Mapping

FINITE, PARTICIPLE, INFINITIVE, GERUND = "finite", "participle", "infinitive", "gerund"
_PRESENT, _PAST, _LATER = ("", "nt"), ("ait", "aient", "a"), ("ra", "ront", "rait", "raient")


def conjugated(infinitive: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The forms of a regular verb by ``FINITE``, ``PARTICIPLE``, ``INFINITIVE`` and ``GERUND``."""
    return _french(infinitive) if language == "fr" else _english(infinitive)


def _french(infinitive: str) -> Mapping[str, tuple[str, ...]]:
    stem = infinitive[:-2]
    if infinitive.endswith("ir"):
        present = (f"{stem}it", f"{stem}issent", f"{stem}issait", f"{stem}issaient", f"{stem}irent")
        later = tuple(f"{infinitive}{end}" for end in ("a", "ont", "ait", "aient"))
        return {
            FINITE: present + later,
            PARTICIPLE: tuple(f"{stem}i{end}" for end in ("", "e", "s", "es")),
            INFINITIVE: (infinitive,),
            GERUND: (f"{stem}issant",),
        }
    soft = {"g": f"{stem}e", "c": f"{stem[:-1]}ç"}.get(stem[-1], stem)
    open_stem = re.sub(r"é([^aeiouéèy]{1,2})$", r"è\1", re.sub(r"(?<=p)el$", "ell", stem))
    open_stem = re.sub(r"ev$", "èv", open_stem)
    finite = [f"{open_stem}e{end}" for end in _PRESENT] + [f"{soft}{end}" for end in _PAST] + [f"{stem}èrent"]
    finite += [f"{base}e{end}" for base in dict.fromkeys((stem, open_stem)) for end in _LATER]
    return {
        FINITE: tuple(finite),
        PARTICIPLE: tuple(f"{stem}é{end}" for end in ("", "e", "s", "es")),
        INFINITIVE: (infinitive,),
        GERUND: (f"{soft}ant",),
    }


_DOUBLING = re.compile(r"(?:admit|slam|quip|submit|permit|refer|rebut)$")


def _english(infinitive: str) -> Mapping[str, tuple[str, ...]]:
    verb, _, particle = infinitive.partition("_")
    after = f" {particle}" if particle else ""
    if _DOUBLING.search(verb):
        past, going = f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
    elif verb.endswith("e"):
        past, going = f"{verb}d", f"{verb[:-1]}ing"
    elif re.search(r"[^aeiou]y$", verb):
        past, going = f"{verb[:-1]}ied", f"{verb}ing"
    else:
        past, going = f"{verb}ed", f"{verb}ing"
    third = (
        f"{verb[:-1]}ies"
        if re.search(r"[^aeiou]y$", verb)
        else verb + ("es" if re.search(r"(?:s|sh|ch|x)$", verb) else "s")
    )
    return {
        FINITE: (third + after, past + after, verb + after),
        PARTICIPLE: (past + after,),
        INFINITIVE: (verb + after,),
        GERUND: (going + after,),
    }
