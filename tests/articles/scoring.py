"""Scores of proposed events against the gold in ``cases``: articles in French, English, and of the story (demo).

    uv run python -m tests.articles.scoring            what is missed, too much or wrong, case by case; then the scores
    uv run python -m tests.articles.scoring --refresh  the same, and the scores become the baseline of the gate

A case is an article: ``name``, ``published``, ``text`` (or ``file``) and its ``events``. Of an event ``type``, ``when``
(EDTF, "" where the text gives none), ``actors`` and ``quote`` are given; what ``type_alt``, ``when_alt`` and
``optional_actors`` name is as good. ``quote`` are words that stand once in the text: the sentence around them tells the
event. ``stance`` is asserts (default), reported (on somebody's word), denied, planned or hypothetical; ``speaker`` says
so, "" the article itself. A statement has the one who makes it as speaker. ``core``: no telling without it.
"""

import datetime
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.articles.model import Article, Proposal
from components.articles.proposals import propose
from components.articles.sentences import sentences
from components.stores.folder import read_story

CASES = Path(__file__).parent / "cases"
BASELINE = Path(__file__).parent / "events_baseline.toml"
DEMO = Path(__file__).parents[2] / "data" / "ukraine-diplomacy"
LANGUAGES = ("fr", "en")
SETS = (*LANGUAGES, "demo")
STANCE_OF = {"denied": "denies", "planned": "plans"}
DEFAULTS: Mapping[str, Any] = {
    "type_alt": (),
    "when_alt": (),
    "optional_actors": (),
    "stance": "asserts",
    "speaker": "",
    "anonymous": False,
    "amount": None,
    "currency": "",
}


@dataclass(frozen=True)
class Gold:
    """An event that an article tells; ``text[start:end]`` is the sentence that carries it."""

    types: tuple[str, ...]
    whens: tuple[str, ...]
    actors: tuple[str, ...]
    optional: tuple[str, ...]
    start: int
    end: int
    stance: str
    speaker: str
    anonymous: bool
    amount: float | None
    currency: str
    core: bool


@dataclass(frozen=True)
class Case:
    """An article and what it tells."""

    article: Article
    events: tuple[Gold, ...]


def cases(name: str) -> tuple[Case, ...]:
    """All cases of a set. Raises ``ValueError`` for a quote that does not stand in its text exactly once."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["articles"]
    return tuple(_case(row, row.get("language", name)) for row in rows)


def _case(row: Mapping[str, Any], language: str) -> Case:
    file = row.get("file")
    text = (DEMO / "articles" / file).read_text(encoding="utf-8") if file else row["text"].strip()
    published = datetime.date.fromisoformat(row["published"])
    article = Article(text, language, published, published_from="given", name=row.get("name", file))
    return Case(article, tuple(_gold(event, article) for event in row["events"]))


def _gold(event: Mapping[str, Any], article: Article) -> Gold:
    row = {**DEFAULTS, **event}
    if unknown := set(row) - {*DEFAULTS, "type", "when", "actors", "quote", "core"}:
        raise ValueError(f"{article.name}: unknown keys {unknown}")
    start, end = _sentence(article, row["quote"])
    return Gold(
        types=(row["type"], *row["type_alt"]),
        whens=(row["when"], *row["when_alt"]),
        actors=tuple(row["actors"]),
        optional=tuple(row["optional_actors"]),
        start=start,
        end=end,
        **{name: row[name] for name in ("stance", "speaker", "anonymous", "amount", "currency", "core")},
    )


def _sentence(article: Article, quote: str) -> tuple[int, int]:
    if article.text.count(quote) != 1:
        raise ValueError(f"{article.name}: {quote!r} stands {article.text.count(quote)} times in the text")
    at = article.text.index(quote)
    return next((one.start, one.end) for one in sentences(article.text) if one.start <= at < one.end)


def words_of(name: str) -> list[str]:
    """The words of a name in small letters without accents."""
    flat = unicodedata.normalize("NFKD", name)
    return re.findall(r"\w+", "".join(char for char in flat if not unicodedata.combining(char)).casefold())


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one: the last word of one stands in the other, or all words of one do."""
    left, right = words_of(one), words_of(other)
    if not left or not right:
        return False
    return left[-1] in right or right[-1] in left or set(left) <= set(right) or set(right) <= set(left)


