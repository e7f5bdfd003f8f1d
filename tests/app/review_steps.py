"""A text, and the steps of a review of it at the page."""

import hashlib

from streamlit.testing.v1 import AppTest

from components.app.kept_reviews import DRAFT, SHORT
from components.app.reviewing import ASKED
from components.app.widgets.review.save import KEY
from components.stores.folder_store import FolderStore
from tests.app.pages import pressed, ran

TEXT = (
    "Witkoff flies to Moscow again\n\n"
    "Steve Witkoff met Vladimir Putin in Moscow on 6 August 2025.\n\n"
    "The finance minister of Norland, Gunnar Hallbeck, met Keir Starmer in London on 5 August 2025. "
    "Donald Trump met Alexander Lukashenko in Minsk on 3 August 2025.\n"
)
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
NAME = DRAFT + HASH[:SHORT]
VISIT = "hallbeck-starmer-meeting-2025-08-05"


def ask(page: AppTest, what: str, number: int = 0) -> AppTest:
    """Open a dialog as its button on the card does."""
    page.session_state[ASKED] = (what, number)
    return ran(page)


def accept_all(page: AppTest, score: float = 0.5) -> AppTest:
    page.selectbox(key="review-score").set_value(score)
    ran(page)
    return pressed(page, "review-accept-above")


def settle(page: AppTest) -> AppTest:
    """The dialog that saves, its source completed and its new actors added."""
    pressed(page, "review-save")
    page.text_input(key=f"{KEY}-source-publisher").set_value("Harbour Post")
    page.text_input(key=f"{KEY}-source-published").set_value("2025-08-09")
    ran(page)
    return pressed(page, "review-confirm-all") if any(one.key == "review-confirm-all" for one in page.button) else page


def events(store: FolderStore) -> dict[str, dict[str, str]]:
    return {id: dict(row) for id, row in store.rows("events").items()}
