"""Whether a story would be sound after a change, at a cost that does not grow with it: the same in every store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.events.changes import ID, Change, RowChange
from components.events.changing import Lookup, by_id, by_position, neighbourhood
from components.events.errors import Defect, StoryError
from components.events.validation import check, story_languages
from components.stores.folder_state import serious


@dataclass(frozen=True)
class Checked:
    """What would be wrong after a change, and the small tables in which the rows of the defects are numbered."""

    defects: Sequence[Defect]
    tables: Mapping[str, pd.DataFrame]

    def refuse(self) -> None:
        """Raises ``StoryError`` with the defects if there are any; each names its row by the id."""
        if self.defects:
            raise StoryError(by_id(self.defects, self.tables))

    def of(self, change: Change) -> tuple[Defect, ...]:
        """The defects, each with the place of its row in ``change``."""
        return tuple(by_position(self.defects, self.tables, change))


def checked(
    changed: Sequence[RowChange],
    lookup: Lookup,
    meta: Mapping[str, Any],
    texts: Callable[[pd.DataFrame], Iterable[Defect]],
) -> Checked:
    """What is wrong with a sound story after ``changed``; ``lookup`` finds rows before it, ``meta`` are its headings.

    ``texts`` tells what is wrong with the texts of sources, in a table of those that are changed.
    """
    tables = neighbourhood(changed, lookup, story_languages(meta))
    sources = tables["sources"]
    mine = sources[ID["sources"]].isin([one.id for one in changed if one.table == "sources"])
    return Checked(serious([*check(tables, meta), *texts(sources[mine])]), tables)
