"""The words of the table editor, and the names by which a pasted line may call columns."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from components.app.pasting import plain
from components.app.view import LANGUAGES
from components.app.widgets.editing.wordings import column_words
from components.events.changes import ID
from components.events.words import Words, load_words

HERE = Path(__file__).parents[2]


def table_words(language: str) -> Words:
    """The catalogue ``wording/table_<language>.toml``."""
    return load_words(HERE, language, "table")


def label(column: str, language: str, table: str = "") -> str:
    """The name of a column on the page: "Title (French)"; one that only this story has is called as in its file.

    With ``table``, the id of its own rows is called so.
    """
    if table and column == ID[table]:
        return table_words(language)(f"grid.{column}")
    text = column_words(column, language)
    return text if text == column and "_" in column else text[:1].upper() + text[1:]


@lru_cache(maxsize=64)
def names_of(table: str, columns: tuple[str, ...], languages: tuple[str, ...]) -> Mapping[str, str]:
    """What a first line may call the columns, as ``pasting.plain`` writes it: their names in the file and on the page.

    A text without a language is that of the story's first one. A name that would fit two columns is the first one's.
    """
    found = {plain(column): column for column in columns}
    for column in columns:
        for language in LANGUAGES:
            found.setdefault(plain(column_words(column, language)), column)
    for column in columns:
        name, _, code = column.rpartition("_")
        if code in languages and name:
            for language in LANGUAGES:
                bare = plain(column_words(name, language))
                found.setdefault(f"{bare}{code}", column)
                if code == languages[0]:
                    found.setdefault(plain(name), column)
                    found.setdefault(bare, column)
    found.setdefault("id", ID[table])
    for language in LANGUAGES:
        found.setdefault(plain(label(ID[table], language, table)), ID[table])
    return found


def counts(words: Words, numbers: Mapping[str, int]) -> str:
    """Such as "2 rows changed, 1 new row"; parts of 0 are left out."""
    return ", ".join(words(f"edits.{name}", n=n) for name, n in numbers.items() if n)


def listed(texts: Sequence[str], most: int = 10) -> str:
    """``texts`` with commas between, cut after ``most``."""
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")
