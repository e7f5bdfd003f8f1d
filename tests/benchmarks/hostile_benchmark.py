"""Whether time grows only with length on texts made to be hard to read. Run by hand, prints JSON:

    uv run python -m tests.benchmarks.hostile_benchmark

For each finder and each repeated piece: CPU seconds for 20 kB and for 80 kB, and how often the one fits in the other
(4 where time grows linearly). The worst come first.
"""

import datetime
import json
import math
import time
from collections.abc import Callable

from components.articles.actors import find_actors
from components.articles.amounts import find_amounts
from components.articles.claims import find_attributions
from components.articles.dates import find_dates
from components.articles.model import Article, Cast
from components.articles.places import find_places
from components.articles.proposals import propose
from components.articles.sentences import sentences

SHORT, LONG = 20_000, 80_000
DAY = datetime.date(2024, 11, 10)
NOBODY = Cast({}, ())
PIECES = {
    "fr": (
        "a", " ", "\n", "É", "1 ", "5 ", "$ ", "1,11,", "le le ", "2024 ", "3 mars ", "depuis ", "entre et ",
        "cent mille ", "5 livres ", "Paris-", "M. ", "Le président ", "Trump a dit que ", "« oui », a dit Trump, ",
        "selon X, ", "« ", "(", "n'a pas ", "il aurait dit ", "si il sera ", "par ", "A B ", "élu ", "a rencontré ",
    ),
    "en": (
        "a", " ", "\n", "1 ", "$ ", "five hundred ", "5 pounds ", "the the ", "March 3 ", "since ", "between and ",
        "U.S.", "Georgia\n", "Mr. ", "said ", '" ', "he said that ", "according to X, ", "by ", "A B ", "met ",
    ),
}  # fmt: skip


def finders(language: str) -> dict[str, Callable[[str], object]]:
    """What reads a text, by name."""
    return {
        "find_dates": lambda text: find_dates(text, DAY, language),
        "find_amounts": lambda text: find_amounts(text, language),
        "find_places": lambda text: find_places(text, language),
        "find_actors": lambda text: find_actors(text, language),
        "find_attributions": lambda text: find_attributions(text, language, sentences(text), NOBODY),
        "propose": lambda text: propose(Article(text, language, DAY)),
    }


def seconds(find: Callable[[str], object], text: str) -> float:
    """CPU time of one reading; infinite if it ends in an error, so that it stands on top."""
    start = time.process_time()
    try:
        find(text)
    except Exception:  # whatever it is, it must not be: the next text is to be read all the same
        return math.inf
    return time.process_time() - start


def main() -> None:
    """Print one row for each finder and piece."""
    rows = []
    for language, pieces in PIECES.items():
        for name, find in finders(language).items():
            find(" ".join(pieces))  # lexicons are loaded once
            for piece in pieces:
                short, long = (seconds(find, piece * (size // len(piece))) for size in (SHORT, LONG))
                rows.append([language, name, piece, round(short, 3), round(long, 3), round(long / max(short, 1e-3), 1)])
    print(json.dumps(sorted(rows, key=lambda row: -row[4]), ensure_ascii=False))


if __name__ == "__main__":
    main()
