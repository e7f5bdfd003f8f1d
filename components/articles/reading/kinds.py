"""What kind of content some bytes are, told by their first bytes and by the name of the file."""

import re

TEXT, MARKDOWN, HTML = "text", "markdown", "html"

_BY_SUFFIX = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), HTML),
}
# (where, first bytes, what the reader knows it as, one of errors.NO_TEXT)
_BINARY = (
    (0, b"%PDF-", "a PDF", "pdf"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document (.docx, .odt, .epub)", "office"),
    (0, b"PK\x05\x06", "an empty ZIP archive", "archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .xls)", "office"),
    (0, b"{\\rtf", "an RTF document", "office"),
    (0, b"\x89PNG\r\n", "a PNG image", "image"),
    (0, b"\xff\xd8\xff", "a JPEG image", "image"),
    (0, b"GIF8", "a GIF image", "image"),
    (0, b"II*\0", "a TIFF image", "image"),
    (0, b"MM\0*", "a TIFF image", "image"),
    (8, b"WEBP", "a WebP image", "image"),
    (8, b"WAVE", "a sound file", "media"),
    (8, b"AVI ", "a video", "media"),
    (4, b"ftyp", "a video or a picture of a phone", "media"),
    (0, b"\x1aE\xdf\xa3", "a video", "media"),
    (0, b"ID3", "a sound file", "media"),
    (0, b"OggS", "a sound file", "media"),
    (0, b"fLaC", "a sound file", "media"),
    (0, b"\x1f\x8b", "a gzip archive", "archive"),
    (0, b"BZh", "a bzip2 archive", "archive"),
    (0, b"\xfd7zXZ\0", "an xz archive", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", "archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive", "archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", "archive"),
    (0, b"\x7fELF", "a program", "program"),
    (0, b"SQLite format 3\0", "a database", "program"),
    (0, b"%!PS", "a PostScript document", "pdf"),
)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)


def binary(content: bytes) -> tuple[str, str]:
    """What these bytes are and which cause of ``errors.NO_TEXT``, if they are no text by their first bytes; else ""."""
    return next(((what, cause) for at, magic, what, cause in _BINARY if content.startswith(magic, at)), ("", ""))


def kind(text: str, suffix: str) -> str:
    """``TEXT``, ``MARKDOWN`` or ``HTML``: as the name's suffix says; where it says nothing, as the text begins."""
    named = _BY_SUFFIX.get(suffix.lower())
    return named or (HTML if _PAGE.match(text.removeprefix("\ufeff")) else TEXT)


def declares(content: bytes, suffix: str) -> bool:
    """Whether the bytes may declare their encoding as a page does."""
    return _BY_SUFFIX.get(suffix.lower()) == HTML or content[:1000].lstrip()[:1] == b"<"
