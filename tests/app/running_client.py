"""A site of a few routes that counts and logs its requests, and a client of it."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from components.app.running import logs
from components.app.running.requests import HEADER, Requests


async def hello(_: Request) -> Response:
    return PlainTextResponse(logs.request_id.get())


async def broken(_: Request) -> Response:
    raise ValueError("the text of an article")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive_text()
    await socket.send_text(socket.headers[HEADER])
    await socket.close()


def client(routes: Sequence[BaseRoute] = (), base: str = "") -> TestClient:
    own = [Route("/", hello), Route("/broken", broken), WebSocketRoute(f"{base}/_stcore/stream", stream)]
    app = Starlette(routes=[*own, *routes], middleware=[Middleware(Requests, base=base)])
    return TestClient(app, raise_server_exceptions=False)
