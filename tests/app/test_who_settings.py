"""Settings of signing in: what is missing or wrong is named at start, with what to write."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from components.app import settings
from components.stores.editing import SettingError

ROOT = Path(__file__).parents[2]
PROVIDER = {"client_id": "a", "client_secret": "hidden", "server_metadata_url": "https://id.example.org/x"}
SHARED = {"redirect_uri": "https://x.example.org/oauth2callback", "cookie_secret": "hidden"}
ROLES = {"roles": {"editor": ["@example.org"]}}


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The secrets of the server, as a test writes them."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(settings, "secrets", lambda: found)
    monkeypatch.setenv("WHOWHEN_EDITING", "login")
    return found


@pytest.mark.parametrize(
    ("auth", "names"),
    [
        ({**SHARED, **PROVIDER}, ("default",)),
        ({**SHARED, **PROVIDER, "client_kwargs": {"prompt": "login"}}, ("default",)),
        ({**SHARED, "google": PROVIDER, "our-own": PROVIDER}, ("google", "our-own")),
        ({**SHARED, **PROVIDER, "google": PROVIDER}, ("default", "google")),
    ],
)
def test_people_sign_in_at_the_providers_of_the_secrets(
    secrets: dict[str, Any], auth: Mapping[str, Any], names: tuple[str, ...]
) -> None:
    secrets.update({"auth": auth, **ROLES})
    settings.check()
    assert settings.providers() == names


@pytest.mark.parametrize(
    ("auth", "said"),
    [
        (None, "WHOWHEN_EDITING is “login”: people sign in at a provider: describe it in [auth] in the secrets"),
        ("x", "describe it in [auth] in the secrets"),
        ({**PROVIDER, "redirect_uri": "x"}, "[auth] in the secrets: cookie_secret is missing: write a text"),
        ({**SHARED, **PROVIDER, "cookie_secret": " "}, "[auth] in the secrets: cookie_secret is missing"),
        ({**SHARED, **PROVIDER, "client_id": 5}, "[auth] in the secrets: client_id is missing"),
        (SHARED, "[auth] in the secrets: add client_id, client_secret, server_metadata_url of the provider"),
        ({**SHARED, "google": {"client_id": "a"}}, "[auth.google] in the secrets: client_secret is missing"),
        ({**SHARED, "our_own": PROVIDER}, "[auth.our_own] in the secrets: write a name without _"),
    ],
)
def test_a_provider_described_by_half_is_named_with_what_to_write(
    secrets: dict[str, Any], auth: Mapping[str, Any] | None, said: str
) -> None:
    secrets.update({**ROLES, **({} if auth is None else {"auth": auth})})
    with pytest.raises(SettingError) as caught:
        settings.check()
    assert said in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_signing_in_without_its_extra_says_what_to_install(
    secrets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets.update({"auth": {**SHARED, **PROVIDER}, **ROLES})
    monkeypatch.setattr(settings, "find_spec", lambda name: None if name == "authlib" else object())
    with pytest.raises(SettingError, match=r"pip install 'whowhen\[auth\]'"):
        settings.check()


def test_secrets_are_asked_for_only_where_people_sign_in(
    secrets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for mode in ("", "off", "local"):
        monkeypatch.setenv("WHOWHEN_EDITING", mode)
        settings.check()


def test_what_no_page_of_a_server_may_is_known_before_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHOWHEN_EDITING", raising=False)
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    assert settings.refusal() == ""
    monkeypatch.setenv("WHOWHEN_DATABASE", "postgresql+psycopg://db/stories")
    assert "in a database that others use" in settings.refusal()
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    assert settings.refusal() == "editing is switched off here by WHOWHEN_EDITING=off"


def test_what_may_surprise_is_told_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    told = {}
    for mode in ("", "off", "local", "login"):
        for address in ("", "127.0.0.1"):
            monkeypatch.setenv("WHOWHEN_EDITING", mode)
            monkeypatch.setattr(settings, "listening", lambda address=address: address)
            told[mode, address] = settings.surprise()
    assert "everybody who reaches this server may change its stories" in told.pop(("local", ""))
    assert set(told.values()) == {""}


def started(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the server says when its user has ``folder`` as home."""
    return subprocess.run(
        [sys.executable, "-c", "import dashboard"],
        cwd=ROOT,
        env={**os.environ, "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_server_does_not_start_with_a_setting_it_cannot_read(tmp_path: Path) -> None:
    done = started(tmp_path, WHOWHEN_EDITING="yes")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "whowhen: WHOWHEN_EDITING is “yes”: write off, local or login"


def test_a_secrets_file_that_cannot_be_read_is_named_and_none_of_it_told(tmp_path: Path) -> None:
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    file.write_text('[auth]\nclient_secret = "hunter2\n[roles]\neditor = 5\n', encoding="utf-8")
    done = started(tmp_path, WHOWHEN_EDITING="login")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("whowhen: the file of secrets: it cannot be read:")
    assert "line 2" in last
    assert "hunter2" not in done.stderr + done.stdout
