"""What the reader of a page may do how often, and what the page says when that was too often."""

from pathlib import Path

from components.app import who
from components.app.limiting.counting import limits
from components.app.limiting.requests import asking
from components.events.words import load_words

HERE = Path(__file__).parent.parent


def ask(kind: str, cost: int = 1) -> int:
    """Let the reader at the page do something of ``kind`` (a key of ``FIGURES``) that counts as ``cost``.

    0, or in how many seconds that may be.
    """
    request, person = who.request(), who.person()
    known = person.name if person.signed_in else ""
    return limits.ask(kind, asking(request.peer, request.headers or {}, known), cost)


def too_often(kind: str, seconds: int, language: str) -> str:
    """What the page says in place of doing something of ``kind``."""
    words = load_words(HERE, language, "limits")
    minutes = -(-seconds // 60)
    time = words("seconds", n=seconds) if seconds <= 90 else words("minutes", n=minutes)
    return words(f"too_often.{kind}", time=time)


def busy(language: str) -> str:
    """What the page says in place of reading an article while many others are read."""
    return load_words(HERE, language, "limits")("busy")
