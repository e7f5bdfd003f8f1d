"""The content of each answer, out of the stories that are loaded for all readers. Runs in a thread."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from components.app import settings, stories
from components.app.api import feeds
from components.app.api.asking import DRAWING, PAGING, SELECTING, Wanted, wanted
from components.app.api.document import openapi
from components.app.api.media import ATOM, CALENDAR, CSV, JSON, chosen
from components.app.api.revisions import PINNING, at_revision
from components.app.api.shown import listed, single
from components.app.api.values import Body, Call, ProblemError
from components.events.errors import StoryError
from components.events.selection_query import to_query
from components.exchange.tables import as_json
from components.stores.base import StoreError

TABLES = ("events", "actors", "claims", "sources")
_PAGE = SELECTING | DRAWING | PINNING | {"of"}  # what the query of a page may have
_AWAY = "The stories cannot be reached at the moment: try again soon."
_Answer = TypeVar("_Answer")
_NO_STORY = "There is no story of that name; api/stories lists those there are."


def document(call: Call) -> Body:
    """The description of the API."""
    wanted(call, frozenset())
    _form(call, JSON)
    return Body(as_json(openapi(call.base, settings.closed())), JSON)


def all_stories(call: Call) -> Body:
    """The stories there are, those with defects and those out of reach included, by name."""
    asked = wanted(call, PAGING)
    _form(call, JSON)
    names = _names()
    part = names[asked.offset : asked.offset + asked.limit]
    data = {"total": len(names), "limit": asked.limit, "offset": asked.offset, "rows": [_listed(name) for name in part]}
    return Body(as_json(data), JSON, len(names), link=_pages(asked, len(names), ()))


def one_story(call: Call) -> Body:
    """Headings, languages, revision and counts of a story."""
    wanted(call, frozenset())
    _form(call, JSON)
    found = sound(call.story)
    return Body(as_json({**_about(call.story, found), "state": "sound"}), JSON)


def table(name: str, call: Call) -> Body:
    """A page of the rows of the table ``name``, of those that are selected."""
    found = _asked_for(call)
    asked = wanted(call, _PAGE | PAGING | {"format"}, found.story)
    form = {"json": JSON, "csv": CSV}.get(asked.form) or _form(call, JSON, CSV)
    body = listed(found.story, found.revision, call.story, name, asked, form)
    query = [(key, value) for key, value in call.query if key not in PAGING]
    return Body(body.content, body.media_type, body.total, body.filename, _pages(asked, body.total, query))


table_events, table_actors, table_claims, table_sources = (partial(table, name) for name in TABLES)


def event(call: Call) -> Body:
    """One event with its claims, and the actors and sources that they name."""
    found = _asked_for(call)
    asked = wanted(call, DRAWING | PINNING | {"known_on", "lang"}, found.story)
    _form(call, JSON)
    body = single(found.story, found.revision, call.story, call.event_id, asked.selection)
    if body is None:
        known = " that was known on that day" if asked.selection.known_on is not None else ""
        raise ProblemError(404, f"The story has no event of that id{known}.")
    return body


def calendar(call: Call) -> Body:
    """The selected events as a calendar."""
    found = _asked_for(call)
    asked = wanted(call, _PAGE, found.story)
    _form(call, CALENDAR)
    page = _view(call, asked, {**to_query(asked.selection), **({"rev": [asked.rev]} if asked.rev else {})})
    store = _reached(lambda: stories.store(call.story))
    return _reached(lambda: feeds.calendar_of(found.story, found.revision, call.story, asked, page, store))


def changes(call: Call) -> Body:
    """What was changed last, for a story without history what became known last."""
    found = sound(call.story)
    asked = wanted(call, {"lang", "of"}, found.story)
    _form(call, ATOM)
    own = f"{call.site}/api/stories/{feeds.quoted(call.story)}/changes.atom"
    given = urlencode(call.query)
    source = feeds.source(call.story, found.story, asked, f"{own}?{given}" if given else own, _view(call, asked, {}))
    return _reached(lambda: feeds.changes_of(found.story, source, asked.language, stories.store(call.story)))


def sound(name: str) -> stories.Sound:
    """The story ``name``. Raises ``ProblemError``: 404 if there is none, 503 while it cannot be shown."""
    if name not in _names():
        raise ProblemError(404, _NO_STORY)
    seen = _reached(lambda: stories.look(name))
    if seen.trouble is not None:
        raise _away()
    if isinstance(seen.found, StoryError):
        told = f"The story has {len(seen.found.defects)} defects; its page lists them. They have to be mended first."
        raise ProblemError(503, told, {"Retry-After": "300"})
    return seen.found


def _asked_for(call: Call) -> stories.Sound:
    """The story of the path at the revision that is asked for. Raises ``ProblemError`` as ``sound`` does, and 400."""
    found = at_revision(call, sound(call.story))
    if found is None:
        raise _away()
    return found


def _reached(ask: Callable[[], _Answer]) -> _Answer:
    """What ``ask`` answers. Raises ``ProblemError`` (503), which tells nothing of where stories are."""
    try:
        return ask()
    except StoreError as error:
        if error.cause == "missing":
            raise ProblemError(404, _NO_STORY) from error
        raise _away() from error


def _away() -> ProblemError:
    return ProblemError(503, _AWAY, {"Retry-After": str(max(2 * stories.PAUSE, 5))})


def _names() -> Sequence[str]:
    return _reached(stories.names)


def _listed(name: str) -> Mapping[str, Any]:
    """A story in the list: whatever is wrong with it, the others are listed."""
    try:
        seen = stories.look(name)
    except StoreError:
        return {"story": name, "state": "unreachable"}
    if seen.trouble is not None:
        return {"story": name, "state": "unreachable"}
    if isinstance(seen.found, StoryError):
        return {"story": name, "state": "defects"}
    return {**_about(name, seen.found), "state": "sound"}


def _about(name: str, found: stories.Sound) -> Mapping[str, Any]:
    story = found.story
    return {
        "story": name,
        "title": dict(story.title),
        "description": dict(story.description),
        "languages": list(story.languages),
        "revision": found.revision,
        "counts": {table: len(getattr(story, table)) for table in TABLES},
    }


def _form(call: Call, *offers: str) -> str:
    """The media type to answer with. Raises ``ProblemError`` (406) when the request takes none of ``offers``."""
    found = chosen(call.accept, offers)
    if found is None:
        raise ProblemError(406, f"What is here is {' or '.join(offers)}: name one of these in the header Accept.")
    return found


def _pages(asked: Wanted, total: int, query: Sequence[tuple[str, str]]) -> str:
    """The Link header: the pages before and after, by their queries alone, which hold below any path."""
    links = []
    if asked.offset > 0:
        links.append(("prev", max(min(asked.offset, total) - asked.limit, 0)))
    if asked.offset + asked.limit < total:
        links.append(("next", asked.offset + asked.limit))
    return ", ".join(
        f'<?{urlencode([*query, ("limit", asked.limit), ("offset", at)])}>; rel="{rel}"' for rel, at in links
    )


def _view(call: Call, asked: Wanted, query: Mapping[str, Sequence[str]]) -> str:
    """The address of the page that shows the same."""
    return f"{call.site}/?{urlencode({'story': call.story, 'lang': asked.language, **query}, doseq=True)}"
