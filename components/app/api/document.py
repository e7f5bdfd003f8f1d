"""The description of the API as OpenAPI 3.1."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.app.api.asking import FARTHEST, FORMATS, MOST, MOST_VALUES, MOST_WORDS, USUAL
from components.app.api.media import ATOM, CALENDAR, CSV, JSON
from components.app.api.problems import TYPE
from components.app.api.schemas import ref, schemas
from components.app.gate.sessions import USER
from components.app.view import LANGUAGES
from components.events.selection_query import LONGEST
from components.events.vocabulary import FAMILIES, STATUSES
from components.exchange.changes_feed import MOST as MOST_CHANGES

VERSION = "1.0.0"
_ABOUT = f"""The stories of this server, to read only: tables as JSON and CSV, a calendar, a feed of changes.

The parameters that select are those of the page, so that the query of any view can be put behind a path of tables or of
the calendar; what in it only says how the page draws (view, lanes, window, ...) is allowed there and has no effect.
A parameter that cannot be read is an error 400 that names it. Columns have the names and words of the story's files;
translated ones end with a language (title_en). Answers carry an ETag: send it back as If-None-Match to be told (304)
that nothing changed. Pages of rows follow by the header Link (rel="next"), whose address is relative.
Dates are ISO 8601 in the proleptic Gregorian calendar, with a sign before year 0 (-0430-01-01); ".." is an open end.
At most {MOST_WORDS} words are looked for, and at most {MOST_VALUES} values of one parameter are read."""
_SCHEMES: Mapping[str, Any] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that an admin makes on the page of administration or by `whowhen token new`",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": USER,
        "description": "The cookie of somebody who signed in at the page",
    },
}
_TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}
_TABLES = {
    "events": "The events",
    "actors": "The actors; with a selection those that take part in its events or speak of them",
    "claims": "The claims about the events",
    "sources": "The sources; with a selection those that claims about its events are from",
}


def openapi(base: str, closed: bool = False) -> Mapping[str, Any]:
    """The document for an API below ``base`` ("" or "/timeline"), which is ``closed`` to those nobody knows."""
    parts = {
        "schemas": schemas(),
        "parameters": _parameters(),
        "responses": _problems(),
        "headers": _headers(),
        **({"securitySchemes": _SCHEMES} if closed else {}),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "whowhen", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": f"{base}/api"}],
        "paths": _paths(),
        "components": parts,
        **({"security": [{name: []} for name in _SCHEMES]} if closed else {}),
    }


def _paths() -> Mapping[str, Any]:
    one = "/stories/{story}"
    selecting = [*_SELECTING, "lang", "rev"]
    return {
        "/openapi.json": _get("This document", "document", (), {JSON: {"type": "object"}}, missing=False),
        "/stories": _get("The stories", "stories", _PAGING, {JSON: ref("Stories")}, missing=False, paged=True),
        one: _get("One story", "story", ["story"], {JSON: ref("Story")}),
        **{
            f"{one}/{table}": _get(
                told,
                table,
                ["story", *selecting, *_PAGING, "format"],
                {JSON: ref(f"{table.capitalize()}Page"), CSV: {"type": "string"}},
                paged=True,
            )
            for table, told in _TABLES.items()
        },
        f"{one}/events/{{event_id}}": _get(
            "One event, its claims, and the actors and sources that they name",
            "event",
            ["story", "event_id", "known_on", "lang", "rev"],
            {JSON: ref("EventAlone")},
        ),
        f"{one}/events.ics": _get(
            "The events as a calendar (iCalendar)", "calendar", ["story", *selecting], {CALENDAR: {"type": "string"}}
        ),
        f"{one}/changes.atom": _get(
            f"The last {MOST_CHANGES} changes as a feed (Atom); without a history, the events that became known last",
            "changes",
            ["story", "lang", "of"],
            {ATOM: {"type": "string"}},
        ),
    }


def _get(
    told: str,
    name: str,
    parameters: Sequence[str],
    content: Mapping[str, Any],
    *,
    missing: bool = True,
    paged: bool = False,
) -> Mapping[str, Any]:
    headers = ["ETag", "Cache-Control", "Vary", *(["X-Total-Count", "Link"] if paged else [])]
    faults = [400, 401, *([404] if missing else []), 406, 503]
    kept = {each: {"$ref": f"#/components/headers/{each}"} for each in headers[:3]}
    return {
        "get": {
            "summary": told,
            "operationId": name,
            "parameters": [{"$ref": f"#/components/parameters/{each}"} for each in (*parameters, "If-None-Match")],
            "responses": {
                "200": {
                    "description": told,
                    "headers": {each: {"$ref": f"#/components/headers/{each}"} for each in headers},
                    "content": {media: {"schema": schema} for media, schema in content.items()},
                },
                "304": {"description": "Nothing changed", "headers": kept},
                **{str(status): {"$ref": f"#/components/responses/{status}"} for status in faults},
            },
        }
    }


_SELECTING = ("actor", "match", "from", "to", "family", "type", "status", "place", "q", "known_on", "event")
_PAGING = ("limit", "offset")


def _parameters() -> Mapping[str, Any]:
    day = {"format": "edtf"}
    each = {
        "actor": _many("Ids of actors that take part", {"format": "actor-id"}),
        "match": _query("Whether any of the actors or all of them take part", {"enum": ["any", "all"]}),
        "from": _query("The first day: a date in EDTF (2024-11-07, 2024-11, 2024)", day),
        "to": _query("The last day: a date in EDTF. Events without a date always stay", day),
        "family": _many("Kinds of types", {"enum": list(FAMILIES)}),
        "type": _many("Types", {"format": "event-type"}),
        "status": _many("Statuses", {"enum": list(STATUSES)}),
        "place": _many("Countries (ISO 3166), or places in the story's first language", {"format": "place"}),
        "q": _query("Words that must all be found; some in quotation marks belong together", _TEXT),
        "known_on": _query("The day of knowledge, in EDTF: what was public by then", day),
        "event": _query("The event that is open on the page; it selects nothing", {"format": "event-id"}),
        "of": _query("The one event whose changes are meant", {"format": "event-id"}),
        "lang": _query("The language of sentences and feeds", {"enum": list(LANGUAGES)}),
        "rev": _query("The revision at which the story is told; without it the newest", {"format": "revision"}),
        "limit": _query("Rows on a page", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
        "offset": _query("Rows before the page", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}),
        "format": _query("The format; it goes before the header Accept", {"enum": list(FORMATS)}),
    }
    return {
        **{name: {"name": name, **parameter} for name, parameter in each.items()},
        "story": _path("story", "The name of a story, as in /stories", "story-name"),
        "event_id": _path("event_id", "The id of an event", "event-id"),
        "If-None-Match": {
            "name": "If-None-Match",
            "in": "header",
            "description": "The ETag of an answer that is there already",
            "schema": {"type": "string"},
        },
    }


def _query(told: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"in": "query", "description": told, "schema": {"type": "string", **schema}}


def _many(told: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    items = {"type": "array", "items": {"type": "string", **schema}, "minItems": 1, "maxItems": MOST_VALUES}
    return {"in": "query", "description": f"{told}; several add up", "schema": items, "style": "form", "explode": True}


def _path(name: str, told: str, form: str) -> Mapping[str, Any]:
    schema = {"type": "string", "format": form}
    return {"name": name, "in": "path", "required": True, "description": told, "schema": schema}


def _headers() -> Mapping[str, Any]:
    texts = {
        "ETag": "Changes with the content",
        "Cache-Control": "Keep it, and ask each time whether it is still so",
        "Vary": "What the answer hangs on besides the address",
        "Link": "The pages before and after, relative to this one",
    }
    total = {"description": "Rows on all pages together", "schema": {"type": "integer", "minimum": 0}}
    return {**{k: {"description": v, "schema": {"type": "string"}} for k, v in texts.items()}, "X-Total-Count": total}


def _problems() -> Mapping[str, Any]:
    texts = {
        400: "A parameter cannot be read: errors has each",
        401: "Only who has signed in may read here",
        404: "There is no such story or event",
        406: "The media types asked for are none of those there are",
        503: "The story cannot be reached or has defects, or too many ask at once: see Retry-After",
    }
    content = {TYPE: {"schema": ref("Problem")}}
    return {str(status): {"description": text, "content": content} for status, text in texts.items()}
