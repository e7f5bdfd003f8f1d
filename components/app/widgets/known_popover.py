"""The control "As known on": a day, one day back and forth, and the nearest days on which something changed."""

import datetime
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from components.app.scene import Scene
from components.app.state import changing, current_view, go, keep
from components.app.view import View
from components.app.widgets.known_bar import neighbour_stops
from components.app.widgets.popover import popover
from components.events.date_words import day_words
from components.events.dates import iso, to_date, to_day


def today() -> float:
    """The present day (UTC), as a day number."""
    return to_day(datetime.datetime.now(datetime.UTC).date())


def known_popover(scene: Scene) -> None:
    """Draw the control; its label says the day of knowledge."""
    words, day = scene.words, scene.view.selection.known_on
    date = "" if day is None else day_words(day, scene.language, "short")
    long = words("known.on", date=date) if date else words("known.now")
    label = (date or words("known.reset")) if scene.layout == "phone" else long
    with popover("pop-known", label, icon=":material/schedule:") as body:
        if body.open:
            _day(scene, day)
            _steps(scene, day)
            st.caption(words("known.help"))


def _day(scene: Scene, day: float | None) -> None:
    story, words = scene.whole, scene.words
    held = to_date(day) if day is not None else None
    if day is not None and held is None:
        st.text(iso(day))
        return
    keep("known", held)
    known = story.events["known_on"].to_numpy(dtype=float)
    first = float(np.min(known, where=np.isfinite(known), initial=today()))
    earliest = to_date(first - 366) or datetime.date(1, 1, 1)
    st.date_input(
        words("known.pick"),
        key="known",
        min_value=min(earliest, held or earliest),
        max_value=max(to_date(today()) or earliest, held or earliest),
        format="DD/MM/YYYY" if scene.language == "fr" else "YYYY-MM-DD",
        on_change=changing(story, "known", lambda view, value: _at(view, to_day(value) if value else None)),
    )


def _steps(scene: Scene, day: float | None) -> None:
    story, words = scene.whole, scene.words
    before, after = neighbour_stops(story, day, today())
    here = today() if day is None else day
    targets = {"previous": before, "next": after, "back": here - 1, "forward": here + 1 if here < today() else None}
    with st.container(horizontal=True, gap=8):
        for name, target in targets.items():
            move = partial(_move, scene, target)
            st.button(words(f"known.{name}"), key=f"known-{name}", disabled=target is None, on_click=move)
        st.button(words("known.reset"), key="known-reset", disabled=day is None, on_click=partial(_move, scene, None))


def _move(scene: Scene, day: float | None) -> None:
    go(_at(current_view(scene.whole)[0], day))


def _at(view: View, day: float | None) -> View:
    known_on = None if day is None or day >= today() else day
    return view.selecting(replace(view.selection, known_on=known_on))
