"""A store that fails in the middle of an edit and comes back: it is told, nothing is lost, nothing is half there."""

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from components.stores.base import Store
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.folder import check_story
from components.stores.folder_store import FolderStore
from tests.browser.conftest import OpenPage, drawn
from tests.browser.serving import ROOT, STREAMLIT, free_port, running
from tests.stores.postgres_server import own_server

NAME, EVENT = "ukraine-diplomacy", "us-election-2024"
NEW = "Counted late, and written while the store was away"
Break = Callable[[], None]


@contextmanager
def dashboard(folder: Path, **environment: str) -> Iterator[tuple[str, int]]:
    """A dashboard of its own: its address, and the number of its process."""
    port = free_port()
    address, log = f"http://127.0.0.1:{port}", folder / f"server-{port}.log"
    command = (*STREAMLIT, f"--server.port={port}")
    with running(command, f"{address}/_stcore/health", log, environment) as process:
        yield address, process.pid


def walk(page: Page, store: Store, fails: Break, mends: Break, cause: str) -> None:
    """Edit an event, whose store fails before the save and is mended after it."""
    drawn(page)
    page.locator(f"[data-key='edit-event:{EVENT}']").press("Enter")
    form = page.get_by_role("dialog")
    title = form.get_by_label("Titre (français)", exact=True)
    title.fill(NEW)
    reason = form.get_by_label("Pourquoi ce changement ?")
    reason.fill("un motif")
    fails()
    form.get_by_role("button", name="Enregistrer").click()
    told = form.get_by_role("alert")
    expect(told).to_contain_text(cause)
    expect(told).to_contain_text("Votre saisie est toujours là")
    for secret in ("/", "127.0.0.1", "whowhen", "s3cret"):
        assert secret not in told.inner_text()
    expect(title).to_have_value(NEW)
    expect(reason).to_have_value("un motif")
    mends()
    assert store.revision() == 0
    assert store.history() == ()
    title.fill(f"{NEW}.")
    form.get_by_role("button", name="Enregistrer").click()
    expect(form).to_have_count(0)
    (change,) = store.history()
    assert (change.why, [row.fields for row in change.rows]) == ("un motif", [{"title_fr"}])
    expect(page.get_by_text(NEW).first).to_be_visible()


def test_a_full_disk_costs_nobody_what_was_typed(tmp_path: Path, open_page: OpenPage) -> None:
    story = tmp_path / "stories" / NAME
    shutil.copytree(ROOT / "data" / NAME, story)
    store = FolderStore(story)
    store.load()
    before = (story / "events.csv").read_bytes()
    with dashboard(tmp_path, WHOWHEN_STORIES=str(story.parent)) as (address, process):
        limit, most = resource.prlimit(process, resource.RLIMIT_FSIZE)

        def fill() -> None:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (30_000, most))

        def make_room() -> None:
            assert (story / "events.csv").read_bytes() == before
            assert not [one for one in (story / ".whowhen").iterdir() if one.name.startswith("journal")]
            resource.prlimit(process, resource.RLIMIT_FSIZE, (limit, most))

        page = open_page(f"?event={EVENT}&lang=fr", at=address)
        walk(page, store, fill, make_room, "Le disque est plein")
        page.context.close()
    assert check_story(story) == []


def test_a_database_that_stops_and_starts_again_costs_nobody_what_was_typed(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with own_server() as server:
        load(ROOT / "data" / NAME, server.url, NAME, "Ada")
        store = DatabaseStore(server.url, NAME)
        with dashboard(tmp_path, WHOWHEN_DATABASE=server.url, WHOWHEN_EDITING="local") as (address, _):
            page = open_page(f"?event={EVENT}&lang=fr", at=address)
            walk(page, store, server.stop, server.start, "Le récit est inaccessible")
            page.context.close()
        Database(server.url).close()
