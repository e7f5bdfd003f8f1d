"""What a page may say by Streamlit's WebSocket: what its reader does, and nothing that touches the server or others."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from components.app.gate.messages import KINDS, Messages, may_say
from components.app.gate.paths import PAGE
from tests.app.threatening import Site, threatened
from tests.awaiting import awaited

CLOSED = ("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime")


def saying(kind: str) -> BackMsg:
    """A message of ``kind``."""
    message = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type is None:
        setattr(message, kind, True)
    else:
        getattr(message, kind).SetInParent()
    return message


def asking(payload: str) -> BackMsg:
    """A message that asks for what is neither a run nor a file to upload."""
    message = BackMsg()
    getattr(message.backend_operation_request, payload).SetInParent()
    return message


EVERY = [one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


@pytest.mark.parametrize("kind", EVERY)
def test_a_page_may_say_what_a_reader_does_and_nothing_else(kind: str) -> None:
    assert may_say(saying(kind).SerializeToString()) == (kind in KINDS)
    assert {*CLOSED, *KINDS, "backend_operation_request"} == set(EVERY)  # a new kind is to be thought of


def test_a_page_may_ask_for_its_files_and_rows_but_for_no_file_to_be_written() -> None:
    payloads = [one.name for one in BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields]
    allowed = {one for one in payloads if may_say(asking(one).SerializeToString())}
    assert allowed == {"deferred_file", "dataframe_chunk"}
    assert {"install_skills", "dismiss_skills_nudge"} == set(payloads) - allowed


def test_the_last_of_several_kinds_in_one_message_counts_as_streamlit_reads_it() -> None:
    run, clear = (saying(kind).SerializeToString() for kind in ("rerun_script", "clear_cache"))
    assert not may_say(run + clear)
    assert may_say(clear + run)
    assert may_say(b"\xff")  # Streamlit ends the connection


def heard(path: str, base: str, *contents: bytes) -> list[bytes]:
    """What of ``contents`` comes through."""
    waiting: list[dict[str, Any]] = [{"type": "websocket.receive", "bytes": one} for one in contents]
    waiting.append({"type": "websocket.disconnect"})
    came: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            came.append(message["bytes"])

    async def receive() -> Any:
        return waiting.pop(0)

    async def walk() -> None:
        await Messages(app, base)({"type": "websocket", "path": path}, receive, receive)

    awaited(walk())
    return came


def test_only_what_goes_to_the_page_is_looked_at_below_its_path() -> None:
    clear, beat = (saying(kind).SerializeToString() for kind in ("clear_cache", "app_heartbeat"))
    assert heard(f"/timeline{PAGE}", "/timeline", clear, beat) == [beat]
    assert heard("/timeline/whowhen/changes", "/timeline", clear) == [clear]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with threatened(tmp_path_factory.mktemp("messages")) as found:
        yield found


def test_a_server_does_nothing_that_no_reader_does(site: Site) -> None:
    with site.page() as page:
        ours = [asking(payload) for payload in ("install_skills", "dismiss_skills_nudge")]
        for message in ours:
            message.backend_operation_request.session_id = page.session
        for message in (*map(saying, CLOSED), *ours):
            page.socket.send(message.SerializeToString())
        said = page.send(saying("rerun_script"))
    assert "script_finished" in said
    for answer in ("git_info_changed", "backend_operation_response", " run_on_save: true"):
        assert answer not in said
    assert "development mode" not in site.log.read_text(encoding="utf-8")
