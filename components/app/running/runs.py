"""A run of the page's script for one reader: measured, told in the log, and waited for by a stop."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app.running import logs, metrics
from components.app.running.requests import HEADER
from components.app.running.work import work


@contextmanager
def run(query: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """A run for the address with this ``query``, of which only the names of parameters are told."""
    asked = (query.get("page") or ["story"])[-1]
    page = asked if asked in metrics.PAGES else "story"
    token = logs.request_id.set(st.context.headers.get(HEADER) or "")
    began = time.perf_counter()
    try:
        with work.one():
            yield
    finally:
        seconds = time.perf_counter() - began
        metrics.run_took(page, seconds)
        context = get_script_run_ctx()
        session = logs.hashed(context.session_id if context else "")
        logs.tell("run", page=page, session=session, parameters=sorted(query)[:40], ms=round(seconds * 1000))
        logs.request_id.reset(token)


def failed(_error: Exception) -> None:
    """An error that nothing expected, in a run, a field or a part of the page. Streamlit shows and logs it."""
    metrics.failed("page")