def named(names: Sequence[str], sought: Sequence[str]) -> int:
    """How many of ``sought`` one of ``names`` names."""
    return sum(any(same_name(name, one) for name in names) for one in sought)


def kind(name: str) -> str:
    """The type as the gold counts it: an inauguration is an appointment."""
    return "appointment" if name == "inauguration" else name


def right_type(proposal: Proposal, gold: Gold) -> bool:
    """Whether the type is one of those the gold allows."""
    return kind(proposal.type) in map(kind, gold.types)


def paired(proposals: Sequence[Proposal], events: Sequence[Gold]) -> list[tuple[Proposal, Gold]]:
    """Proposals with the event they tell, one to one, the likest first.

    A pair shares a sentence (one of the claims overlaps the gold's) and the type or an actor.
    """
    likeness = [
        (score, at, number)
        for at, proposal in enumerate(proposals)
        for number, gold in enumerate(events)
        if (score := _likeness(proposal, gold))
    ]
    taken: set[tuple[str, int]] = set()
    out = []
    for _, at, number in sorted(likeness, key=lambda pair: (-pair[0], *pair[1:])):
        if not taken & {("proposal", at), ("gold", number)}:
            taken |= {("proposal", at), ("gold", number)}
            out.append((proposals[at], events[number]))
    return out


def _likeness(proposal: Proposal, gold: Gold) -> int:
    if not any(claim.start_char < gold.end and claim.end_char > gold.start for claim in proposal.claims):
        return 0
    shared = named([one.name for one in proposal.participants], gold.actors + gold.optional)
    agrees = right_type(proposal, gold)
    return 2 * agrees + min(shared, 3) + (proposal.when == gold.whens[0]) if agrees or shared else 0


def right_fields(proposal: Proposal, gold: Gold) -> dict[str, bool]:
    """Which fields of a pair are right; ``amount`` only where the gold has one."""
    claim = proposal.claims[0]
    found = {
        "date": proposal.when in gold.whens,
        "type": right_type(proposal, gold),
        "stance": claim.stance == STANCE_OF.get(gold.stance, "asserts"),
        "speaker": same_name(claim.speaker, gold.speaker) if gold.speaker else not claim.speaker,
        "anonymous": claim.anonymous == gold.anonymous,
    }
    if gold.amount is not None:
        found["amount"] = (proposal.amount, proposal.currency) == (gold.amount, gold.currency)
    return found


def counted(case: Case, proposals: Sequence[Proposal]) -> Counter[str]:
    """What a case adds to the sums that ``scores`` divides."""
    pairs = paired(proposals, case.events)
    sums = Counter(gold=len(case.events), proposed=len(proposals), paired=len(pairs))
    sums["core"] = sum(gold.core for gold in case.events)
    for proposal, gold in pairs:
        sums["core_paired"] += gold.core
        for name, right in right_fields(proposal, gold).items():
            sums[f"{name}_asked"] += 1
            sums[f"{name}_right"] += right
        names = [one.name for one in proposal.participants]
        sums["actors_asked"] += len(gold.actors)
        sums["actors_found"] += named(names, gold.actors)
        sums["actors_named"] += len(names)
        sums["actors_right"] += named(gold.actors + gold.optional, names)
    return sums


MEASURES = (
    "core_recall",
    "recall",
    "precision",
    "date",
    "type",
    "stance",
    "speaker",
    "anonymous",
    "amount",
    "actor_f1",
)


