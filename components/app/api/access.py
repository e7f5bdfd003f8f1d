"""Who may read by the API, and under which address this server is asked."""

import re

from starlette.requests import Request

from components.app import gate
from components.app.api.values import ProblemError

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def may_read(request: Request) -> bool:
    """Whether whoever sent the request may read stories. Every route of the API asks this before anything else."""
    return gate.may_read(request)


def site(request: Request, base: str) -> str:
    """The address of the page as whoever asks knows it, such as "https://example.org/timeline".

    Calendars and feeds lead there. It is what the request says (behind TLS termination, what the proxy adds to it), and
    stands in no answer but its own.
    """
    host = request.headers.get("host") or request.url.netloc
    if not _HOST.fullmatch(host):
        raise ProblemError(400, "The header Host is no name of a host.")
    told = request.headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    return f"{told if told in ('http', 'https') else request.url.scheme}://{host}{base}"
