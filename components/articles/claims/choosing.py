"""Which of several attributions holds a stretch of text."""

from collections.abc import Iterable

from components.articles.claims.model import Attribution


def speaker_of(attributions: Iterable[Attribution], start: int, end: int) -> Attribution | None:
    """The attribution whose content holds ``text[start:end]``, the innermost; ``None`` where the article tells it."""
    holding = [one for one in attributions if one.content_start <= start and end <= one.content_end]
    return min(holding, key=lambda one: (one.content_end - one.content_start, one.start), default=None)
