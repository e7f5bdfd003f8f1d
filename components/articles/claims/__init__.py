"""Who asserts what in an article, and how surely.

``find_attributions(text, language, sentences, cast) -> list[Attribution]``, in reading order: every stretch that the
text gives to a speaker, with ``others`` who say it together with them.
``speaker_of(attributions, start, end) -> Attribution | None`` picks the one whose content holds a stretch (the
innermost; ``None``: the article itself tells it).

``hedges(text, language, start, end) -> tuple[Evidence, ...]``: the words that make a stretch unsure, "hedge" each;
empty where it is told plainly.

``stance(text, language, start, end, focus=None) -> Stance``: how the stretch (a sentence or clause) is told. ``focus``
is the trigger of the event as (start, end): of several verbs the one that governs it counts.

All are linear, deterministic and raise nothing but ``ValueError`` for a language without a lexicon.
"""

from components.articles.claims.choosing import speaker_of
from components.articles.claims.finder import find_attributions
from components.articles.claims.hedging import hedges
from components.articles.claims.model import KINDS, Attribution, Stance, Voice
from components.articles.claims.stances import stance

__all__ = ["KINDS", "Attribution", "Stance", "Voice", "find_attributions", "hedges", "speaker_of", "stance"]
