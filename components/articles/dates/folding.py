"""Texts brought to one form, character by character, so that offsets stay those of the text."""

import unicodedata

_SIGNS = {"’": "'", "ʼ": "'", "ʻ": "'", "՚": "'", "ꞌ": "'", "＇": "'", "′": "'", "‵": "'", "ʹ": "'", "‘": "'", "`": "'"}
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_SPACES = dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t", " ")


def _plain(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[:1]
    return base if base.isascii() and base.isalpha() else char


_ACCENTS = {chr(code): _plain(chr(code)) for code in range(0xC0, 0x250)}
_FOLD = str.maketrans(_ACCENTS | _SIGNS | _DASHES | _SPACES)
_SHAPE = str.maketrans(_SIGNS | _DASHES | _SPACES)


def lowered(text: str) -> str:
    """The text in lower case, of the same length, with plain apostrophes, hyphens and spaces."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_SHAPE)


def folded(text: str) -> str:
    """``lowered`` without accents."""
    return lowered(text).translate(_FOLD)


def unaccented(text: str) -> str:
    r"""The text without accents, its case kept: for regular expressions, in which ``\W`` is not ``\w``."""
    return text.translate(_FOLD)
