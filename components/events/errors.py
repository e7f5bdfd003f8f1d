"""The errors of whowhen. Each says what is wrong, where, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass


class WhowhenError(Exception):
    """Anything a user can mend."""


class DateError(WhowhenError, ValueError):
    """A text that is not a date whowhen reads; ``problem`` says why, ``remedy`` what to write."""

    def __init__(self, text: str, problem: str, remedy: str) -> None:
        super().__init__(f"{text!r}: {problem}; {remedy}")
        self.text, self.problem, self.remedy = text, problem, remedy


@dataclass(frozen=True, order=True)
class Defect:
    """One thing wrong in a story: where it stands, what it is, how to mend it. ``row`` counts lines of the file from 1."""

    file: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        value = f" {self.value!r}" if self.value else ""
        return f"{place}:{value} {self.problem}; {self.remedy}"


class StoryError(WhowhenError):
    """A story that cannot be read; ``defects`` lists everything that is wrong with it."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(defects)
        super().__init__("\n".join(str(defect) for defect in self.defects))
