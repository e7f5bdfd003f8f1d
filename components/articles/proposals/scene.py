"""All that is known of a sentence before its events are read: words, verbs, clauses, and what is mentioned where."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from components.articles.dates import DateMention
from components.articles.model import ActorMention, AmountMention, Cast, PlaceMention, Sentence
from components.articles.proposals.clauses import Clause, Structure, structure
from components.articles.proposals.english import English
from components.articles.proposals.french import French
from components.articles.proposals.lexicon import Lexicon
from components.articles.proposals.tokens import Token, quoted, tokens
from components.articles.proposals.verbs import Grammar, Verb


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Placed)


@dataclass(frozen=True)
class At(Generic[M]):
    """A mention and the tokens it covers, ``first`` to ``last``."""

    first: int
    last: int
    mention: M


@dataclass(frozen=True)
class Scene:
    """A sentence of ``text``, the whole article's. Numbers of tokens count from 0 in the sentence."""

    text: str
    number: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    grammar: Grammar
    verbs: tuple[Verb, ...]
    structure: Structure
    actors: tuple[At[ActorMention], ...]
    dates: tuple[At[DateMention], ...]
    amounts: tuple[At[AmountMention], ...]
    places: tuple[At[PlaceMention], ...]
    quotes: tuple[tuple[int, int], ...]

    @property
    def low(self) -> list[str]:
        """The tokens in lower case."""
        return self.grammar.low

    def words(self, first: int, last: int) -> str:
        """The tokens from ``first`` to ``last`` as the text has them, any space between made one space."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the language."""
        return self.grammar.lexicon

    def clause(self, at: int) -> Clause:
        """The clause of a token."""
        return self.structure.of(at)

    def same_clause(self, one: int, two: int) -> bool:
        """Whether two tokens stand in one clause."""
        return self.structure.owner[one] == self.structure.owner[two]

    def reduced(self, verb: Verb) -> bool:
        """Whether what looks like a past is a participle: its clause has another verb."""
        return (
            verb.tense == "past" and not verb.shared and verb.first == verb.at and self.clause(verb.at).verb is not verb
        )

    def in_quotes(self, at: int) -> bool:
        """Whether a token stands within quotation marks."""
        place = self.tokens[at].start
        return any(start < place < end for start, end in self.quotes)

    def actor_over(self, at: int) -> At[ActorMention] | None:
        """The mention that covers a token."""
        return next((one for one in self.actors if one.first <= at <= one.last), None)


@dataclass(frozen=True)
class Found:
    """What is found in a text, in reading order."""

    cast: Cast
    dates: Sequence[DateMention]
    amounts: Sequence[AmountMention]
    places: Sequence[PlaceMention]


def scenes(text: str, parts: Sequence[Sentence], language: str, lexicon: Lexicon, found: Found) -> Iterator[Scene]:
    """The scenes of all sentences."""
    actors, dates = _cut(found.cast.mentions, parts), _cut(found.dates, parts)
    amounts, places = _cut(found.amounts, parts), _cut(found.places, parts)
    open_quote = False
    for number, part in enumerate(parts):
        words = tokens(text, part, language)
        grammar = (French if language == "fr" else English)(words, lexicon)
        verbs = tuple(grammar.verbs())
        quotes, open_quote = _quotes(
            text, part, open_quote and number > 0 and parts[number - 1].paragraph == part.paragraph
        )
        yield Scene(
            text,
            number,
            part,
            words,
            grammar,
            verbs,
            structure(grammar, verbs),
            _at(actors[number], words),
            _at(dates[number], words),
            _at(amounts[number], words),
            _at(places[number], words),
            quotes,
        )


def _quotes(text: str, part: Sentence, inside: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The quotations of a sentence, when one of the sentence before may still be open, and whether one stays open."""
    found = quoted(text, part.start, part.end, inside)
    return found, bool(found) and found[-1][1] >= part.end


def _cut(mentions: Sequence[M], parts: Sequence[Sentence]) -> list[list[M]]:
    starts = [part.start for part in parts]
    cut: list[list[M]] = [[] for _ in parts]
    for one in mentions:
        number = bisect_right(starts, one.start) - 1
        if number >= 0:
            cut[number].append(one)
    return cut


def _at(mentions: Sequence[M], words: Sequence[Token]) -> tuple[At[M], ...]:
    starts = [word.start for word in words]
    found = []
    for one in mentions:
        first = max(0, bisect_right(starts, one.start) - 1)
        last = max(first, bisect_right(starts, one.end - 1) - 1)
        found.append(At(first, last, one))
    return tuple(found)
