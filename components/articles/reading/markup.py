"""A page written anew, so that the parser takes it in time linear in its length.

libxml2 compares every attribute of a tag with all before it: 40,000 of them take 6 s, a million an hour.
So the page is cut into tags and text by the rules of HTML, and written with a few attributes a tag; scripts, styles and
comments are left out, but for JSON-LD. Every alternative of the pattern ends at the end of the page at the latest, and
no part of it can match a text in two ways.
"""

import re
from collections.abc import Iterator

MOST_ATTRIBUTES = 64
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)?+"
_ATTRIBUTES = rf"(?:[\s/]++|{_ATTRIBUTE})*+"
_TOKEN = re.compile(
    r"(?P<dropped><!--.*?(?:--!?>|\Z))"
    rf"|<(?P<raw>script|style|title|textarea|iframe|xmp|noembed|noframes)\b(?P<of_raw>{_ATTRIBUTES})(?:>|\Z)"
    r"(?P<body>.*?)(?:</(?P=raw)\b[^>]*(?:>|\Z)|\Z)"
    r"|</(?P<end>[a-z][^\s/>]*)[^>]*(?:>|\Z)"
    rf"|<(?P<start>[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)"
    r"|<[!?/][^>]*(?:>|\Z)"
    r"|(?P<text>[^<]+)"
    r"|(?P<sign><)",
    re.I | re.S,
)
_ONE = re.compile(
    r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\s>\"'][^\s>]*+))?+)?+", re.S
)
# Controls, which a page shows as nothing and lxml refuses, as they are and as numbers.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?:;|(?!\d))|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?:;|(?![0-9a-f]))",
    re.I,
)
_FEEDS = str.maketrans("\x0b\x0c", "  ")
_NAME = re.compile(r"[a-z][a-z0-9:._-]{0,60}", re.I)


def rewritten(page: str) -> Iterator[str]:
    """The page, piece by piece: each piece is a start tag, an end tag, or text."""
    for token in _TOKEN.finditer(_CONTROL.sub("", page).translate(_FEEDS)):
        if token["text"] is not None:
            yield token["text"]
        elif token["sign"]:
            yield "&lt;"
        elif token["raw"]:
            yield from _raw(token["raw"].lower(), token["of_raw"], token["body"])
        elif token["end"] and _NAME.fullmatch(token["end"]):
            yield f"</{token['end']}>"
        elif token["start"] and _NAME.fullmatch(token["start"]):
            yield _tag(token["start"], token["attributes"])


def _raw(name: str, attributes: str, body: str) -> Iterator[str]:
    tag = _tag(name, attributes)
    if name == "title":
        yield f"{tag}{body.replace('<', '&lt;')}</title>"
    elif name == "script" and "ld+json" in tag:
        yield f"{tag}{body}</script>"


def _tag(name: str, attributes: str) -> str:
    pairs: dict[str, str] = {}
    for found in _ONE.finditer(attributes):
        if _NAME.fullmatch(found[1]):
            pairs.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
        if len(pairs) >= MOST_ATTRIBUTES:
            break
    return f"<{name}{''.join(f' {key}={_quoted(value)}' for key, value in pairs.items())}>"


def _quoted(value: str) -> str:
    escaped = value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return f'"{escaped}"'