def scores(sums: Counter[str]) -> dict[str, float]:
    """Shares between 0 and 1, rounded to three digits; 0 where there is nothing to divide by."""
    found, right = _share(sums, "actors_found", "actors_asked"), _share(sums, "actors_right", "actors_named")
    out = {
        "core_recall": _share(sums, "core_paired", "core"),
        "recall": _share(sums, "paired", "gold"),
        "precision": _share(sums, "paired", "proposed"),
        **{name: _share(sums, f"{name}_right", f"{name}_asked") for name in MEASURES[3:-1]},
        "actor_f1": 2 * found * right / (found + right) if found + right else 0.0,
    }
    return {name: round(value, 3) for name, value in out.items()}


def _share(sums: Counter[str], part: str, whole: str) -> float:
    return sums[part] / sums[whole] if sums[whole] else 0.0


def differences(case: Case, proposals: Sequence[Proposal]) -> Iterator[str]:
    """In words, line by line: events missed, proposals too many, fields that are wrong."""
    pairs = paired(proposals, case.events)
    for gold in case.events:
        if gold not in [one for _, one in pairs]:
            core = "core " if gold.core else ""
            yield f"missed {core}{gold.types[0]} {gold.whens[0]!r}: {case.article.text[gold.start : gold.end]}"
    for proposal in proposals:
        if not any(proposal is one for one, _ in pairs):
            yield f"extra {proposal.type} {proposal.when!r} {proposal.title!r}: {proposal.claims[0].quote}"
    for proposal, gold in pairs:
        for name, right in right_fields(proposal, gold).items():
            if not right:
                yield f"{name}: got {_told(proposal, name)!r} for {_asked(gold, name)!r}: {proposal.claims[0].quote}"
        names = [one.name for one in proposal.participants]
        if named(names, gold.actors) < len(gold.actors) or named(gold.actors + gold.optional, names) < len(names):
            yield f"actors: got {names} for {gold.actors} (or {gold.optional}): {proposal.claims[0].quote}"


def _told(proposal: Proposal, name: str) -> object:
    claim = proposal.claims[0]
    of = {"date": proposal.when, "type": proposal.type, "amount": (proposal.amount, proposal.currency)}
    return of[name] if name in of else getattr(claim, name)


def _asked(gold: Gold, name: str) -> object:
    of = {"date": gold.whens, "type": gold.types, "amount": (gold.amount, gold.currency)}
    return of[name] if name in of else getattr(gold, name)


def told(name: str) -> list[tuple[Case, tuple[Proposal, ...]]]:
    """The cases of a set with what the extraction proposes; the demo articles are read with their story."""
    story = read_story(DEMO) if name == "demo" else None
    return [(case, propose(case.article, story)) for case in cases(name)]


def measured(pairs: Sequence[tuple[Case, Sequence[Proposal]]]) -> dict[str, float]:
    """The scores over cases and their proposals."""
    return scores(sum((counted(*pair) for pair in pairs), Counter()))


def baseline() -> dict[str, dict[str, float]]:
    """The scores below which the gate fails, by language and measure."""
    return tomllib.loads(BASELINE.read_text(encoding="utf-8"))


def main(arguments: Sequence[str]) -> None:
    """Print what is wrong and the scores; ``--refresh`` writes them into the baseline."""
    tables = []
    for name in SETS:
        pairs = told(name)
        for case, proposals in pairs:
            for line in differences(case, proposals):
                sys.stdout.write(f"{name} {case.article.name}: {line}\n")
        tables.append("\n".join([f"[{name}]", *(f"{one} = {value}" for one, value in measured(pairs).items())]))
    sys.stdout.write("\n\n".join(tables) + "\n")
    if "--refresh" in arguments:
        head = "# Scores of the events read out of the cases; the tests fail when one falls. To raise them: scoring.py."
        BASELINE.write_text("\n\n".join([head, *tables]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
