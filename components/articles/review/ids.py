"""Ids that people can read: short, in the letters of ids, and not taken yet."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from itertools import count, islice

LONGEST = 60
_ASKED = 20  # candidates that are looked up at once

Taken = Callable[[Collection[str]], Collection[str]]
"""Which of some ids are taken."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def slug(text: str, longest: int = LONGEST) -> str:
    """``text`` in lower-case letters, digits and hyphens, cut at a hyphen; "" when it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text[:400].lower().translate(_LETTERS))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return found if len(found) <= longest else found[: longest + 1].rpartition("-")[0] or found[:longest]


def free(wanted: str, taken: Taken, used: set[str]) -> str:
    """``wanted``, or with the first number from 2 on that makes it new; it is ``used`` from then on."""
    names = _numbered(wanted)
    while some := list(islice(names, _ASKED)):
        there = set(taken(some)) | used
        for name in some:
            if name not in there:
                used.add(name)
                return name
    raise AssertionError("numbers do not end")


def candidates(wanted: str) -> list[str]:
    """What ``free`` looks up first for ``wanted``."""
    return list(islice(_numbered(wanted), _ASKED))


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))
