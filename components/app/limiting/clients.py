"""Who a client is: the address it asks from, behind proxies that are named the one that they tell. Pure."""

import ipaddress
import re
from collections.abc import Mapping, Sequence

from components.proxies import Network, Proxies
from components.stores.editing import is_loopback

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HOME = ""
"""The client at the machine itself, whom nothing limits."""
_SIGNS = ("forwarded", "via", "x-forwarded", "x-real-ip", "x-original", "x-client-ip", "true-client-ip", "cf-")
_WITH_PORT = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5}")
_HOUSE = 64  # bits of an IPv6 address that whoever has one of its addresses has all of


def client(peer: str, headers: Mapping[str, Sequence[str]], trusted: Proxies) -> str:
    """Who asks: an IPv4 address, or the /64 of an IPv6 one; ``HOME`` for the machine itself.

    ``peer`` is the other end of the connection; names of ``headers`` are in small letters. What a proxy says counts
    only if it is ``trusted``; a request that another one passed on counts as that proxy's, even on this machine.
    """
    if not peer and not headers:
        return HOME  # outside of a server
    told = [hop.strip() for line in headers.get("x-forwarded-for", ()) for hop in line.split(",")]
    address = _counted(peer, told, trusted.count) if trusted.count else _behind(peer, told, trusted.networks)
    if is_loopback(address) and not any(name.startswith(_SIGNS) for name in headers):
        return HOME
    return _grouped(address)


def _counted(peer: str, told: Sequence[str], count: int) -> str:
    """With fewer hops than proxies somebody went past them, and is the other end itself."""
    hop = told[-count] if len(told) >= count else ""
    return hop if _address(hop) else peer


def _behind(peer: str, told: list[str], networks: Sequence[Network]) -> str:
    """The first address from the end that is no proxy of ours."""
    found = peer
    for hop in reversed(told):
        at = _address(found)
        if at is None or not any(at in network for network in networks) or _address(hop) is None:
            break
        found = hop
    return found


def _address(text: str) -> Address | None:
    with_port = _WITH_PORT.fullmatch(text)
    try:
        found = ipaddress.ip_address((with_port[1] or with_port[2]) if with_port else text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _grouped(text: str) -> str:
    found = _address(text)
    if found is None:
        return "unknown"  # such as the other end of a socket that is a file
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _HOUSE), strict=False))
