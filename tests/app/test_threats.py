"""Threats by real requests to a real server: other people's addresses, forged requests, logs, floods, large things."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from components.app.limiting.figures import FIGURES, MOST_FILES
from components.cli import main
from tests.app.threatening import LOST, Site, form, threatened, uploaded
from tests.browser.serving import ROOT

STORY = "ukraine-diplomacy"
SECRET = "pa55word-of-the-database"  # noqa: S105 (it opens nothing)
OURS = ("[project]", "showErrorDetails", "root:", "def main", "event_id,")
"""What stands in files of the server, and in no answer."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with threatened(tmp_path_factory.mktemp("threats")) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/static/no-such-file.js", "GET", 200),
        ("/api/stories/none", "GET", 404),
        ("/api/stories", "POST", 405),
        ("//evil.example/x", "GET", 400),
        ("/%5c%5cevil.example%5cx", "GET", 400),
        ("/_stcore/upload_file/x/y", "PUT", 403),
        ("/media/none", "GET", 404),
        ("/_stcore/health", "GET", 200),
        ("/metrics", "GET", 200),
    ],
)
def test_no_answer_can_be_framed_or_taken_for_another_kind(site: Site, path: str, method: str, status: int) -> None:
    answer = site.ask(path, method, X_Forwarded_For="203.0.113.10")
    assert answer.status == status
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("up", ["../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f", "..;/", "..%c0%af"])
def test_no_path_leads_out_of_what_is_served(site: Site, up: str) -> None:
    below = ("static", "media", "component", "_stcore/bidi-components", "whowhen", "api/stories", "app/static", "s")
    for number, start in enumerate(below):
        for file in (".streamlit/config.toml", "etc/passwd"):
            answer = site.ask(f"/{start}/{up * 4}{file}", X_Forwarded_For=f"203.0.113.{20 + number}")
            assert not any(word in answer.text for word in OURS), (start, file)
            assert answer.status in (200, 400, 401, 404)


@pytest.mark.parametrize("name", ["../../../etc", "..", ".", "/etc", "%2e%2e%2f", "a\0b", "x" * 5000, "C:\\", "\u202e"])
def test_no_name_of_a_story_or_an_article_leads_to_a_file(site: Site, name: str) -> None:
    from urllib.parse import quote

    answer = site.ask(f"/api/stories/{quote(name, safe='')}/events", X_Forwarded_For="203.0.113.30")
    assert answer.status in (400, 404)
    assert str(ROOT) not in answer.text
    with site.page() as page:
        for query in (f"story={quote(name)}", f"page=read&article={quote(name)}", f"page=history&by={quote(name)}"):
            lines = page.run(query).splitlines()
            text = "\n".join(one for one in lines if "script_path" not in one)  # Streamlit tells where its script is
            assert "FINISHED_SUCCESSFULLY" in text
            assert not [word for word in ("Traceback", "root:", str(ROOT)) if word in text]


def test_only_a_page_of_ours_opens_the_connection_by_which_things_change(site: Site) -> None:
    for path in ("/_stcore/stream", "/whowhen/changes?story=x"):
        for origin in ("https://evil.example", "null", f"http://127.0.0.1.evil.example:{site.port}", "file://"):
            with pytest.raises(InvalidStatus) as refused, _socket(site, path, origin):
                pass
            assert refused.value.response.status_code == 403


def _socket(site: Site, path: str, origin: str):  # type: ignore[no-untyped-def]
    from websockets.sync.client import connect

    return connect(f"ws://127.0.0.1:{site.port}{path}", additional_headers={"Origin": origin}, open_timeout=60)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_request_but_an_upload_of_a_page_changes_anything(site: Site, method: str) -> None:
    for path in ("/", "/api/stories", f"/api/stories/{STORY}", "/healthz", "/readyz", "/whowhen/changes", "/media/x"):
        answer = site.ask(path, method, b"{}", X_Forwarded_For="203.0.113.40")
        assert answer.status in (404, 405), path
    assert site.ask("/_stcore/agent/interact", method, b"{}").status in (403, 404, 405)


def test_an_upload_needs_the_word_and_the_page_of_who_sends_it(site: Site) -> None:
    body, kind = form(b"text", "a.txt")
    with site.page() as page:
        address = f"/_stcore/upload_file/{page.session}/f-1"
        forged = site.ask(address, "PUT", body, Content_Type=kind, Cookie=f"_streamlit_xsrf={site.xsrf()}")
        assert forged.status == 403
        assert uploaded(site, page, b"text", "a.txt").status == 204
        page.session = "of-somebody-else"
        assert uploaded(site, page, b"text", "a.txt").status == 400


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a\\..\\b.txt", "C:evil.txt", "x" * 4000, ".htaccess", ""])
def test_the_name_of_an_upload_is_no_path(site: Site, name: str, tmp_path: Path) -> None:
    with site.page(X_Forwarded_For="203.0.113.50") as page:
        answer = uploaded(site, page, b"mark-of-this-upload", name, X_Forwarded_For="203.0.113.50")
        assert answer.status in (204, 400)
    assert not list((ROOT / "components").rglob("*passwd*"))
    assert not (ROOT / ".htaccess").exists()


