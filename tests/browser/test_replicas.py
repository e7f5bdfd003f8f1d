"""Hosts: several servers behind a proxy, a server that goes away, and hosts that know less than the command does."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.proxying import proxied
from tests.browser.serving import PATIENCE, ROOT, STREAMLIT, answers, free_port, running

EVENTS, DISPUTED = 215, 8
CLOUD = "/~/+"
"""Where Streamlit Community Cloud shows an app, without telling it."""


class Replica:
    """A server of its own process."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def wait_for(self, said: str) -> None:
        """Wait until the log says so."""
        deadline = time.monotonic() + PATIENCE
        while said not in self.log.read_text():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def end(self, how: signal.Signals) -> int:
        """Its exit status, once it has gone."""
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def replica(folder: Path, base: str) -> Iterator[Replica]:
    """A server below ``base`` that is ready, ended with the block if it is still there."""
    port = free_port()
    environment = {
        **os.environ,
        "STREAMLIT_SERVER_BASE_URL_PATH": base,
        "WHOWHEN_EDITING": "off",
        "WHOWHEN_LOG": "json",
    }
    log = folder / f"server-{port}.log"
    command = (*STREAMLIT, f"--server.port={port}")
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(f"http://127.0.0.1:{port}/{base}/readyz"):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"a server is not ready; it said:\n{log.read_text()}")
                time.sleep(0.1)
            yield Replica(process, port, log)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


@contextmanager
def as_script(folder: Path, script: str, editing: str) -> Iterator[int]:
    """The port of a server that knows of no ``st.App`` and runs ``script`` for each reader."""
    at, port = STREAMLIT.index("dashboard.py"), free_port()
    command = (*STREAMLIT[:at], script, *STREAMLIT[at + 1 :], f"--server.port={port}")
    health = f"http://127.0.0.1:{port}/_stcore/health"
    with running(command, health, folder / f"server-{port}.log", {"WHOWHEN_EDITING": editing}):
        yield port


def choose(page: Page, status: str, events: int) -> None:
    """Click on a status in the sentence on top, which leaves so many ``events`` in both charts."""
    page.get_by_role("button", name=status).first.click()
    for chart in ("timeline", "actor-graph"):
        expect(page.locator(f"[data-chart='{chart}'][data-events='{events}']")).to_be_attached()


def connected(page: Page) -> Locator:
    """The page, if it is connected to a server."""
    return page.locator(".stApp[data-test-connection-state='CONNECTED']")


def test_a_page_whose_server_dies_goes_on_at_another_with_the_same_view(
    open_page: OpenPage, tmp_path: Path, complaints: list[str]
) -> None:
    with (
        replica(tmp_path, "stories/timeline") as one,
        replica(tmp_path, "stories/timeline") as other,
        proxied([one.port, other.port]) as proxy,
    ):
        page = open_page("?lang=fr", at=f"http://127.0.0.1:{proxy.port}/stories/timeline")
        assert drawn(page) == EVENTS
        choose(page, "contestés", DISPUTED)
        view = page.url
        assert set(proxy.asked) == {one.port}
        assert one.end(signal.SIGKILL) == -signal.SIGKILL
        expect(connected(page)).to_have_count(0)
        expect(connected(page)).to_have_count(1)
        assert page.url == view
        expect(page.locator(f"[data-chart='timeline'][data-events='{DISPUTED}']")).to_be_attached()
        other.wait_for('"event": "run"')  # or the first click would be taken for the arrival of a reader
        choose(page, "contestés", EVENTS)
        assert set(proxy.asked[proxy.asked.index(other.port) :]) == {other.port}
        page.close()
    complaints.clear()  # a connection that breaks may be one


def test_the_page_finds_its_parts_where_a_host_shows_it_under_a_path_that_the_server_does_not_know(
    open_page: OpenPage, dashboard: str
) -> None:
    with proxied([int(dashboard.rpartition(":")[2])], CLOUD) as proxy:
        page = open_page(at=f"http://127.0.0.1:{proxy.port}{CLOUD}")
        assert (drawn(page), drawn(page, "actor-graph")) == (EVENTS, EVENTS)
        page.close()


def test_a_host_that_runs_the_dashboard_as_a_script_shows_the_same_page(open_page: OpenPage, tmp_path: Path) -> None:
    script = tmp_path / "app.py"  # `streamlit run dashboard.py` of today finds the st.App in it: this one has none
    code = f"import runpy\n\nrunpy.run_path({str(ROOT / 'dashboard.py')!r}, run_name='__main__')\n"
    script.write_text(code, encoding="utf-8")
    with as_script(tmp_path, str(script), "off") as port, proxied([port], CLOUD) as proxy:
        page = open_page(at=f"http://127.0.0.1:{proxy.port}{CLOUD}")
        assert (drawn(page), drawn(page, "actor-graph")) == (EVENTS, EVENTS)
        assert page.evaluate("getComputedStyle(document.querySelector('.ww-tools')).position") == "absolute"
        choose(page, "disputed", DISPUTED)
        page.close()


def test_a_script_with_a_wrong_setting_shows_what_to_write_and_no_story(open_page: OpenPage, tmp_path: Path) -> None:
    with as_script(tmp_path, "components/app/main.py", "perhaps") as port:
        page = open_page(at=f"http://127.0.0.1:{port}")
        expect(page.get_by_text("WHOWHEN_EDITING is “perhaps”: write off, local or login")).to_be_visible()
        assert page.locator("[data-chart]").count() == 0
        page.close()
