"""A sentence as tokens with the mentions of the cast that lie in it, and the small questions asked of it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.articles.claims.lexicon import Lexicon
from components.articles.claims.tokens import Token
from components.articles.model import ActorMention, Cast, Sentence

_ADVERB = 5
OPENING, CLOSING = frozenset('«“"'), frozenset('»”"')


@dataclass(frozen=True)
class Line:
    """The tokens of one sentence; ``mentions`` has, by token, the mention that covers it."""

    text: str
    sentence: Sentence
    tokens: Sequence[Token]
    mentions: Mapping[int, ActorMention]
    lexicon: Lexicon
    cast: Cast

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The word at a place, "" outside of the sentence."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def has(self, at: int, *names: str) -> bool:
        """Whether the word at a place belongs to one of the lexicon's sets."""
        word = self.word(at)
        return bool(word) and any(word in self.lexicon.sets[name] for name in names)

    def is_sign(self, at: int) -> bool:
        """Whether a place holds punctuation, or lies outside of the sentence."""
        return not 0 <= at < len(self.tokens) or not self.tokens[at].is_word

    def is_capital(self, at: int) -> bool:
        """Whether the word at a place begins with a capital or a figure of the cast is named there."""
        return 0 <= at < len(self.tokens) and (self.tokens[at].capital or at in self.mentions)

    def is_adverb(self, at: int) -> bool:
        """Whether the word at a place may stand within a verb of several words."""
        word, ending = self.word(at), "ment" if self.lexicon.language == "fr" else "ly"
        if self.has(at, "adverbs"):
            return True
        if len(word) < _ADVERB or not word.endswith(ending) or self.is_capital(at) or self.has(at, "no_adverbs"):
            return False
        return not self.has(at - 1, "articles", "determiners", "prepositions")

    def first_of(self, at: int) -> int:
        """The first token of the mention at a place, or the place."""
        mention = self.mentions.get(at)
        while mention is not None and self.mentions.get(at - 1) is mention:
            at -= 1
        return at

    def last_of(self, at: int) -> int:
        """The token after the mention at a place, or the place after."""
        mention = self.mentions.get(at)
        while mention is not None and self.mentions.get(at + 1) is mention:
            at += 1
        return at + 1


def line_of(
    text: str, sentence: Sentence, tokens: Sequence[Token], starts: Sequence[int], lexicon: Lexicon, cast: Cast
) -> Line:
    """The line of a sentence out of all tokens of a text; ``starts`` are the starts of the cast's mentions."""
    mentions = {}
    at = max(0, bisect_left(starts, sentence.start) - 1)
    place = 0
    while at < len(starts) and starts[at] < sentence.end:
        mention = cast.mentions[at]
        while place < len(tokens) and tokens[place].end <= mention.start:
            place += 1
        inside = place
        while inside < len(tokens) and tokens[inside].start < mention.end:
            mentions[inside] = mention
            inside += 1
        at += 1
    return Line(text, sentence, tokens, mentions, lexicon, cast)
