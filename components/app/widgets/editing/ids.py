"""Ids of new rows: readable, and like no other of the story."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace

from components.app.widgets.editing.values import pairs, pairs_cell
from components.events.changes import ID, Cells, Change
from components.events.changing_scope import REFERENCES

_WORDS = 5  # of a title that go into an id
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "’": "", "'": ""})


def new_id(words: str, day: str, known: Collection[str], otherwise: str = "row") -> str:
    """An id out of the first ``words`` and the ``day`` (EDTF; what is no date in it is left out), not in ``known``.

    ``otherwise`` begins the id where no letter of ``words`` has a Latin form ("event-2025-11-18").
    """
    stem = slug(words) or otherwise
    date = re.match(r"\d{4}(?:-\d\d){0,2}(?!\d)", day.strip())
    if date and date[0] not in stem:
        stem = f"{stem}-{date[0]}"
    return free_id(stem, known)


def free_id(stem: str, known: Collection[str]) -> str:
    """``stem``, or the first of ``stem-2``, ``stem-3``, ... that is not in ``known``."""
    if stem not in known:
        return stem
    number = 2
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


def new_claim_id(event: str, known: Collection[str]) -> str:
    """The next id of a claim about ``event``: ``<event>-c04`` after ``<event>-c03``, not in ``known``."""
    numbers = [int(found[1]) for one in known if (found := re.fullmatch(rf"{re.escape(event)}-c(\d{{1,9}})", one))]
    return free_id(f"{event}-c{max(numbers, default=0) + 1:02d}", known)


def slug(words: str, most: int = _WORDS) -> str:
    """The first ``most`` words in small Latin letters and digits with hyphens between; "" when there are none."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    latin = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", latin)[:most])


def with_other_ids(change: Change, ids: Mapping[tuple[str, str], str]) -> Change:
    """``change`` with rows renamed, (table, id) -> id, and its own cells that name them."""
    rows: dict[str, tuple[Cells, ...]] = {}
    for table, asked in change.rows.items():
        named = {ID[table]: table, **{column: to for of, column, to in REFERENCES if of == table}}
        rows[table] = tuple(
            {column: _renamed(named.get(column), column, text, ids) for column, text in row.items()} for row in asked
        )
    return replace(change, rows=rows)


def _renamed(table: str | None, column: str, text: str, ids: Mapping[tuple[str, str], str]) -> str:
    if table is None:
        return text
    if column == "participants":
        return pairs_cell((ids.get((table, actor), actor), role) for actor, role in pairs(text))
    return ids.get((table, text), text)
