"""Fetching a page: http(s) only, public addresses only, few redirects, a cap of size, one deadline."""

import http.client
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from components.articles.reading import addresses
from components.articles.reading.connection import Deadline, in_time, response
from components.articles.reading.errors import FetchError, TooLargeError
from components.articles.reading.limits import MOST_BYTES

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset((301, 302, 303, 307, 308))
MOST_REDIRECTS = 5
KINDS = frozenset(("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"))
SAVE = "open it in a browser, and give the saved page or its text instead"
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "whowhen (reads one page that its user asked for)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9",
    "Accept-Encoding": "gzip",
    "Accept-Language": "fr, en",
    "Connection": "close",
}


@dataclass(frozen=True)
class Reach:
    """What may be reached, and for how long: the default is the public internet for 20 seconds.

    Tests, which reach a server of their own, give other values; nothing else should.
    """

    resolve: Callable[[str, int], tuple[str, ...]] = addresses.resolved
    allows: Callable[[str], bool] = addresses.public
    ports: frozenset[int] = field(default=frozenset(PORTS.values()))
    seconds: float = 20.0


PUBLIC = Reach()


@dataclass(frozen=True)
class Fetched:
    """A page: its content, the address it came from in the end, its kind and its charset as declared ("" if not)."""

    content: bytes
    url: str
    kind: str
    charset: str


def fetch(url: str, reach: Reach = PUBLIC) -> Fetched:
    """The page at ``url``. Raises ``FetchError``, and ``TooLargeError`` beyond 5 MB."""
    deadline, asked = Deadline(reach.seconds), url
    try:
        for _ in range(MOST_REDIRECTS + 1):
            found = _step(url, asked, reach, deadline)
            if isinstance(found, Fetched):
                return found
            url = found
    except TimeoutError:
        raise FetchError(
            asked, "no page within", f"{reach.seconds:g} seconds", f"try again later, or {SAVE}", "slow"
        ) from None
    except ssl.SSLCertVerificationError as error:
        raise FetchError(asked, "its certificate is not valid:", error.verify_message, SAVE, "certificate") from None
    except (OSError, http.client.HTTPException, zlib.error) as error:
        problem = str(error) or type(error).__name__
        raise FetchError(asked, "the page cannot be fetched:", problem, f"check the address, or {SAVE}") from None
    raise FetchError(asked, f"redirected more than {MOST_REDIRECTS} times, at last to", url, SAVE, "redirects")


def _step(url: str, asked: str, reach: Reach, deadline: Deadline) -> Fetched | str:
    """The page at ``url``, or the address it redirects to."""
    parts, host, port = _parsed(url, asked, reach)
    found = in_time(lambda: reach.resolve(host, port), deadline)
    # All of them: a name with one public and one private address is a trap.
    hidden = next((address for address in found if not reach.allows(address)), "")
    if hidden or not found:
        problem = f"{host} is no public address:" if hidden else f"no address is known for {host}"
        raise FetchError(asked, problem, hidden, f"only public pages are fetched; {SAVE}", "private")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    headers = {**_HEADERS, "Host": _netloc(host, port, parts.scheme)}
    with response(parts.scheme, host, port, found, target, headers, deadline) as answer:
        place = answer.headers.get("Location", "")
        if answer.status in REDIRECTS and place:
            return urljoin(url, place)
        _accepted(answer, asked)
        kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
        return Fetched(_body(answer, asked), url, kind, answer.headers.get_content_charset("") or "")


def _parsed(url: str, asked: str, reach: Reach) -> tuple[SplitResult, str, int]:
    """The parts of an address that may be fetched, its host in ASCII and its port. Raises ``FetchError`` for others."""
    example = "write an address such as https://example.org/article"
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
        host = name if ":" in name else name.encode("idna").decode("ascii")
        port = parts.port or PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError):
        raise FetchError(asked, "no address:", url, example, "address") from None
    if parts.scheme not in PORTS:
        raise FetchError(asked, "only http and https are fetched, not", f"{parts.scheme}:", example, "scheme")
    if not host or not host.isprintable() or " " in host:
        raise FetchError(asked, "no host in the address", url, example, "address")
    if parts.username is not None or parts.password is not None:
        raise FetchError(asked, "a user or a password in the address of", host, f"take them out, or {SAVE}", "user")
    if port not in reach.ports:
        raise FetchError(asked, "only the ports 80 and 443 are fetched, not", str(port), SAVE, "port")
    return parts, host, port


def _netloc(host: str, port: int, scheme: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == PORTS[scheme] else f"{name}:{port}"


def _accepted(answer: http.client.HTTPResponse, asked: str) -> None:
    """Raise ``FetchError`` or ``TooLargeError`` for an answer whose body is not worth reading."""
    if answer.status != 200:
        raise FetchError(asked, "the server answers", f"{answer.status} {answer.reason}".strip(), SAVE, "status")
    kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
    if kind and kind not in KINDS:
        raise FetchError(
            asked, "no page and no text but", kind, "give the address of an article, or a file of its text", "kind"
        )
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(asked, "sent packed in a way that was not asked for:", encoding, SAVE, "kind")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > MOST_BYTES:
        raise _too_large(asked)


def _body(answer: http.client.HTTPResponse, asked: str) -> bytes:
    body = bytearray()
    for piece in _unpacked(answer):
        body += piece
        if len(body) > MOST_BYTES:
            raise _too_large(asked)
    return bytes(body)


def _unpacked(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body in pieces of bounded size, whatever it unpacks to."""
    packed = answer.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if packed else None
    while chunk := answer.read(_CHUNK):
        if unpack is None:
            yield chunk
            continue
        while chunk and not unpack.eof:
            yield unpack.decompress(chunk, _CHUNK)
            chunk = unpack.unconsumed_tail
    if answer.length or (unpack is not None and not unpack.eof):
        raise http.client.HTTPException("it breaks off")


def _too_large(asked: str) -> TooLargeError:
    return TooLargeError(asked, "a page larger than", f"{MOST_BYTES:,} bytes", SAVE)
