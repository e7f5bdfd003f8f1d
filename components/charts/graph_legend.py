"""The legend of the actor graph as data: colours and widths of links, shapes of actors."""

from collections.abc import Collection
from typing import Any

from components.charts.graph_curves import line_width
from components.charts.graph_words import graph_words
from components.charts.links import MIXED
from components.charts.theme import Theme
from components.events.vocabulary import FAMILIES
from components.events.words import Words

SEVERAL = "mixed"
COLOURS = ("contacts", "support", "pressure", "institutions", "statements", SEVERAL, "other")
SAMPLE_WIDTH = 3.2
_WIDTHS = {"2": 2, "8": 8, "more": 17}
_SHAPES = {
    "person": '<circle cx="6" cy="6" r="4.6"/>',
    "state": '<rect x="1.8" y="1.8" width="8.4" height="8.4"/>',
    "organisation": '<path d="M1 6 3.5 1.7h5L11 6 8.5 10.3h-5z"/>',
    "media": '<path d="M6 .4 11.6 6 6 11.6.4 6z"/>',
}


def colour_key(family: int) -> str:
    """Key of a link's colour, for the position of its dominant family in ``FAMILIES`` (or ``MIXED``)."""
    return SEVERAL if family == MIXED else FAMILIES[family]


def link_colour(theme: Theme, key: str) -> str:
    """Colour of a link: that of its dominant family, quieter where somebody only speaks about somebody."""
    if key == SEVERAL:
        return theme.mixed_link
    return theme.statement_link if key == "statements" else theme.families[key]


def legend(
    theme: Theme, language: str, colours: Collection[str] | None = None, unit: float = 1.0
) -> dict[str, list[dict[str, Any]]]:
    """``{"colours": [...], "widths": [...], "kinds": [...]}`` in reading order, each entry with its ``text``.

    Colours and widths have ``colour`` (CSS) and ``width`` (px of the line), kinds a ``svg`` (12 × 12 px). ``colours``
    are the keys in use (``meta["colours"]`` of the figure); without them all but "other" are listed. ``unit`` is
    ``meta["unit"]`` of the figure.
    """
    words = graph_words(language)
    used = [key for key in COLOURS if (key in colours if colours is not None else key != "other")]
    return {
        "colours": [
            {"text": words(f"colours.{key}"), "colour": link_colour(theme, key), "width": SAMPLE_WIDTH} for key in used
        ],
        "widths": [
            {"text": _many(words, key, n, unit), "colour": theme.muted, "width": line_width(n)}
            for key, n in _WIDTHS.items()
        ],
        "kinds": [{"text": words(f"shapes.{kind}"), "svg": _svg(theme, drawing)} for kind, drawing in _SHAPES.items()],
    }


def _many(words: Words, key: str, n: int, unit: float) -> str:
    if unit == 1:
        return words(f"widths.{key}")
    return words(f"widths_of_many.{key}", n=int((n - (key == "more")) * unit))


def _svg(theme: Theme, drawing: str) -> str:
    size = 'width="12" height="12" viewBox="0 0 12 12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="{theme.muted}">{drawing}</svg>'
