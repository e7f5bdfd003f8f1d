"""Columns of few different words as codes, so that a million rows are compared as small integers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Coded:
    """A code per row (−1: no word), and the words."""

    def __init__(self, values: "pd.Series[Any]") -> None:
        column = values if isinstance(values.dtype, pd.CategoricalDtype) else values.astype("category")
        self.codes: NDArray[np.intp] = column.cat.codes.to_numpy().astype(np.intp)
        self.words = [str(word) for word in column.cat.categories]

    def __getitem__(self, row: int) -> str:
        code = int(self.codes[row])
        return self.words[code] if code >= 0 else ""

    def equals(self, word: str) -> NDArray[np.bool_]:
        """Which rows say ``word``."""
        return np.asarray(self.codes == (self.words.index(word) if word in self.words else -2))

    def counts(self) -> dict[str, int]:
        """How many rows say each word."""
        found = np.bincount(self.codes + 1, minlength=len(self.words) + 1)[1:]
        return dict(zip(self.words, found.tolist(), strict=True))

    def places(self, order: Sequence[str]) -> NDArray[np.intp]:
        """Per row the place of its word in ``order``, −1 where it is not there."""
        table = np.array([order.index(word) if word in order else -1 for word in self.words] + [-1], dtype=np.intp)
        return table[self.codes]
