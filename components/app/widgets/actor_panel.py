"""The panel when the reader chose an actor, a link between two actors, or the tray of undated events."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from components.app.counts import counts
from components.app.dom import Node, button, el, glyph
from components.app.scene import Scene
from components.app.widgets.editing.acts import actor_acts
from components.charts.facts import actor_facts, link_facts
from components.charts.graph_layout import MOST
from components.events.date_words import when_words
from components.events.excerpt import excerpt

MOST_LISTED = 200  # events without a date that the panel lists


def focus_panel(scene: Scene, focus: str, *, may_edit: bool = False) -> Node:
    """The panel for ``focus`` ("actor:<id>", "link:<a>|<b>" or "undated"); ``may_edit``: with the ways to change it."""
    kind, _, rest = focus.partition(":")
    if kind == "actor":
        body = _actor(scene, rest, may_edit)
    elif kind == "link":
        body = _link(scene, *rest.split("|"))
    else:
        body = _undated(scene)
    back = button(
        "‹ " + scene.words("panel.back"), act={"do": "unfocus"}, css="ww-step", data_escape="yes", data_key="back"
    )
    inner = el(
        "div", el("div", back, css="ww-panel-head"), *body, css="ww-panel-in ww-focus", data_key=f"panel-{focus}"
    )
    return el("section", inner, css="ww-panel", aria_label=scene.words("panel.label"))


def _actor(scene: Scene, actor_id: str, may_edit: bool) -> Iterable[Node]:
    facts = actor_facts(scene.shown, scene.whole, actor_id, scene.language)
    side = str(facts["side"])
    pills = [el("span", el("span", scene.term("kinds", str(facts["kind"])), css="ww-cap"), css="ww-pill")]
    if side:
        pills.append(el("span", side, css="ww-pill"))
    yield el("div", *pills, css="ww-pills")
    yield el("h2", str(facts["name"]), dir="auto")
    if facts["role"]:
        yield el("p", str(facts["role"]), css="ww-muted", dir="auto")
    if counts(scene.whole).actors > MOST:
        near = button(scene.words("panel.near"), act={"do": "near", "id": actor_id}, css="ww-link", data_key="near")
        yield el("p", near)
    if may_edit:
        yield actor_acts(scene, actor_id)
    partners = facts["partners"]
    count = scene.words("panel.events", n=facts["events"])
    yield el("h3", count + (", " + scene.words("panel.most_often") if partners else ""))
    if partners:
        most = max(partner["events"] for partner in partners)
        yield el("div", *(_partner(scene, actor_id, partner, most) for partner in partners), css="ww-bars")
    yield _more(scene, "panel.show_actor")
    yield _events(scene, facts["main_events"])


def _partner(scene: Scene, actor_id: str, partner: Mapping[str, Any], most: int) -> Node:
    segments = [
        el(
            "i",
            style={"flex-grow": str(n), "background": scene.theme.families[family]},
            title=f"{scene.term('families', family)}: {n}",
        )
        for family, n in partner["families"].items()
        if n
    ]
    share = f"{100 * partner['events'] / most:.1f}%"
    bar = el("span", el("span", *segments, css="ww-bar", style={"width": share}), css="ww-bar-room")
    pair = "|".join(sorted((actor_id, str(partner["actor_id"]))))
    name = button(str(partner["name"]), act={"do": "link", "id": pair}, css="ww-link ww-ink ww-bar-name", dir="auto")
    return el("div", name, bar, el("span", str(partner["events"]), css="ww-muted"), css="ww-bar-row")


def _link(scene: Scene, first: str, second: str) -> Iterable[Node]:
    facts = link_facts(scene.shown, first, second, scene.language)
    yield el("h2", scene.words("panel.with_link", a=facts["names"][0], b=facts["names"][1]), dir="auto")
    yield el(
        "p",
        scene.words("panel.shared", n=facts["events"]) + (": " + facts["counts"] if facts["counts"] else ""),
        css="ww-muted",
    )
    yield _more(scene, "panel.show_link")
    if facts["events"] > len(facts["shared"]):
        yield el("p", scene.words("panel.strongest_of", n=len(facts["shared"]), all=facts["events"]), css="ww-muted")
    yield _events(scene, facts["shared"])


def _more(scene: Scene, word: str) -> Node:
    return el(
        "h3",
        scene.words("panel.main_events") + " ",
        button(scene.words(word), act={"do": "narrow"}, css="ww-link", data_key="narrow"),
    )


def _undated(scene: Scene) -> Iterable[Node]:
    precision = scene.shown.events["precision"]
    rows = np.flatnonzero((precision == "none").to_numpy(dtype=bool))
    yield el("h2", scene.words("panel.undated"))
    if len(rows) > MOST_LISTED:
        yield el("p", scene.words("panel.first_of", n=MOST_LISTED, all=len(rows)), css="ww-muted")
    part = excerpt(scene.shown, rows[:MOST_LISTED])
    columns = (list(part.events[name]) for name in ("event_id", "type", "status"))
    titles = part.text("events", "title", scene.language)
    yield _events(
        scene,
        [
            {"event_id": event_id, "type": kind, "status": status, "when": "", "title": title}
            for event_id, kind, status, title in zip(*columns, titles, strict=True)
        ],
    )


def _events(scene: Scene, rows: Iterable[Mapping[str, Any]]) -> Node:
    items = []
    for row in rows:
        date = when_words(str(row["when"]), scene.language, "short") if row["when"] else ""
        title = button(str(row["title"]), act={"do": "event", "id": row["event_id"]}, css="ww-link ww-ink", dir="auto")
        sign = glyph(scene.sign(row), scene.term("statuses", str(row["status"])))
        items.append(el("li", sign, el("span", date, css="ww-muted ww-date"), title))
    return el("ul", *items, css="ww-events")
