"""Fixtures of the app's tests."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.app import who
from components.app.running import metrics
from components.app.widgets.editing.opened import OPENED, opening
from components.stores.editing import EDITING
from components.stores.folder_store import FolderStore
from tests.app.editing_steps import KEY, Opener
from tests.app.pages import MAIN, WIDE, Open, pressed, ran
from tests.app.review_steps import TEXT
from tests.app.trees import DATA, STORY

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


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """The story of the house, in a folder of its own where it may be changed."""
    shutil.copytree(DATA / STORY, tmp_path / STORY)
    return FolderStore(tmp_path / STORY)


@pytest.fixture
def on_page(open_page: Open, store: FolderStore, tmp_path: Path) -> Callable[..., AppTest]:
    """Open a page over ``store``: ``on_page("history", by="Ada", lang="fr")``."""

    def on_page(name: str, width: int = WIDE, **query: str) -> AppTest:
        return open_page({"page": name, **query}, stories=tmp_path, width=width)

    return on_page


@pytest.fixture
def opened(open_page: Open, store: FolderStore, tmp_path: Path) -> Opener:
    """Open the page with a dialog: ``opened("event", <id>, lang="fr")``."""

    def opened(kind: str, id: str, **query: str) -> AppTest:
        page = open_page(query, stories=tmp_path)
        page.session_state[OPENED] = opening(store, STORY, kind, id, KEY)
        return ran(page)

    return opened


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> str:
    """Who is at the page."""
    monkeypatch.setattr(who, "_account", lambda: "ada")
    return "ada"


@pytest.fixture
def read(on_page: Callable[..., AppTest], owner: str) -> Callable[..., AppTest]:
    """The page with a text pasted and read: ``read(lang="fr")``."""

    def read(text: str = TEXT, **query: str) -> AppTest:
        page = on_page("read", **query)
        page.text_area(key="article-paste").set_value(text)
        return pressed(page, "article-read")

    return read


@pytest.fixture
def meters() -> Iterator[metrics.Meters]:
    """What is counted, from nothing on."""
    yield metrics.start()
    metrics.stop()
