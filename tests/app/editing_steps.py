"""The dialogs that change a story, filled in and saved as a reader does."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components.stores.folder_store import FolderStore
from tests.app.pages import ran, said

Opener = Callable[..., AppTest]
KEY = "edit-1"
CALL = "trump-putin-call-2024-11-07"
EVENT = "us-election-2024"


def cells(store: FolderStore, table: str, id: str) -> dict[str, str]:
    return dict(store.rows(table, [id])[id])


def note(page: AppTest) -> str:
    """What the foot of the form says."""
    return said(page, f"{KEY}-said") or ""


def texts(page: AppTest) -> str:
    return "\n".join(one.value for one in page.text)


def save(page: AppTest) -> AppTest:
    page.button(key=f"{KEY}-save").click()
    return ran(page)
