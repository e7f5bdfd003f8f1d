"""Names from a spaCy pipeline that the user has installed. spaCy is imported only where one is asked for."""

from collections.abc import Callable, Iterable, Iterator

from components.events.errors import WhowhenError

Ner = Callable[[str], Iterable[tuple[int, int, str]]]

_PIECE = 200_000


class NerError(WhowhenError):
    """A pipeline for names that cannot be used: ``model`` is its name, ``remedy`` what to do."""

    def __init__(self, model: str, problem: str, remedy: str) -> None:
        super().__init__(f"{model}: {problem}; {remedy}")
        self.model, self.remedy = model, remedy


def spacy_ner(model: str) -> Ner:
    """A finder of names: text to (start, end, label), by the spaCy pipeline ``model`` (a package or a folder).

    Raises ``NerError`` where spaCy or the pipeline is missing.
    """
    try:
        import spacy
    except ImportError as error:
        raise NerError(model, "spaCy is not installed", "install it with: pip install 'whowhen[spacy]'") from error
    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        remedy = f"install it with: python -m spacy download {model}, or give the folder of a pipeline"
        raise NerError(model, "there is no such spaCy pipeline", remedy) from error

    def names(text: str) -> Iterator[tuple[int, int, str]]:
        for start, piece in _pieces(text):
            for entity in pipeline(piece).ents:
                yield start + entity.start_char, start + entity.end_char, entity.label_

    return names


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that spaCy takes (it refuses more than a million characters), cut at line ends or spaces."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start, end), start) + 1
            end = end if end > start + 1 else start + _PIECE
        yield start, text[start:end]
        start = end
