"""Short links kept, followed and read in this process."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from starlette.applications import Starlette

from components.app.sharing import serving
from components.stores.folder_instance import FolderInstance
from tests.app.api_asking import Answer, ask

Ask = Callable[..., Answer]
APP = Starlette(routes=serving.routes(""))


class Read(HTMLParser):
    """A page as a program reads it that looks at links."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = self.language = self.shown = self.leads = ""
        self.scripts = 0
        self._in = ""
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in, self.scripts = tag, self.scripts + (tag == "script")
        self.language = given.get("lang", self.language) if tag == "html" else self.language
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("http-equiv") or "charset"
            assert name not in self.meta, name
            self.meta[name] = given.get("content", "")
        if tag == "link":
            self.links[given["rel"]] = given["href"]
        if tag == "a":
            self.leads = given["href"]

    def handle_data(self, data: str) -> None:
        if self._in == "title" and not self.title:
            self.title = data
        elif self._in in ("h1", "p", "a"):
            self.shown += data


def kept(folder: Path, query: str) -> str:
    """The code of a short link to ``query`` over the stories in ``folder``."""
    return FolderInstance(folder).keep_link(query, "").code


def get(path: str, method: str = "GET", app: Starlette = APP, **headers: str) -> Answer:
    """What the server says."""
    return ask(path, method, app, **headers)
