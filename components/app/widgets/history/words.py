"""The words of the page of history."""

import datetime
from pathlib import Path

from components.events.changes import ChangeSet, RowChange
from components.events.changing_words import told
from components.events.date_words import day_words
from components.events.dates import to_day
from components.events.words import Words, load_words

HERE = Path(__file__).parents[2]
EVENTS = HERE.parent / "events"
MARK = "\x00"  # no text of a story holds it


def history_words(language: str) -> Words:
    """The catalogue ``wording/history_<language>.toml``."""
    return load_words(HERE, language, "history")


def when(at: datetime.datetime, language: str) -> str:
    """A moment in words, in UTC: "10 Nov 2024, 17:05 UTC"."""
    day = day_words(to_day(at.date()), language, "short")
    return history_words(language)("change.at", day=day, time=f"{at:%H:%M}")


def sentences(rows: tuple[RowChange, ...], language: str) -> list[str]:
    """What happens to ``rows``, a sentence each."""
    return told(ChangeSet(0, datetime.datetime.min, "", "", rows), language)


def naming(sentence: str, row: RowChange, language: str) -> tuple[str, str, str, str] | None:
    """Where ``sentence``, told of ``row``, names an event: what stands before, the name, what follows, and its id.

    ``None`` for rows that are no events and no claims. Of an event only its name is left, not the words around it.
    """
    if row.table not in ("events", "claims"):
        return None
    words, id = load_words(EVENTS, language, "changes"), row.id
    if row.table == "events":
        before, after = words("what.events", id=id, name=MARK).split(MARK)
    elif row.table == "claims":
        id = (row.after or row.before or {}).get("event_id", "")
        before, after = words("what.claims", id=row.id, event=id + MARK).split(id + MARK) if id else ("", "")
    end = sentence.find(after, len(before)) if row.table == "events" else len(before) + len(id)
    if not id or not sentence.startswith(before) or end < 0:
        return None
    name, rest = sentence[len(before) : end], sentence[end + len(after) :]
    return ("" if row.table == "events" else before), name, rest, id
