"""Logs: for people, or one line of JSON an event, by ``WHOWHEN_LOG``.

What a log never says: texts of articles and stories, tokens, values of a page's address. So of an exception JSON has
the kind and where it arose; its message may quote a cell. Control signs are escaped in both forms, or somebody could
write a line of the log by the path of a request.
"""

import datetime
import hashlib
import json
import logging
import sys
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from types import TracebackType
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is answered here, "" outside of one."""
OURS = "whowhen"
"""The logger of events. What it is given as ``fields`` are their values."""
_LONGEST = 2000  # characters of a message
_STEPS = 30  # of a traceback
_OTHERS = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets", "websockets.server")
_WITH_ADDRESSES = ("connection open", "connection closed", "WebSocket %s")
"""Of uvicorn's lines those that tell a connection, with the whole query: our own tell it without."""


def tell(event: str, level: int = logging.INFO, **fields: Any) -> None:
    """Write down an ``event``: a fixed word, with its values in ``fields``."""
    logging.getLogger(OURS).log(level, event, extra={"fields": fields})


def hashed(session: str) -> str:
    """What stands for a session in the log: who has a session's id could take it over."""
    return hashlib.sha256(session.encode()).hexdigest()[:12] if session else ""


def start(form: str) -> None:
    """Bring all loggers of this process, those of Streamlit and uvicorn included, into ``form``: "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Plain("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    logging.getLogger(OURS).setLevel(logging.INFO if form == "json" else logging.WARNING)
    if form == "json":
        _take_over(handler)


def _take_over(handler: logging.Handler) -> None:
    """Streamlit and uvicorn give their loggers handlers of their own, Streamlit to each when it is first asked for."""
    from streamlit import logger as streamlit_logger

    def set_up(logger: logging.Logger) -> None:
        logger.handlers = [handler]
        logger.propagate = False

    streamlit_logger.setup_formatter = set_up
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "streamlit"]
    for name in (*names, *_OTHERS):
        set_up(logging.getLogger(name))
    logging.getLogger("uvicorn.error").addFilter(_is_no_address)
    access = logging.getLogger("uvicorn.access")
    access.handlers, access.propagate = [logging.NullHandler()], False


def _is_no_address(record: logging.LogRecord) -> bool:
    return not any(part in str(record.msg) for part in _WITH_ADDRESSES)


class Plain(logging.Formatter):
    """Lines for people. A message stays on its line; a traceback follows on lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """The line of a record."""
        return _escaped(super().formatMessage(record))


class Json(logging.Formatter):
    """One line of JSON a record: ``at``, ``level``, ``event``, its fields, ``request`` and ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()[:_LONGEST]}
        if record.name != OURS:
            line |= {"event": "log", "logger": record.name, "message": line["event"]}
        fields = getattr(record, "fields", None)
        line |= fields if isinstance(fields, Mapping) else {}
        if said := request_id.get():
            line.setdefault("request", said)
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, default=str)  # ASCII only: a terminal takes no control sign out of it


def _error(error: BaseException) -> dict[str, Any]:
    """The kind of an error and where it arose, and the same of what caused it."""
    told: dict[str, Any] = {"kind": type(error).__qualname__, "at": _steps(error.__traceback__)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told | ({"cause": type(cause).__qualname__} if cause is not None else {})


def _steps(trace: TracebackType | None) -> list[str]:
    steps = traceback.extract_tb(trace)[-_STEPS:]
    return [f"{step.filename}:{step.lineno} {step.name}" for step in steps]


def _escaped(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
