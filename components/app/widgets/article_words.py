"""Words and families of the page "Read an article", and its errors as sentences."""

import re
from pathlib import Path

from components.app.scene import Scene
from components.articles.model import Reason
from components.events.date_words import when_words
from components.events.errors import DateError, WhowhenError
from components.events.vocabulary import FAMILY_OF_TYPE
from components.events.words import Words, load_words

HERE = Path(__file__).parent.parent
ARTICLES = HERE.parent / "articles"


def article_words(language: str) -> Words:
    """The catalogue ``wording/article_<language>.toml`` of the page."""
    return load_words(HERE, language, "article")


def family_of(scene: Scene, kind: str) -> str:
    """The family of a type of events, also of the story's own."""
    family = FAMILY_OF_TYPE.get(kind) or scene.whole.families.get(kind, "other")
    return family if family in scene.theme.families else "other"


def reason_text(scene: Scene, reason: Reason, of_match: bool = False) -> str:
    """A reason in words: why something was read so or, ``of_match``, why it was found alike."""
    values = {name: _value(scene, name, value) for name, value in reason.values.items()}
    words = load_words(ARTICLES, scene.language, "match" if of_match else "")
    return words(f"{'match' if of_match else 'reasons'}.{reason.key}", **values)


def _value(scene: Scene, name: str, value: str | int) -> str | int:
    """Types and dates stand in a reason as the data have them, and in a sentence as people say them."""
    if name in ("type", "their_type"):
        return scene.term("types", str(value))
    if name in ("when", "their_when"):
        try:
            return when_words(str(value), scene.language, "short")
        except DateError:
            return value
    return value


def error_text(error: WhowhenError, language: str) -> str:
    """Why an article could not be read, as a sentence in the reader's language."""
    words, name = article_words(language), type(error).__name__
    if cause := getattr(error, "cause", ""):
        return words(f"errors.fetch.{cause}", value=_detail(error, language))
    if not words.has(f"errors.{name}"):
        return words("errors.ReadingError")
    detail = _detail(error, language)
    return words(f"errors.{name}", value=detail) if detail else words(f"errors.{name}_bare")


def _detail(error: WhowhenError, language: str) -> str:
    """What the error quotes; a language by its name."""
    value = str(getattr(error, "value", ""))
    if code := re.search(r"\((\w{2,3})\)$", value):
        from babel import Locale

        return str(Locale.parse(language).languages.get(code[1], code[1]))
    return value