def test_a_file_too_large_is_refused_before_it_is_whole_and_too_many_are_refused(site: Site) -> None:
    with site.page(X_Forwarded_For="203.0.113.60") as page:
        large = uploaded(site, page, b"x" * 6_000_000, "a.txt", X_Forwarded_For="203.0.113.60")
        assert large.status == 413
        for number in range(MOST_FILES):
            one = uploaded(site, page, b"x", "a.txt", file=f"f-{number}", X_Forwarded_For="203.0.113.60")
            assert one.status == 204
        many = uploaded(site, page, b"x", "a.txt", file="f-more", X_Forwarded_For="203.0.113.60")
        assert many.status == 413
        assert many.headers["content-type"] == "application/problem+json"


def test_a_message_too_large_ends_that_connection_and_no_other(site: Site) -> None:
    with site.page() as other, site.page() as page:
        assert page.closed_by(b"\0" * 32_000_000) in (1009, LOST)
        with site.page() as again:
            assert again.closed_by(b"\0" * 27_000_000) in (1009, LOST)
        assert STORY in other.run("lang=fr")


def test_who_asks_too_often_is_refused_and_others_are_not(site: Site) -> None:
    most = FIGURES["feed"][0][0]
    path = f"/api/stories/{STORY}/changes.atom?of=none"
    statuses = [site.ask(path, X_Forwarded_For="9.9.9.9, 203.0.113.70").status for _ in range(most + 1)]
    assert statuses == [400] * most + [429]
    refused = site.ask(path, X_Forwarded_For="1.2.3.4, 203.0.113.70")
    assert (refused.status, refused.headers["content-type"]) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "frame-ancestors 'self'" in refused.headers["content-security-policy"]
    assert site.ask(path, X_Forwarded_For="203.0.113.71").status == 400
    assert site.ask(f"/api/stories/{STORY}", X_Forwarded_For="203.0.113.70").status == 200


def test_nothing_that_is_asked_can_write_a_line_of_the_log(site: Site) -> None:
    evil = '%0d%0a{"event":"forged"}%1b[2J'
    site.ask(f"/static/{evil}", X_Forwarded_For="203.0.113.80")
    site.ask(f"/api/stories/{evil}?q={evil}&{evil}=1", X_Forwarded_For=f"203.0.113.80, {evil}")
    site.ask("/api/stories/none", User_Agent='x{"event":"forged"}\x1b[2J\u00e9', X_Request_ID='a"}\x1b[2J{"event":"x')
    with site.page(f"q={evil}&{evil}={evil}&page={evil}&story={evil}", User_Agent="x%1b[31m", X_Forwarded_For=evil):
        pass
    with pytest.raises(InvalidStatus), _socket(site, "/_stcore/stream", 'http://x"}{"event":"forged"}'):
        pass
    lines = site.log.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert told
    assert "forged" not in {line["event"] for line in told}
    assert all(line.isprintable() for line in lines)


def test_no_secret_is_told_by_a_server_that_cannot_reach_its_database(tmp_path: Path) -> None:
    address = f"postgresql://whowhen:{SECRET}@127.0.0.1:1/stories?connect_timeout=1"
    with threatened(tmp_path, WHOWHEN_DATABASE=address, WHOWHEN_METRICS_TOKEN=f"{SECRET}-of-metrics") as site:
        said = [site.ask(path).text for path in ("/readyz", "/api/stories", "/api/stories/x/events", "/metrics", "/")]
        with site.page("story=x&page=history") as page:
            said.append(page.text)
        said.append(site.log.read_text(encoding="utf-8"))
    assert "cannot be reached" in said[0]
    assert not [text for text in said if SECRET in text or "127.0.0.1:1/" in text]


def test_a_wrong_address_of_a_database_is_not_quoted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for address in (f"postgresql://u:{SECRET}@h:port/x", f"mysql://u:{SECRET}@h/x"):
        monkeypatch.setenv("WHOWHEN_DATABASE", address)
        assert main(["settings"]) != 0
        said = "".join(capsys.readouterr())
        assert "WHOWHEN_DATABASE" in said
        assert SECRET not in said


def test_a_server_that_does_not_start_for_an_address_does_not_quote_it() -> None:
    environment = {**os.environ, "WHOWHEN_DATABASE": f"u:{SECRET}@h"}
    line = (sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port=0")
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    assert "WHOWHEN_DATABASE" in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
