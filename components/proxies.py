"""Proxies in front of the dashboard that are believed when they say for whom they ask."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
MOST_PROXIES = 9


@dataclass(frozen=True)
class Proxies:
    """Proxies that are believed: all from ``networks``, or so many as ``count`` one behind the other."""

    networks: tuple[Network, ...] = ()
    count: int = 0


@lru_cache(maxsize=8)
def proxies(words: tuple[str, ...]) -> Proxies:
    """What a setting says: one number, or addresses and networks. Raises ``ValueError`` with what to write."""
    if len(words) == 1 and words[0].isascii() and words[0].isdecimal():
        if not 1 <= int(words[0][:3]) <= MOST_PROXIES:
            raise ValueError(f"write how many proxies there are, from 1 to {MOST_PROXIES}, or their addresses")
        return Proxies(count=int(words[0]))
    found = []
    for word in words:
        try:
            found.append(ipaddress.ip_network(word))
        except ValueError:
            remedy = "write addresses such as 10.0.0.5 or 10.0.0.0/24, with blanks between, or how many proxies"
            raise ValueError(f"“{word[:80]}” is no address: {remedy}") from None
    return Proxies(tuple(found))
