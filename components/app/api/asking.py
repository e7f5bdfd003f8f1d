"""The parameters of a request: read as the page reads its address, but what cannot be read is never left aside."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

from components.app.api.values import Call, ProblemError
from components.app.view import LANGUAGES, is_rev
from components.events.dates import HELP
from components.events.search import terms_of
from components.events.selection import Selection
from components.events.selection_query import DAYS, KEYS, LISTS, from_query
from components.events.story import Story
from components.events.vocabulary import FAMILIES, STATUSES

FORMATS = ("json", "csv")
MOST, USUAL, FARTHEST = 1000, 100, 999_999_999  # rows on a page, unless asked for, before it
MOST_VALUES, MOST_WORDS = 50, 20  # of one parameter, of a text to search for
DRAWING = frozenset(
    {"story", "view", "lanes", "crowd", "sort", "focus", "window", "page", "article", "by", "days"}
    | {"embed", "embed_options"}
)
"""What says how the page draws: allowed with a selection, so that the query of a page can be copied, of no effect."""
SELECTING = frozenset({*KEYS, "lang"})
"""What a selection is and in which language it is told, under the names of the page's address."""
PAGING = frozenset({"limit", "offset"})
MOST_FAULTS = 20
_SHOWN = 80  # characters of a value that are said again
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Wanted:
    """What is asked for. ``of`` is the one event whose changes are meant, ``form`` one of ``FORMATS`` or "" for any.

    ``rev`` is the number of a revision, "" for the newest.
    """

    selection: Selection = field(default_factory=Selection)
    language: str = LANGUAGES[0]
    limit: int = USUAL
    offset: int = 0
    form: str = ""
    of: str = ""
    rev: str = ""


@dataclass(frozen=True)
class Fault:
    """A parameter that cannot be read."""

    parameter: str
    value: str
    problem: str
    remedy: str


def wanted(call: Call, takes: Set[str], story: Story | None = None) -> Wanted:
    """What ``call`` asks for, where the parameters ``takes`` are understood; ``story`` says which ids there are.

    Raises ``ProblemError`` (400) with the faults: parameter, value, problem and remedy.
    """
    given: dict[str, list[str]] = {}
    for key, value in call.query:
        given.setdefault(key, []).append(value)
    faults = [fault for key, values in given.items() for fault in _faults(key, values, takes, call)]
    sound = {key: given[key] for key in given.keys() - {one.parameter for one in faults} - DRAWING}
    selection, problems = from_query(sound, story)
    faults += [Fault(one.key, one.value, one.reason, _remedy(one.key, call)) for one in problems]
    parts: dict[str, Any] = {"language": own_language(story)}
    for key, (part, read, remedy) in _OWN.items():
        for value in sound.get(key, ())[-1:]:
            try:
                parts[part] = read(value)
            except ValueError as error:
                faults.append(Fault(key, value, str(error), remedy))
    if faults:
        raise refusal(faults)
    return Wanted(replace(selection, event=None), of=given.get("of", [""])[-1], **parts)


def own_language(story: Story | None) -> str:
    """The language to answer in when none is asked for: the story's first one that there are words in."""
    return next((one for one in (story.languages if story else ()) if one in LANGUAGES), LANGUAGES[0])


def _faults(key: str, values: Sequence[str], takes: Set[str], call: Call) -> Iterator[Fault]:
    """What is wrong with a parameter whatever the story is."""
    last = values[-1]
    if key not in takes:
        known = sorted(set(takes) - DRAWING - ({"of"} if takes >= DRAWING else set()))
        yield Fault(
            key, last, "there is no such parameter here", f"take {', '.join(known)}" if known else "leave it out"
        )
    elif key in DRAWING:
        if key == "story" and set(values) != {call.story}:
            yield Fault(key, last, "the path names another story", "leave it out")
    elif not all(value.strip() for value in values):
        yield Fault(key, last, "it is empty", "give it a value or leave it out")
    elif key not in LISTS and len(set(values)) > 1:
        yield Fault(key, last, "it is there more than once, with different values", "write it once")
    elif len(values) > MOST_VALUES:
        yield Fault(key, last, f"it is there more than {MOST_VALUES} times", f"write at most {MOST_VALUES} values")
    elif key == "q" and len(terms_of(last)) > MOST_WORDS:
        yield Fault(key, last, f"it has more than {MOST_WORDS} words", f"look for at most {MOST_WORDS} words")


def _remedy(key: str, call: Call) -> str:
    """What to write for a part of a selection."""
    tables = f"{call.base}/api/stories/NAME"
    remedies: Mapping[str, str] = {
        **dict.fromkeys(DAYS, HELP),
        "match": "write any or all",
        "status": f"write one of {', '.join(STATUSES)}",
        "family": f"write one of {', '.join(FAMILIES)}",
        "actor": f"write an actor_id of {tables}/actors",
        "event": f"write an event_id of {tables}/events, or leave it out",
        "type": f"write a type of {tables}/events",
        "place": f"write a country or a place of {tables}/events",
    }
    return remedies.get(key, "write less")


def refusal(faults: Sequence[Fault]) -> ProblemError:
    """The answer (400) that names each of ``faults``, or the first of very many."""
    shown = [replace(one, parameter=_short(one.parameter), value=_short(one.value)) for one in faults[:MOST_FAULTS]]
    told = "; ".join(f"{one.parameter}: {one.problem} ({one.remedy})" for one in shown[:5])
    return ProblemError(400, f"{told}.", errors=[asdict(one) for one in shown])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _number(low: int, high: int, value: str) -> int:
    if not _NUMBER.fullmatch(value) or not low <= int(value) <= high:
        raise ValueError("it is no such number")
    return int(value)


def _choice(choices: Sequence[str], value: str) -> str:
    if value not in choices:
        raise ValueError("there is no such choice")
    return value


def _revision(value: str) -> str:
    if not is_rev(value):
        raise ValueError("it is no number of a revision")
    return value


_OWN: Mapping[str, tuple[str, Callable[[str], Any], str]] = MappingProxyType(
    {
        "limit": ("limit", lambda value: _number(1, MOST, value), f"write a number from 1 to {MOST}"),
        "offset": ("offset", lambda value: _number(0, FARTHEST, value), f"write a number from 0 to {FARTHEST}"),
        "lang": ("language", lambda value: _choice(LANGUAGES, value), f"write one of {', '.join(LANGUAGES)}"),
        "rev": ("rev", _revision, "write the number of a revision, or leave it out"),
        "format": ("form", lambda value: _choice(FORMATS, value), f"write one of {', '.join(FORMATS)}"),
    }
)
