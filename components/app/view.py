"""What one reader looks at: the selection plus how it is shown. The address bar is its only home.

A ``View`` is a value; ``from_query`` reads it out of the address, ``to_query`` writes it back without loss, and
``components.app.actions`` turns what the reader does into the next one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.events.dates import bounds
from components.events.errors import DateError
from components.events.schema import LANES
from components.events.selection import Selection
from components.events.selection_query import Problem, from_query, to_query
from components.events.story import Story

LANGUAGES = ("en", "fr")
PAGES = ("story", "read", "history", "edit")
TABS = ("events", "actors", "table")
CROWDS = ("12", "40", "all")
SORTS = ("when", "status", "title", "actors", "place", "claims")
OWN = "own-text"
"""Name of the article that a reader brought along."""
DEFAULTS = {"page": "story", "lang": "en", "lanes": "", "tab": "", "crowd": "40", "sort": "when"}
PARAMETERS = {"tab": "view"}  # what the address calls a field, where it does not call it as we do
CHOICES = {"page": PAGES, "lang": LANGUAGES, "lanes": LANES, "tab": TABS, "crowd": CROWDS}

_DAY = r"-?\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?"
_ARTICLE = re.compile(r"[\w.-]{1,200}")
_WINDOW = re.compile(rf"{_DAY}/{_DAY}")
_REV = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class View:
    """One view of one story.

    ``focus`` is what the panel shows instead of the event: "actor:<id>", "link:<id>|<id>", "undated" or "" (the
    event). ``window`` is the zoom of the timeline, two ISO times with "/" between, or "" for everything. ``sort`` is a
    column of the table, with "-" in front for falling order. ``lanes`` "" are those of the story, ``tab`` "" is the
    first one of the layout. ``page`` "read" is the page that reads articles, ``article`` the name of the one it shows
    (``OWN``: the reader's, which is in the session), or "" while none is chosen. The page "history" shows the changes
    of the person ``by``, to the event ``of``, on ``days`` ("2026-11-01/2026-11-25" or one day); "" shows all. The page
    "edit" is the table for many rows at once. ``rev`` is the revision that the page "story" shows, a number, or "" for
    the newest: what is shown of an earlier one cannot be changed. ``near`` is the actor whose neighbours the graph
    shows, "" for the most involved ones of all.
    """

    story: str = ""
    selection: Selection = field(default_factory=Selection)
    lang: str = "en"
    lanes: str = ""
    tab: str = ""
    crowd: str = "40"
    sort: str = "when"
    focus: str = ""
    window: str = ""
    page: str = "story"
    article: str = ""
    by: str = ""
    of: str = ""
    days: str = ""
    rev: str = ""
    near: str = ""

    def selecting(self, selection: Selection) -> "View":
        """The same view of another selection."""
        return replace(self, selection=selection)

    def to_query(self) -> dict[str, list[str]]:
        """Query parameters that ``read`` turns back into this view; defaults are left out."""
        query = dict(to_query(self.selection))
        for key, default in DEFAULTS.items():
            if getattr(self, key) != default:
                query[PARAMETERS.get(key, key)] = [getattr(self, key)]
        for key in ("story", "focus", "window", "article", "by", "of", "days", "rev", "near"):
            if getattr(self, key):
                query[key] = [getattr(self, key)]
        return query


def read(query: Mapping[str, Sequence[str]], story: Story, lang: str = "en") -> tuple[View, tuple[Problem, ...]]:
    """The view that ``query`` asks for; what cannot be read falls back to its default and is reported.

    ``lang`` is the reader's own language, used when the address names none.
    """
    selection, problems = from_query(query, story)
    notes = list(problems)
    chosen: dict[str, str] = {"lang": lang}
    for field_name, choices in CHOICES.items():
        key = PARAMETERS.get(field_name, field_name)
        if value := _last(query, key):
            if value in choices:
                chosen[field_name] = value
            else:
                notes.append(Problem(key, value, f"one of {', '.join(choices)}"))
    tests: dict[str, Callable[[str], bool]] = {
        "sort": _is_sort,
        "window": is_window,
        "focus": lambda value: _is_focus(value, story),
        "article": is_article,
        "by": bool,
        "of": bool,
        "days": is_days,
        "rev": is_rev,
        "near": lambda value: _is_focus(f"actor:{value}", story),
    }
    for key, test in tests.items():
        if value := _last(query, key):
            if test(value):
                chosen[key] = value
            else:
                notes.append(Problem(key, value, ""))
    if chosen.get("page", "story") != "story":
        chosen.pop("rev", None)
    view = View(story=_last(query, "story"), selection=selection, **chosen)
    return view, tuple(notes)


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    values = query.get(key) or [""]
    return values[-1]


def _is_sort(value: str) -> bool:
    return value.removeprefix("-") in SORTS


def is_article(value: str) -> bool:
    """Whether ``value`` can be the name of an article."""
    return bool(_ARTICLE.fullmatch(value))


def is_window(value: str) -> bool:
    """Whether ``value`` is a zoom range: two different times with "/" between."""
    ends = value.split("/")
    return (
        bool(_WINDOW.fullmatch(value)) and len(set(ends)) == 2 and all(_is_day(end.partition("T")[0]) for end in ends)
    )


def is_days(value: str) -> bool:
    """Whether ``value`` is a day, or two with "/" between."""
    ends = value.split("/")
    return len(ends) <= 2 and all(re.fullmatch(r"\d{4}-\d\d-\d\d", end) and _is_day(end) for end in ends)


def is_rev(value: str) -> bool:
    """Whether ``value`` can be the number of a revision."""
    return bool(_REV.fullmatch(value))


def pinned(query: Mapping[str, Sequence[str]]) -> str:
    """The revision that an address asks the page "story" to show, "" for the newest."""
    rev, page = _last(query, "rev"), _last(query, "page")
    return rev if is_rev(rev) and (page == "story" or page not in PAGES) else ""


def _is_day(text: str) -> bool:
    try:
        return bounds(text).precision == "day"
    except DateError:
        return False


def _is_focus(value: str, story: Story) -> bool:
    if value == "undated":
        return True
    kind, _, rest = value.partition(":")
    ids = rest.split("|")
    known = set(story.actors["actor_id"])
    return {"actor": 1, "link": 2}.get(kind) == len(ids) and all(one in known for one in ids)
