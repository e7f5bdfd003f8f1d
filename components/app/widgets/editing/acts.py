"""The ways from the panel and the table to the dialogs, as buttons for those who may edit."""

from components.app.dom import Node, button, el
from components.app.scene import Scene
from components.app.widgets.editing.wordings import editing_words


def event_acts(scene: Scene, event_id: str) -> Node:
    """Edit the event, take it off the timeline."""
    words = editing_words(scene.language)
    return _row(_act(words("panel.edit"), f"event:{event_id}"), _act(words("panel.take_off"), f"off:{event_id}"))


def claim_acts(scene: Scene, event_id: str) -> Node:
    """Add a claim or a denial to the event."""
    words = editing_words(scene.language)
    return _row(
        _act(words("panel.add_claim"), f"new_claim:{event_id}"), _act(words("panel.add_denial"), f"denial:{event_id}")
    )


def claim_pencil(scene: Scene, claim_id: str, speaker: str, day: str) -> Node:
    """Edit one claim."""
    label = editing_words(scene.language)("panel.edit_claim", speaker=speaker, day=day)
    act = {"do": "edit", "id": f"claim:{claim_id}"}
    return button("✎", act=act, css="ww-pencil", aria_label=label, title=label, data_key=f"edit-claim:{claim_id}")


def actor_acts(scene: Scene, actor_id: str) -> Node:
    """Edit an actor, merge it with another, split it."""
    words = editing_words(scene.language)
    return _row(
        _act(words("panel.edit"), f"actor:{actor_id}"),
        _act(words("panel.merge"), f"merge:{actor_id}"),
        _act(words("panel.split"), f"split:{actor_id}"),
    )


def add_event(scene: Scene) -> Node:
    """Add an event: the way that stands beside the timeline."""
    return _act(editing_words(scene.language)("bar.add"), "new_event:")


def table_acts(scene: Scene) -> Node:
    """See the events that were taken off the timeline; where no timeline is drawn, add one."""
    off = _act(editing_words(scene.language)("bar.off"), "back:")
    return _row(*((add_event(scene), off) if scene.layout == "phone" else (off,)))


def _row(*acts: Node) -> Node:
    return el("div", *acts, css="ww-acts")


def _act(text: str, id: str) -> Node:
    return button(text, act={"do": "edit", "id": id}, css="ww-act", data_key=f"edit-{id}")
