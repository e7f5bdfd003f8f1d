"""What goes wrong, as JSON (RFC 9457)."""

import json
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from components.app.api.values import ProblemError

TYPE = "application/problem+json"
_DETAILS = {
    404: "There is nothing at this address; api/openapi.json describes what there is.",
    405: "The API only reads: ask by GET or HEAD.",
}


async def of_problem(request: Request, error: Exception) -> Response:
    """The answer to what we found wrong ourselves."""
    assert isinstance(error, ProblemError)
    title = HTTPStatus(error.status).phrase
    data = {"type": "about:blank", "title": title, "status": error.status, "detail": error.detail, **error.more}
    content = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(content)), **error.headers}
    return Response(content if request.method != "HEAD" else b"", error.status, headers, TYPE)


async def of_http(request: Request, error: Exception) -> Response:
    """The answer to what no route takes."""
    assert isinstance(error, HTTPException)
    detail = _DETAILS.get(error.status_code, HTTPStatus(error.status_code).phrase)
    return await of_problem(request, ProblemError(error.status_code, detail, error.headers))


async def of_error(request: Request, _error: Exception) -> Response:
    """The answer to a fault of ours: it tells nothing, the log of the server does."""
    return await of_problem(request, ProblemError(500, "This is a fault of the server; its log tells more."))
