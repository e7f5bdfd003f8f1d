"""What stands around the timeline: the switch of its lanes above, the line of undated events below."""

from components.app.counts import counts
from components.app.dom import Node, button, el
from components.app.scene import Scene
from components.events.schema import LANES


def lane_switch(scene: Scene) -> Node:
    """Switch between lanes by family of types, by type, by actor and by place."""
    words = scene.words
    segments = [
        button(
            words(f"timeline.{lanes}"),
            act={"do": "lanes", "id": lanes},
            aria_pressed=str(lanes == scene.lanes).lower(),
            data_key=f"lanes-{lanes}",
        )
        for lanes in LANES
    ]
    return el(
        "div",
        el("span", words("timeline.lanes"), css="ww-muted"),
        el("div", *segments, css="ww-segments", role="group"),
        css="ww-bar-head",
    )


def undated_line(scene: Scene) -> Node | None:
    """The line on events without a date, which opens them in the panel; ``None`` when every event has one."""
    count = counts(scene.shown).undated
    if not count:
        return None
    return el(
        "div",
        button(scene.words("timeline.undated", n=count), act={"do": "undated"}, css="ww-link", data_key="tray"),
        css="ww-tray",
    )
