"""The page and the picture of a short link, as programs and browsers get them."""

import io
from pathlib import Path
from threading import Semaphore

import pytest
from PIL import Image
from starlette.applications import Starlette

from components.app import settings
from components.app.sharing import serving
from components.stores.base import StoreError
from tests.app.api_asking import MINE, add, event, library, save
from tests.app.sharing_steps import Read, get, kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one story, which the server shows."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    return library(tmp_path)


@pytest.fixture
def code(folder: Path) -> str:
    """A link to the disputed events, in French."""
    return kept(folder, f"status=disputed&lang=fr&story={MINE}")


def test_the_page_tells_what_the_link_leads_to(code: str) -> None:
    answer = get(f"/s/{code}")
    read = Read(answer)
    own = f"https://example.org/s/{code}"
    assert (answer.status, answer.headers["content-type"], read.language) == (200, "text/html; charset=utf-8", "fr")
    assert read.title == read.meta["og:title"] == read.meta["twitter:title"] != ""
    assert read.meta["og:description"].startswith("Événements contestés. ")
    assert read.meta["description"] == read.meta["og:description"] == read.meta["twitter:description"]
    assert "1 événement" in read.meta["description"]
    assert read.meta["og:url"] == read.links["canonical"] == own
    assert read.meta["og:image"] == read.meta["twitter:image"] == f"{own}.png"
    assert (read.meta["og:image:width"], read.meta["og:image:height"]) == ("1200", "630")
    assert read.title in read.meta["og:image:alt"]
    assert (read.meta["twitter:card"], read.meta["og:locale"]) == ("summary_large_image", "fr_FR")


def test_a_browser_goes_on_to_the_view_without_a_script(code: str) -> None:
    answer = get(f"/s/{code}")
    read = Read(answer)
    assert read.meta["refresh"] == f"0; url=../?status=disputed&lang=fr&story={MINE}"
    assert read.leads == f"../?status=disputed&lang=fr&story={MINE}"
    assert read.scripts == 0
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("suffix", ["", ".png"])
def test_head_says_what_get_would(code: str, suffix: str) -> None:
    whole, head = get(f"/s/{code}{suffix}"), get(f"/s/{code}{suffix}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == whole.headers
    assert head.headers["content-length"] == str(len(whole.body))


def test_the_picture_is_a_png_that_is_sent_once(code: str) -> None:
    answer = get(f"/s/{code}.png", accept_encoding="br, gzip")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert "content-encoding" not in answer.headers
    assert Image.open(io.BytesIO(answer.body)).size == (1200, 630)
    again = get(f"/s/{code}.png", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_saved_change_gives_another_picture_and_description(folder: Path) -> None:
    code = kept(folder, f"lang=en&story={MINE}")
    before = get(f"/s/{code}"), get(f"/s/{code}.png")
    add(folder, event("new", when="2024-05-20"))
    after = get(f"/s/{code}"), get(f"/s/{code}.png")
    assert [one.headers["etag"] for one in before] != [one.headers["etag"] for one in after]
    assert before[1].body != after[1].body
    assert Read(before[0]).meta["description"] != Read(after[0]).meta["description"]


def test_a_link_to_a_revision_keeps_telling_of_that_one(folder: Path) -> None:
    pinned = kept(folder, f"lang=en&story={MINE}&rev=0")
    before = get(f"/s/{pinned}"), get(f"/s/{pinned}.png")
    add(folder, event("new", when="2024-05-20"))
    assert [one.body for one in (get(f"/s/{pinned}"), get(f"/s/{pinned}.png"))] == [one.body for one in before]
    assert "rev=0" in Read(before[0]).leads


@pytest.mark.parametrize("path", ["/s/aaaaaaaaaa", "/s/aaaaaaaaaa.png", "/s/" + "x" * 500, "/s/.png"])
@pytest.mark.parametrize(("language", "told"), [("fr-CA,en;q=0.5", "Ce lien n’existe pas"), ("de", "no such link")])
def test_a_code_that_nobody_made_is_told_in_words(folder: Path, path: str, language: str, told: str) -> None:
    answer = get(path, accept_language=language)
    assert answer.status == 404
    assert told in Read(answer).shown
    assert answer.headers["cache-control"] == "no-store"
    assert get(path, "HEAD").body == b""


def test_a_link_to_a_story_that_is_gone_is_no_link(folder: Path) -> None:
    assert get(f"/s/{kept(folder, 'story=gone&lang=en')}").status == 404


def test_text_of_a_story_and_of_a_link_is_never_markup(folder: Path) -> None:
    save(folder, actors=[{"actor_id": "x", "name_en": 'Eve"><script>alert(1)</script>', "kind": "person"}])
    add(folder, event("new", when="2024-05-20", participants="x:initiator", title_en="</title><b>&"))
    code = kept(folder, f"lang=en&actor=x&event=new&q=%3Cscript%3E%22%27&story={MINE}&a=%22%3E%3Cscript%3E")
    answer = get(f"/s/{code}")
    read = Read(answer)
    assert answer.status == 200
    assert read.scripts == 0
    assert 'Eve"><script>alert(1)</script>' in read.meta["og:description"]
    assert "</title><b>&" in read.meta["og:description"]
    assert answer.text.count("<b>") == 0


def test_the_page_lives_below_the_path_of_the_dashboard(code: str) -> None:
    app = Starlette(routes=serving.routes("/timeline"))
    read = Read(get(f"/timeline/s/{code}", app=app, x_forwarded_proto="https"))
    assert read.meta["og:image"] == f"https://example.org/timeline/s/{code}.png"
    assert read.leads.startswith("../?")
    assert get(f"/s/{code}", app=app).status == 404


def test_a_host_that_is_none_gets_no_tags(code: str) -> None:
    answer = get(f"/s/{code}", host='a"><script>')
    assert answer.status == 400
    assert "og:url" not in Read(answer).meta
    assert Read(answer).scripts == 0


def test_a_signed_out_request_learns_nothing(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "closed", lambda: True)
    answers = [get(f"/s/{one}{suffix}") for one in (code, "aaaaaaaaaa") for suffix in ("", ".png")]
    assert {one.status for one in answers} == {401}
    assert len({one.body for one in answers}) == 1  # a code that there is answers like one that there is not
    assert not {"og:title", "description", "og:image", "refresh"} & Read(answers[0]).meta.keys()


def test_a_story_with_defects_is_told_and_not_shown(folder: Path, code: str) -> None:
    (folder / MINE / "events.csv").write_text("event_id\nx\nx\n", encoding="utf-8")
    answer = get(f"/s/{code}")
    assert (answer.status, answer.headers["retry-after"]) == (503, "300")
    assert "og:title" not in Read(answer).meta


def test_a_store_that_cannot_be_reached_is_told_without_names(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("the disk at /secret/place is gone", "unreadable")

    monkeypatch.setattr("components.app.sharing.shared.open_instance", refuse)
    answer = get(f"/s/{code}")
    assert answer.status == 503
    assert "secret" not in answer.text


def test_too_many_at_once_are_asked_to_come_again(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving._drawing, "room", Semaphore(0))
    answer = get(f"/s/{code}.png")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert get(f"/s/{code}").status == 200


def test_a_picture_that_takes_too_long_is_not_waited_for(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SECONDS", 0)
    assert get(f"/s/{code}.png").status == 503


def test_who_writes_an_address_by_hand_changes_nothing(code: str) -> None:
    assert get(f"/s/{code}", "POST").status == 405
