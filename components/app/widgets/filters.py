"""The row of filters: search, actors with any/all, status and types, dates, places, families."""

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
import streamlit as st

from components.app.counts import counts
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.state import changing, keep
from components.app.view import View
from components.app.widgets.popover import popover
from components.app.widgets.summary import active_filters, family_chips, place_name
from components.events.coding import codes_of
from components.events.date_words import when_words
from components.events.dates import bounds, iso, to_date, to_day
from components.events.errors import DateError
from components.events.joins import actor_positions
from components.events.search import fold, terms_of
from components.events.story import Story
from components.events.vocabulary import STATUSES

MOST_OFFERED = 200  # actors that a field holds at once: beyond that it is searched


def _select(part: str) -> Callable[[View, Any], View]:
    def change(view: View, value: Any) -> View:
        held = tuple(value) if isinstance(value, list) else value
        return view.selecting(replace(view.selection, **{part: held}))  # type: ignore[arg-type]

    return change


def search(scene: Scene) -> None:
    """Free text over titles, actors, places, claims and notes."""
    text, words = scene.view.selection.text, scene.words
    # A new field begins with the text of the address as its default: set afterwards, the browser may first tell of an
    # empty field, which would take the filter off.
    default = st.session_state.setdefault("search-default", text)
    if "search" in st.session_state:
        keep("search", text)
    st.text_input(
        words("filters.search_short"),
        value=default,
        key="search",
        label_visibility="collapsed",
        placeholder=words("filters.search") if scene.layout == "wide" else words("filters.search_short"),
        on_change=changing(scene.whole, "search", _select("text")),
        icon=":material/search:",
        width=192 if scene.layout == "wide" else "stretch",
    )


def filter_row(scene: Scene, do: Do) -> None:
    """One popover for each kind of filter and the chips of the families (wide), or one for all of them (else).

    What is in a popover is worked out when it opens, so that a run of the page has half as much to send.
    """
    sections = {"actors": _actors, "status": _status, "dates": _dates, "places": _places}
    if scene.layout == "wide":
        for name, section in sections.items():
            with popover(f"pop-{name}", _label(scene, name)) as body:
                if body.open:
                    section(scene)
        put(scene, "families", family_chips(scene), do)
        return
    active = len(list(active_filters(scene)))
    label = scene.words("filters.active", n=active) if active else scene.words("filters.filters")
    with popover("pop-filters", label) as body:
        if body.open:
            put(scene, "families", family_chips(scene), do)
            for section in sections.values():
                section(scene)


def _label(scene: Scene, name: str) -> str:
    selection, words = scene.view.selection, scene.words
    if name == "dates":
        return _dates_label(scene)
    held = {"actors": selection.actors, "status": (*selection.statuses, *selection.types), "places": selection.places}[
        name
    ]
    what = str(len(held)) if held else words("filters.all")
    if name == "status" and len(held) == 1:
        what = scene.term("statuses" if selection.statuses else "types", held[0])
    return words(f"filters.{name}", what=what)


def _dates_label(scene: Scene) -> str:
    first, last = scene.view.selection.first, scene.view.selection.last
    if first is None and last is None:
        return scene.words("filters.dates_label")
    ends = (iso(day) if day is not None and math.isfinite(day) else ".." for day in (first, last))
    return when_words("/".join(ends), scene.language, "short")


def _actors(scene: Scene) -> None:
    story, selection, words = scene.whole, scene.view.selection, scene.words
    names, actors = scene.names, busiest(story)
    found = _offered(scene, actors) if len(actors) > MOST_OFFERED else list(actors)
    keep("actors", list(selection.actors))
    st.multiselect(
        words("filters.actors_label"),
        found,
        format_func=lambda actor: names.get(actor, actor),
        key="actors",
        placeholder=words("filters.choose"),
        on_change=changing(story, "actors", _select("actors")),
    )
    keep("match", selection.match)
    st.segmented_control(
        words("filters.match"),
        ["any", "all"],
        format_func=lambda match: words("filters.any" if match == "any" else "filters.every"),
        key="match",
        on_change=changing(story, "match", lambda view, value: _select("match")(view, value or "any")),
    )


def _offered(scene: Scene, actors: Sequence[str]) -> list[str]:
    """Those of many actors that a field offers: the chosen ones, and the busiest whose names hold what is sought."""
    sought = st.text_input(
        scene.words("filters.actors_search"),
        key="actors-search",
        placeholder=scene.words("filters.actors_many", n=len(actors)),
        icon=":material/search:",
    )
    return matching(actors, scene.names, sought, scene.view.selection.actors)


