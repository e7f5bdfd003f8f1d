"""Who is at the page in each mode, and what that person's store lets through."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.app import who
from components.stores.editing import Request
from tests.app.pages import MEDIUM, PHONE, Open, ran, said
from tests.app.trees import DATA

Ask = Callable[..., Mapping[str, Any]]
SECRETS = {
    "auth": {
        "redirect_uri": "http://localhost:8501/oauth2callback",
        "cookie_secret": "a long secret of this test",
        "client_id": "whowhen",
        "client_secret": "another",
        "server_metadata_url": "http://localhost:9/.well-known/openid-configuration",
    },
    "roles": {"admin": ["chief@example.org"], "editor": ["@example.org"], "viewer": ["new@example.org"]},
}
ANN = {
    "is_logged_in": True,
    "email": "ann@example.org",
    "email_verified": True,
    "name": "Ann Lee",
    "provider": "default",
}


def script() -> None:
    """Asks who is there and tries to save something in that person's name, and in another's."""
    import streamlit as st

    from components.app import who
    from components.events.changes import Change
    from components.stores.base import EditingError

    one, store = who.person(), who.store("ukraine-diplomacy")
    event = next(iter(store.rows("events")))
    st.session_state["found"] = one
    for key, name in (("own", one.name), ("foreign", "Somebody Else")):
        change = Change({"events": ({"event_id": event, "note_en": f"{key} note"},)}, name)
        try:
            st.session_state[key] = store.save(change, store.revision())
        except EditingError as error:
            st.session_state[key] = str(error)
    st.session_state["by"] = [made.by for made in store.history()]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A copy of the stories of the house."""
    shutil.copytree(DATA, tmp_path / "stories", ignore=shutil.ignore_patterns(".whowhen", "history.jsonl"))
    return tmp_path / "stories"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, stories: Path) -> Ask:
    """Who is at a page: ``ask("login", user={...}, secrets={...})``; what the script above found."""

    def ask(
        mode: str,
        *,
        user: Mapping[str, Any] | None = None,
        secrets: Mapping[str, Any] | None = None,
        lang: str = "en",
        **state: object,
    ) -> Mapping[str, Any]:
        monkeypatch.setenv("WHOWHEN_STORIES", str(stories))
        monkeypatch.setenv("WHOWHEN_EDITING", mode)
        page = AppTest.from_function(script, default_timeout=60)
        page.secrets.update(secrets or {})
        page.user = dict(user or {"is_logged_in": False})
        page.query_params["lang"] = lang
        for key, value in state.items():
            page.session_state[key] = value
        ran(page)
        return {key: page.session_state[key] for key in ("found", "own", "foreign", "by")}

    return ask


def test_a_local_page_is_edited_under_the_name_given_or_that_of_the_account(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    found = ask("local")
    assert found["found"] == who.Person("ada", "editor", shown="ada")
    assert (found["own"], found["foreign"]) == (1, 2)
    found = ask("local", **{who.NAME: "Zoë"})
    assert found["found"].name == "Zoë"
    assert found["by"] == ["ada", "Somebody Else", "Zoë", "Somebody Else"]


def test_an_account_without_a_name_still_signs(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert ask("local")["found"].name == "local user"


def test_where_editing_is_off_everybody_reads_and_knows_why(ask: Ask, stories: Path) -> None:
    before = {one: one.stat().st_mtime_ns for one in stories.rglob("*")}
    found = ask("off", lang="fr")
    assert found["found"] == who.Person("", "viewer", why_not="La modification est désactivée sur ce site.")
    assert found["own"] == found["foreign"] == "La modification est désactivée sur ce site."
    assert found["by"] == []
    assert {one: one.stat().st_mtime_ns for one in stories.rglob("*")} == before


def test_without_a_setting_a_page_that_is_reached_by_another_name_is_only_read(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = {"host": ("localhost:1",), "origin": ("http://localhost:1",)}
    monkeypatch.setattr(who, "request", lambda: Request("127.0.0.1", at))
    assert ask("")["found"].may_edit
    monkeypatch.setattr(who, "request", lambda: Request("127.0.0.1", {**at, "origin": ("https://example.org",)}))
    found = ask("")
    assert "localhost" in found["found"].why_not
    assert found["own"] == found["found"].why_not


def test_a_page_without_a_request_is_only_read(ask: Ask) -> None:
    assert not ask("")["found"].may_edit


def test_who_is_signed_in_with_a_role_edits_under_name_and_address_and_no_other(ask: Ask) -> None:
    found = ask("login", user=ANN, secrets=SECRETS)
    signature = "Ann Lee <ann@example.org>"
    assert found["found"] == who.Person(signature, "editor", True, shown="Ann Lee")
    assert found["own"] == 1
    assert found["foreign"].startswith(f"you are signed in as “{signature}”")
    assert found["by"] == [signature]
    assert ask("login", user={**ANN, "email": "CHIEF@example.org"}, secrets=SECRETS)["found"].role == "admin"


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"is_logged_in": False}, "Sign in to edit."),
        ({"is_logged_in": "true"}, "Sign in to edit."),
        ({"email": "new@example.org"}, "new@example.org may read but not edit."),
        ({"email": "x@elsewhere.net"}, "x@elsewhere.net is not on the list"),
        ({"email_verified": False}, "has not verified your e-mail address"),
        ({"email_verified": None}, "has not verified your e-mail address"),
        ({"email": ""}, "gave no e-mail address"),
        ({"email": "evil@example.net@example.org"}, "gave no e-mail address"),
    ],
)
def test_everybody_else_reads_and_knows_why(ask: Ask, claims: Mapping[str, Any], why: str) -> None:
    found = ask("login", user={**ANN, **claims}, secrets=SECRETS)
    assert found["found"].role == "viewer"
    assert why in found["found"].why_not
    assert why in found["own"]
    assert why in found["foreign"]
    assert found["by"] == []


