"""What the parts of the API exchange."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


class ProblemError(Exception):
    """An answer that is no content: ``detail`` says what is wrong and what to do, ``more`` are members besides.

    Nothing in it may name a place on a disk, a host or a secret.
    """

    def __init__(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Sequence[Mapping[str, str]]
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, dict(headers or {}), more


@dataclass(frozen=True, eq=False)
class Body:
    """What an answer holds. ``total`` counts the rows on all pages together, -1 where nothing is paged.

    ``filename`` is what a browser may save it as, "" for what it shows; ``link`` are the pages before and after.
    """

    content: bytes
    media_type: str
    total: int = -1
    filename: str = ""
    link: str = ""

    @cached_property
    def etag(self) -> str:
        """Changes with the content, whatever it hangs on. Weak, since it is the same for all encodings."""
        digest = hashlib.sha256(f"{self.total}\0{self.link}\0{self.media_type}\0".encode() + self.content)
        return f'W/"{digest.hexdigest()[:32]}"'


@dataclass(frozen=True)
class Call:
    """What a request says. ``site`` is the address of the page, ``base`` its path alone ("" or "/timeline").

    ``story`` and ``event_id`` are those of the path, "" where it has none; ``query`` has each parameter and value.
    """

    base: str
    site: str
    story: str = ""
    event_id: str = ""
    query: tuple[tuple[str, str], ...] = ()
    accept: str = ""
