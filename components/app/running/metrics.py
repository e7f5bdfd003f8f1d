"""Figures for Prometheus. They are taken only where ``WHOWHEN_METRICS_TOKEN`` is set, and cost nothing elsewhere.

Whoever names that word gets them at ``/metrics``; for others there is no such address. A proxy in front makes every
request look as if it came from the machine itself, so an address is no proof here.
"""

import functools
import hmac
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/metrics"
PAGES = ("story", "read", "history", "edit")
_RUNS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)  # seconds
_PARSES = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


class Meters:
    """All figures of one process."""

    def __init__(self) -> None:
        from prometheus_client import (
            CollectorRegistry,
            Counter,
            Gauge,
            Histogram,
            ProcessCollector,
            disable_created_metrics,
        )

        disable_created_metrics()  # type: ignore[no-untyped-call]

        self.registry = all_of = CollectorRegistry()
        ProcessCollector(registry=all_of)
        self.sessions = Gauge("whowhen_sessions", "Pages that are connected", registry=all_of)
        self.runs = Histogram(
            "whowhen_run_seconds", "From an act to the new page", ["page"], registry=all_of, buckets=_RUNS
        )
        self.parses = Histogram("whowhen_parse_seconds", "Reading an article", registry=all_of, buckets=_PARSES)
        self.saves = Counter("whowhen_saves", "Changes asked for, by what became of them", ["outcome"], registry=all_of)
        self.errors = Counter("whowhen_errors", "What failed unexpectedly", ["where"], registry=all_of)

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        from prometheus_client import generate_latest

        return generate_latest(self.registry)


_meters: list[Meters] = []


def start() -> Meters:
    """Take figures from now on."""
    if not _meters:
        _meters.append(Meters())
    return _meters[0]


def stop() -> None:
    """Take none any more, and forget those there are."""
    _meters.clear()


def connected(pages: int) -> None:
    """So many ``pages`` more are connected; fewer if it is negative."""
    for meters in _meters:
        meters.sessions.inc(pages)


def run_took(page: str, seconds: float) -> None:
    """A run of the script for a reader of ``page``, one of ``PAGES``."""
    for meters in _meters:
        meters.runs.labels(page).observe(seconds)


def parse(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """``function`` reads an article: how long it takes is measured, also when it fails."""

    @functools.wraps(function)
    def timed(*args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            for meters in _meters:
                meters.parses.observe(time.perf_counter() - began)

    return timed


def saved(outcome: str) -> None:
    """A change was asked for; ``outcome`` is "saved", "conflict", "refused", "defects" or "failed"."""
    for meters in _meters:
        meters.saves.labels(outcome).inc()


def failed(where: str) -> None:
    """Something failed unexpectedly; ``where`` is "page" or "request"."""
    for meters in _meters:
        meters.errors.labels(where).inc()


def route(base: str, token: str) -> Route:
    """The route under ``base`` that tells all figures to whoever says ``token``."""
    meters = start()

    async def tell(request: Request) -> Response:
        said = request.headers.get("authorization", "")
        if not hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
            return PlainTextResponse("Not Found", 404)
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return Response(meters.text(), headers={"Content-Type": kind, "Cache-Control": "no-store"})

    return Route(base + PATH, tell, methods=["GET"])
