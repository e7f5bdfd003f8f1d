"""Requests have ids and lines in the log."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.routing import Route

from components.app.running import logs, metrics
from components.app.running.requests import HEADER
from tests.app.running_client import client, hello


@pytest.fixture
def told() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the log of events says, as JSON."""
    written = io.StringIO()
    handler, logger = logging.StreamHandler(written), logging.getLogger(logs.OURS)
    handler.setFormatter(logs.Json())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def test_a_request_keeps_the_id_that_a_proxy_gave_it() -> None:
    answer = client().get("/", headers={HEADER: "3f2a-from.the_proxy"})
    assert (answer.text, answer.headers[HEADER]) == ("3f2a-from.the_proxy",) * 2


@pytest.mark.parametrize("given", ["", "short", "x" * 101, "with a blank in it", "line\\nbreak-12345", "ümlaut-12345"])
def test_an_id_that_could_do_harm_in_a_log_is_replaced(given: str) -> None:
    answer = client().get("/", headers=[(HEADER.encode(), given.encode())])
    assert answer.headers[HEADER] == answer.text
    assert answer.headers[HEADER] != given
    assert len(answer.headers[HEADER]) == 32


def test_a_request_is_one_event_without_values_of_its_query(told: Callable[[], list[dict[str, Any]]]) -> None:
    client().get("/?q=hidden-word", headers={HEADER: "12345678"})
    (line,) = told()
    assert line.pop("at")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "path": "/",
        "status": 200,
        "request": "12345678",
    }


def test_what_is_asked_for_all_the_time_is_told_only_when_it_fails(told: Callable[[], list[dict[str, Any]]]) -> None:
    asked = client([Route("/healthz", hello)])
    asked.get("/healthz")
    asked.get("/static/none.js")
    assert [(line["path"], line["status"]) for line in told()] == [("/static/none.js", 404)]


def test_a_path_cannot_write_a_line_of_the_log(told: Callable[[], list[dict[str, Any]]]) -> None:
    client().get("/x%0A%7B%22level%22%3A%22info%22%7D%1B%5B2J")
    (line,) = told()
    assert line["path"] == '/x\n{"level":"info"}\x1b[2J'
    record = logging.LogRecord("x", logging.INFO, "", 0, line["path"], None, None)
    for form in (logs.Json(), logs.Plain("%(message)s")):
        text = form.format(record)
        assert text.isprintable()


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(
    told: Callable[[], list[dict[str, Any]]], meters: metrics.Meters
) -> None:
    assert client().get("/broken").status_code == 500
    (line,) = told()
    assert (line["level"], line["status"]) == ("error", 500)
    assert 'whowhen_errors_total{where="request"} 1.0' in meters.text().decode()
    try:
        try:
            raise ValueError("the text of an article")
        except ValueError as cause:
            raise RuntimeError("and more of it") from cause
    except RuntimeError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", None, (type(error), error, error.__traceback__))
    text = logs.Json().format(record)
    said = json.loads(text)
    assert (said["error"]["kind"], said["error"]["cause"]) == ("RuntimeError", "ValueError")
    assert said["error"]["at"][-1].endswith("test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words")
    assert "article" not in text
    assert "more of it" not in text


def test_a_session_is_told_apart_but_not_named() -> None:
    assert logs.hashed("a-session") != logs.hashed("another")
    assert "session" not in logs.hashed("a-session")
    assert logs.hashed("") == ""
