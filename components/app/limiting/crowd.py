"""How many pages are open at a time, and how many files they hold: what is open takes memory as long as it is."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime import Runtime

from components.app.limiting.clients import HOME
from components.app.limiting.figures import MOST_BYTES, MOST_FILES, MOST_PAGES, MOST_PAGES_OF_ONE


class Crowd:
    """The pages that are open, by client. It is asked on the loop of the server alone."""

    def __init__(self, most: int = MOST_PAGES, of_one: int = MOST_PAGES_OF_ONE) -> None:
        self.most, self.of_one = most, of_one
        self._open: Counter[str] = Counter()

    def has_room(self, client: str) -> bool:
        """Whether ``client`` may open one more."""
        full = client != HOME and self._open[client] >= self.of_one
        return not full and self._open.total() < self.most

    @contextmanager
    def one(self, client: str) -> Iterator[None]:
        """A page of ``client``, as long as the block lasts."""
        self._open[client] += 1
        try:
            yield
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]


crowd = Crowd()
"""That of this process."""


def takes_files(session: str, most: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> bool:
    """Whether the page ``session`` may upload one more file. Streamlit keeps all until the page is closed."""
    if not Runtime.exists():
        return True
    held = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    of_all = sum(len(file.data) for files in list(held.values()) for file in list(files.values()))
    return len(held.get(session, ())) < most and of_all < most_bytes
