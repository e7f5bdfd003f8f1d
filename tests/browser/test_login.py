"""Signing in for real: the server, Chromium and an OpenID provider on loopback."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from playwright.sync_api import Page, expect

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.browser.conftest import REBOUND, Own
from tests.browser.oidc_provider import CLIENT, SECRET, Provider, providing
from tests.browser.reading import CALL, STORY, key
from tests.browser.serving import served
from tests.browser.tabs import Tabs, Watch

PEOPLE = {
    "Ann": {"email": "Ann@Example.org", "email_verified": True, "name": "Ann Lee"},
    "New": {"email": "new@example.org", "email_verified": True, "name": "New *Colleague*"},
    "Stranger": {"email": "someone@elsewhere.net", "email_verified": True, "name": "Ann Lee"},
    "Pretender": {"email": "ann@example.org", "email_verified": False, "name": "Ann Lee"},
}
USER = "_streamlit_user"
COOKIE_SECRET = "the secret by which the server of this test signs cookies"  # noqa: S105 (keeps nothing)
CONTROLS = ".ww-act, .ww-pencil, .ww-set-undo, [data-key=page-edit]"  # what changes a story, or leads there
DAY = 24 * 60 * 60  # seconds


Visit = Callable[[str], Page]


@dataclass(frozen=True)
class Site:
    """A dashboard where people sign in at ``provider``; its one story, in ``story``, was changed once."""

    address: str
    provider: Provider
    story: Path


@contextmanager
def signing_in(folder: Path, base: str = "") -> Iterator[Site]:
    story = folder / "stories" / STORY.name
    shutil.copytree(STORY, story, ignore=shutil.ignore_patterns(".whowhen", "history.jsonl"))
    FolderStore(story).save(Change({"events": ({"event_id": CALL, "note_en": "Checked"},)}, "Bo", "I looked"), 0)
    with providing(PEOPLE) as provider:
        path = f"{base}/" if base else ""
        secrets = folder / "secrets.toml"
        secrets.write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/{path}oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.metadata_url}"
[roles]
editor = ["@example.org"]
viewer = ["new@example.org"]
""",
            encoding="utf-8",
        )
        with served(folder, f"--secrets.files={secrets}", stories=story.parent, base=base) as address:
            provider.clients.append(f"{address}/oauth2callback")
            yield Site(address, provider, story)
        assert provider.refused == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_EDITING", "login")
        with signing_in(tmp_path_factory.mktemp("login")) as one:
            yield one


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Visit]:
    """Open an address as somebody with a browser of their own."""
    taken = []

    def visit(address: str) -> Page:
        tab = tabs.take(Watch(urlsplit(address).netloc, []), 1400, 1000, "light", locale="en-GB")
        taken.append(tab)
        tab.page.goto(address)
        return tab.page

    yield visit
    for tab in taken:
        tabs.give_back(tab)


