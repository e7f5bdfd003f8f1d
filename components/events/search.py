"""Free text over titles, actors, places, claims and notes: accents and case do not count, every word must be found."""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.joins import events_of, keep, positions
from components.events.story import Story

Mask = NDArray[np.bool_]
COLUMNS = {
    "events": ("title", "short_title", "place", "note", "tags"),
    "actors": ("name", "aliases", "role"),
    "claims": ("summary", "speaker_label", "speaker", "quote"),
}
# Letters that do not fall apart into a base letter and a mark, and apostrophes of all kinds.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
    }
)
_TERMS = re.compile(r'"([^"]+)"|“([^”]+)”|«\s*([^»]+?)\s*»|(\S+)')


def fold(text: str) -> str:
    """``text`` without accents and without difference of case: "Élysée" and "elysee" are the same."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)


def terms_of(text: str) -> tuple[str, ...]:
    """The folded terms of a query: words, and phrases in quotation marks."""
    found = (next(group for group in match.groups() if group) for match in _TERMS.finditer(text))
    return tuple(dict.fromkeys(term for term in map(fold, found) if term))


def search(story: Story, text: str) -> Mask:
    """Which events hold every term of ``text``, each of them in any of the event's texts."""
    mask = np.ones(len(story.events), dtype=bool)
    for term in terms_of(text):
        mask &= _holding(story, term)
    return mask


def _holding(story: Story, term: str) -> Mask:
    mask = _contains(story, "events", term)
    for row in np.flatnonzero(_contains(story, "actors", term)):
        mask[events_of(story, int(row))] = True
    at = positions(story, "claims")[_contains(story, "claims", term)]
    mask[at[at >= 0]] = True
    return mask


def _contains(story: Story, table: str, term: str) -> Mask:
    return _folded(story, table).str.contains(term, regex=False).to_numpy(dtype=bool, copy=True)


def _folded(story: Story, table: str) -> "pd.Series[str]":
    """The texts of each row of ``table`` in one folded text; kept as long as the story lives."""
    frame: pd.DataFrame = getattr(story, table)
    return keep(story, f"text of {table}", lambda: _fold_all(_joined(frame, _names(frame, COLUMNS[table]))))


def _names(frame: pd.DataFrame, wanted: Iterable[str]) -> list[str]:
    stems = tuple(wanted)
    return [name for name in map(str, frame.columns) if name in stems or re.sub("_[a-z]{2,3}$", "", name) in stems]


def _joined(frame: pd.DataFrame, names: list[str]) -> "pd.Series[str]":
    out = pd.Series("", index=frame.index, dtype="str")
    for name in names:
        out = out + "\n" + frame[name].fillna("").astype("str")
    return out


def _fold_all(texts: "pd.Series[str]") -> "pd.Series[str]":
    plain = texts.str.lower()
    accented = ~plain.str.isascii()
    if accented.any():
        plain = plain.copy()
        plain[accented] = texts[accented].map(fold)
    return plain
