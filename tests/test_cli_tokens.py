"""``whowhen token``: made once, listed without the secret, revoked for good."""

import re
from pathlib import Path

import pytest

from components.cli import main
from components.stores.instance import token_digest
from components.stores.opening import open_instance
from components.tokens import FORM


@pytest.fixture(autouse=True)
def stories(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))


def test_a_token_is_made_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "new", "Calendar  of the newsroom", "--days", "30", "--by", "Ann"]) == 0
    secret, told = capsys.readouterr()
    assert re.fullmatch(FORM, secret.strip())
    kept = open_instance().token(token_digest(secret.strip()))
    assert kept is not None
    assert (kept.label, kept.by) == ("Calendar of the newsroom", "Ann")
    assert kept.expires is not None
    assert (kept.expires - kept.at).days == 30
    assert told.startswith(f"{kept.id}: made; it is valid until {kept.expires:%Y-%m-%d}")
    assert main(["token", "list"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(f"{kept.id}  live  Calendar of the newsroom (made ")
    assert secret.strip() not in line
    assert main(["token", "revoke", kept.id, "--by", "Bo"]) == 0
    capsys.readouterr()
    assert main(["token", "list"]) == 0
    assert f"{kept.id}  revoked, by Bo  " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", " "], "whowhen token: say what the token is for"),
        (["new", "x", "--days", "0"], "whowhen token: write a number of days from 1 to 1000"),
        (["revoke", "none"], "whowhen token: there is no such token"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", *arguments, "--by", "Ann"]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_no_token_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "list"]) == 0
    assert capsys.readouterr().err == "There is no token.\n"
