"""The dialog "Share": what it offers, and that what it offers works."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.app import assets, settings
from components.app.sharing.words import share_words
from components.app.widgets import share
from components.app.widgets.share_code import feeds, iframe
from components.events.selection import Selection
from components.stores.base import StoreError
from components.stores.folder_instance import FolderInstance
from tests.app.api_asking import CALL, MINE, ask, library, save
from tests.app.pages import PHONE, Open, ran, said

Dialog = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story that was changed once."""
    library(tmp_path)
    save(tmp_path, events=[{"event_id": CALL, "title_en": "Edited"}])
    return tmp_path


@pytest.fixture
def dialog(open_page: Open, folder: Path) -> Dialog:
    """The open dialog: ``dialog(status="disputed")``."""

    def dialog(width: int = 1360, **query: str) -> AppTest:
        page = open_page({"lang": "en", **query}, stories=folder, width=width)
        page.session_state[share.OPENED] = True
        return ran(page)

    return dialog


def query_of(page: AppTest) -> dict[str, list[str]]:
    """The query of the long link."""
    return parse_qs(urlsplit(str(said(page, "share-long")).split("|")[1]).query)


def made(page: AppTest) -> AppTest:
    page.button(key="share-make").click()
    return ran(page)


def test_the_long_link_opens_the_view_of_the_page(dialog: Dialog) -> None:
    asked = query_of(dialog(status="disputed"))
    assert asked == {"status": ["disputed"], "lang": ["en"], "event": [CALL], "story": [MINE]}


def test_a_short_link_is_made_when_it_is_asked_for_and_kept(dialog: Dialog, folder: Path) -> None:
    page = dialog(status="disputed")
    assert not (folder / ".whowhen").exists()
    made(page)
    code = str(said(page, "share-short")).split("|")[1].rpartition("/s/")[2]
    link = FolderInstance(folder).link(code)
    assert link is not None
    assert parse_qs(link.query) == query_of(page)


def test_as_it_is_now_pins_both_links_to_the_revision(dialog: Dialog, folder: Path) -> None:
    page = dialog()
    page.radio(key=share.VERSION).set_value("pinned")
    made(ran(page))
    assert query_of(page)["rev"] == ["1"]
    code = str(said(page, "share-short")).split("|")[1].rpartition("/s/")[2]
    link = FolderInstance(folder).link(code)
    assert link is not None
    assert "rev=1" in link.query
    page.radio(key=share.VERSION).set_value("newest")
    ran(page)
    assert "rev" not in query_of(page)
    assert page.button(key="share-make")


def test_a_pinned_page_is_shared_as_pinned_unless_the_newest_is_wanted(dialog: Dialog) -> None:
    page = dialog(rev="0")
    assert query_of(page)["rev"] == ["0"]
    page.radio(key=share.VERSION).set_value("newest")
    assert "rev" not in query_of(ran(page))


def test_pages_without_versions_are_shared_without_the_choice(dialog: Dialog) -> None:
    page = dialog(page="history")
    assert [one.key for one in page.radio] == []
    assert query_of(page)["page"] == ["history"]


def test_a_store_that_cannot_keep_it_leaves_the_long_link_and_says_why(
    dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StoreError("/secret/place may only be read", "readonly")

    page = dialog()
    monkeypatch.setattr(share, "open_instance", refuse)
    made(page)
    told = str(said(page, "share-failed"))
    assert "may only be read" in told
    assert "secret" not in told
    assert query_of(page)
    assert said(page, "share-short") is None


def test_who_makes_very_many_links_is_asked_to_wait(
    dialog: Dialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog()
    monkeypatch.setattr(share, "ask", lambda kind: {"keep_link": 30}[kind])
    made(page)
    assert "Try again in 30 seconds" in str(said(page, "share-failed"))
    assert not (folder / ".whowhen").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_host_without_routes_offers_the_long_link_and_says_so(
    dialog: Dialog, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(assets, "come_with_the_page", lambda: True)
    page, words = dialog(lang=language), share_words(language)
    assert said(page, "share-short") == words("link.no_routes")
    assert said(page, "share-feeds") == words("feeds.no_routes")
    assert query_of(page)
    assert "share-make" not in [one.key for one in page.button]


def test_a_phone_has_the_way_to_it_among_more(open_page: Open, folder: Path) -> None:
    page = open_page({"lang": "fr"}, stories=folder, width=PHONE, popovers=True)
    assert said(page, "share") == "Partager la vue"


class _Frame(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, self.found = tag, dict(attrs)


@pytest.mark.parametrize(("language", "asked"), [("own", None), ("en", ["en"]), ("fr", ["fr"])])
def test_the_code_of_a_frame_says_what_was_chosen(language: str, asked: list[str] | None) -> None:
    query = {"q": ['"><script>&'], "lang": ["fr"], "story": ["x"]}
    reader = _Frame()
    reader.feed(iframe("https://example.org/t/", query, 'A "story" <b>', 480, language))
    found = reader.found
    assert reader.tag == "iframe"
    assert (found["height"], found["title"]) == ("480", 'A "story" <b>')
    asks = parse_qs(urlsplit(str(found["src"])).query)
    assert (asks["embed"], asks["q"], asks.get("lang")) == (["true"], query["q"], asked)


def test_the_dialog_shows_the_code_of_the_height_and_language_chosen(dialog: Dialog) -> None:
    page = dialog()
    page.number_input(key=share.HEIGHT).set_value(480)
    page.selectbox(key=share.LANGUAGE).set_value("fr")
    told = str(said(ran(page), "share-code"))
    assert 'height="480"' in told
    assert "lang=fr" in told


def test_it_tells_which_sites_may_embed_the_page(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "WHOWHEN_FRAME_ANCESTORS" in str(said(dialog(), "share-sites"))
    monkeypatch.setenv("WHOWHEN_FRAME_ANCESTORS", "https://news.example.org")
    assert "https://news.example.org" in str(said(dialog(), "share-sites"))


def test_the_addresses_for_programs_answer_with_the_view(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(folder))
    selection = Selection(statuses=("disputed",), text="call", known_on=19900.0, event=CALL)
    for name, address in feeds("https://example.org/", MINE, selection, "fr"):
        answer = ask(address.removeprefix("https://example.org"))
        assert answer.status == 200, (name, answer.text)
        types = {"calendar": "text/calendar", "atom": "application/atom+xml", "json": "application/json", "csv": "csv"}
        assert types[name] in answer.headers["content-type"]


def test_a_short_link_of_a_closed_site_promises_no_picture(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "_closed", lambda: True)
    page = dialog()
    assert [one.value for one in page.caption] == [share_words("en")("link.short_closed")]
    assert share_words("en")("link.short_closed") in str(said(made(page), "share-short"))


def test_feeds_of_a_closed_site_need_a_token_and_the_dialog_says_so(
    dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog()
    assert "token" not in str(said(page, "share-feeds"))
    monkeypatch.setattr(share, "_closed", lambda: True)
    assert "token" in str(said(ran(page), "share-feeds"))
    assert settings.closed() is False
