"""Words of the forms and dialogs: their own, those of the columns, names of languages."""

from functools import lru_cache
from pathlib import Path

from components.events.words import Words, load_words

APP = Path(__file__).parents[2]
EVENTS = APP.parent / "events"


def editing_words(language: str) -> Words:
    """The catalogue ``wording/editing_<language>.toml`` of the page."""
    return load_words(APP, language, "editing")


def column_words(column: str, language: str) -> str:
    """The name of a column as the history calls it: "date", "title (French)"; the column itself when it has none."""
    words = load_words(EVENTS, language, "changes")
    if words.has(f"columns.{column}"):
        return words(f"columns.{column}")
    name, _, code = column.rpartition("_")
    if not words.has(f"columns.{name}"):
        return column
    return editing_words(language)("field.translated", column=words(f"columns.{name}"), tongue=tongue(code, language))


@lru_cache(maxsize=256)
def tongue(code: str, language: str) -> str:
    """The name of the language ``code`` in ``language``; the code itself when nobody knows it."""
    from babel import Locale

    return str(Locale.parse(language).languages.get(code, code))
