"""The texts of sources that a change brings: which names they may have, and the bytes that are kept of them."""

import hashlib
import re
from collections.abc import Mapping

from components.events.changes import Change, ChangeError

LONGEST = 200  # bytes of a name: file systems take 255, and a save puts some letters in front
_SEPARATORS = set('\\/:*?"<>|')
# Windows takes them for devices, whatever the ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def texts_of(change: Change) -> dict[str, bytes]:
    """The texts of ``change`` as they are kept, by name: in UTF-8, lines ending as on Unix.

    Raises ``ChangeError`` for a name that is no plain name of a text file, and for what is no text.
    """
    if not isinstance(change.texts, Mapping):
        raise ChangeError('texts: write {"name.txt": "the text"}', "shape")
    return {plain(name): _content(name, text) for name, text in change.texts.items()}


def plain(name: object) -> str:
    """``name`` if a text may be kept under it. Raises ``ChangeError``."""
    if not isinstance(name, str) or not name.endswith((".txt", ".md")):
        remedy = "write a file name that ends in .txt or .md"
        raise ChangeError(f"{_shown(name)} is no name of a text: {remedy}", "text_name")
    if not is_name(name):
        raise ChangeError(
            f"{_shown(name)} is no plain file name: write one of letters, digits and hyphens, without a folder",
            "text_name",
        )
    if len(name.encode()) > LONGEST:
        raise ChangeError(f"{_shown(name)} is too long for a file name: {LONGEST} bytes at most", "text_long")
    return name


def is_name(name: str) -> bool:
    """Whether ``name`` can be that of a file in a folder of texts, and of no other."""
    odd = not name or name.startswith(".") or name != name.strip() or not name.isprintable()
    return not odd and _SEPARATORS.isdisjoint(name) and not _DEVICES.fullmatch(name)


def digest(content: bytes) -> str:
    """The checksum that a source names beside its text."""
    return hashlib.sha256(content).hexdigest()


def storable(text: str) -> bool:
    """Whether every store can hold ``text``: no NUL, no half of a character."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text))


def _content(name: str, text: object) -> bytes:
    if not isinstance(text, str):
        raise ChangeError(f"text {_shown(name)}: there is no text; put it in quotation marks", "shape")
    if not storable(text):
        what = "it holds a NUL or half a character (a surrogate)"
        raise ChangeError(f"text {_shown(name)}: {what}; take it out", "text_sign")
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def _shown(name: object) -> str:
    return ascii(name)[:80] if not isinstance(name, str) or not name.isprintable() else f"“{name[:80]}”"
