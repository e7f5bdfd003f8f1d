"""Dates in text: ``find_dates`` finds them and reads each as an EDTF date with its first and last day.

A text is folded (``folding``), the templates of the language's lexicon (``lexicon``, ``grammar``) are tried where a
word can begin one (``matching``), guards drop what only looks like a date, and the readers of each theme (``calendar``,
``periods``, ``weekdays``, ``relative``, ``holidays``, ``anchors``) turn a match into a span of days; ``phrases``,
``intervals`` and ``coordination`` then read the words around it ("fin", "depuis", "du ... au ...", "jeudi et
vendredi"). No I/O but the loading of the lexicons.
"""

from components.articles.dates.finder import find_dates
from components.articles.dates.mention import Anchor, DateMention

__all__ = ["Anchor", "DateMention", "find_dates"]