def test_malformed_roles_let_nobody_in(
    monkeypatch: pytest.MonkeyPatch, stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(stories))
    monkeypatch.setenv("WHOWHEN_EDITING", "login")
    for roles in (None, {}, {"editor": "@example.org"}, {"editor": ["*"]}):
        page = AppTest.from_function(script, default_timeout=60)
        page.secrets.update({"auth": SECRETS["auth"], **({} if roles is None else {"roles": roles})})
        page.user = dict(ANN)
        page.run()
        assert len(page.exception) == 1
        assert "SettingError" in "".join(capsys.readouterr())
        assert "found" not in page.session_state


def test_the_name_of_a_local_page_is_changed_in_the_head_and_emptied_to_that_of_the_account(
    open_page: Open, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    page = open_page(stories=stories, popovers=True)
    field = page.text_input(key="account-name")
    assert (field.label, field.value) == ("Your name", "ada")
    field.set_value(" Zoë\u200b <x> ")
    ran(page)
    assert page.session_state[who.NAME] == "Zoë x"
    assert page.text_input(key="account-name").value == "Zoë x"
    page.text_input(key="account-name").set_value("")
    ran(page)
    assert page.text_input(key="account-name").value == "ada"


def test_who_may_not_edit_is_not_shown_the_table_for_edits(open_page: Open, stories: Path) -> None:
    assert "Edit as a table" in (said(open_page(stories=stories), "nav") or "")
    assert "Edit as a table" not in (said(open_page(), "nav") or "")


@pytest.mark.parametrize("width", [MEDIUM, PHONE])
def test_a_narrow_head_has_the_downloads_and_what_the_data_is_in_one_popover(open_page: Open, width: int) -> None:
    page = open_page(width=width, popovers=True)
    assert page.get("popover")
    assert any("Which statuses" in one.value or "status" in one.value for one in page.text)
    assert len(page.get("download_button")) == 2
    assert ("Share view" in (said(page, "nav") or "")) == (width == MEDIUM)
    assert ("Share view" in (said(page, "share") or "")) == (width == PHONE)


def test_the_head_lets_people_sign_in_and_says_who_they_are(
    open_page: Open, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOWHEN_EDITING", "login")
    monkeypatch.setattr(who.settings, "secrets", lambda: SECRETS)
    page = open_page(stories=stories)
    assert page.button(key="sign-in").label == "Sign in"
    page.user = {**ANN, "name": "Ann *Lee*"}
    page.session_state["pop-account"] = True
    ran(page)
    assert "sign-in" not in [one.key for one in page.button]
    assert page.button(key="sign-out").label == "Sign out"
    assert [one.value for one in page.text][:2] == ["Ann *Lee* <ann@example.org>", "You may read and edit."]


def test_several_providers_are_offered_by_name(open_page: Open, stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    auth = dict(SECRETS["auth"])
    keys = {name: auth.pop(name) for name in ("client_id", "client_secret", "server_metadata_url")}
    secrets = {**SECRETS, "auth": {**auth, "google": keys, "our-own": keys}}
    monkeypatch.setenv("WHOWHEN_EDITING", "login")
    monkeypatch.setattr(who.settings, "secrets", lambda: secrets)
    page = open_page({"lang": "fr"}, stories=stories, popovers=True)
    labels = [one.label for one in page.button if str(one.key).startswith("sign-in")]
    assert labels == ["Se connecter avec Google", r"Se connecter avec Our own"]
