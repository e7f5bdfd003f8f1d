"""What a page may say by its WebSocket. Streamlit listens to whoever has a page open, also to what its developer says:
that all caches be cleared, for every reader; which branch and files git knows; that files be written.
"""

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.app.gate.paths import PAGE

KINDS = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
ASKED = frozenset({"deferred_file", "dataframe_chunk"})
"""What a page may ask for besides a run of the script: a file that it offers, rows of a table."""


class Messages:
    """ASGI middleware that passes over what no reader has to say. ``base`` is the path the page lives under."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self._path = app, base + PAGE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        if scope["type"] != "websocket" or str(scope["path"]) != self._path:
            await self.app(scope, receive, send)
            return

        async def heard() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or may_say(message.get("bytes") or b""):
                    return message

        await self.app(scope, heard, send)


def may_say(content: bytes) -> bool:
    """Whether a page may say this; what cannot be read may pass, since Streamlit ends the connection for it."""
    try:
        said = BackMsg.FromString(content)
    except DecodeError:
        return True
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in ASKED
    return kind is None or kind in KINDS
