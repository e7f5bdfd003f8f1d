"""The words of a column of texts, each once, and in which rows it stands: a million texts are searched in milliseconds.

What is found is what a search of the whole text would find: a term is found in the middle of words, too, and a phrase
is read once more in the few rows that hold all its words.
"""

import threading
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import sparse

from components.events.coding import Ints
from components.events.folding import fold_all

Mask = NDArray[np.bool_]
BLOCK = 100_000  # texts taken apart at a time


@dataclass(frozen=True, eq=False)
class Words:
    """The different words of a column, folded; ``rows[start[k]:start[k + 1]]`` are the rows that hold the ``k``-th.

    ``wide`` are those that hold a space once they are folded.
    """

    folded: "pd.Series[str]"
    wide: Mask
    rows: Ints
    start: Ints

    def holding(self, words: Mask) -> Ints:
        """The rows that hold one of ``words``; a row may come more than once."""
        chosen = np.flatnonzero(words)
        size = self.start[chosen + 1] - self.start[chosen]
        end = np.cumsum(size)
        at = np.repeat(self.start[chosen] - end + size, size) + np.arange(end[-1] if len(end) else 0)
        return np.asarray(self.rows[at])


class Column:
    """A column of texts of a table that does not change; its words are gathered when they are needed first."""

    def __init__(self, frame: pd.DataFrame, name: str) -> None:
        self._frame, self._name, self._lock = frame, name, threading.Lock()
        self._words: Words | pd.Series[str] | None = None

    def ready(self) -> "Words | pd.Series[str]":
        """The words, gathered now unless they were; of categories, which are few enough, each text folded."""
        with self._lock:
            if self._words is None:
                column = self._frame[self._name]
                if isinstance(column.dtype, pd.CategoricalDtype):
                    self._words = fold_all("\n" + pd.Series(column.cat.categories, dtype="str"))
                else:
                    self._words = _gather(column)
            return self._words

    def holding(self, term: str) -> Mask:
        """Which rows hold ``term``, which is folded."""
        words, mask = self.ready(), np.zeros(len(self._frame), dtype=bool)
        if isinstance(words, pd.Series):
            found = words.str.contains(term, regex=False).to_numpy(dtype=bool)
            return np.append(found, False)[self._frame[self._name].cat.codes.to_numpy()]
        pieces = term.split()
        if [term] == pieces:
            mask[words.holding(_has(words.folded, term))] = True
            return mask
        found = ~mask
        for piece, edge in zip(pieces, _edges(term, pieces), strict=True):
            here = np.zeros(len(mask), dtype=bool)
            here[words.holding(words.wide | _has(words.folded, piece, edge))] = True
            found &= here
        rows = np.flatnonzero(found)
        mask[rows] = _read(self._frame.take(rows)[self._name], term)
        return mask


def _read(texts: "pd.Series[str]", term: str) -> Mask:
    """Which of ``texts`` hold ``term`` once they are folded."""
    plain = ("\n" + texts.fillna("")).str.lower()
    # What is there without accents is there when they are taken away, and is found much faster.
    found = plain.str.contains(term, regex=False).to_numpy(dtype=bool, copy=True) & term.isascii()
    rest = np.flatnonzero(~found & ~plain.str.isascii().to_numpy(dtype=bool))
    found[rest] = fold_all(plain.iloc[rest]).str.contains(term, regex=False).to_numpy(dtype=bool)
    return found


def _edges(term: str, pieces: list[str]) -> list[tuple[bool, bool]]:
    """For each piece of a phrase whether a word begins, and ends, where the piece does."""
    last = len(pieces) - 1
    return [(at > 0 or term[0].isspace(), at < last or term[-1].isspace()) for at in range(len(pieces))]


def _has(folded: "pd.Series[str]", piece: str, edge: tuple[bool, bool] = (False, False)) -> Mask:
    begins, ends = edge
    if begins and ends:
        found = folded == piece
    elif begins or ends:
        found = folded.str.startswith(piece) if begins else folded.str.endswith(piece)
    else:
        found = folded.str.contains(piece, regex=False)
    return found.to_numpy(dtype=bool)


def _gather(texts: "pd.Series[str]") -> Words:
    filled = np.flatnonzero((texts.fillna("") != "").to_numpy(dtype=bool)).astype(np.int32)
    names, numbers, start = _words_of(texts.iloc[filled])
    shape = (len(filled), len(names))
    by_word = sparse.csr_array((np.ones(len(numbers), np.int8), numbers, start), shape=shape).tocsc()
    folded = fold_all(names)
    wide = folded.str.contains(r"\s").to_numpy(dtype=bool)
    return Words(folded, wide, filled[by_word.indices], by_word.indptr)


def _words_of(texts: "pd.Series[str]") -> tuple["pd.Series[str]", Ints, Ints]:
    """The different words, the number of each word in reading order, and where those of each text begin."""
    parts, sizes = [], [np.zeros(1, np.int64)]
    for at in range(0, len(texts), BLOCK):
        lists = pc.utf8_split_whitespace(pa.array(texts.iloc[at : at + BLOCK], pa.large_string()))
        sizes.append(pc.list_value_length(lists).to_numpy())
        parts.append(lists.flatten().dictionary_encode())
    whole = pa.chunked_array(parts, pa.dictionary(pa.int32(), pa.large_string())).unify_dictionaries()
    names = whole.chunk(0).dictionary if whole.num_chunks else pa.array([], pa.large_string())
    numbers = [chunk.indices.to_numpy() for chunk in whole.chunks]
    return (
        pd.Series(names.to_pandas(), dtype="str"),
        np.concatenate([np.zeros(0, np.int32), *numbers]),
        np.cumsum(np.concatenate(sizes)).astype(np.int32),
    )
