"""The page of administration: for admins only, it makes, shows once and revokes tokens."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.app import who
from components.app.widgets import tokens
from components.events.words import load_words
from components.stores.instance import token_digest
from components.stores.opening import open_instance
from components.tokens import FORM, new_token
from tests.app.gate_people import ROLES, auth, claims
from tests.app.pages import MAIN, ran, said

HERE = Path(tokens.__file__).parent.parent


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    """The page as the chief asks for it, where no story is."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    monkeypatch.setenv("WHOWHEN_READING", "login")
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    one = AppTest.from_file(str(MAIN), default_timeout=60)
    one.secrets.update({"auth": dict(auth()), "roles": ROLES})
    one.user = dict(claims("chief@example.org"))
    one.query_params["page"] = "admin"
    one.query_params["lang"] = "en"
    return one


def test_an_admin_makes_a_token_that_is_shown_until_it_is_copied(page: AppTest) -> None:
    ran(page)
    assert "There are no tokens yet." in str(said(page, "admin-tokens"))
    page.text_input(key="admin-label").set_value("Feed *of* Ann")
    page.button(key="admin-make").click()
    ran(page)
    secret = page.code[0].value
    assert re.fullmatch(FORM, secret)
    assert f"Bearer {secret}" in page.code[1].value
    kept = open_instance().token(token_digest(secret))
    assert kept is not None
    assert (kept.label, kept.by) == ("Feed *of* Ann", "Ann Lee <chief@example.org>")
    assert "Feed *of* Ann" in str(said(page, "admin-tokens"))
    page.button(key="admin-done").click()
    ran(page)
    assert not page.code
    assert {"data-look": "admin-label"} in [part.get("a") for part in parts(page, "admin-look")]  # keys go on there
    assert "@example.org" in str(said(page, "admin-roles"))
    assert "nobody" in str(said(page, "admin-settings"))


def parts(page: AppTest, key: str) -> list[dict[str, Any]]:
    """All nodes of a part of the page."""
    sent = next(one.proto for one in page.get("bidi_component") if one.key == key)
    found = [json.loads(sent.bytes)["tree"]]
    for one in found:
        found += [child for child in one.get("k", ()) if isinstance(child, dict)]
    return found


@pytest.mark.parametrize("admin", [True, False])
def test_only_an_admin_revokes_after_being_asked(page: AppTest, monkeypatch: pytest.MonkeyPatch, admin: bool) -> None:
    secret, made = new_token("Feed", "Bo <bo@example.org>", 9, datetime.datetime.now(datetime.UTC))
    open_instance().keep_token(made)
    page.session_state[tokens.SURE] = made.id
    assert "Revoke for good?" in str(said(ran(page), "admin-tokens"))
    ann = who.Person("Ann Lee <ann@example.org>", "admin" if admin else "editor", signed_in=True)
    with monkeypatch.context() as patch:
        patch.setattr(who, "person", lambda: ann)
        for what in ("ask", "keep", "revoke"):
            found = open_instance().token(token_digest(secret))
            assert found is not None
            assert found.revoked is None
            tokens._act({"do": what, "id": made.id}, load_words(HERE, "en", "admin"), "en")
    told = str(said(ran(page), "admin-tokens"))
    assert ("revoked by Ann Lee," in told) == admin
    assert ("valid" in told) == (not admin)


def test_a_token_without_a_label_is_not_made(page: AppTest) -> None:
    ran(page)
    page.button(key="admin-make").click()
    ran(page)
    assert said(page, "admin-told") == "Say what the token is for."
    assert open_instance().tokens() == ()


@pytest.mark.parametrize("email", ["ann@example.org", "reader@elsewhere.net"])
def test_for_others_there_is_no_such_page(page: AppTest, email: str) -> None:
    page.user = dict(claims(email))
    ran(page)
    assert said(page, "admin-tokens") is None


def test_who_has_no_role_is_shown_no_page_at_all(page: AppTest) -> None:
    page.user = dict(claims("someone@elsewhere.net"))
    page.query_params["lang"] = "fr"
    ran(page)
    assert "someone@elsewhere.net ne figure pas parmi ceux qui peuvent lire" in str(said(page, "closed-head"))
