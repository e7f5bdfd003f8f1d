"""The read-only API under ``/api``: stories as JSON and CSV, a calendar, a feed of changes, described by OpenAPI.

Each request goes the same way: ``serving`` lets it in, a function of ``answers`` makes the content in a thread, and
``serving`` sends it packed, with its ETag. What goes wrong is a ``ProblemError`` (RFC 9457).
"""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route

from components.app.api.problems import of_error, of_http, of_problem
from components.app.api.serving import EXPOSED, endpoint
from components.app.api.values import ProblemError

PATH = "/api"
ROUTES = {
    "/openapi.json": "document",
    "/stories": "all_stories",
    "/stories/{story}": "one_story",
    "/stories/{story}/events.ics": "calendar",
    "/stories/{story}/changes.atom": "changes",
    "/stories/{story}/events/{event_id}": "event",
    **{f"/stories/{{story}}/{table}": f"table_{table}" for table in ("events", "actors", "claims", "sources")},
}
"""Paths below ``/api``, and the function of ``answers`` that makes the content."""


def route(base: str, cors: Sequence[str] = ()) -> Mount:
    """The API below ``base`` ("" or "/timeline"); scripts of the origins ``cors`` may read it, "*" means all."""
    crossing = Middleware(
        CORSMiddleware,
        allow_origins=cors,
        allow_methods=["GET", "HEAD"],
        allow_headers=["Authorization"],
        expose_headers=EXPOSED,
        max_age=3600,
    )
    inner = Starlette(
        routes=[Route(path, endpoint(name, base), methods=["GET", "HEAD", "OPTIONS"]) for path, name in ROUTES.items()],
        middleware=[crossing] if cors else [],
        exception_handlers={ProblemError: of_problem, HTTPException: of_http, Exception: of_error},
    )
    inner.router.redirect_slashes = False
    return Mount(base + PATH, app=inner)
