"""The head of a page about the story's data: title, what it is for, stories, languages, ways to the other pages."""

from urllib.parse import urlencode

from components.app.dom import Node, el
from components.app.draw import Do
from components.app.scene import Scene
from components.app.widgets.head import head_row


def page_head(scene: Scene, names: list[str], title: str, about: str, do: Do) -> None:
    """Draw it; ``names`` are the stories the reader can pick from."""
    story, language = scene.whole, scene.language
    heading = el(
        "header",
        el("h1", title, " · ", el("span", story.heading(story.title, language) or story.name, dir="auto")),
        el("p", about, css="ww-muted"),
        css="ww-heading ww-heading-tall",
    )
    head_row(scene, names, heading, link_query(scene), do)


def link_query(scene: Scene) -> str:
    """The query of a link that shows this page to anybody."""
    query = scene.view.to_query()
    query["lang"], query["story"] = [scene.language], [scene.whole.name]
    return "?" + urlencode(query, doseq=True)


def notice(text: str, role: str = "status") -> Node | None:
    """A sentence in a frame; ``None`` for none. ``role`` "alert" is for what went wrong."""
    return el("div", el("p", text, dir="auto"), css="ww-notice", role=role) if text else None
