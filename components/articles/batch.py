"""Many articles one after the other: which inputs there are, and what each of them gives."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.articles.model import Article, Proposal
from components.events.errors import WhowhenError

if TYPE_CHECKING:
    from components.events.story import Story

ENDINGS = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"))
STDIN, STDIN_NAME = "-", "stdin"

Read = Callable[[str], Article]
Propose = Callable[[Article], tuple[Proposal, ...]]


@dataclass(frozen=True)
class Outcome:
    """What one input gave: an article and its proposals, or ``error``, why it could not be read."""

    source: str
    article: Article | None = None
    proposals: tuple[Proposal, ...] = ()
    error: str = ""


def listed(inputs: Sequence[str]) -> tuple[list[str], bool]:
    """The articles behind ``inputs`` (files, folders, addresses, "-"), and whether these may be several.

    Of a folder those files count that end as articles do (``ENDINGS``), sorted, with those of the folders in it; hidden
    ones do not. Raises ``WhowhenError`` for a folder without any.
    """
    found: list[str] = []
    for one in inputs:
        found += _in_folder(Path(one)) if one != STDIN and _holds(Path(one).is_dir) else [one]
    return found, len(inputs) > 1 or found != list(inputs)


def is_address(source: str) -> bool:
    """Whether ``source`` is to be fetched: it has a scheme, even one that will be refused."""
    return "://" in source and not _holds(Path(source).exists)


def outcomes(sources: Sequence[str], read: Read, propose: Propose) -> Iterator[Outcome]:
    """What each source gives, in their order, as soon as it is known. A bad one is told and does not end the rest."""
    for source in sources:
        try:
            article = read(source)
            yield Outcome(source, article, propose(article))
        except (WhowhenError, OSError) as error:
            yield Outcome(source, error=_told(source, error))


def reader(language: str | None, published: datetime.date | None, stdin: Callable[[], bytes]) -> Read:
    """Reads a file, an address or what ``stdin`` gives; ``language`` and ``published`` count for every one of them."""

    def read(source: str) -> Article:
        from components.articles import reading  # brings trafilatura along

        given: dict[str, Any] = {"language": language, "published": published}
        if source == STDIN:
            return reading.read_bytes(stdin(), STDIN_NAME, **given)
        if is_address(source):
            return reading.read_url(source, **given)
        return reading.read_file(Path(source), **given)

    return read


def proposer(story: "Story | None", model: str | None) -> Propose:
    """Proposes the events of an article and compares them with ``story``; ``model`` names a spaCy pipeline.

    Raises ``WhowhenError`` if there is no such pipeline.
    """
    from components.articles.proposals import propose

    ner = None
    if model:
        from components.articles.actors import spacy_ner

        ner = spacy_ner(model)

    def proposals(article: Article) -> tuple[Proposal, ...]:
        found = propose(article, story, ner)
        if story is None:
            return found
        from components.articles.matching import matched  # numpy and pandas, which nothing else here needs

        return matched(found, story, article.published, article.language)

    return proposals


def _holds(test: Callable[[], bool]) -> bool:
    """Whether a path is what ``test`` asks; one that cannot be looked at is not, and reading it will say why."""
    try:
        return test()
    except OSError:
        return False


def _in_folder(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    shown = [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not shown:
        raise WhowhenError(
            f"{folder}: there is no article in this folder: files must end in {', '.join(sorted(ENDINGS))}"
        )
    return [str(path) for path in sorted(shown)]


def _told(source: str, error: Exception) -> str:
    """What went wrong on one line, beginning with what could not be read."""
    text = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    name = STDIN_NAME if source == STDIN else source
    line = text if text.startswith(name) else f"{name}: {text}"
    return "".join(char if char.isprintable() else " " for char in line)
