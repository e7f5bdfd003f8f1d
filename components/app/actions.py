"""What a reader can do, as a pure function: a view and a message make the next view.

Messages come from the browser, so they are data to be checked, never trusted: an unknown one changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from components.app.view import CROWDS, LANGUAGES, PAGES, SORTS, TABS, View, is_article, is_days, is_window
from components.events.dates import bounds
from components.events.schema import LANES
from components.events.selection import Selection
from components.events.vocabulary import STATUSES

Message = Mapping[str, Any]


def act(view: View, message: Message) -> View:
    """The view after ``message``, a dict with ``do`` and what it needs (``id``, mostly)."""
    step = _STEPS.get(str(message.get("do", "")))
    return view if step is None else step(view, str(message.get("id", "")))


def _event(view: View, event_id: str) -> View:
    return replace(view, focus="", selection=replace(view.selection, event=event_id or None))


def _focus(kind: str) -> Callable[[View, str], View]:
    return lambda view, rest: replace(view, focus=f"{kind}:{rest}" if rest else "")


def _clear(view: View, _: str) -> View:
    return replace(view, focus="", selection=replace(view.selection, event=None))


def _undated(view: View, _: str) -> View:
    return replace(view, focus="undated")


def _narrow(view: View, _: str) -> View:
    """The actor or the pair in the panel becomes the filter by actors."""
    kind, _, rest = view.focus.partition(":")
    if kind not in {"actor", "link"}:
        return view
    actors = tuple(rest.split("|"))
    return view.selecting(replace(view.selection, actors=actors, match="all" if len(actors) > 1 else "any"))


def _toggle(part: str, allowed: tuple[str, ...] = ()) -> Callable[[View, str], View]:
    def step(view: View, value: str) -> View:
        if not value or (allowed and value not in allowed):
            return view
        values: tuple[str, ...] = getattr(view.selection, part)
        kept = tuple(one for one in values if one != value) if value in values else (*values, value)
        return view.selecting(replace(view.selection, **{part: kept}))  # type: ignore[arg-type]

    return step


def _choose(part: str, choices: tuple[str, ...]) -> Callable[[View, str], View]:
    return lambda view, value: replace(view, **{part: value}) if value in choices else view  # type: ignore[arg-type]


def _drop(view: View, what: str) -> View:
    """``what`` is "part" or "part:value": that part of the selection, or one value of it, no longer filters."""
    part, _, value = what.partition(":")
    if part not in Selection.__dataclass_fields__:
        return view
    return view.selecting(view.selection.without(part, value or None))


def _reset(view: View, _: str) -> View:
    kept = Selection(known_on=view.selection.known_on, event=view.selection.event)
    return view.selecting(kept)


def _sort(view: View, column: str) -> View:
    if column not in SORTS:
        return view
    return replace(view, sort=f"-{column}" if view.sort == column else column)


def _window(view: View, window: str) -> View:
    """The zoom. The browser has put it into the address already, so that zooming makes no steps for Back."""
    return replace(view, window=window) if not window or is_window(window) else view


def _near(view: View, actor: str) -> View:
    """The graph shows the neighbours of ``actor``; the most involved actors for ""."""
    return replace(view, near=actor, focus=f"actor:{actor}" if actor else view.focus)


def _list(view: View, days: str) -> View:
    """The events of one day, or of the days ``days`` ("2024-11-03/2024-11-10"), as a table."""
    if not is_days(days):
        return view
    first, last = (bounds(end).earliest for end in (days.split("/") * 2)[:2])
    return replace(view, tab="table", selection=replace(view.selection, first=first, last=last))


def _story(view: View, name: str) -> View:
    return View(story=name, lang=view.lang, page=view.page)


def _page(view: View, page: str) -> View:
    return replace(view, page=page, article="", by="", of="", days="", rev="") if page in PAGES else view


def _history(view: View, event_id: str) -> View:
    """All changes of one event; of every event for ""."""
    return replace(view, page="history", article="", by="", of=event_id, days="", rev="")


def _article(view: View, name: str) -> View:
    return replace(view, page="read", article=name, rev="") if not name or is_article(name) else view


def _known(view: View, day: str) -> View:
    """``day`` is a day number, or empty for today."""
    try:
        known_on = float(day) if day else None
    except ValueError:
        return view
    return view.selecting(replace(view.selection, known_on=known_on))


_STEPS: Mapping[str, Callable[[View, str], View]] = {
    "event": _event,
    "actor": _focus("actor"),
    "link": _focus("link"),
    "clear": _clear,
    "unfocus": lambda view, _: replace(view, focus=""),
    "undated": _undated,
    "narrow": _narrow,
    "family": _toggle("families"),
    "type": _toggle("types"),
    "status": _toggle("statuses", STATUSES),
    "place": _toggle("places"),
    "lanes": _choose("lanes", LANES),
    "lang": _choose("lang", LANGUAGES),
    "tab": _choose("tab", TABS),
    "crowd": _choose("crowd", CROWDS),
    "sort": _sort,
    "drop": _drop,
    "reset": _reset,
    "known": _known,
    "newest": lambda view, _: replace(view, rev=""),
    "window": _window,
    "list": _list,
    "near": _near,
    "story": _story,
    "page": _page,
    "history": _history,
    "article": _article,
}
