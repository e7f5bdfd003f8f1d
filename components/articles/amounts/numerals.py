"""The numbers of a text, in digits ("2 500 000", "1,5"), in words ("quarante-cinq") and mixed ("6 milliards")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf, prod

from components.articles.amounts.lexicon import Numbers, Word


@dataclass(frozen=True)
class Numeral:
    """``text[start:end]`` is the number ``value``. ``scale`` is the million or so that it ends with, 1 without one.

    ``digits``: it ends with digits, so that "bn" or "M" may follow.
    """

    start: int
    end: int
    value: float
    scale: float = 1.0
    digits: bool = False

    def times(self, scale: float, end: int) -> "Numeral":
        """The number with an abbreviated scale behind it."""
        return Numeral(self.start, end, scaled(self.value, scale), scale)


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: Word
    digits: bool = False


@dataclass
class _Sum:
    """A number while it is being read: closed thousands and millions, and what has been said since."""

    parts: list[tuple[float, float]] = field(default_factory=list)
    group: float = 0.0
    room: float = inf
    digits: bool = False
    joined: int = 0  # how many tokens stood before an "and"; 0: none

    @property
    def begun(self) -> bool:
        return bool(self.parts) or self.group > 0

    @property
    def value(self) -> float:
        return sum(value for value, _ in self.parts) + self.group


def numerals(folded: str, numbers: Numbers) -> list[Numeral]:
    """All numbers of a folded text in reading order, none overlapping another."""
    found: list[Numeral] = []
    run: list[_Token] = []
    for token in _tokens(folded, numbers):
        if run and numbers.gap.fullmatch(folded, run[-1].end, token.start) is None:
            found += _read(folded, run, numbers)
            run = []
        run.append(token)
    return [*found, *_read(folded, run, numbers)]


def _tokens(folded: str, numbers: Numbers) -> Iterator[_Token]:
    for match in numbers.token.finditer(folded):
        if match["word"] is not None:
            yield _Token(match.start(), match.end(), numbers.words[" ".join(match["word"].split())])
        else:
            yield _Token(match.start(), match.end(), Word("add", _value(match["digits"], numbers)), True)


def _value(digits: str, numbers: Numbers) -> float:
    """The number that digits mean by the habits of the language."""
    plain = digits.replace(" ", "").replace("'", "")
    other = "," if numbers.decimal == "." else "."
    if plain.count(numbers.decimal) > 1:  # "1,234,567" in French
        plain = plain.replace(numbers.decimal, "")
    elif plain.count(other) > 1 or re.search(rf"^[1-9]\d*[{other}]\d{{3}}(?!\d)", plain):
        plain = plain.replace(other, "")
    return float(plain.replace(",", "."))


def _read(folded: str, run: list[_Token], numbers: Numbers) -> Iterator[Numeral]:
    at = 0
    while at < len(run):
        count, total = _longest(folded, run, at, numbers)
        if count == 0:
            at += 1
            continue
        last = run[at + count - 1]
        scale = last.word.value if last.word.kind == "scale" else _scale_before_tail(run, at, count)
        yield Numeral(run[at].start, last.end, total, scale, last.digits)
        at += count


def _scale_before_tail(run: list[_Token], at: int, count: int) -> float:
    tail = count > 1 and run[at + count - 1].word.kind == "tail" and run[at + count - 2].word.kind == "scale"
    return run[at + count - 2].word.value if tail else 1.0


def _longest(folded: str, run: list[_Token], at: int, numbers: Numbers) -> tuple[int, float]:
    """How many tokens from ``at`` make one number, and which; where an "and" led astray, those before it."""
    total, before_and = _Sum(), 0.0
    for count in range(len(run) - at):
        token = run[at + count]
        gap = numbers.gap.fullmatch(folded, run[at + count - 1].end, token.start) if count else None
        joint = "and" if gap and gap.groupdict().get("and") else "of" if gap and gap.groupdict().get("of") else ""
        if joint == "and":
            total.joined, before_and = count, total.value
        before = run[at + count - 1] if count else None
        if not _fits(total, token, joint, numbers) or not _take(total, token, before, numbers):
            led_astray = total.joined and token.word.kind in {"hundred", "scale"}
            return (total.joined, before_and) if led_astray else (count, total.value)
    return len(run) - at, total.value


def _fits(total: _Sum, token: _Token, joint: str, numbers: Numbers) -> bool:
    word = token.word
    if word.first and total.begun:
        return False
    if word.kind == "scale":
        return joint != "and" and (total.begun or word.alone)
    if joint == "of":
        return False
    if word.kind == "hundred":
        return _fits_hundred(total, word, joint, numbers)
    if word.kind == "tail":
        return total.begun and joint == ""
    if joint == "and" and not (word.value in numbers.and_before or (not numbers.and_before and total.room >= 100)):
        return False
    if word.kind == "fraction":
        return not total.begun
    return word.value < total.room if total.begun else True


def _fits_hundred(total: _Sum, word: Word, joint: str, numbers: Numbers) -> bool:
    low, high = numbers.times
    times = low <= total.group <= high and total.group == int(total.group)
    spelled = numbers.after_digits or not total.digits
    return joint != "and" and ((times and spelled) or (word.alone and total.group == 0 and total.room > 100))


def _take(total: _Sum, token: _Token, before: _Token | None, numbers: Numbers) -> bool:
    """Adds a token to the number. False, and nothing done, where a scale stands where none can."""
    word = token.word
    if word.kind == "scale":
        return _take_scale(total, word)
    if word.kind == "tail":
        if before is not None and before.word.kind == "scale":
            value, scale = total.parts[-1]
            total.parts[-1] = (value + word.value * scale, scale)
        else:
            total.group += word.value
        total.room = 0
    elif word.kind == "hundred":
        total.group = (total.group or 1.0) * 100
        total.room = 100
    else:
        total.group += word.value
        total.digits = token.digits
        tens = 10 if word.value >= 20 else 0
        total.room = 0 if token.digits else numbers.room.get(int(word.value), tens)
    return True


def _take_scale(total: _Sum, word: Word) -> bool:
    lower = [part for part in total.parts if part[1] < word.value]
    if len(lower) < len(total.parts) and total.parts[len(total.parts) - len(lower) - 1][1] <= word.value:
        return False
    if lower and total.joined:
        return False
    base = sum(value for value, _ in lower) + total.group
    if not base and not word.alone:
        return False
    kept = total.parts[: len(total.parts) - len(lower)]
    total.parts = [*kept, (scaled(base or 1.0, word.value), word.value)]
    total.group, total.room = 0.0, word.value
    return True


def scaled(value: float, scale: float) -> float:
    """``value`` times ``scale`` without the dust of binary fractions: 2.3 million is 2300000.0."""
    return round(prod((value, scale)), 6)
