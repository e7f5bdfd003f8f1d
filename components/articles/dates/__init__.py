"""Dates in text: ``find_dates`` finds them and reads each as an EDTF date with its first and last day.

A text is folded (``folding``), the templates of the language's lexicon (``lexicon``, ``grammar``) are tried where a
word can begin one, guards drop what only looks like a date, and the readers of each theme (``calendar``, ``periods``,
``weekdays``, ``relative``, ``holidays``, ``anchors``) turn a match into a span of days; ``phrases`` and ``intervals``
then read the words around it ("fin", "depuis", "du ... au ..."). No I/O but the loading of the lexicons.
"""

from components.articles.dates.finder import find_dates
from components.articles.dates.mention import Anchor, DateMention

__all__ = ["Anchor", "DateMention", "find_dates"]
