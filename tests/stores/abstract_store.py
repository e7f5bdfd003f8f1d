"""What every store must do: a class that the tests of each kind of store inherit.

A subclass gives two fixtures. ``store``: a store over the story that ``whowhen new my-story`` makes, never changed.
``reopen``: a function without arguments that opens the same story anew; other processes call it too, so it is picklable
(``functools.partial(FolderStore, path)``).
"""

import pytest

from components.stores.base import Store
from tests.stores.abstract_asking import Asking
from tests.stores.abstract_drafts import Drafts
from tests.stores.abstract_enduring import Enduring
from tests.stores.abstract_hostile import Hostile
from tests.stores.abstract_meeting import Meeting
from tests.stores.abstract_past import Past
from tests.stores.abstract_saving import Saving
from tests.stores.abstract_taking_out import TakingOut
from tests.stores.abstract_texts import Texts
from tests.stores.abstract_undoing import Undoing
from tests.stores.store_changes import Reopen

__all__ = ["AbstractStore", "Reopen"]


class AbstractStore(Saving, Meeting, Undoing, Enduring, Asking, TakingOut, Texts, Drafts, Past, Hostile):
    """The tests."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def reopen(self) -> Reopen:
        raise NotImplementedError
