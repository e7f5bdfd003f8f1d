"""The panel: one event with its claims, one actor, the events two actors share, or the events without a date."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from cachetools import LRUCache

from components.app.dom import Child, Node, button, el, glyph, link
from components.app.keeping import kept
from components.app.scene import Scene
from components.app.widgets.actor_panel import focus_panel
from components.app.widgets.editing.acts import claim_acts, claim_pencil, event_acts
from components.events.date_words import day_words, when_words
from components.events.excerpt import excerpt, row_of
from components.events.story import Story

MOST_TOLD = 2_000  # events whose claims are kept as they are shown
SIGNS = {
    "asserts": "claim-for",
    "confirms": "claim-for",
    "plans": "claim-plan",
    "denies": "claim-against",
    "declines": "claim-silent",
    "retracts": "claim-retract",
}


def event_panel(scene: Scene, event_id: str, *, sheet: bool = False, may_edit: bool = False) -> Node:
    """The details of one event: status, date, actors, place, who says so and who denies it, and how to change them."""
    part = excerpt(scene.known, [row_of(scene.known, event_id)])
    event, claims = {str(name): value for name, value in part.events.iloc[0].items()}, part.claims
    facts = el(
        "div",
        _head(scene, event),
        el("h2", _text(scene, part, "title"), dir="auto"),
        *_facts(scene, part, event, claims),
        event_acts(scene, event_id) if may_edit else None,
        css="ww-facts",
    )
    said = el(
        "div",
        *_told(scene, part, may_edit),
        claim_acts(scene, event_id) if may_edit else None,
        css="ww-claims",
    )
    inner = el("div", facts, said, css="ww-panel-in", data_key="panel")
    return el("section", _grip(scene) if sheet else None, inner, css="ww-panel", aria_label=scene.words("panel.label"))


def _text(scene: Scene, part: Story, column: str) -> str:
    """A text of the only event of ``part`` in the scene's language, as known on the scene's day."""
    return str(part.text("events", column, scene.language).iloc[0])


def _grip(scene: Scene) -> Node:
    return button(
        el("i"),
        act={"do": "clear"},
        css="ww-grip",
        aria_label=scene.words("panel.close"),
        data_escape="yes",
        data_autofocus="yes",
    )


def _head(scene: Scene, event: Mapping[str, Any]) -> Node:
    status, kind = str(event["status"]), str(event["type"])
    before, after = _neighbours(scene, str(event["event_id"]))
    pills = [
        el(
            "span", glyph(scene.sign(event)), el("span", scene.terms(f"statuses.{status}"), css="ww-cap"), css="ww-pill"
        ),
        el("span", el("span", scene.term("types", kind), css="ww-cap"), css="ww-pill"),
    ]
    steps = [_step(scene, "previous", before), _step(scene, "next", after)]
    return el("div", el("div", *pills), el("div", *steps, css="ww-steps"), css="ww-panel-head")


def _step(scene: Scene, name: str, event_id: str | None) -> Node:
    text, label = scene.words(f"panel.{name}"), scene.words(f"panel.{name}_long")
    if not event_id:
        return el("span", text, css="ww-off", aria_hidden="true")
    return button(text, act={"do": "event", "id": event_id}, css="ww-step", aria_label=label, data_key=f"step-{name}")


def _neighbours(scene: Scene, event_id: str) -> tuple[str | None, str | None]:
    at, ids = row_of(scene.shown, event_id), scene.shown.events["event_id"]
    if at < 0:
        return None, None
    return (str(ids.iloc[at - 1]) if at else None), (str(ids.iloc[at + 1]) if at + 1 < len(ids) else None)


def _facts(scene: Scene, part: Story, event: Mapping[str, Any], claims: pd.DataFrame) -> Iterable[Child]:
    when, language = str(event["when"]), scene.language
    doubt = scene.words("panel.uncertain") if event["uncertain"] else ""
    date = (
        when_words(when.replace("?", "") if doubt else when, language, "weekday")
        if when
        else scene.words("panel.undated")
    )
    yield el("p", el("strong", date), f" · {doubt}" if doubt else None)
    if known := _known_since(scene, event):
        yield el("p", *known, css="ww-muted")
    yield from _who(scene, part)
    if place := _text(scene, part, "place"):
        yield el("p", el("span", scene.words("panel.place") + " ", css="ww-muted"), el("span", place, dir="auto"))
    if amount := amount_text(event, language):
        yield el("p", el("span", scene.words("panel.amount") + " ", css="ww-muted"), amount)
    if len(claims):
        yield from _voices(scene, claims)


def _known_since(scene: Scene, event: Mapping[str, Any]) -> list[Child]:
    known, start, end = float(event["known_on"]), float(event["earliest"]), float(event["latest"])
    if not math.isfinite(known) or (start <= known <= end):
        return []
    text = scene.words("panel.known", day=day_words(known, scene.language, "long"))
    gap = known - end if known > end else start - known
    word = "panel.later" if known > end else "panel.before"
    return [text, scene.words(word, n=int(gap)) if math.isfinite(gap) else None]


def _who(scene: Scene, part: Story) -> Iterable[Node]:
    """Actors by role: initiators → targets on one line, then the others."""
    names = scene.names
    by_role: dict[str, list[Node]] = {}
    for actor, role in zip(part.participants["actor_id"], part.participants["role"], strict=True):
        node = button(
            names.get(actor, actor),
            act={"do": "actor", "id": actor},
            css="ww-link ww-ink",
            dir="auto",
            data_key=f"who-{actor}",
        )
        by_role.setdefault(str(role), []).append(node)
    first, target = by_role.pop("initiator", []), by_role.pop("target", [])
    if first or target:
        arrow: list[Child] = [el("span", " → ", aria_label="→")] if first and target else []
        yield el("p", *_joined(first), *arrow, *_joined(target))
    for role, nodes in by_role.items():
        label = None if role == "participant" else el("span", scene.term("roles", role), css="ww-muted ww-cap ww-key")
        yield el("p", label, *_joined(nodes))


def _joined(nodes: list[Node]) -> list[Child]:
    return [part for at, node in enumerate(nodes) for part in ((", ", node) if at else (node,))]


def amount_text(event: Mapping[str, Any], language: str) -> str:
    """The amount with its currency, in words of the locale ("$6 billion"); "" when there is none."""
    from babel import numbers

    amount = event.get("amount")
    if amount is None or pd.isna(amount):
        return ""
    currency = str(event.get("currency") or "")
    if not currency:
        return str(numbers.format_compact_decimal(amount, format_type="long", locale=language, fraction_digits=2))
    # Babel's type stubs do not know this function of Babel 2.13 and later.
    return str(numbers.format_compact_currency(amount, currency, locale=language, fraction_digits=2))  # type: ignore[attr-defined]


def _voices(scene: Scene, claims: pd.DataFrame) -> Iterable[Node]:
    """How many claims and voices, and the bar that counts them without a verdict."""
    counts = count_voices(claims)
    speakers = int(claims["speaker"].nunique())
    yield el("h3", scene.words("panel.claims", n=len(claims)) + scene.words("panel.sources", n=speakers))
    if not (counts["deny"] or counts["part"] or counts["silent"]):
        yield el("p", scene.words("panel.no_dispute"), scene.words("panel.asserts", n=speakers), css="ww-muted")
        return
    parts = [
        el(
            "span",
            scene.words(f"panel.bar.{name}", n=n),
            css=f"ww-voice ww-{name}",
            title=scene.words(f"panel.bar.{name}_title", n=n),
            style={"flex-grow": str(n)},
        )
        for name, n in counts.items()
        if n
    ]
    yield el("div", *parts, css="ww-voices", role="group")


def count_voices(claims: pd.DataFrame) -> dict[str, int]:
    """Claims that say yes, deny, deny a part, or will not say (retractions count with the last)."""
    stance, part = claims["stance"], claims["scope"] == "part"
    return {
        "yes": int(stance.isin(["asserts", "confirms", "plans"]).sum()),
        "deny": int(((stance == "denies") & ~part).sum()),
        "part": int(((stance == "denies") & part).sum()),
        "silent": int(stance.isin(["declines", "retracts"]).sum()),
    }


def _told(scene: Scene, part: Story, may_edit: bool) -> tuple[Node, ...]:
    """``_claims``, made once for all readers who cannot change them: what is filtered makes no difference."""
    if may_edit:
        return tuple(_claims(scene, part, may_edit))
    held, event_id = _held(scene.known, scene.language), str(part.events["event_id"].iloc[0])
    if event_id not in held:
        held[event_id] = tuple(_claims(scene, part, may_edit))
    return held[event_id]


@kept(16)
def _held(_known: Story, _language: str) -> "LRUCache[str, tuple[Node, ...]]":
    return LRUCache(MOST_TOLD)


def _claims(scene: Scene, part: Story, may_edit: bool) -> Iterable[Node]:
    claims, summaries = part.claims, part.text("claims", "summary", scene.language)
    sources = part.sources[part.sources["source_id"].isin(claims["source_id"].astype("str").tolist())]
    sources = sources.set_index("source_id")
    rows = zip(claims.to_dict("records"), speaker_labels(scene, part), summaries, strict=True)
    for claim, speaker, summary in rows:
        yield _claim(scene, claim, speaker, summary, sources, may_edit)
    if note := _text(scene, part, "note"):
        yield el("p", el("strong", scene.words("panel.note") + " "), el("span", note, dir="auto"), css="ww-note")
    elif scene.view.selection.known_on is not None:
        yield el("p", scene.words("panel.hidden_note"), css="ww-note")


def speaker_labels(scene: Scene, part: Story) -> list[str]:
    """The name to show for the speaker of each claim: its label, else the actor's name, else the text itself."""
    labels = part.text("claims", "speaker_label", scene.language)
    return [label or scene.names.get(who, who) for label, who in zip(labels, part.claims["speaker"], strict=True)]


