"""The settings of whowhen: variables of the environment that begin with ``WHOWHEN_``, in one typed place.

A field of ``Settings`` is a setting; its metadata say what it means, for ``whowhen settings`` and the README. Stores
read their own variables by themselves; this place asks them whether a value will do.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from components.proxies import proxies
from components.stores.editing import SettingError

PREFIX = "WHOWHEN_"
OF_TESTS = "WHOWHEN_TEST_"
"""Variables that only tests read begin so."""
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
_LONGEST_SESSION = 720  # hours: as long as Streamlit lets the browser keep its cookie
_SHORTEST = 16  # characters of a word that opens something


def _meant(means: str, unset: str, check: Callable[[Any], None] | None = None, secret: str = "") -> dict[str, Any]:
    """Metadata of a field. ``means`` and ``unset`` (what holds without it) are for people. ``check`` raises
    ``ValueError`` with what to write instead. ``secret`` is said in place of a value that is never shown.
    """
    return {"means": means, "unset": unset, "check": check, "secret": secret}


def _folder(path: Path | None) -> None:
    if path is not None and path.exists() and not path.is_dir():
        raise ValueError("write the path of a folder, this is a file")


def _database(address: str) -> None:
    from components.stores.database.address import parsed

    if address:
        parsed(address)


def _origins(origins: tuple[str, ...]) -> None:
    for one in origins:
        if one != "*" and ("*" in one or not _ORIGIN.fullmatch(one)):
            raise ValueError(f"“{one[:80]}” is no origin: write https://example.org, several with blanks between, or *")


def _ancestors(origins: tuple[str, ...]) -> None:
    for one in origins:
        if not _ORIGIN.fullmatch(one):
            raise ValueError(
                f"“{one[:80]}” is no site: write https://example.org or https://*.example.org, with blanks between"
            )


def _proxies(words: tuple[str, ...]) -> None:
    proxies(words)


def _hours(hours: int) -> None:
    if not 1 <= hours <= _LONGEST_SESSION:
        raise ValueError(f"write a whole number from 1 to {_LONGEST_SESSION}")


def _token(word: str) -> None:
    if word and (len(word) < _SHORTEST or not word.isascii() or not word.isprintable() or " " in word):
        raise ValueError(f"write at least {_SHORTEST} letters and digits that nobody guesses")


@dataclass(frozen=True)
class Settings:
    """What the environment says. Texts, lists and paths are empty where it says nothing."""

    stories: Path | None = field(
        default=None,
        metadata=_meant(
            "folder that holds the stories, each in a folder of its own", "`data` of this repository", _folder
        ),
    )
    database: str = field(
        default="",
        repr=False,
        metadata=_meant(
            "address of the database that holds the stories: `sqlite:////folder/file` or "
            "`postgresql://user:password@host/database`",
            "stories are in the folder",
            _database,
            "set, not shown",
        ),
    )
    editing: Literal["", "off", "local", "login"] = field(
        default="",
        metadata=_meant(
            "who may change stories: `off` nobody, `local` everybody who opens the page, `login` who signed in and has "
            "the role",
            "you at your own machine, elsewhere nobody",
        ),
    )
    reading: Literal["public", "login"] = field(
        default="public",
        metadata=_meant("who may read: `public` everybody, `login` who signed in and has a role", "`public`"),
    )
    cors: tuple[str, ...] = field(
        default=(),
        metadata=_meant(
            "origins whose pages may ask the API, with blanks between, or `*` for all",
            "pages of the same origin only",
            _origins,
        ),
    )
    frame_ancestors: tuple[str, ...] = field(
        default=(),
        metadata=_meant(
            "sites that may show the page with `?embed=true` in a frame, with blanks between, as "
            "`https://*.example.org`",
            "pages of the same origin only",
            _ancestors,
        ),
    )
    proxies: tuple[str, ...] = field(
        default=(),
        metadata=_meant(
            "proxies in front that are believed when they say for whom they ask (`X-Forwarded-For`): addresses or "
            "networks as `10.0.0.0/24`, with blanks between, or how many there are one behind the other",
            "none but one on the same machine: all who come through another count as one",
            _proxies,
        ),
    )
    log: Literal["text", "json"] = field(
        default="text", metadata=_meant("`text` for people, `json` for one line of JSON an event", "`text`")
    )
    metrics_token: str = field(
        default="",
        repr=False,
        metadata=_meant(
            "word that Prometheus says as bearer token to get `/metrics`",
            "there is no `/metrics`",
            _token,
            "set, not shown",
        ),
    )
    session_hours: int = field(
        default=12,
        metadata=_meant("hours for which a sign-in holds, from 1 to 720", "12", _hours),
    )


def current() -> Settings:
    """The settings now. Raises ``SettingError`` for the first that cannot be read or is none."""
    given = tuple(sorted((name, text) for name, text in os.environ.items() if name.startswith(PREFIX)))
    return _read(given) if given else _UNSET


_UNSET = Settings()


def variable(setting: str) -> str:
    """The name of the variable of a field."""
    return PREFIX + setting.upper()


@lru_cache(maxsize=8)
def _read(given: tuple[tuple[str, str], ...]) -> Settings:
    """The settings of the environment; ``given`` tells when it is another one."""
    _refuse_unknown(dict(given))
    # pydantic takes a third of a second: a start without any setting goes without it.
    from pydantic import ValidationError

    try:
        read = _model()()
    except ValidationError as error:
        raise _explained(error, dict(given)) from None
    return Settings(**{one.name: getattr(read, one.name) for one in fields(Settings)})


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = [one.name.upper() for one in fields(Settings)]
    for name in given:
        short = name.removeprefix(PREFIX)
        if short not in known and not name.startswith(OF_TESTS):
            near = get_close_matches(short.upper(), known, 1)
            meant = f"write {PREFIX}{near[0]}, or unset it" if near else "unset it"
            # Its value is not quoted: under a wrong name there may be a password.
            raise SettingError(name, "", f"there is no such setting: {meant}; `whowhen settings` lists all")


@lru_cache(maxsize=1)
def _model() -> Any:
    from pydantic import AfterValidator, BeforeValidator, Field, create_model
    from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

    class Base(BaseSettings):
        model_config = SettingsConfigDict(case_sensitive=True, env_ignore_empty=True, validate_default=False)

    types = get_type_hints(Settings)
    made: dict[str, Any] = {}
    for one in fields(Settings):
        check, kind = one.metadata["check"], types[one.name]
        marks = [
            *([NoDecode] if get_origin(kind) is tuple else []),
            BeforeValidator(_tidy(kind)),
            *([AfterValidator(_checked(check))] if check else []),
        ]
        annotated = Annotated[kind, *marks]  # type: ignore[valid-type]
        made[one.name] = (annotated, Field(one.default, validation_alias=variable(one.name)))
    return create_model("FromEnvironment", __base__=Base, **made)


def _tidy(kind: Any) -> Callable[[Any], Any]:
    """What makes of a text what is meant: of a list its parts, of a word to choose that word in small letters."""
    if get_origin(kind) is tuple:
        return lambda text: tuple(text.lower().replace(",", " ").split())
    return (lambda text: text.strip().lower()) if get_origin(kind) is Literal else _not_blank


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("it is blank: unset it")
    return text


def _checked(check: Callable[[Any], None]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        check(value)  # what it raises as StoreError goes through pydantic as it is, and quotes no secret
        return value

    return checked


def _explained(error: Any, given: Mapping[str, str]) -> SettingError:
    """The first fault that pydantic found, in our words."""
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0])
    one = next(one for one in fields(Settings) if name in (one.name, variable(one.name)))
    kind = get_type_hints(Settings)[one.name]
    cause = (fault.get("ctx") or {}).get("error")
    if get_origin(kind) is Literal:
        *most, last = (choice for choice in get_args(kind) if choice)
        remedy = f"write {', '.join(most)} or {last}"
    else:
        remedy = str(cause) if isinstance(cause, ValueError) else f"write {one.metadata['means']}"
    return SettingError(variable(one.name), "" if one.metadata["secret"] else given.get(variable(one.name), ""), remedy)


@dataclass(frozen=True)
class Line:
    """A setting for people: the name of its variable, its value ("" without one), what holds without, what it means."""

    name: str
    value: str
    unset: str
    means: str


def listed(settings: Settings | None = None) -> list[Line]:
    """All settings, with their values in ``settings``; a secret one is not told."""
    values = asdict(settings or _UNSET)
    return [
        Line(variable(one.name), _told(one, values[one.name]), one.metadata["unset"], one.metadata["means"])
        for one in fields(Settings)
    ]


def _told(one: "Field[Any]", value: Any) -> str:
    if value == one.default:
        return ""
    if one.metadata["secret"]:
        return str(one.metadata["secret"])
    return " ".join(value) if isinstance(value, tuple) else str(value)


def table() -> str:
    """The settings as the README lists them, in Markdown."""
    rows = [f"| `{one.name}` | {one.means} | {one.unset} |" for one in listed()]
    return "\n".join(["| variable | says | without it |", "| --- | --- | --- |", *rows])
