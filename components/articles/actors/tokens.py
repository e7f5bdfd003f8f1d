"""A text as tokens, each with where it stands: words, signs, and which of them begin a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from components.articles.actors.lexicon import Lexicon
from components.articles.dates.folding import folded
from components.articles.model import Sentence
from components.articles.sentences import sentences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)"  # l'armée
    r"|['’]s\b"
    r"|[^\W_]+?(?=['’]s\b)"
    r"|[^\W_]+(?:['’][^\W_]+)*"
    r"|[^\w\s]|_",
    re.IGNORECASE,
)
_HYPHENS = "-‐‑"
_OPENING = frozenset('«“"‘(:–—•*[')
_SHOUTED_WORDS, _SHOUTED_SHARE = 5, 0.7
_SMALL = ("function", "any_preposition", "article")


class Token(NamedTuple):
    """``text[start:end]``; ``low`` is it without accents, case and apostrophe. ``first``: its capital may mean nothing.

    ``glued`` follows a hyphen; ``sentence`` and ``paragraph`` count from 0.
    """

    start: int
    end: int
    text: str
    low: str
    word: bool
    cap: bool
    first: bool
    glued: bool
    sentence: int
    paragraph: int


@dataclass(frozen=True)
class Scene:
    """A text ready to be searched. ``shouted`` are the sentences whose capitals tell nothing.

    ``lower`` holds the words that stand in lower case somewhere, ``middle`` those with a capital within a sentence;
    ``quoted`` are the tokens within quotation marks.
    """

    text: str
    language: str
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    shouted: frozenset[int]
    lower: frozenset[str]
    middle: frozenset[str]
    quoted: frozenset[int]

    def at(self, index: int) -> Token:
        """The token, or one that is nothing beyond both ends."""
        try:
            return self.tokens[index] if index >= 0 else _NOTHING
        except IndexError:
            return _NOTHING

    def within(self, index: int, sentence: int) -> Token:
        """The token, or nothing where it stands in another sentence."""
        token = self.at(index)
        return token if token.sentence == sentence else _NOTHING

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` up to, not with, token ``last``, in one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())


_NOTHING = Token(0, 0, "", "", word=False, cap=False, first=False, glued=False, sentence=-1, paragraph=-1)


def read(text: str, language: str, lexicon: Lexicon) -> Scene:
    """The scene of a text."""
    tokens = tuple(_tokens(text, sentences(text)))
    words = [token for token in tokens if token.word]
    return Scene(
        text=text,
        language=language,
        lexicon=lexicon,
        tokens=tokens,
        shouted=_shouted(words, lexicon),
        lower=frozenset(token.low for token in words if not token.cap),
        middle=frozenset(token.low for token in words if token.cap and not token.first),
        quoted=frozenset(_quoted(tokens)),
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase, as ``Token.low`` has them."""
    return tuple(_low(match[0]) for match in _TOKEN.finditer(phrase) if match[0] not in _HYPHENS)


def _tokens(text: str, parts: tuple[Sentence, ...]) -> Iterator[Token]:
    plain = folded(text)
    for number, part in enumerate(parts):
        first, glued = True, False
        for match in _TOKEN.finditer(text, part.start, part.end):
            piece = match[0]
            if piece in _HYPHENS and not first and text[match.end() : match.end() + 1].isalnum():
                glued = match.start() > 0 and not text[match.start() - 1].isspace()
                continue
            word = piece[0].isalnum() or (piece[0] in "'’" and len(piece) > 1)
            yield Token(
                match.start(),
                match.end(),
                piece,
                _bare(plain[match.start() : match.end()]),
                word=word,
                cap=piece[0].isupper(),
                first=first,
                glued=glued,
                sentence=number,
                paragraph=part.paragraph,
            )
            first, glued = (first and not word) or piece in _OPENING, False


def _quoted(tokens: tuple[Token, ...]) -> Iterator[int]:
    """Tokens between quotation marks; no quotation outlasts its paragraph."""
    inside, paragraph = False, 0
    for at, token in enumerate(tokens):
        inside = inside and token.paragraph == paragraph
        paragraph = token.paragraph
        if token.text in {"«", "“"} or (token.text == '"' and not inside):
            inside = True
        elif token.text in {"»", "”", '"'}:
            inside = False
        elif inside:
            yield at


def _low(piece: str) -> str:
    return _bare(folded(piece))


def _bare(low: str) -> str:
    return low[:-1] if len(low) > 1 and low[-1] == "'" else low


def _shouted(words: list[Token], lexicon: Lexicon) -> frozenset[int]:
    """Sentences in capitals, or with a capital on all but the small words, as headlines have."""
    tally: dict[int, list[int]] = {}
    for token in words:
        if token.text.isalpha():
            count = tally.setdefault(token.sentence, [0, 0, 0, 0])
            count[0] += 1
            count[1] += token.text.isupper()
            count[3] += token.cap
            count[2] += not token.cap and not any(token.low in lexicon.words[name] for name in _SMALL)
    return frozenset(
        number
        for number, (total, upper, common, caps) in tally.items()
        if total >= _SHOUTED_WORDS and (upper >= _SHOUTED_SHARE * total or (not common and 2 * caps >= total))
    )
