"""Where stories may be changed: WHOWHEN_EDITING, and without it the address of the page."""

import pytest

from components.stores.editing import (
    EDITING,
    REASONS,
    Decision,
    Request,
    SettingError,
    asked,
    decide,
    is_loopback,
    serving,
)

HOME = {"host": ("localhost:8501",), "origin": ("http://localhost:8501",), "user-agent": ("a browser",)}
POSTGRES = {"WHOWHEN_DATABASE": "postgresql+psycopg://db/stories"}
ALL = "0.0.0.0"  # noqa: S104 (nothing listens there)
LOCAL, ADDRESS = Decision("local"), Decision("off", "address")


def from_browser(peer: str = "127.0.0.1", **headers: tuple[str, ...]) -> Request:
    """A request of a browser on this machine, with some headers otherwise; () takes one away."""
    named = {name.replace("_", "-"): values for name, values in headers.items()}
    return Request(peer, {name: values for name, values in {**HOME, **named}.items() if values})


@pytest.mark.parametrize("database", ["", "sqlite:////home/ann/whowhen.sqlite", "sqlite+pysqlite:///x.db", "SQLite://"])
def test_stories_of_this_machine_are_edited_at_a_page_that_only_this_machine_reaches(database: str) -> None:
    assert decide({"WHOWHEN_DATABASE": database}, from_browser()) == LOCAL


def test_a_database_that_others_share_is_only_shown() -> None:
    assert decide(POSTGRES, from_browser()) == Decision("off", "database")
    assert decide({"WHOWHEN_DATABASE": "sqlitefake://x"}, from_browser()) == Decision("off", "database")


@pytest.mark.parametrize(
    "request_",
    [
        Request(),
        Request("127.0.0.1", {}),
        from_browser(peer=""),
        from_browser(peer="192.168.1.20"),
        from_browser(host=("timeline.example.org",), origin=("https://timeline.example.org",)),
        from_browser(host=("rebound.example:8501",), origin=("http://rebound.example:8501",)),
        from_browser(origin=("https://timeline.example.org",)),
        from_browser(origin=("http://localhost:3000",)),
        from_browser(origin=("null",)),
        from_browser(origin=()),
        from_browser(host=()),
        from_browser(host=("localhost:8501", "localhost:8501")),
        from_browser(origin=("http://localhost:8501", "https://timeline.example.org")),
        from_browser(host=("localhost:8501@evil.example",), origin=("http://localhost:8501@evil.example",)),
        from_browser(host=("ann@localhost:8501",), origin=("http://ann@localhost:8501",)),
        from_browser(host=("localhost.example.org",), origin=("http://localhost.example.org",)),
        from_browser(host=("[::1",), origin=("http://[::1",)),
        from_browser(x_forwarded_for=("203.0.113.9",)),
        from_browser(x_forwarded_host=("timeline.example.org",)),
        from_browser(x_real_ip=("127.0.0.1",)),
        from_browser(forwarded=("for=127.0.0.1",)),
        from_browser(via=("1.1 proxy",)),
        from_browser(cf_connecting_ip=("203.0.113.9",)),
    ],
)
def test_one_sign_that_a_page_was_not_opened_at_this_machine_is_enough_for_only_showing_it(request_: Request) -> None:
    assert decide({}, request_) == ADDRESS


@pytest.mark.parametrize(
    "name", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "stories.localhost", "LOCALHOST:80"]
)
def test_this_machine_has_several_names(name: str) -> None:
    asked_so = from_browser("::1", host=(name,), origin=(f"http://{name.lower()}",))
    assert decide({}, asked_so) == LOCAL


@pytest.mark.parametrize("mode", ["off", "local", "login", " Local "])
def test_the_setting_decides_wherever_the_page_is(mode: str) -> None:
    environment = {EDITING: mode, **POSTGRES}
    plain = mode.strip().lower()
    for request in (Request(), from_browser(), from_browser(peer="203.0.113.9")):
        assert decide(environment, request) == Decision(plain, "set" if plain == "off" else "")


def test_an_empty_setting_is_none() -> None:
    assert asked({EDITING: ""}) == asked({}) == ""
    assert decide({EDITING: " "}, from_browser()) == LOCAL


@pytest.mark.parametrize("value", ["on", "yes", "true", "1", "0", "logins", "off local"])
def test_an_unknown_setting_is_an_error_that_names_it_its_value_and_what_to_write(value: str) -> None:
    with pytest.raises(SettingError) as caught:
        decide({EDITING: value}, from_browser())
    assert str(caught.value) == f"WHOWHEN_EDITING is “{value}”: write off, local or login"


def test_what_holds_for_all_requests_of_a_server_is_known_without_one() -> None:
    assert serving({}) == LOCAL
    assert serving(POSTGRES) == Decision("off", "database")
    assert serving({EDITING: "login"}) == Decision("login")


def test_every_reason_is_told_in_words_with_the_setting_that_changes_it() -> None:
    assert {"set", "database", "address"} == set(REASONS)
    assert all(EDITING in text for text in REASONS.values())


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "127.8.9.10", "::1", "[::1]", "::ffff:127.0.0.1", "localhost.", "a.localhost"]
)
def test_loopback_is_loopback_however_it_is_written(name: str) -> None:
    assert is_loopback(name)


@pytest.mark.parametrize("name", ["", ALL, "::", "128.0.0.1", "::ffff:10.0.0.1", "notlocalhost", "localhost.org", "1"])
def test_what_is_not_loopback_is_not_taken_for_it(name: str) -> None:
    assert not is_loopback(name)
