"""The page of a short link: it tells programs what it leads to, and takes people there. HTML by hand, all text escaped.

It has no script, and needs none: browsers follow its ``meta refresh``, or the reader its link.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem;line-height:1.25}a{color:inherit}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""The Content-Security-Policy of these pages."""
_LOCALES = {"en": "en_US", "fr": "fr_FR"}  # as Open Graph wants them


@dataclass(frozen=True)
class Card:
    """What a page says. ``url`` and ``image`` are absolute, "" where there is none; ``target`` is where it leads to.

    ``told`` are paragraphs, ``link`` the words of the link to ``target``; ``goes`` says that a browser follows it.
    """

    language: str
    title: str
    told: Sequence[str]
    target: str
    link: str
    goes: bool = False
    url: str = ""
    image: str = ""
    image_alt: str = ""
    size: tuple[int, int] = (0, 0)


def html(card: Card) -> bytes:
    """The page."""
    lines = (
        "<!doctype html>",
        f'<html lang="{escape(card.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(card.title)}</title>",
        *_tags(card),
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f'<main><h1 dir="auto">{escape(card.title)}</h1>',
        *(f'<p dir="auto">{escape(text)}</p>' for text in card.told),
        f'<p><a href="{escape(card.target)}">{escape(card.link)}</a></p>',
        "</main>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode("utf-8", "replace")


def _tags(card: Card) -> Iterator[str]:
    if card.goes:
        yield f'<meta http-equiv="refresh" content="0; url={escape(card.target)}">'
    if not card.url:
        yield '<meta name="robots" content="noindex">'
        return
    yield _meta("name", "description", " ".join(card.told))
    yield f'<link rel="canonical" href="{escape(card.url)}">'
    for name, value in _properties(card):
        yield _meta("name" if name.startswith("twitter:") else "property", name, value)


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(value)}">'


def _properties(card: Card) -> Iterator[tuple[str, str]]:
    """Open Graph (ogp.me) and the cards of Twitter."""
    description = " ".join(card.told)
    yield "og:type", "website"
    yield "og:site_name", "whowhen"
    yield "og:locale", _LOCALES.get(card.language, card.language)
    yield "og:url", card.url
    yield "og:title", card.title
    yield "og:description", description
    yield "og:image", card.image
    yield "og:image:type", "image/png"
    yield "og:image:width", str(card.size[0])
    yield "og:image:height", str(card.size[1])
    yield "og:image:alt", card.image_alt
    yield "twitter:card", "summary_large_image"
    yield "twitter:title", card.title
    yield "twitter:description", description
    yield "twitter:image", card.image
    yield "twitter:image:alt", card.image_alt
