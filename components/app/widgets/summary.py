"""The sentence on top, whose parts are the status filters, and the chips of what is filtered."""

import math
from collections.abc import Iterable
from dataclasses import replace

from components.app.counts import counts
from components.app.dom import Child, Node, button, el, glyph
from components.app.scene import Scene, shown_story
from components.events.date_words import day_words, number_words, when_words
from components.events.dates import iso
from components.events.vocabulary import STATUSES


def sentence(scene: Scene) -> Node:
    """Such as "215 events with 98 actors between … and …. ● 198 are confirmed, …": each status is a switch."""
    words, shown, known = scene.words, len(scene.shown.events), len(scene.known.events)
    count = words("summary.events", n=shown) if shown == known else words("summary.events_of", n=shown, all=known)
    actors = counts(scene.shown).actors
    with_actors = words("summary.actors", n=actors) if shown else ""
    if scene.layout == "wide":
        return el(
            "p",
            el("strong", count),
            with_actors,
            _span(scene),
            *_status_parts(scene, list(STATUSES)),
            css="ww-sentence",
        )
    doubtful = [status for status in STATUSES if status != "confirmed"]
    return el("p", el("strong", count), with_actors, _months(scene), *_status_parts(scene, doubtful), css="ww-sentence")


def counted(scene: Scene) -> str:
    """How many events there are, with how many actors, and between which days, as a plain sentence."""
    shown, known, words = len(scene.shown.events), len(scene.known.events), scene.words
    count = words("summary.events", n=shown) if shown == known else words("summary.events_of", n=shown, all=known)
    actors = counts(scene.shown).actors
    return count + (words("summary.actors", n=actors) if shown else "") + _span(scene).rstrip()


def _months(scene: Scene) -> str:
    """The span in few words, for narrow pages: ", Aug 2024 – Jun 2026. "."""
    days = counts(scene.shown).days
    if days is None:
        return ". "
    first, last = (when_words(iso(day).rpartition("-")[0], scene.language, "short") for day in days)
    return f", {first}. " if first == last else f", {first} – {last}. "


def _span(scene: Scene) -> str:
    days = counts(scene.shown).days
    if days is None:
        return scene.words("summary.undated") if len(scene.shown.events) else ". "
    first, last = (day_words(day, scene.language, "long") for day in days)
    return (
        scene.words("summary.on", first=first)
        if days[0] == days[1]
        else scene.words("summary.between", first=first, last=last)
    )


def _status_parts(scene: Scene, statuses: list[str]) -> list[Child]:
    many = counts(scene.shown).statuses
    on = scene.view.selection.statuses
    parts: list[Child] = []
    listed = [(status, many.get(status, 0)) for status in statuses]
    listed = [(status, n) for status, n in listed if n or status in on]
    for at, (status, n) in enumerate(listed):
        text = scene.words(f"summary.status.{status}", n=n)
        number = el("strong", number_words(n, scene.language))
        parts.append(
            button(
                glyph(f"status|{status}"),
                number,
                " " + text,
                act={"do": "status", "id": status},
                css="ww-part",
                aria_pressed=str(status in on).lower(),
                data_key=f"status-{status}",
            )
        )
        parts.append("." if at == len(listed) - 1 else ", ")
    return parts


def family_chips(scene: Scene) -> Node:
    """One chip a family with its glyph and its number of events under the other filters."""
    selection = scene.view.selection
    others = shown_story(scene.known, replace(selection, families=(), types=(), known_on=None, event=None))
    many, present = counts(others).families, counts(scene.known).families
    chips = [
        button(
            glyph(f"{family}|confirmed"),
            el("span", scene.terms(f"families.{family}")),
            el("span", number_words(many.get(family, 0), scene.language), css="ww-count"),
            act={"do": "family", "id": family},
            css="ww-chip",
            aria_pressed=str(family in selection.families).lower(),
            data_key=f"family-{family}",
        )
        for family in scene.theme.families
        if present.get(family, 0)
    ]
    return el("div", *chips, css="ww-chips", role="group", aria_label=scene.words("filters.families"))


def filter_chips(scene: Scene) -> Node | None:
    """One chip with × for each filter that is on, and a button that clears them all; ``None`` when none is on."""
    active = list(active_filters(scene))
    if not active:
        return None
    chips = [
        button(
            text,
            el("span", "×", aria_hidden="true"),
            act={"do": "drop", "id": key},
            css="ww-chip ww-filter",
            aria_label=scene.words("filters.remove", what=text),
            data_key=f"drop-{key}",
            dir="auto",
        )
        for key, text in active
    ]
    reset = button(scene.words("filters.reset"), act={"do": "reset"}, css="ww-link", data_key="reset")
    return el("div", *chips, reset if len(active) > 1 else None, css="ww-chips")


def active_filters(scene: Scene) -> Iterable[tuple[str, str]]:
    """(key for ``drop``, words) of every filter of the selection that is on."""
    selection, words = scene.view.selection, scene.words
    for actor in selection.actors:
        yield f"actors:{actor}", scene.names.get(actor, actor)
    for part, group in (("families", "families"), ("types", "types"), ("statuses", "statuses")):
        for value in getattr(selection, part):
            yield f"{part}:{value}", scene.term(group, value)
    for place in selection.places:
        yield f"places:{place}", place_name(place, scene)
    for part, word in (("first", "filters.from"), ("last", "filters.to")):
        day = getattr(selection, part)
        if day is not None and math.isfinite(day):
            yield part, words(word, day=day_words(day, scene.language, "short"))
    if selection.text:
        yield "text", words("filters.text", what=selection.text)


def place_name(place: str, scene: Scene) -> str:
    """The name of a country code in the scene's language; any other place as it is written."""
    from babel import Locale

    return str(Locale.parse(scene.language).territories.get(place, place))


def empty_state(scene: Scene) -> Node | None:
    """What to do when nothing matches: the filter to take off, one button each; ``None`` when something is shown."""
    if len(scene.shown.events):
        return None
    if not len(scene.known.events):
        first = scene.whole.events["known_on"].min()
        return el(
            "div",
            scene.words("known.nothing", day=day_words(float(first), scene.language, "long")) if first == first else "",
            css="ww-empty",
        )
    buttons = [
        button(scene.words("empty.remove", what=text), act={"do": "drop", "id": key}, css="ww-chip")
        for key, text in active_filters(scene)
    ]
    reset = button(scene.words("empty.reset"), act={"do": "reset"}, css="ww-chip") if len(buttons) > 1 else None
    return el("div", el("p", scene.words("empty.none")), *buttons, reset, css="ww-empty", role="status")
