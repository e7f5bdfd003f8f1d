"""A proxy such as hosts put in front of the dashboard: it sticks to one server, goes on to the next when that one is
gone, and may take away the path under which it shows the page.
"""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from tests.browser.serving import free_port

_NONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_GONE = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy:
    """``taken`` is the path that is taken away ("" for none). ``port`` is where it listens."""

    def __init__(self, servers: Sequence[int], taken: str = "") -> None:
        self.port = free_port()
        self.asked: list[int] = []
        """Which server each connection went to."""
        self._writers: list[asyncio.StreamWriter] = []
        self._servers, self._taken = list(servers), taken.encode()

    async def serve(self) -> None:
        """Pass on whatever comes, for ever."""
        server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        async with server:
            await server.serve_forever()

    def drop(self) -> None:
        """End all connections at once."""
        for one in self._writers:
            one.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, RuntimeError, asyncio.CancelledError):
            there = await self._open()
            if there is None:
                writer.write(_GONE)
                await writer.drain()
            else:
                back = asyncio.create_task(_copy(there[0], writer))
                await self._requests(reader, writer, there[1])
                await back
        writer.close()

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for port in self._servers:
            with suppress(OSError):
                there = await asyncio.open_connection("127.0.0.1", port)
                self.asked.append(port)
                self._writers.append(there[1])
                return there
        return None

    async def _requests(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, there: asyncio.StreamWriter
    ) -> None:
        """Pass on requests without bodies, each with its path changed, and what follows when they upgrade."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                method, path, rest = head.split(b" ", 2)
                if not path.startswith(self._taken + b"/"):
                    writer.write(_NONE)
                    await writer.drain()
                    return
                there.write(b" ".join([method, path.removeprefix(self._taken), rest]))
                await there.drain()
                if b"\r\nupgrade: websocket" in head.lower():
                    await _copy(reader, there)
                    return
        finally:
            there.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, RuntimeError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def proxied(servers: Sequence[int], taken: str = "") -> Iterator[Proxy]:
    """A proxy for as long as the block runs."""
    proxy, loop = Proxy(servers, taken), asyncio.new_event_loop()
    task = loop.create_task(proxy.serve())

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        rest = asyncio.all_tasks(loop)
        for one in rest:
            one.cancel()
        loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
        proxy.drop()
        loop.run_until_complete(asyncio.sleep(0))  # what is dropped is closed by the next turn of the loop
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
