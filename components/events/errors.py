"""The errors of whowhen. Each says where, what is wrong, and what to do; nothing here needs pandas."""

from collections.abc import Sequence
from dataclasses import dataclass


class WhowhenError(Exception):
    """Anything this program reports to its user in words instead of a traceback."""


class CausedError(WhowhenError):
    """An error that can be told in other languages than that of its own text.

    ``cause`` tells in a word why ("" where no word fits), ``values`` are what such a sentence names: ids, people,
    numbers; never a place on a disk, a host or a secret.
    """

    def __init__(self, text: str, cause: str = "", **values: str) -> None:
        super().__init__(text)
        self.cause, self.values = cause, values


class DateError(WhowhenError, ValueError):
    """A text that is no date: ``value`` is the text, ``problem`` what is wrong with it, ``remedy`` what to write."""

    def __init__(self, value: str, problem: str, remedy: str) -> None:
        super().__init__(f"{value!r}: {problem}; {remedy}")
        self.value, self.problem, self.remedy = value, problem, remedy


@dataclass(frozen=True, order=True)
class Defect:
    """One fault of a story. ``row`` counts as a spreadsheet does (the header is row 1); 0 stands for the whole file."""

    file: str
    row: int
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """All of it on one line."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        value = f", value {_shown(self.value)}" if self.value else ""
        line = f"{self.file}{row}{column}{value}: {self.problem}; {self.remedy}"
        # A defect stays on its line and on the screen, whatever the cell or the header holds.
        return "".join(char if char.isprintable() else " " for char in line)


class StoryError(WhowhenError):
    """A story that cannot be shown yet: all its defects, in the order of its files and rows."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        super().__init__("\n".join(str(defect) for defect in defects))
        self.defects = tuple(defects)


def _shown(value: str) -> str:
    return f"“{value[:80]}…”" if len(value) > 80 else f"“{value}”"