def matching(
    actors: Sequence[str], names: Mapping[str, str], sought: str, chosen: Sequence[str], most: int = MOST_OFFERED
) -> list[str]:
    """``chosen`` and, in their order, the first ``most`` of ``actors`` whose names hold all words of ``sought``."""
    terms = terms_of(sought)
    hits = (actor for actor in actors if all(term in fold(names.get(actor, actor)) for term in terms))
    return list(dict.fromkeys((*chosen, *islice(hits, most))))


@lru_cache(maxsize=16)
def busiest(story: Story) -> tuple[str, ...]:
    """All actors, those with most participations first."""
    many = np.bincount(actor_positions(story) + 1, minlength=len(story.actors) + 1)[1:]
    ids = story.actors["actor_id"]
    return tuple(ids.iloc[np.argsort(-many, kind="stable")])


@lru_cache(maxsize=16)
def _countries(story: Story) -> list[str]:
    """Countries of events, those with most events first."""
    if "country" not in story.events:
        return []
    codes, names = codes_of(story.events["country"])
    many = np.bincount(codes[codes >= 0], minlength=len(names))
    return [str(names[at]) for at in np.argsort(-many, kind="stable") if many[at] and names[at]]


def _status(scene: Scene) -> None:
    story, selection, words = scene.whole, scene.view.selection, scene.words
    present = {status for status, n in counts(story).statuses.items() if n} | set(selection.statuses)
    keep("statuses", list(selection.statuses))
    st.pills(
        words("filters.status_label"),
        [status for status in STATUSES if status in present],
        format_func=lambda status: scene.terms(f"statuses.{status}").capitalize(),
        selection_mode="multi",
        key="statuses",
        on_change=changing(story, "statuses", _select("statuses")),
    )
    keep("types", list(selection.types))
    st.pills(
        words("filters.types_label"),
        sorted({*codes_of(story.events["type"])[1], *selection.types}),
        format_func=lambda kind: _plain(scene.term("types", kind).capitalize()),
        selection_mode="multi",
        key="types",
        on_change=changing(story, "types", _select("types")),
    )


def _dates(scene: Scene) -> None:
    first, last = counts(scene.whole).days or (to_day(datetime.date(2000, 1, 1)),) * 2
    for part, word in (("first", "filters.first"), ("last", "filters.last")):
        if to_date(first) and to_date(last):
            _calendar(scene, part, scene.words(word), (first, last))
        else:
            _day_text(scene, part, scene.words(word))


def _calendar(scene: Scene, part: str, label: str, span: tuple[float, float]) -> None:
    day = getattr(scene.view.selection, part)
    held = to_date(day) if day is not None and math.isfinite(day) else None
    reach = [span[0] - 366, span[1] + 366, *([day] if held else [])]
    keep(part, held)
    st.date_input(
        label,
        key=part,
        min_value=to_date(min(reach)),
        max_value=to_date(max(reach)),
        format="DD/MM/YYYY" if scene.language == "fr" else "YYYY-MM-DD",
        on_change=changing(
            scene.whole, part, lambda view, value: _select(part)(view, to_day(value) if value else None)
        ),
    )


def _day_text(scene: Scene, part: str, label: str) -> None:
    """Years before our era have no calendar widget: a day is typed as EDTF."""
    day = getattr(scene.view.selection, part)
    keep(f"{part}-text", iso(day) if day is not None and math.isfinite(day) else "")
    change = changing(scene.whole, f"{part}-text", lambda view, value: _select(part)(view, _typed(value, part)))
    st.text_input(label, key=f"{part}-text", help=scene.words("filters.day_help"), on_change=change)


def _typed(value: str, part: str) -> float | None:
    try:
        found = bounds(value.strip()) if value.strip() else None
    except DateError:
        return None
    return None if found is None else found.earliest if part == "first" else found.latest


def _places(scene: Scene) -> None:
    story, selection = scene.whole, scene.view.selection
    held = list(selection.places)
    listed = _countries(story)
    keep("places", held)
    st.multiselect(
        scene.words("filters.places_label"),
        listed + [place for place in held if place not in listed],
        format_func=lambda place: place_name(place, scene),
        key="places",
        placeholder=scene.words("filters.choose"),
        on_change=changing(story, "places", _select("places")),
    )


_MARKDOWN = str.maketrans({char: "\\" + char for char in "\\`*_{}[]()#+-.!:|~<>$"})
_ADDRESS = re.compile(r"(?=://|@)|(?<=www)(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"  # takes no room


def _plain(text: str) -> str:
    """Text for a native widget's label, which reads Markdown: every sign that means something is escaped.

    What looks like an address would still become a link, so a sign that nobody sees stands in it.
    """
    return _ADDRESS.sub(_JOINER, text).translate(_MARKDOWN)
