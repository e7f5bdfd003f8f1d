"""A short link that was followed before its reader signed in: its view opens afterwards, by the code in the address."""

from pathlib import Path
from typing import Any

import pytest

from components.app.gate import links
from components.stores.base import StoreError
from tests.app.api_asking import MINE, library
from tests.app.pages import Open
from tests.app.sharing_steps import kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one story."""
    return library(tmp_path)


def test_the_code_becomes_the_view_it_stands_for(folder: Path, open_page: Open) -> None:
    code = kept(folder, f"status=disputed&lang=fr&story={MINE}")
    page = open_page({"s": code, "lang": "en"}, stories=folder)
    assert not page.exception
    assert {key: page.query_params[key] for key in page.query_params} == {
        "status": "disputed",
        "lang": "fr",
        "story": MINE,
    }


@pytest.mark.parametrize("code", ["aaaaaaaaaa", "x", "../events.csv", "'; --"])
def test_a_code_that_is_none_goes_and_the_page_is_there(folder: Path, open_page: Open, code: str) -> None:
    page = open_page({"s": code}, stories=folder)
    assert not page.exception
    assert "s" not in page.query_params


def test_while_links_cannot_be_reached_the_code_waits(
    folder: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise StoreError("the disk at /secret/place is gone", "unreachable")

    code = kept(folder, f"status=disputed&story={MINE}")
    with monkeypatch.context() as patch:
        patch.setattr(links, "open_instance", away)
        page = open_page({"s": code}, stories=folder)
        assert not page.exception
        assert page.query_params["s"] == code
    page.run()
    assert page.query_params["status"] == "disputed"
