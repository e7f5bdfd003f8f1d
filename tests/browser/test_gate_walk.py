"""Signed out, in and out again where reading needs a sign-in: a link opens as sent, and nothing stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.oidc_provider import Provider
from tests.browser.reading import CALL
from tests.browser.test_login import Site, Visit, sign_in, signing_in, visit

__all__ = ["visit"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_EDITING", "login")
        patch.setenv("WHOWHEN_READING", "login")
        with signing_in(tmp_path_factory.mktemp("gate")) as one:
            yield one


def expect_the_way_in(page: Page) -> None:
    expect(page.get_by_text("Sign in to read what is here.")).to_be_visible()
    expect(page.locator(".st-key-sign-in button")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".ww-panel, .ww-set, [data-chart]")).to_have_count(0)


def test_a_link_asks_to_sign_in_opens_as_sent_and_shows_nothing_after_signing_out(site: Site, visit: Visit) -> None:
    provider: Provider = site.provider
    sent = f"{site.address}/?event={CALL}&lanes=actor"
    page = visit(sent)
    expect_the_way_in(page)
    assert page.url == sent
    sign_in(page, "New")
    expect(page.locator(".ww-panel h2")).to_be_visible()
    assert page.url == sent
    other = page.context.new_page()
    other.goto(sent)
    expect(other.locator(".ww-panel h2")).to_be_visible()
    page.locator(".st-key-pop-account button").first.click()
    page.get_by_role("button", name="Sign out").click()
    expect_the_way_in(page)
    expect_the_way_in(other)  # the other tab lost its connection, and nobody reloaded it
    assert provider.ended == ["New"]
    page.reload()
    expect_the_way_in(page)


def test_who_has_no_role_is_told_so_and_sees_nothing(site: Site, visit: Visit) -> None:
    page = visit(f"{site.address}/?event={CALL}")
    expect_the_way_in(page)
    page.locator(".st-key-sign-in button").click()
    page.get_by_role("link", name="Stranger", exact=True).click()
    expect(page.get_by_text("someone@elsewhere.net is not on the list of those who may read here.")).to_be_visible()
    expect(page.locator(".ww-panel, [data-chart]")).to_have_count(0)
    page.locator(".st-key-sign-out button").click()
    expect_the_way_in(page)
