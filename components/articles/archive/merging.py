"""One story out of the results of all partitions: the same whatever the partitions were and whoever read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from components.articles.archive.partition_reading import READ, REPEATED, UNREAD
from components.articles.archive.results import kept_result
from components.articles.archive.tables import ARTICLE, frame, story_columns


@dataclass(frozen=True)
class Merged:
    """The results of partitions, in the order of their files.

    ``files`` has a row for each file of the archive (file, outcome, problem, remedy, article, same_as); ``again`` are
    for each partition the articles that stand in one before it.
    """

    results: Path
    keys: tuple[str, ...]
    files: pd.DataFrame
    again: Mapping[str, frozenset[str]]

    def table(self, table: str) -> Iterator[pd.DataFrame]:
        """A table of the story in pieces, cells as texts, columns as in ``story_columns``."""
        if table == "actors":
            yield actors(self._pieces("facts"))
            return
        for piece in self._pieces(table):
            yield piece[list(story_columns(table))]

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts of the sources by their SHA-256."""
        for piece in self._pieces("texts"):
            yield from zip(piece[ARTICLE], piece["text"], strict=True)

    def _pieces(self, table: str) -> Iterator[pd.DataFrame]:
        for key in self.keys:
            piece = kept_result(self.results, key, table)
            yield piece[~piece[ARTICLE].isin(self.again[key])] if self.again[key] else piece


def merged(results: Path, keys: Sequence[str]) -> Merged:
    """The story of all ``keys``, whose results are there. An article counts where it comes first."""
    first: dict[str, str] = {}
    again: dict[str, frozenset[str]] = {}
    pieces = []
    for key in keys:
        files = kept_result(results, key, "files")
        read = files[files["outcome"] == READ]
        again[key] = frozenset(one for one in read[ARTICLE] if one in first)
        for article, file in zip(read[ARTICLE], read["file"], strict=True):
            first.setdefault(article, file)
        twice = (files["outcome"] == READ) & files[ARTICLE].isin(again[key])
        files["outcome"] = files["outcome"].mask(twice, REPEATED)
        files["same_as"] = [
            first[article] if outcome == REPEATED else ""
            for article, outcome in zip(files[ARTICLE], files["outcome"], strict=True)
        ]
        pieces.append(files)
    return Merged(results, tuple(keys), pd.concat(pieces, ignore_index=True), again)


def unread(files: pd.DataFrame) -> pd.DataFrame:
    """The files that could not be read: file, problem, remedy."""
    return files.loc[files["outcome"] == UNREAD, ["file", "problem", "remedy"]]


def actors(pieces: Iterator[pd.DataFrame]) -> pd.DataFrame:
    """The actors that ``pieces`` tell facts about, by id: of each cell what most articles say.

    Of what equally many say the longest counts, then the first in the order of letters.
    """
    by = ["actor_id", "column", "value"]
    counts = [piece.groupby(by, sort=False).size() for piece in pieces]
    told = pd.concat(counts).groupby(level=by).sum() if counts else pd.Series(dtype="int64")
    if told.empty:
        return frame([], story_columns("actors"))
    facts = told.rename("articles").reset_index()
    facts["length"] = facts["value"].str.len()
    facts = facts.sort_values(
        ["actor_id", "column", "articles", "length", "value"], ascending=[True, True, False, False, True]
    )
    best = facts.pivot_table(index="actor_id", columns="column", values="value", aggfunc="first")
    return best.fillna("").reset_index().reindex(columns=list(story_columns("actors")), fill_value="").astype("str")
