"""The settings of the server, checked before it starts; those that decide who may edit, with the secrets they need.

Each is read anew: tests and the secrets file change them. All variables are listed in ``components.settings``.
"""

import logging
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from components import settings as variables
from components.app import assets
from components.app.roles import Roles, read_roles
from components.app.running import logs, metrics
from components.stores.base import StoreError
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

_log = logging.getLogger(__name__)
_SHARED = ("redirect_uri", "cookie_secret")
_OWN = ("client_id", "client_secret", "server_metadata_url")
DEFAULT = "default"
"""What Streamlit calls the provider whose keys stand in ``[auth]`` itself."""


def listening() -> str:
    """The address at which the server takes requests, "" for all of them (Streamlit's default) or one unknown here."""
    return str(st.get_option("server.address") or "")


def decision(request: Request) -> Decision:
    """Who may edit at the page that ``request`` opened. Raises ``SettingError``."""
    return decide(os.environ, request)


def refusal() -> str:
    """Why no page of this server may change a story, "" if some may. Raises ``SettingError``."""
    served = serving(os.environ)
    return REASONS[served.reason] if served.mode == "off" else ""


def start() -> None:
    """Look at all settings before the server takes its first request, and end the program if one cannot be read.

    What whoever starts it may not expect is told in its log.
    """
    try:
        check()
        set_up()
        for told in filter(None, (surprise(), missing())):
            _log.warning("%s", told)
    except StoreError as error:
        sys.exit(f"whowhen: {error}")


def set_up() -> None:
    """Logs and figures as the settings want them. Raises ``StoreError``."""
    values = variables.current()
    logs.start(values.log)
    if values.metrics_token:
        metrics.start()


def wrong() -> str:
    """What is wrong with the settings, for a page whose server was not started by ``start``; "" for nothing."""
    if not assets.come_with_the_page():
        return ""
    try:
        check()
    except StoreError as error:
        return str(error)
    return ""


def missing() -> str:
    """What a server looks for in vain, "" for nothing. Raises ``StoreError``."""
    folder = variables.current().stories
    if folder is None or folder.expanduser().is_dir() or variables.current().database:
        return ""
    return (
        f"{variables.variable('stories')}: there is no folder {folder}; `whowhen new NAME` makes it with a first story"
    )


def surprise() -> str:
    """What of the settings, or of their absence, deserves a word at start; "" for nothing. Raises ``SettingError``."""
    mode, served = asked(os.environ), serving(os.environ)
    if mode == "local" and not is_loopback(listening()):
        return f"{EDITING}=local: everybody who reaches this server may change its stories, under any name"
    return REASONS[served.reason] if served.mode == "off" and not mode else ""


def check() -> None:
    """Look at all settings. Raises ``StoreError``, most often a ``SettingError``."""
    secrets()  # hosts without variables keep them there, and Streamlit puts them into the environment
    values = variables.current()
    if values.reading == "login" and values.editing not in ("off", "login"):
        remedy = f"write off or login: with {variables.variable('reading')}=login nobody edits without signing in"
        raise SettingError(EDITING, values.editing, remedy)
    if people_sign_in():
        roles()
        providers()
        if not _can_sign_in():
            raise SettingError(*_asking(), "signing in needs the extra auth: pip install 'whowhen[auth]'")


def closed() -> bool:
    """Whether only people and programs that are known may read. Raises ``SettingError``."""
    return variables.current().reading == "login"


def people_sign_in() -> bool:
    """Whether people sign in here, to read or to edit. Raises ``SettingError``."""
    values = variables.current()
    return "login" in (values.reading, values.editing)


def cors() -> tuple[str, ...]:
    """Origins whose scripts may ask the API. Raises ``SettingError``."""
    return variables.current().cors


def _asking() -> tuple[str, str]:
    """Name and value of the setting for which people sign in."""
    return (EDITING if variables.current().editing == "login" else variables.variable("reading")), "login"


def roles() -> Roles:
    """The roles that the secrets give. Raises ``SettingError``."""
    return read_roles(secrets().get("roles"), editing=variables.current().editing == "login")


def providers() -> tuple[str, ...]:
    """The names of the providers that people can sign in at, as ``st.login`` takes them. Raises ``SettingError``."""
    auth = secrets().get("auth")
    if not isinstance(auth, Mapping):
        raise SettingError(*_asking(), "people sign in at a provider: describe it in [auth] in the secrets")
    _complete(auth, "auth", _SHARED)
    named = {name: part for name, part in auth.items() if isinstance(part, Mapping) and name != "client_kwargs"}
    for name, part in named.items():
        _complete(part, f"auth.{name}", _OWN)
        if "_" in name:
            raise SettingError(f"[auth.{name}] in the secrets", "", "write a name without _, or nobody can sign in")
    if any(key in auth for key in _OWN):
        _complete(auth, "auth", _OWN)
        return (DEFAULT, *named)
    if not named:
        raise SettingError("[auth] in the secrets", "", f"add {', '.join(_OWN)} of the provider")
    return tuple(named)


def secrets() -> Mapping[str, Any]:
    """The secrets, none if there is no file of them. Raises ``SettingError`` for one that cannot be read."""
    try:
        return dict(st.secrets)
    except StreamlitSecretNotFoundError as error:
        if any(Path(one).exists() for one in st.get_option("secrets.files")):
            raise SettingError("the file of secrets", "", f"it cannot be read: {_first_line(error)}") from error
        return {}


def _first_line(error: Exception) -> str:
    """What is wrong, without what stands in the file."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _complete(table: Mapping[str, Any], name: str, keys: tuple[str, ...]) -> None:
    for key in keys:
        if not isinstance(table.get(key), str) or not str(table[key]).strip():
            raise SettingError(f"[{name}] in the secrets", "", f"{key} is missing: write a text")


def _can_sign_in() -> bool:
    return all(find_spec(name) for name in ("authlib", "itsdangerous"))