def come_back(page: Page, address: str, cookie: str) -> None:
    """Open ``address`` with this identity and nothing else that was kept."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": USER, "value": cookie, "url": address}])
    page.goto(address)


def sign_in(page: Page, name: str) -> None:
    """Sign in as one of the people, and wait until the page is back."""
    page.locator(".st-key-sign-in button").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.locator(".st-key-pop-account").wait_for()


def account(page: Page) -> str:
    """What the page tells who is signed in."""
    page.locator(".st-key-pop-account button").first.click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_role("button", name="Sign out").wait_for()
    return body.inner_text()


def cookies(page: Page) -> dict[str, dict[str, Any]]:
    return {one["name"]: dict(one) for one in page.context.cookies()}


def expect_signed_out(page: Page) -> None:
    expect(page.locator(".st-key-sign-in button")).to_be_visible()
    expect(page.locator(".st-key-pop-account")).to_have_count(0)
    expect(page.locator(".ww-panel h2").or_(page.locator(".ww-set").first)).to_be_visible()
    expect(page.locator(CONTROLS)).to_have_count(0)


def test_an_editor_signs_in_where_she_was_undoes_a_change_in_her_name_and_signs_out(site: Site, visit: Visit) -> None:
    page = visit(f"{site.address}/?page=history&by=Bo")
    expect_signed_out(page)
    sign_in(page, "Ann")
    expect(key(page, "undo-1")).to_be_visible()
    assert page.url == f"{site.address}/?page=history&by=Bo"
    assert site.provider.pkce == ["Ann"]
    kept = cookies(page)
    for name in (USER, "_streamlit_user_tokens"):
        assert {part: kept[name][part] for part in ("httpOnly", "sameSite", "secure", "path")} == {
            "httpOnly": True,
            "sameSite": "Lax",
            "secure": False,  # this page has no https
            "path": "/",
        }
    assert "whowhen_back" not in kept
    key(page, "undo-1").click()
    page.locator(".st-key-history-why input").fill("It was right before")
    page.locator(".st-key-history-why input").press("Tab")
    page.locator(".st-key-history-press button").click()
    expect(page.locator(".st-key-history-undo")).to_have_count(0)
    last = FolderStore(site.story).history()[-1]
    assert (last.by, last.why, last.undoes) == ("Ann Lee <ann@example.org>", "It was right before", 1)
    assert "You may read and edit." in account(page)
    page.get_by_role("button", name="Sign out").click()
    expect_signed_out(page)
    assert site.provider.ended == ["Ann"]
    assert USER not in cookies(page)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Stranger", "someone@elsewhere.net is not on the list of those who may edit."),
        ("Pretender", "Your provider has not verified your e-mail address"),
    ],
)
def test_who_may_only_read_is_told_why_and_sees_no_control_that_changes_the_story(
    site: Site, visit: Visit, name: str, told: str
) -> None:
    page = visit(f"{site.address}/?event={CALL}")
    sign_in(page, name)
    expect(page.locator(".ww-panel h2")).to_be_visible()
    assert told in account(page)
    expect(page.locator(CONTROLS)).to_have_count(0)


def signed(content: Mapping[str, Any], age: int = 0, secret: str = COOKIE_SECRET) -> str:
    """An identity as the server of the test keeps it in a cookie, made ``age`` seconds ago."""

    class Past(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - age

    return str(URLSafeTimedSerializer(secret, salt=USER, signer=Past).dumps(json.dumps(content)))


def test_a_cookie_counts_while_it_is_fresh_and_as_the_server_signed_it(site: Site, visit: Visit) -> None:
    ann = {**PEOPLE["Ann"], "is_logged_in": True, "provider": "default", "origin": site.address}
    good = signed(ann)
    page = visit(f"{site.address}/?page=history")  # the page that is drawn soonest
    expect_signed_out(page)
    come_back(page, site.address, good)
    expect(page.locator(".st-key-pop-account")).to_contain_text("Ann Lee")
    expect(key(page, "page-edit")).to_be_visible()
    middle = len(good) // 3
    tampered = good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :]
    bad = {
        "expired": signed(ann, 32 * DAY),
        "tampered": tampered,
        "of another secret": signed(ann, secret=COOKIE_SECRET[::-1]),
        "of another page": signed({**ann, "origin": "http://127.0.0.1:1"}),
        "not signed": json.dumps(ann).encode().hex(),
    }
    for cookie in bad.values():
        come_back(page, f"{site.address}/?page=history", cookie)
        expect_signed_out(page)


def test_without_a_setting_a_page_is_edited_at_this_machine_and_only_read_by_another_name(
    own: Own, visit: Visit
) -> None:
    page = visit(f"{own.address}/{own.query}")
    expect(key(page, "page-edit")).to_be_visible()
    page.locator(".st-key-pop-account button").first.click()
    field = page.get_by_label("Your name")
    field.fill("Zoë *Vries*")
    field.press("Enter")
    page.wait_for_function("document.cookie.includes('whowhen_name=Zo%C3%AB')")
    page.reload()
    expect(page.locator(".st-key-pop-account")).to_contain_text("You: Zoë *Vries*")
    # The owner of a name can let it lead anywhere; the browser then takes this page for one of theirs.
    page.goto(f"{own.address}/{own.query}".replace("127.0.0.1", REBOUND))
    expect(page.locator(".ww-panel h2")).to_be_visible()
    expect(page.locator(f"{CONTROLS}, .st-key-pop-account, .st-key-sign-in")).to_have_count(0)
