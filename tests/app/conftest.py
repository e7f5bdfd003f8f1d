"""Fixtures of the app's tests."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.stores.editing import EDITING
from tests.app.pages import MAIN, WIDE, Open, ran
from tests.app.trees import DATA

POPOVERS = (
    *("pop-actors", "pop-status", "pop-dates", "pop-places", "pop-known"),
    *("pop-download", "pop-about", "pop-more", "pop-account"),
)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open an address: ``open_page({"q": "x"}, stories=<folder>, width=358, popovers=True)``.

    Other stories than those of the house may be changed there, unless the test says otherwise by WHOWHEN_EDITING.
    """

    chosen = [""]  # by this fixture and not by the test

    def open_page(
        query: Mapping[str, str] | None = None, *, stories: Path = DATA, width: int = WIDE, popovers: bool = False
    ) -> AppTest:
        monkeypatch.setenv("WHOWHEN_STORIES", str(stories))
        if os.environ.get(EDITING) in (None, chosen[-1]):
            chosen.append("off" if stories == DATA else "local")
            monkeypatch.setenv(EDITING, chosen[-1])
        page = AppTest.from_file(str(MAIN), default_timeout=60)
        page.session_state["page_width"] = width
        for key in (*POPOVERS, "pop-filters") if popovers else ():
            page.session_state[key] = True
        for key, value in (query or {}).items():
            page.query_params[key] = value
        return ran(page)

    return open_page