def _claim(
    scene: Scene, claim: Mapping[Any, Any], speaker: str, summary: str, sources: pd.DataFrame, may_edit: bool
) -> Node:
    stance = str(claim["stance"])
    verb = scene.terms(
        "stances.denies_part" if stance == "denies" and claim["scope"] == "part" else f"stances.{stance}"
    )
    day = when_words(str(claim["asserted_on"]), scene.language, "short")
    how = [
        scene.words(f"panel.{name}")
        for name, on in (("unnamed", claim["anonymous"]), ("hedged", claim["hedged"]))
        if on
    ]
    sign = SIGNS[stance] + ("-hedged" if stance == "asserts" and claim["hedged"] else "")
    head = el(
        "div",
        el("strong", speaker, css="ww-unnamed" if claim["anonymous"] else "", dir="auto"),
        f" {verb} ",
        el("span", "· " + " · ".join([day, *how]), css="ww-muted"),
    )
    url = str(sources["url"].get(claim["source_id"], ""))
    publisher = str(sources["publisher"].get(claim["source_id"], ""))
    source = link(f"{scene.words('panel.source')} ↗", url, css="ww-source") if url else None
    if source and publisher:
        source = Node(source.tag, source.children, source.css, {**source.attrs, "title": publisher})
    quote = str(claim.get("quote") or "")
    body = el("div", el("span", summary, dir="auto") if summary else None, " " if summary else None, source)
    said = el("div", head, el("div", f"“{quote}”", css="ww-quote", dir="auto") if quote else None, body)
    pencil = claim_pencil(scene, str(claim["claim_id"]), speaker, day) if may_edit else None
    return el("div", glyph(sign), said, pencil, css="ww-claim")


@kept(256)
def panel(scene: Scene, *, sheet: bool = False, may_edit: bool = False) -> Node | None:
    """The panel of the moment: what the reader chose in the graph or the tray, else the event; ``None`` without one.

    ``may_edit``: with the ways to change what it shows.
    """
    if scene.view.focus:
        return focus_panel(scene, scene.view.focus, may_edit=may_edit)
    return event_panel(scene, scene.event, sheet=sheet, may_edit=may_edit) if scene.event else None
