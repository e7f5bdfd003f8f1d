"""Who acts in a text: ``find_actors`` finds the figures of an article and where it names them.

A text becomes tokens (``tokens``); lists of the known (``known``), titles (``titles``), capitalised names (``names``,
``scores``), groups (``groups``) and two under one noun (``pairs``) mark stretches of them as spans; ``joining`` puts
titles to their names and keeps of overlapping spans one; ``people`` tells which names are the same figure, ``roster``
makes the figures, ``offices`` finds who holds a title, ``unnamed`` who has nothing but an office; ``references`` gives
pronouns and ``descriptions`` their figures (``seen`` tells whom the text has named before). Words are data:
``lexicons/actors_*.toml``. No I/O but their loading.
"""

from components.articles.actors.finder import find_actors
from components.articles.actors.spacy_plug import Ner, NerError, spacy_ner

__all__ = ["Ner", "NerError", "find_actors", "spacy_ner"]
