"""Whether stories may be changed here: what WHOWHEN_EDITING says and, where it says nothing, where the page is served.

Pure: the environment and what is known of a request come in, a ``Decision`` goes out.
"""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from components.stores.base import StoreError

EDITING = "WHOWHEN_EDITING"
MODES = ("off", "local", "login")
DATABASE = "WHOWHEN_DATABASE"
REASONS = {
    "set": f"editing is switched off here by {EDITING}=off",
    "database": f"this page only reads, since its stories are in a database that others use, too: {EDITING}=login lets "
    "people sign in and edit, local lets everybody edit who can open the page",
    "address": "this page only reads, since it was not opened as localhost on the machine that serves it: "
    f"{EDITING}=login lets people sign in and edit",
}
"""Why nobody may edit, in words."""

_PROXIES = ("forwarded", "via", "x-forwarded", "x-real-ip", "x-original", "x-client-ip", "true-client-ip", "cf-")


class SettingError(StoreError):
    """A setting that cannot be read; the message names it, its value and what to write."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        super().__init__(f"{name} is “{value[:80]}”: {remedy}" if value else f"{name}: {remedy}", "settings")


@dataclass(frozen=True)
class Request:
    """Where a request came from. ``peer`` is the other end of its connection, "" if unknown; ``headers`` has names in
    small letters, each with all its values.
    """

    peer: str = ""
    headers: Mapping[str, Sequence[str]] | None = None

    def values(self, name: str) -> Sequence[str]:
        """All values of a header."""
        return (self.headers or {}).get(name, ())


@dataclass(frozen=True)
class Decision:
    """``mode`` is "off", "local" or "login"; ``reason``, a key of ``REASONS``, tells why it is off, else it is ""."""

    mode: str
    reason: str = ""


def asked(environment: Mapping[str, str]) -> str:
    """What WHOWHEN_EDITING says, "" if it is not set. Raises ``SettingError``."""
    value = environment.get(EDITING, "").strip().lower()
    if value and value not in MODES:
        raise SettingError(EDITING, environment[EDITING], f"write {', '.join(MODES[:-1])} or {MODES[-1]}")
    return value


def decide(environment: Mapping[str, str], request: Request) -> Decision:
    """Who may edit at the page that ``request`` opened. Raises ``SettingError``."""
    served = serving(environment)
    if served.mode != "local" or asked(environment):
        return served
    return served if is_at_home(request) else Decision("off", "address")


def serving(environment: Mapping[str, str]) -> Decision:
    """Who may edit at the pages of a server, as far as that is the same for all requests. Raises ``SettingError``."""
    if mode := asked(environment):
        return Decision(mode, "set" if mode == "off" else "")
    return Decision("local") if _is_own(environment.get(DATABASE, "")) else Decision("off", "database")


def is_at_home(request: Request) -> bool:
    """Whether a request came from a browser on this machine that calls the page by a name of this machine.

    Each sign alone can mislead: a proxy on the machine has a loopback address, and some set the name of the host they
    ask; a page elsewhere can let its own name lead here, or open a WebSocket to localhost. What a browser always tells
    is the origin of the page, so all signs must be there and agree, and none may speak of a proxy. Even so a program
    (not a browser) could say all that through a proxy that adds nothing; whoever puts one in front sets the mode.
    Where the server listens tells nothing more: all addresses by default, and loopback just where there is a proxy.
    """
    hosts, origins = request.values("host"), request.values("origin")
    if len(hosts) != 1 or len(origins) != 1 or not is_loopback(request.peer):
        return False
    if any(name.startswith(_PROXIES) for name in request.headers or ()):
        return False
    try:
        host, origin = urlsplit(f"//{hosts[0]}"), urlsplit(origins[0])
    except ValueError:
        return False
    same = origin.netloc.lower() == host.netloc.lower() == hosts[0].lower()
    return same and "@" not in hosts[0] and is_loopback(host.hostname or "")


def is_loopback(name: str) -> bool:
    """Whether ``name``, an IP address or the name of a host without port, always is this machine itself."""
    plain = name.strip("[]").rstrip(".").lower()
    if plain == "localhost" or plain.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(plain)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _is_own(database: str) -> bool:
    """Whether the stories are on this machine alone: in a folder or in SQLite."""
    return not database or database.partition(":")[0].partition("+")[0].strip().lower() == "sqlite"
