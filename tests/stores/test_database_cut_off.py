"""A line to the server that is cut in the middle of a commit: what is told is what happened."""

from contextlib import closing
from pathlib import Path

import pytest

from components.events.changes import Change
from components.stores.base import StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.postgres_line import Line
from tests.stores.postgres_server import fresh_database

EVENT = "mayor-calls-minister-2024-05-13"


@pytest.mark.parametrize(
    ("cut", "told", "saved"),
    [("before", "cannot be reached", False), ("after", "", True), ("for good", "nobody can tell yet", True)],
)
def test_a_save_that_was_cut_off_in_its_commit_is_not_told_to_be_what_it_is_not(
    postgres_url: str, tmp_path: Path, cut: str, told: str, saved: bool
) -> None:
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        Database(url).close()
        with closing(Line(url)) as line:
            store = DatabaseStore(line.url, "town")
            assert store.revision() == 0
            line.cut = cut
            if told:
                with pytest.raises(StoreError, match=told):
                    store.save(Change({"events": ({"event_id": EVENT, "note_en": "one"},)}, "Ada"), 0)
            else:
                assert store.save(Change({"events": ({"event_id": EVENT, "note_en": "one"},)}, "Ada"), 0) == 1
            Database(line.url).close()
        assert DatabaseStore(url, "town").revision() == int(saved)
        Database(url).close()
