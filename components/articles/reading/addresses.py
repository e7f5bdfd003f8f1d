"""Which addresses may be reached: those of the public internet, and no others."""

import ipaddress
import socket

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in its last 32 bits
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Tunnels that carry an IPv4 address inside, and documentation that Python 3.11 takes for global.
_NOT_PUBLIC = tuple(
    map(ipaddress.ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.88.99.0/24"))
)


def public(address: str) -> bool:
    """Whether ``address`` belongs to the public internet: unicast, global, not reserved, no disguise of another."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            return public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip not in _UNICAST or ip.scope_id:
            return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)


def resolved(host: str, port: int) -> tuple[str, ...]:
    """All addresses of ``host``. Raises ``OSError`` for a name that has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
