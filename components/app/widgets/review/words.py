"""Words of the review of an article."""

from components.app.widgets.article_words import HERE
from components.events.words import Words, load_words


def review_words(language: str) -> Words:
    """The catalogue ``wording/review_<language>.toml`` of the page."""
    return load_words(HERE, language, "review")


def percent(share: float, language: str) -> str:
    """A share of 1 as people write it: "75%", "75 %"."""
    from babel.numbers import format_percent  # not needed before the first card

    return str(format_percent(share, locale=language))
