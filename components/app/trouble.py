"""Why something could not be done, told to the reader: the error of a store as a sentence in the reader's language.

What the error itself says names folders and servers. That goes to the log of the server, never to the page.
"""

import logging
from pathlib import Path

from components.app import who
from components.events.errors import CausedError, StoryError, WhowhenError
from components.events.words import Words, load_words

HERE = Path(__file__).parent
_TABLES = ("table", "named")  # values that are names of tables, with those that are ids in them
_LONGEST = 200  # characters of a value that are shown
_log = logging.getLogger(__name__)
_logged: list[str] = [""]


def trouble_words(language: str) -> Words:
    """The catalogue ``wording/trouble_<language>.toml``."""
    return load_words(HERE, language, "trouble")


def told_trouble(error: WhowhenError, language: str) -> str:
    """Why, in ``language``: by the cause of the error, else a general sentence. The log gets the error's own words."""
    note(str(error))
    words, cause = trouble_words(language), getattr(error, "cause", "")
    if isinstance(error, StoryError):
        cause = "defects"
    if cause == "closed" and (why_not := who.person().why_not):
        return why_not
    if not words.has(f"why.{cause}"):
        return words("why.unknown")
    return words(f"why.{cause}", **_values(error, words))


def _values(error: WhowhenError, words: Words) -> dict[str, str]:
    """What the sentence names; rows as "the claim x"."""
    values = dict(error.values) if isinstance(error, CausedError) else {}
    for table, id, row in (("table", "id", "referring"), ("named", "which", "needed")):
        if words.has(f"row.{values.get(table)}"):
            values[row] = words(f"row.{values[table]}", id=_cut(values.get(id, "")))
    return {name: _cut(text) for name, text in values.items() if name not in _TABLES}


def _cut(text: str) -> str:
    line = "".join(sign if sign.isprintable() else " " for sign in text[: _LONGEST + 1])
    return line if len(text) <= _LONGEST else f"{line[:_LONGEST]}…"


def note(text: str) -> None:
    """A form asks at each key that is pressed; what is wrong is put down once."""
    if _logged[0] != text:
        _logged[0] = text
        _log.warning("%s", text)
