"""The words around the date of a dateline, out of the lexicons ``reading*.toml``, eaten one by one."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_BREAK = re.compile(r"[\s,.;:|/•·*_()\[\]—–―-]+")
_NAME = re.compile(r"[A-ZÀ-Ý][\w'’.&-]*")
_MOST_NAMES = 6


@dataclass(frozen=True)
class Before:
    """What stands before a date: a label, an article, an agency, names (in capitals only?), and a break before it."""

    label: bool = False
    article: bool = False
    agency: bool = False
    named: bool = False
    capitals: bool = False
    parted: bool = True


class Words:
    """The lexicon of a language. Each pattern eats at least a character, so that reading is linear."""

    def __init__(self, language: str) -> None:
        shared, own = _load("reading"), _load(f"reading_{language}")
        self.agencies: Mapping[str, str] = shared["agencies"]
        self._label, self._article = _any(own["labels"]), _any(own["articles"])
        self._by, self._note, self._particle = _any(own["by"]), _any(own["notes"]), _any(own["particles"])
        self._preposition = _any(own["prepositions"])
        self._agency = _any(self.agencies, re.NOFLAG)
        self._zone = _any(shared["zones"], re.NOFLAG)
        at = "|".join(map(re.escape, own["at"]))
        hour = r"\d{1,2}(?:\s?[:.hH]\s?(?:\d{2}(?::\d{2})?)?|\s?(?=[ap]\.?m))"
        self._time = re.compile(rf"(?:(?:{at})\s+)?(?:{hour}(?:\s?[ap]\.?m\b\.?)?|[+-]\d\d:?\d\d\b)", re.I)
        self._length = re.compile(r"\d{1,3}\s?min(?:utes?)?\b", re.I)

    def before(self, text: str) -> Before | None:
        """What stands before the date in ``text``; ``None`` where it is more than a dateline has."""
        if self._preposition.match(text):
            return None  # "In Paris, on November 10" begins a sentence
        at, names, capitals, broken, byline = 0, 0, True, True, False
        label = article = agency = False
        while at < len(text):
            end, what = self._next(text, at)
            if what == "break":
                broken = broken or bool(text[at:end].strip())
            elif what == "label":
                label, broken = True, True
            elif what == "agency":
                agency, broken = True, False
            elif what == "by":
                byline = True
            elif what == "article":
                article = True
            elif what in ("name", "particle"):
                names += what == "name"
                capitals, broken, article = capitals and text[at:end].isupper(), False, False
            if not what or names > _MOST_NAMES or (article and names and not (broken or label or byline)):
                return None
            at = end
        return Before(label, article, agency or byline, names > 0, names > 0 and capitals, broken or label)

    def _next(self, text: str, at: int) -> tuple[int, str]:
        kinds = (
            ("break", _BREAK),
            ("label", self._label),
            ("agency", self._agency),
            ("by", self._by),
            ("article", self._article),
            ("time", self._time),
            ("zone", self._zone),
            ("name", _NAME),
            ("particle", self._particle),
        )
        for what, pattern in kinds:
            found = pattern.match(text, at)
            if found:
                return found.end(), what
        return at, ""

    def ends(self, text: str) -> bool:
        """Whether nothing stands after a date but times, an agency, names, and notes on changes."""
        at, names = 0, 0
        while at < len(text):
            if self._note.match(text, at):
                return True
            for pattern in (
                _BREAK,
                self._time,
                self._length,
                self._zone,
                self._agency,
                self._by,
                _NAME,
                self._particle,
            ):
                found = pattern.match(text, at)
                if found:
                    break
            else:
                return False
            names += pattern is _NAME
            at = found.end()
        return names <= _MOST_NAMES

    def agency_after(self, text: str) -> int:
        """Where the text goes on after a full stop or comma and an agency in brackets."""
        found = re.match(r"\s*[.,]?\s*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*[.,:]?", text)
        return found.end() if found else 0


@lru_cache(maxsize=2)
def words(language: str) -> Words:
    """The words of "fr" or "en"."""
    return Words(language)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_LEXICONS / f"{name}.toml").read_text(encoding="utf-8"))


def _any(alternatives: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    longest = sorted(alternatives, key=len, reverse=True)
    return re.compile("|".join(rf"{re.escape(word)}(?:(?<=['’])|(?!\w))" for word in longest), flags)
