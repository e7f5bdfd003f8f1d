"""Any order of edits, articles accepted, undos, late saves and drafts does to a database what it does to a model."""

from hypothesis.stateful import initialize, rule

from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from tests.stores.test_review_machine import SHORT, ReviewMachine


class DatabaseReviewMachine(ReviewMachine):
    """Over SQLite."""

    @initialize()
    def begin(self) -> None:
        self.url = ""
        super().begin()

    @rule()
    def open_anew(self) -> None:
        if not self.url:
            self.url = f"sqlite:///{self.root}/whowhen.sqlite"
            load(self.folder, self.url, "my-story", "Ada")
        self.store = DatabaseStore(self.url, "my-story")

    def teardown(self) -> None:
        if getattr(self, "url", ""):
            Database(self.url).close()
        super().teardown()


DatabaseReviewMachine.TestCase.settings = SHORT
TestDatabaseReviewMachine = DatabaseReviewMachine.TestCase
