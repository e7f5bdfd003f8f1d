"""From the text as shown to the reader to an ``Article``: what every way in ends with."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from components.articles.model import Article
from components.articles.reading import dateline
from components.articles.reading.errors import NoTextError, TooLargeError
from components.articles.reading.language import told
from components.articles.reading.limits import MOST_CHARACTERS
from components.articles.reading.published import credible, given

LONGEST_TITLE = 200
SENTENCE = "give an article with at least a sentence"
_MARKUP = re.compile(r"<[^<>]{0,2000}>|!?\[[^][]{0,300}\]\([^()\s]{0,2000}\)|https?://[^\s<>\"]{1,2000}")


@dataclass(frozen=True)
class Shown:
    """What a file or a page shows: ``text``, and what it says about itself.

    ``lines`` are the lines of a page that are not in ``text`` but may say when it was published.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: datetime.date | None = None
    lines: tuple[str, ...] = ()
    url: str = ""


def read_text(
    text: str, *, language: str | None = None, published: datetime.date | str | None = None, name: str = ""
) -> Article:
    """The article ``text``, shown as it is; only line endings become line feeds.

    ``language`` is "fr" or "en" (``None``: detected); ``published`` a day or "YYYY-MM-DD" (``None``: the dateline's,
    if it has one). ``name`` is what errors call the text. Raises ``ReadingError``.
    """
    return finished(Shown(text), name, language, published)


def finished(
    shown: Shown, name: str, language: str | None = None, published: datetime.date | str | None = None
) -> Article:
    """The article that ``shown`` makes. Raises ``ReadingError``."""
    day = given(published, name)
    text = _checked(shown.text, name)
    tongue = told(text, language, name)
    head = dateline.read(text, tongue)
    source = "given"
    if day is None:
        day, source = shown.published, "page"
    if day is None:
        day = dateline.labelled(shown.lines, tongue)
    if day is None:
        day, source = head.day, "dateline"
    if day is None or (source != "given" and not credible(day)):
        day, source = None, ""
    title = " ".join(shown.title.split()) or _title(text, tongue)
    return Article(text, tongue, day, source, title, shown.publisher or head.agency, shown.url, name)


def checked_size(text: str, name: str, most: int = MOST_CHARACTERS) -> None:
    """Raise ``TooLargeError`` for more than ``most`` characters, which no article has."""
    if len(text) > most:
        remedy = f"cut it into parts of at most {most:,} characters"
        raise TooLargeError(name, "more text than an article has:", f"{len(text):,} characters", remedy)


def _checked(text: str, name: str) -> str:
    checked_size(text, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = unicodedata.normalize("NFC", text)  # copies out of PDF and macOS write "é" as two characters
    if not text.strip():
        raise NoTextError(name, "empty, it holds no text", "", SENTENCE, "empty")
    if not any(char.isalpha() for char in text):
        raise NoTextError(name, "no word in", text[:200].strip(), SENTENCE, "signs")
    if not any(char.isalpha() for char in _MARKUP.sub("", text)):
        raise NoTextError(name, "only pictures, links or markup in", text[:200].strip(), SENTENCE, "pictures")
    wrong = next((char for char in text if char == "\0" or "\ud800" <= char <= "\udfff"), "")
    if wrong:
        problem = "no text, it holds the character"
        raise NoTextError(name, problem, f"U+{ord(wrong):04X}", "save it as UTF-8 text", "binary")
    return text


def _title(text: str, language: str) -> str:
    """The first line, where it is a headline: short, without a full stop, with text after it."""
    first, _, rest = text.strip().partition("\n")
    line = first.strip()
    headline = rest.strip() and len(line) <= LONGEST_TITLE and line[-1] not in ".…:;,"
    return line if headline and not dateline.in_line(line, language, first=True) else ""
