"""What a code stands for: the link, the story it shows and the view of it, as the page would show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from components.app import stories
from components.app.scene import Scene, compose
from components.app.sharing.pinning import pin_of
from components.app.state import DEFAULT_PAGE
from components.app.view import View, pinned, read
from components.app.widgets.summary import counted
from components.events.errors import StoryError
from components.events.story import Story
from components.stores.base import StoreError
from components.stores.instance import ShortLink
from components.stores.opening import open_instance


@dataclass(frozen=True, eq=False)
class Shared:
    """A link with its ``scene``. ``token`` stands for the story as it is shown: it changes whenever that does."""

    link: ShortLink
    scene: Scene
    token: str

    @property
    def title(self) -> str:
        """The title of the story."""
        return self.scene.whole.heading(self.scene.whole.title, self.scene.language) or self.scene.whole.name

    @property
    def sentence(self) -> str:
        """What is selected, as a sentence."""
        return self.scene.view.selection.describe(self.scene.whole, self.scene.language)

    @property
    def description(self) -> str:
        """What is selected, and how much it is."""
        return f"{self.sentence} {counted(self.scene)}"


class FaultyError(Exception):
    """A story that has defects just now, so that there is nothing to tell of it."""


def shared(code: str, language: str) -> Shared | None:
    """What ``code`` stands for; ``None`` for no link, or one to a story that is gone.

    ``language`` is the reader's own, for a link that names none. Raises ``StoreError``, ``FaultyError``.
    """
    link = open_instance().link(code)
    if link is None:
        return None
    query = parse_qs(link.query)
    name = query.get("story", [""])[-1]
    if name not in stories.names():
        return None
    seen = stories.look(name)
    if seen.trouble is not None:
        raise seen.trouble
    if isinstance(seen.found, StoryError):
        raise FaultyError
    view, story, token = _view(name, seen, query, language)
    return Shared(link, compose(view, story, "light", DEFAULT_PAGE), token)


def _view(name: str, seen: stories.Seen, query: Mapping[str, Sequence[str]], language: str) -> tuple[View, Story, str]:
    assert isinstance(seen.found, stories.Sound)
    pin = pin_of(name, seen.found, pinned(query))
    if pin is not None and pin.trouble == "unreachable":
        raise StoreError(f"the story {name!r:.80} cannot be had as it was at revision {pin.rev}", "missing")
    story = pin.story if pin else seen.found.story
    view, _ = read(query, story, language)
    if pin is None or pin.trouble:
        return replace(view, rev=""), story, seen.token
    return view, story, seen.token if not pin.since else f"{pin.rev} {pin.at}"
