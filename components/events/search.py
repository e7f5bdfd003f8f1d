"""Free text over titles, actors, places, claims and notes: accents and case do not count, every word must be found."""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import with_text
from components.events.folding import fold, fold_all
from components.events.joins import Positions, actor_positions, cutting, events_of, inherit, join, keep, know, positions
from components.events.story import Story
from components.events.wordlist import Column

__all__ = ["fold", "index", "search", "terms_of"]

Mask = NDArray[np.bool_]
LARGE = 20_000
"""Events and claims from which words are looked up in a list of them."""
MANY = 200  # actors from which their events are sought among all
_TEXTS = "columns of texts"
COLUMNS = {
    "events": ("title", "short_title", "place", "note", "tags"),
    "actors": ("name", "aliases", "role"),
    "claims": ("summary", "speaker_label", "speaker", "quote"),
}
_TERMS = re.compile(r'"([^"]+)"|“([^”]+)”|«\s*([^»]+?)\s*»|(\S+)')


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


def index(story: Story) -> None:
    """Make ready what searches of a large ``story`` need, which else the first one waits for; nothing for others."""
    texts = _texts(story)
    for one in texts.values() if texts else ():
        one.ready()


def retold(story: Story, told: Story, names: Sequence[str]) -> Story:
    """``told`` with all that is known of ``story``, whose rows it has, but other texts in ``names`` of the events."""
    texts = _texts(story)
    join(story)
    inherit(story, told)
    if texts:
        know(told, _TEXTS, {**texts, **{("events", name): Column(told.events, name) for name in names}})
    return told


def _holding(story: Story, term: str) -> Mask:
    mask = _contains(story, "events", term).copy()
    mask[_of_actors(story, np.flatnonzero(_contains(story, "actors", term)))] = True
    at = positions(story, "claims")[_contains(story, "claims", term)]
    mask[at[at >= 0]] = True
    return mask


def _of_actors(story: Story, rows: Positions) -> Positions:
    """Rows of the events in which any of these actors takes part."""
    if len(rows) < MANY:
        return np.concatenate([np.zeros(0, np.intp), *(events_of(story, row) for row in rows.tolist())])
    chosen = np.zeros(len(story.actors) + 1, dtype=bool)  # the last is that of no actor
    chosen[rows] = True
    at = positions(story, "participants")[chosen[actor_positions(story)]]
    return at[at >= 0]


def _contains(story: Story, table: str, term: str) -> Mask:
    part, texts = cutting(story), _texts(story)
    if texts is not None and "\n" not in term:  # which may reach over columns
        mask = np.zeros(len(getattr(story, table)), dtype=bool)
        for one in (column for (where, _), column in texts.items() if where == table):
            mask |= one.holding(term)
        return mask
    if part is not None and _is_large(part.story):
        found = _contains(part.story, table, term)
        return found[part.rows[table].numbers] if table in part.rows else found
    return _folded(story, table).str.contains(term, regex=False).to_numpy(dtype=bool, copy=True)


def _texts(story: Story) -> Mapping[tuple[str, str], Column] | None:
    """The columns of texts of a large story that was not cut out of another one."""
    if cutting(story) is not None or len(story.events) + len(story.claims) < LARGE:
        return None
    return keep(
        story,
        _TEXTS,
        lambda: {
            (table, name): Column(getattr(story, table), name)
            for table, stems in COLUMNS.items()
            for name in _names(getattr(story, table), stems)
        },
    )


def _is_large(story: Story) -> bool:
    part = cutting(story)
    return _texts(story) is not None if part is None else _is_large(part.story)


def _folded(story: Story, table: str) -> "pd.Series[str]":
    """The texts of each row of ``table`` in one folded text; kept as long as the story lives."""
    frame: pd.DataFrame = getattr(story, table)
    return keep(story, f"text of {table}", lambda: fold_all(_joined(frame, _names(frame, COLUMNS[table]))))


def _names(frame: pd.DataFrame, wanted: Iterable[str]) -> list[str]:
    stems = tuple(wanted)
    return [name for name in map(str, frame.columns) if name in stems or re.sub("_[a-z]{2,3}$", "", name) in stems]


def _joined(frame: pd.DataFrame, names: list[str]) -> "pd.Series[str]":
    out = pd.Series("", index=frame.index, dtype="str")
    for name in names:
        out = out + "\n" + with_text(frame[name]).fillna("")
    return out
