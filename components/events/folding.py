"""Texts without accents and without difference of case, as search compares them."""

import unicodedata

import pandas as pd

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


def fold(text: str) -> str:
    """``text`` without accents and without difference of case: "Élysée" and "elysee" are the same."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)


def fold_all(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Each of ``texts`` folded."""
    plain = texts.str.lower()
    accented = ~plain.str.isascii()
    if accented.any():
        plain = plain.copy()
        plain[accented] = texts[accented].map(fold)
    return plain
