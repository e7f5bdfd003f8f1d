"""The way of every request: who may read, the work in a thread, and the answer with its headers, packed."""

import asyncio
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Lock
from urllib.parse import quote

from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import Response

from components.app.api.access import may_read, site
from components.app.api.values import Body, Call, ProblemError

ALLOWED = "GET, HEAD, OPTIONS"
EXPOSED = ["ETag", "Link", "X-Total-Count", "Retry-After"]
"""Headers that scripts of other sites may read."""
MOST_WAITING = 64  # requests at once; who comes later tries again
LONGEST_QUERY = 16_000  # characters
_SMALL = 500  # bytes that are not worth packing
_ROOM = 16_000_000  # bytes of packed answers that are kept
# Streamlit's own threads serve files: a database that does not answer must not take them.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="whowhen-api")
_waiting = [0]


def endpoint(name: str, base: str) -> Callable[[Request], object]:
    """What answers requests by the function ``name`` of ``components.app.api.answers``, which is not imported before
    somebody asks: it needs all that stories need.
    """

    async def serve(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ALLOWED})
        if not may_read(request):
            raise ProblemError(401, "Sign in, or send a token.", {"WWW-Authenticate": 'Bearer realm="whowhen"'})
        if _waiting[0] >= MOST_WAITING:
            raise ProblemError(503, "Too many ask at once: try again soon.", {"Retry-After": "1"})
        _waiting[0] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(_threads, _answer, name, request, base)
        finally:
            _waiting[0] -= 1

    return serve


def _answer(name: str, request: Request, base: str) -> Response:
    work: Callable[[Call], Body] = getattr(import_module("components.app.api.answers"), name)
    return respond(request, work(_call(request, base)))


def _call(request: Request, base: str) -> Call:
    if len(request.url.query) > LONGEST_QUERY:
        raise ProblemError(400, f"The query has more than {LONGEST_QUERY} characters: ask for less.")
    path = request.path_params
    return Call(
        base=base,
        site=site(request, base),
        story=path.get("story", ""),
        event_id=path.get("event_id", ""),
        query=tuple(request.query_params.multi_items()),
        accept=", ".join(request.headers.getlist("accept")),
    )


def respond(request: Request, body: Body) -> Response:
    """``body`` as the browser takes it, or that it has it already."""
    headers = {"ETag": body.etag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    if _has(request.headers.getlist("if-none-match"), body.etag):
        return Response(status_code=304, headers=headers)
    if body.total >= 0:
        headers["X-Total-Count"] = str(body.total)
    if body.link:
        headers["Link"] = body.link
    if body.filename:
        headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(body.filename, safe='')}"
    content, encoding = body.content, _encoding(request, body)
    if encoding != "identity":
        content, headers["Content-Encoding"] = _packed(body, encoding), encoding
    headers["Content-Length"] = str(len(content))
    return Response(b"" if request.method == "HEAD" else content, headers=headers, media_type=body.media_type)


def _has(given: list[str], etag: str) -> bool:
    """Whether one of the tags of an If-None-Match header is ``etag``, by the weak comparison of RFC 9110, 8.8.3.2."""
    tags = {one.strip().removeprefix("W/") for header in given for one in header.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def _encoding(request: Request, body: Body) -> str:
    from components.app.server import accepted_encoding  # the server has us among its routes

    packed = len(body.content) < _SMALL or body.media_type.startswith("image/")
    return "identity" if packed else accepted_encoding(request.headers.get("accept-encoding", ""))


@cached(LRUCache(_ROOM, getsizeof=len), key=lambda body, encoding: (body.etag, encoding), lock=Lock())
def _packed(body: Body, encoding: str) -> bytes:
    if encoding == "br":
        import brotli

        return bytes(brotli.compress(body.content, quality=5))
    return gzip.compress(body.content, 6, mtime=0)
