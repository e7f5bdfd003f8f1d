"""All settings in one place: what the environment says is typed, and what it says wrongly is named with a remedy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.cli import main
from components.events.errors import WhowhenError
from components.settings import PREFIX, Settings, current, listed, table
from components.stores.database.address import SETTING as DATABASE
from components.stores.editing import EDITING
from components.stores.folder import FOLDER

ROOT = Path(__file__).parents[2]
WORD = "a-long-word-that-nobody-guesses"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_without_any_variable_every_setting_has_its_default() -> None:
    assert current() == Settings()


def test_what_the_environment_says_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = {
        "STORIES": str(tmp_path),
        "DATABASE": f"sqlite:///{tmp_path}/x.sqlite",
        "EDITING": " Login ",
        "READING": "PUBLIC",
        "CORS": "https://a.example, http://B.example:8080\n*",
        "FRAME_ANCESTORS": "https://*.example.org",
        "PROXIES": "10.0.0.0/24, 192.0.2.7",
        "LOG": "json",
        "METRICS_TOKEN": WORD,
        "SESSION_HOURS": "8",
    }
    assert {PREFIX + name for name in said} == {one.name for one in listed()}, "each setting is tried here"
    for name, text in said.items():
        monkeypatch.setenv(PREFIX + name, text)
    assert current() == Settings(
        tmp_path,
        said["DATABASE"],
        "login",
        "public",
        ("https://a.example", "http://b.example:8080", "*"),
        ("https://*.example.org",),
        ("10.0.0.0/24", "192.0.2.7"),
        "json",
        WORD,
        session_hours=8,
    )


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in listed():
        monkeypatch.setenv(one.name, "")
    assert current() == Settings()


def test_the_stores_read_variables_of_these_names() -> None:
    assert {FOLDER, DATABASE, EDITING} <= {one.name for one in listed()}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("EDITING", "yes", "WHOWHEN_EDITING is “yes”: write off, local or login"),
        ("READING", "nobody", "WHOWHEN_READING is “nobody”: write public or login"),
        ("LOG", "xml", "WHOWHEN_LOG is “xml”: write text or json"),
        ("STORIES", __file__, "write the path of a folder, this is a file"),
        ("STORIES", " ", "it is blank: unset it"),
        ("DATABASE", "mysql://u@h/d", "whowhen keeps stories in SQLite or PostgreSQL, not in mysql"),
        ("DATABASE", "somewhere", "WHOWHEN_DATABASE is no address of a database"),
        ("CORS", "a.example", "“a.example” is no origin: write https://example.org"),
        ("CORS", "https://a.example/path", "is no origin"),
        ("CORS", "https://*.example.org", "is no origin"),
        ("FRAME_ANCESTORS", "*", "“*” is no site"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *", "“https://a.example;” is no site"),
        ("PROXIES", "nginx", "“nginx” is no address: write addresses such as 10.0.0.5"),
        ("PROXIES", "0", "write how many proxies there are, from 1 to 9"),
        ("SESSION_HOURS", "0", "WHOWHEN_SESSION_HOURS is “0”: write a whole number from 1 to 720"),
        ("SESSION_HOURS", "a day", "WHOWHEN_SESSION_HOURS is “a day”: write hours"),
        ("METRICS_TOKEN", "short", "WHOWHEN_METRICS_TOKEN: write at least 16 letters and digits"),
        ("METRICS_TOKEN", "a word with blanks in it", "write at least 16 letters and digits"),
        ("STORYS", "/data", "there is no such setting: write WHOWHEN_STORIES, or unset it"),
        ("QQQ", "1", "WHOWHEN_QQQ: there is no such setting: unset it"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, said: str
) -> None:
    monkeypatch.setenv(PREFIX + name, text)
    with pytest.raises(WhowhenError) as caught:
        current()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATABASE", "mysql://ann:hunter2@host/d"),
        ("DATABASE", "ann:hunter2 at host"),
        ("DATABSE", "postgresql://ann:hunter2@host/d"),
        ("METRICS_TOKEN", "hunter2"),
    ],
)
def test_a_secret_is_never_quoted(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    monkeypatch.setenv(PREFIX + name, text)
    with pytest.raises(WhowhenError) as caught:
        current()
    assert "hunter2" not in str(caught.value)


def test_variables_of_the_tests_are_none_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_TEST_POSTGRES", "postgresql://x")
    assert current() == Settings()


def test_the_command_lists_all_settings_and_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHOWHEN_METRICS_TOKEN", WORD)
    monkeypatch.setenv("WHOWHEN_DATABASE", "postgresql://ann:hunter2@host/stories")
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    assert main(["settings"]) == 0
    said = capsys.readouterr().out
    assert all(f"{one.name}: " in said for one in listed())
    assert "WHOWHEN_EDITING: off\n" in said
    assert "WHOWHEN_METRICS_TOKEN: set, not shown\n" in said
    assert "WHOWHEN_LOG: not set: text\n" in said
    assert WORD not in said
    assert "hunter2" not in said
    assert WORD not in repr(current())
    assert "hunter2" not in repr(current())


def test_the_command_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WHOWHEN_LOG", "xml")
    assert main(["settings"]) == 1
    assert capsys.readouterr().err == "whowhen settings: WHOWHEN_LOG is “xml”: write text or json\n"


def test_the_readme_lists_all_settings() -> None:
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8")


def started(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("STORYS", "/data", "WHOWHEN_STORYS: there is no such setting: write WHOWHEN_STORIES, or unset it"),
        ("DATABASE", "mysql://ann:hunter2@host/d", "WHOWHEN_DATABASE: whowhen keeps stories in SQLite or PostgreSQL"),
        ("READING", "login", "WHOWHEN_EDITING: write off or login: with WHOWHEN_READING=login nobody edits"),
    ],
)
def test_the_server_does_not_start_half_configured(name: str, text: str, said: str) -> None:
    done = started("import dashboard", **{PREFIX + name: text})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"whowhen: {said}")
    assert "hunter2" not in done.stderr + done.stdout


def test_a_start_without_settings_and_the_command_go_without_pydantic() -> None:
    seen = "import sys; print([one for one in ('pydantic', 'prometheus_client') if one in sys.modules])"
    assert started(f"import dashboard; {seen}").stdout.splitlines()[-1] == "[]"
    command = "from components.cli import main; main(['check', 'data/ukraine-diplomacy'])"
    assert started(f"{command}; {seen}").stdout.splitlines()[-1] == "[]"


def test_a_folder_that_is_not_there_is_told_at_start(tmp_path: Path) -> None:
    done = started("import dashboard", WHOWHEN_STORIES=str(tmp_path / "nowhere"), WHOWHEN_EDITING="off")
    assert done.returncode == 0
    assert "WHOWHEN_STORIES: there is no folder" in done.stderr
