"""A page of Streamlit's without a browser: it speaks the WebSocket protocol with the messages of the installed package.

What a browser does that the server notices is done here, too: cookies and token against forgery, the session that is
asked for again after a loss, values of fields with every run, the address that the server sets and gets back, hashes of
messages that need not be sent again. What a browser draws is not drawn. It was written beside a recording of Chromium.
"""

import asyncio
import json
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.benchmarks.streamlit_parts import VALUES, Part, Run, key_of

BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36"
)
XSRF = "_streamlit_xsrf"
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"
PATIENCE = 60.0  # seconds until a run that brought nothing counts as lost
RETRY, SELDOM = 0.5, 30.0  # seconds between two tries to reach the server: at first, and at most


class LostError(Exception):
    """The connection ended before the run did."""


@dataclass
class _Cached:
    part: Part
    run: int


def http(verify: bool = True) -> httpx.AsyncClient:
    """A client for all pages: it keeps no cookies, each page has its own."""
    nobody = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    limits = httpx.Limits(max_connections=40, max_keepalive_connections=40)
    return httpx.AsyncClient(cookies=nobody, verify=verify, timeout=PATIENCE, limits=limits)


def unverified() -> ssl.SSLContext:
    """For certificates that nobody has signed but us."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Page:
    """One open page at ``address`` (such as "https://host/timeline"), first with ``query`` in its address bar.

    ``sent`` gets each message to the server.
    """

    def __init__(
        self,
        address: str,
        asking: httpx.AsyncClient,
        query: str = "",
        tls: ssl.SSLContext | None = None,
        sent: Callable[[bytes], object] = len,
    ) -> None:
        self.query, self.parts = query, dict[str, Part]()
        self.values: dict[str, WidgetState] = {}
        self.session = ""
        self.losses = 0
        self._sent = sent
        self._address, self._asking, self._tls = address.rstrip("/"), asking, tls
        self._cookies: dict[str, str] = {}
        self._cache: dict[str, _Cached] = {}
        self._oldest, self._runs = 2, 0
        self._script = self._asked = ""
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._run: Run | None = None
        self._done = asyncio.Event()
        self.lost = asyncio.Event()

    async def arrive(self) -> Run:
        """Ask for the page, connect, and let it be drawn for the first time."""
        await self._get("/" + (f"?{self.query}" if self.query else ""))
        await self.reach()
        return await self.run()

    async def reach(self) -> None:
        """Connect, as often as it takes: the server's health is asked first, as Streamlit's page does."""
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            pause = min(SELDOM, pause * 2 or RETRY)
            try:
                for path in ("/_stcore/health", "/_stcore/host-config"):
                    (await self._get(path)).raise_for_status()
                await self._connect()
                return
            except (httpx.HTTPError, OSError, InvalidHandshake, TimeoutError):
                continue

    async def leave(self) -> None:
        """Close the page."""
        if self._reading is not None:
            self._reading.cancel()
        if self._socket is not None:
            await self._socket.close()

    def socket_to(self, path: str, **options: Any) -> connect:
        """A WebSocket to another path of the host, with the page's cookies."""
        scheme = "wss" if self._tls else "ws"
        headers = {"Cookie": self._cookie(), "Accept-Language": "en-US,en;q=0.9"}
        return connect(
            f"{scheme}://{urlsplit(self._address).netloc}{path}",
            origin=self._origin,  # type: ignore[arg-type]
            additional_headers=headers,
            user_agent_header=BROWSER,
            ssl=self._tls,
            ping_interval=None,
            max_size=None,
            proxy=None,
            **options,
        )

    async def run(self, triggers: Iterable[WidgetState] = ()) -> Run:
        """Let the script run with the fields as they are and ``triggers`` beside them, until it ends.

        Raises ``LostError`` when the connection breaks before, ``TimeoutError`` when nothing comes.
        """
        socket, run = self._socket, Run(asyncio.get_running_loop().time())
        if socket is None or self.lost.is_set():
            raise LostError
        self._run, self._asked = run, self.query
        self._done.clear()
        try:
            message = BackMsg(rerun_script=self._state(triggers)).SerializeToString()
            self._sent(message)
            await socket.send(message)
            async with asyncio.timeout(PATIENCE):
                await self._done.wait()
        except ConnectionClosed:
            raise LostError from None
        if self.lost.is_set():
            raise LostError
        return run

    def trigger(self, key: str, event: str, value: object) -> WidgetState:
        """What the component under ``key`` says when the reader does something."""
        told = json.dumps([{"event": event, "value": value}], separators=(",", ":"))
        return WidgetState(id=TRIGGERS.format(self.parts[key].id), json_trigger_value=told)

    def press(self, key: str) -> WidgetState:
        """The press of a button."""
        return WidgetState(id=self.parts[key].id, trigger_value=True)

    def put(self, key: str, value: str | bool | list[str]) -> None:
        """Give a field a value; the next run tells it."""
        state = WidgetState(id=self.parts[key].id)
        if isinstance(value, bool):
            state.bool_value = value
        elif isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.data[:] = value
            state.string_array_value.SetInParent()
        self.values[state.id] = state

    @property
    def unanswered(self) -> bool:
        """Whether the last run was asked for, and the address does not say yet what it was asked to do."""
        return self._run is not None and self.query == self._asked

    @property
    def _origin(self) -> str:
        parts = urlsplit(self._address)
        return f"{parts.scheme}://{parts.netloc}"

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    async def _get(self, path: str) -> httpx.Response:
        headers = {"User-Agent": BROWSER, "Cookie": self._cookie()}
        answer = await self._asking.get(self._address + path, headers=headers)
        for line in answer.headers.get_list("set-cookie"):
            self._cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        return answer

    async def _connect(self) -> None:
        said = ["streamlit", self._cookies.get(XSRF, ""), *([self.session] if self.session else [])]
        path = urlsplit(self._address).path + "/_stcore/stream"
        self._socket = await self.socket_to(path, subprotocols=said)
        self.lost = asyncio.Event()
        self._reading = asyncio.create_task(self._read(self._socket, self.lost))

    async def _read(self, socket: ClientConnection, lost: asyncio.Event) -> None:
        try:
            async for data in socket:
                message = ForwardMsg()
                message.ParseFromString(data if isinstance(data, bytes) else data.encode())
                self._take(message, len(data))
        except ConnectionClosed:
            pass
        self.losses += 1
        lost.set()
        self._done.set()

    def _state(self, triggers: Iterable[WidgetState]) -> ClientState:
        state = ClientState(query_string=self.query, page_script_hash=self._script)
        state.widget_states.widgets.extend([*self.values.values(), *triggers])
        state.cached_message_hashes.extend(self._cache)
        context = state.context_info
        context.timezone, context.timezone_offset, context.locale = "UTC", 0, "en-US"
        context.url, context.is_embedded, context.color_scheme = self._address + "/", False, "light"
        return state

    def _take(self, message: ForwardMsg, size: int) -> None:
        run, kind = self._run, message.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self._oldest = message.new_session.config.max_cached_message_age
            self._script = message.new_session.page_script_hash
            if run is not None:
                run.script = message.metadata.run.script_run_id
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        if run is None or not run.script:
            return
        run.size += size
        if kind == "delta":
            self._delta(run, message)
        elif kind == "ref_hash":
            self._again(run, message.ref_hash)
        elif kind == "script_finished" and message.metadata.run.script_run_id == run.script:
            self._finish(run, message.script_finished)

    def _delta(self, run: Run, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.id:
                self._here(run, Part(delta.add_block.id, str(delta.add_block.WhichOneof("type"))))
            return
        element = delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            run.faults.append(f"{element.exception.type}: {element.exception.message}"[:300])
        told = getattr(element, kind) if kind else None
        part = Part(getattr(told, "id", "") or kind, kind)
        if kind == "bidi_component":
            part.component, part.data = told.component_name, told.json or told.bytes.decode()
        elif kind in ("button_group", "multiselect"):
            part.options = tuple(getattr(one, "content", one) for one in told.options)
        self._here(run, part)
        run.new.add(key_of(part.id))
        if kind in VALUES:
            self._shown(part.id, kind, told)
        if message.metadata.cacheable:
            self._cache[message.hash] = _Cached(part, self._runs)

    def _again(self, run: Run, told: str) -> None:
        cached = self._cache.get(told)
        if cached is None:
            run.faults.append("a message is referred to that the page does not have")
            return
        cached.run = self._runs
        self._here(run, cached.part)

    def _here(self, run: Run, part: Part) -> None:
        run.parts[key_of(part.id)] = part
        run.at[key_of(part.id)] = asyncio.get_running_loop().time() - run.began

    def _shown(self, element: str, kind: str, told: Any) -> None:
        """A field tells the value that it begins with, or that the script has given it."""
        if element not in self.values or told.set_value:
            self.values[element] = VALUES[kind](element, told)

    def _finish(self, run: Run, status: int) -> None:
        run.took = asyncio.get_running_loop().time() - run.began
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            run.faults.append("the script does not compile")
        self._runs += 1
        self._cache = {told: one for told, one in self._cache.items() if self._runs - one.run <= self._oldest}
        self.parts = run.parts
        present = {part.id for part in run.parts.values()}
        self.values = {element: value for element, value in self.values.items() if element in present}
        self._run = None
        self._done.set()
