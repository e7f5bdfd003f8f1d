"""How fast dates and events are read, beside dateparser, and how time grows with length. Run by hand, prints JSON:

    uv run python -m tests.benchmarks.articles_benchmark

All figures of one run come from the same texts (the cases of ``tests/articles`` and the demo articles of the story) on
one core, in CPU time, the best of a few rounds. ``right`` is the share of the days in the date cases that come out with
the right value, so that speed is not read without it. ``microseconds_per_character`` is flat where time grows linearly;
it is told once more without Python's garbage collector, whose rounds grow longer with all that is kept.
"""

import datetime
import gc
import itertools
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateparser.search import search_dates

from components.articles.dates import find_dates
from components.articles.model import Article
from components.articles.proposals import propose
from components.stores.folder import read_story
from tests.articles.scoring import LANGUAGES, cases

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "data" / "ukraine-diplomacy"
LENGTHS = (10_000, 100_000, 1_000_000)
ROUNDS = 3
NOON = datetime.time(12)

Finder = Callable[[Article], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Told:
    """A text and the days it names, each as its words and its ISO date."""

    article: Article
    days: tuple[tuple[str, str], ...]


def ours(article: Article) -> Sequence[tuple[str, str]]:
    """Words and EDTF of the dates that ``find_dates`` finds."""
    return [(one.text, one.when) for one in find_dates(article.text, article.published, article.language)]


def dateparsers(article: Article) -> Sequence[tuple[str, str]]:
    """Words and day of the dates that dateparser finds; it takes the day of publication as its base."""
    base = datetime.datetime.combine(article.published or datetime.date(2024, 11, 10), NOON)
    found = search_dates(article.text, languages=[article.language], settings={"RELATIVE_BASE": base})
    return [(words, day.date().isoformat()) for words, day in found or ()]


def date_cases(language: str) -> tuple[Told, ...]:
    """The date cases of a language."""
    file = ROOT / "tests" / "articles" / f"dates_cases_{language}.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["cases"]
    return tuple(_told(row["t"], row["p"], row["e"], language) for row in rows if row["p"])


def _told(text: str, published: str, dates: Sequence[tuple[str, str]], language: str) -> Told:
    days = tuple((words, when) for words, when in dates if len(when) == len("2024-11-10") and when.count("-") == 2)
    return Told(Article(text, language, datetime.date.fromisoformat(published)), days)


def articles(language: str) -> tuple[Article, ...]:
    """Our own articles of a language: the cases and the demo articles of the story."""
    rows = read_story(STORY).sources.query("text != '' and language == @language")
    demo = [
        Article((STORY / "articles" / row.text).read_text(encoding="utf-8"), language, day(row.published))
        for row in rows.itertuples()
    ]
    return (*(case.article for case in cases(language)), *demo)


def day(text: str) -> datetime.date:
    """A day out of its ISO form."""
    return datetime.date.fromisoformat(text)


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of the fastest round, after one that fills the caches."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return max(min(taken), 1e-9)


def speed(finder: Finder, texts: Sequence[Article]) -> dict[str, float]:
    """Texts and dates a second."""
    found = sum(len(finder(text)) for text in texts)
    taken = seconds(lambda: [finder(text) for text in texts])
    return {
        "texts_per_second": round(len(texts) / taken, 1),
        "dates_per_second": round(found / taken, 1),
        "dates": found,
    }


def right(finder: Finder, known: Sequence[Told]) -> float:
    """Share of the days of the date cases that are found with their value; the words need only overlap."""
    asked = hit = 0
    for told in known:
        found = finder(told.article)
        asked += len(told.days)
        hit += sum(any(when == value and _overlap(words, text) for text, value in found) for words, when in told.days)
    return round(hit / asked, 3)


def _overlap(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


def long_text(language: str, length: int) -> Article:
    """An article of ``length`` characters: our own, one after the other, over and over."""
    texts = articles(language)
    text = "\n\n".join(itertools.islice(_again(texts), length // min(len(one.text) for one in texts) + 1))
    return replace(texts[0], text=text[:length])


def _again(texts: Sequence[Article]) -> Iterator[str]:
    return itertools.cycle([one.text for one in texts])


def growth(work: Callable[[Article], object], language: str) -> dict[str, dict[str, float]]:
    """Microseconds a character, by length of the text."""
    with_collector = _growth(work, language)
    gc.disable()
    try:
        without = _growth(work, language)
    finally:
        gc.enable()
    return {"as_it_is": with_collector, "without_garbage_collector": without}


def _growth(work: Callable[[Article], object], language: str) -> dict[str, float]:
    out = {}
    for length in LENGTHS:
        article = long_text(language, length)
        taken = seconds(lambda article=article: work(article), rounds=1 if length > LENGTHS[1] else ROUNDS)
        out[str(length)] = round(taken / length * 1e6, 3)
        gc.collect()
    return out


def measure(language: str) -> dict[str, object]:
    """All figures of a language."""
    known, texts = date_cases(language), articles(language)
    all_texts = [*(told.article for told in known), *texts]
    return {
        "texts": len(all_texts),
        "characters": sum(len(text.text) for text in all_texts),
        "find_dates": {**speed(ours, all_texts), "right": right(ours, known)},
        "dateparser": {**speed(dateparsers, all_texts), "right": right(dateparsers, known)},
        "propose": {
            "articles": len(texts),
            "articles_per_second": round(len(texts) / seconds(lambda: [propose(text) for text in texts]), 1),
        },
        "microseconds_per_character": {"find_dates": growth(ours, language), "propose": growth(propose, language)},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({language: measure(language) for language in LANGUAGES}, indent=2) + "\n")
