"""What the page has to say before anything else: an address it could not read in full, a story that is not there."""

from collections.abc import Sequence

from components.app.dom import el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.events.selection_query import Problem


def notices(scene: Scene, problems: Sequence[Problem], missing: str, do: Do) -> None:
    """One line each; the page below shows its defaults."""
    words, lines = scene.words, []
    if missing:
        lines.append(words("notice.no_story", name=missing, shown=scene.whole.name))
    if problems:
        lines.append(words("notice.garbage", what=", ".join(f"{one.key}={one.value}" for one in problems)))
    if lines:
        put(
            scene,
            "notices",
            el("div", *(el("p", line, dir="auto") for line in lines), css="ww-notice", role="status"),
            do,
        )
