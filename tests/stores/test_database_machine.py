"""Any order of saves, merges, undos and new openings does to a database what it does to a plain model."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from tests.stores.store_changes import CLAIM
from tests.stores.test_store_machine import FolderMachine
from tests.thorough import examples


class DatabaseMachine(FolderMachine):
    """That of the folder, without its files."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.url = f"sqlite:///{self.root}/whowhen.sqlite"
        load(self.folder, self.url, "my-story", "Ada")
        self.store = DatabaseStore(self.url, "my-story")

    def teardown(self) -> None:
        if hasattr(self, "url"):
            Database(self.url).close()
        super().teardown()

    @rule(text=st.sampled_from(["By hand.", "By hand, twice."]))
    def edit_by_hand(self, text: str) -> None:
        self.try_to_save({("claims", CLAIM, "summary_en"): text}, "Bo", len(self.made))

    @rule()
    def open_anew(self) -> None:
        self.store = DatabaseStore(self.url, "my-story")

    @rule()
    def forget_what_is_hidden(self) -> None:
        Database(self.url).close()


DatabaseMachine.TestCase.settings = settings(
    max_examples=examples(6), stateful_step_count=10, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
TestDatabaseMachine = DatabaseMachine.TestCase
