"""The bar over a story as it was at a revision: of which day, what came since, and the way to the newest."""

from components.app.dom import Node, button, el
from components.app.scene import Scene
from components.app.sharing.pinning import Pin
from components.app.sharing.words import share_words
from components.events.date_words import day_words, number_words
from components.events.dates import to_day


def pin_bar(scene: Scene, pin: Pin) -> Node:
    """Such as "As of revision 12 of 24 November 2026 · 3 changes since. Show the newest", or why it is not shown."""
    words, number = share_words(scene.language), number_words(pin.rev, scene.language)
    if pin.trouble:
        told: Node = el("p", words(f"pin.{pin.trouble}", n=number), role="alert")
    else:
        since = words("pin.since", n=pin.since) if pin.since else words("pin.same")
        told = el("p", el("strong", _version(scene, pin, number)), f" · {since}", role="status")
    newest = button(words("pin.show"), act={"do": "newest"}, css="ww-link", data_key="newest")
    return el("div", told, newest, css="ww-notice ww-pin")


def _version(scene: Scene, pin: Pin, number: str) -> str:
    words = share_words(scene.language)
    if pin.at is None:
        return words("pin.first")
    return words("pin.at", n=number, day=day_words(to_day(pin.at.date()), scene.language, "long"))
