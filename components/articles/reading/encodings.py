"""From bytes to text: byte order marks, UTF-8, what the page declares, then the old encodings of French and English."""

import codecs
import re

from components.articles.reading import kinds
from components.articles.reading.errors import NoTextError

REMEDY = "give plain text, Markdown or HTML"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I | re.A)
# What pages really use. Python knows more, such as punycode, which no page is in and which takes quadratic time.
_PAGES = re.compile(r"cp12\d\d|cp874|cp932|gbk|gb18030|big5|(euc|shift)_j\w+|euc_kr|koi8-[ru]|iso8859-\d+|mac-roman")
_OLD = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»‹›“”‘’„–—…€£°·\u00a0")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffd\ufffe\uffff]")
# Texts have stray control characters; of random bytes a tenth and more are.
MOST_CONTROL = 0.02
# Of the letters of a French text a twentieth have accents; of a Greek or Russian one nearly all are beyond ASCII.
MOST_ACCENTS = 0.3


def decoded(content: bytes, name: str, page: bool = False, charset: str = "") -> str:
    """The text that ``content`` is. Raises ``NoTextError``.

    A ``page`` may declare its encoding in a meta tag; ``charset`` is what the server declares, "" for nothing.
    """
    if not content.strip():
        raise NoTextError(name, "empty, it holds no text", "", "give an article with at least a sentence", "empty")
    what, cause = kinds.binary(content)
    if what:
        raise NoTextError(name, f"no text but {what}", "", REMEDY, cause)
    text = _by_mark(content, name) or _utf8(content) or _declared(content, page, charset) or _guessed(content, name)
    strange = len(_CONTROL.findall(text))
    if "\0" in text or strange > max(2, MOST_CONTROL * len(text)):
        problem = "no text but binary content, beginning with the bytes"
        raise NoTextError(name, problem, content[:8].hex(" "), REMEDY, "binary")
    return text


def _by_mark(content: bytes, name: str) -> str:
    mark, encoding = next((known for known in _MARKS if content.startswith(known[0])), (b"", ""))
    if not mark:
        return ""
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return content[len(mark) :].decode(encoding, errors="replace")
        raise NoTextError(
            name,
            f"it says that it is {encoding.upper()}, and is not, from the byte",
            f"{error.start + len(mark)}",
            "save it as UTF-8 text",
            "encoding",
        ) from None


def _utf8(content: bytes) -> str:
    """The text, where it is UTF-8: what declares itself otherwise and is UTF-8 all the same was declared wrongly."""
    try:
        return "" if b"\0" in content else content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _declared(content: bytes, page: bool, charset: str) -> str:
    found = _META.search(content[:4096]) if page else None
    for label in (charset, found[1].decode("ascii") if found else ""):
        try:
            encoding = codecs.lookup(label).name if label else ""
            if encoding in ("iso8859-1", "ascii"):
                encoding = "cp1252"  # as browsers do
            if _PAGES.fullmatch(encoding):
                return content.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return ""


def _guessed(content: bytes, name: str) -> str:
    for encoding, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        # Nearly every second byte of an unmarked UTF-16 text in Latin letters is zero.
        high, low = content[at::2], content[1 - at :: 2]
        if high.count(0) * 10 > 8 * len(high) and low.count(0) * 10 < len(low):
            return content.decode(encoding, errors="replace")
    loose = content.decode("utf-8", errors="replace")
    if sum(char > "\x7f" for char in loose) > 4 * loose.count("\ufffd"):
        return loose  # UTF-8 with a few broken characters; anything else would break all the others
    # Libraries that guess take a French sentence in Latin-1 for Greek or Icelandic: they know 90 encodings, and short
    # texts fit many. Only French and English are read here, so the encoding is the one that makes their letters.
    best = max((content.decode(encoding, errors="replace") for encoding in _OLD), key=_fits)
    foreign = sum(char > "\x7f" for char in best) > MOST_ACCENTS * sum(map(str.isalpha, best))
    if (foreign or _fits(best) < 0) and "\0" not in best:
        problem = "its encoding cannot be told by the bytes"
        raise NoTextError(name, problem, _strange(content), "save it as UTF-8 text", "encoding")
    return best


def _fits(text: str) -> int:
    return sum((char in _LETTERS) * 2 - 1 for char in text[:200_000] if char > "\x7f")


def _strange(content: bytes) -> str:
    return bytes(byte for byte in content[:200_000] if byte > 0x7F)[:8].hex(" ")
