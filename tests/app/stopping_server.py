"""A server with one page, whose saves wait for a line of standard input: ``python -m tests.app.stopping_server``
PORT STORY PATIENCE LONGEST.
"""

import sys
import threading
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from components.app.running import stopping
from components.app.running.counting import Counted
from components.app.running.requests import Requests
from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.stores.killing import change


class Slow(FolderStore):
    """A store that takes its time."""

    def save(self, change: Change, expected: int) -> int:
        sys.stdout.write("saving\n")
        sys.stdout.flush()
        sys.stdin.readline()
        return super().save(change, expected)


def serve(port: int, story: Path, patience: float, longest: float) -> None:
    stopping.PATIENCE, stopping.LONGEST = patience, longest
    store = Counted(Slow(story))

    async def save(_: Request) -> Response:
        # As Streamlit does, in a thread that ends with the process.
        threading.Thread(target=store.save, args=(change("Ada-1"), 0), daemon=True).start()
        return PlainTextResponse("begun")

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    routes = [Route("/save", save), WebSocketRoute("/_stcore/stream", stream)]
    app = Starlette(routes=routes, middleware=[Middleware(Requests)], lifespan=stopping.lifespan)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
