"""The fields of a row: one for each cell, with the words of its column, and a place for what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing import values
from components.app.widgets.editing.when import EXAMPLES, Told, day_told, when_told
from components.app.widgets.editing.wordings import column_words, editing_words
from components.app.widgets.filters import _plain
from components.events.changes import Cells

PAUSE = "400ms"
"""How long nobody types before a field tells what it holds. A run of the whole page builds a dialog anew, and with it
goes what was typed and not told; so a field does not wait until it is left."""
SPOTS = "editing-spots"
"""Where the forms of this run keep the places for defects: key of the form -> column -> place."""


class Fields:
    """Fields for the cells of one row, with widget keys ``<key>-<column>``; ``cells`` is the row as it stands now.

    A field begins with its cell of ``cells``; later runs show what was typed. Columns without a field stay as they are.
    """

    def __init__(self, scene: Scene, key: str, cells: Cells) -> None:
        self.scene, self.key, self.before = scene, key, dict(cells)
        self.cells: dict[str, str] = dict(cells)
        self.words = editing_words(scene.language)
        self._spots: dict[str, Any] = {}
        st.session_state.setdefault(SPOTS, {})[key] = self._spots

    def label(self, column: str) -> str:
        """The label of a field; no text of a story is in it."""
        own = f"label.{column}"
        name = self.words(own) if self.words.has(own) else column_words(column, self.scene.language)
        return name[:1].upper() + name[1:]

    def text(self, column: str, *, lines: int = 1, **options: Any) -> None:
        """A line of text, or several."""
        options = {"help": self._help(column), "key": self._name(column), **options}
        held = self.before.get(column, "")
        if lines > 1:
            typed = st.text_area(self.label(column), held, height=24 * lines + 34, **options)
        else:
            typed = st.text_input(self.label(column), held, live=PAUSE, **options)
        self._take(column, typed or "")

    def date(self, column: str, told: Callable[[str, str], Told] = when_told) -> None:
        """A date as EDTF (or by ``day_told``), explained in words while it is typed."""
        typed = st.text_input(
            self.label(column),
            self.before.get(column, ""),
            key=self._name(column),
            placeholder=EXAMPLES[0],
            live=PAUSE,
            help=self.words("when.day_help" if told is day_told else "when.help"),
        )
        said = told(typed or "", self.scene.language)
        with st.container(key=f"{self._name(column)}-told", horizontal=True, gap="small", vertical_alignment="center"):
            st.text(("→ " if said.sound else "⚠ ") + said.text)
            if said.instead:
                name = self._name(column)
                st.button(
                    self.words("when.take", instead=_plain(said.instead)),
                    key=f"{name}-instead",
                    on_click=lambda: st.session_state.update({name: said.instead}),
                    type="tertiary",
                )
        self._take(column, typed or "", spot=said.sound)

    def choice(self, column: str, options: Mapping[str, str], *, free: bool = False, bare: bool = False) -> None:
        """One of ``options`` (cell -> what it is called), or what the cell holds; ``free``: or what is typed.

        ``bare``: the label is for screen readers only.
        """
        held = self.before.get(column, "")
        keys = list(options) if not held or held in options else [held, *options]
        picked = st.selectbox(
            self.label(column),
            keys,
            index=keys.index(held) if held in keys else None,
            format_func=lambda one: options.get(one, one),
            key=self._name(column),
            placeholder=self.words("field.choose_or_type" if free else "field.choose"),
            accept_new_options=free,
            label_visibility="collapsed" if bare else "visible",
            help=self._help(column),
        )
        self._take(column, picked or "")

    def switch(self, column: str, options: Mapping[str, str], default: str = "") -> None:
        """One of a few ``options``, all in sight."""
        held = self.before.get(column, "") or default
        picked = st.segmented_control(
            self.label(column),
            list(options),
            default=held if held in options else None,
            format_func=lambda one: options[one],
            key=self._name(column),
            help=self._help(column),
        )
        self._take(column, self.before.get(column, "") if picked == held else picked or "")

    def several(self, column: str, known: Sequence[str]) -> None:
        """A cell that lists several, out of ``known`` or new ones."""
        held = values.items(self.before.get(column, ""))
        picked = st.multiselect(
            self.label(column),
            list(dict.fromkeys((*held, *known))),
            default=held,
            key=self._name(column),
            placeholder=self.words("field.choose_or_type"),
            accept_new_options=True,
            select_all=False,
            help=self._help(column),
        )
        self._take(column, values.items_cell(self.before.get(column, ""), picked))

    def flag(self, column: str) -> None:
        """Yes or no."""
        held = self.before.get(column, "")
        on = st.checkbox(self.label(column), values.is_yes(held), key=self._name(column), help=self._help(column))
        self._take(column, values.flag_cell(held, on))

    def texts(self, column: str, languages: Sequence[str], *, lines: int = 1) -> None:
        """A text in each language of the story, the reader's first."""
        ordered = sorted(languages, key=lambda one: one != self.scene.language)
        for code in ordered:
            self.text(f"{column}_{code}", lines=lines)

    def set(self, column: str, text: str) -> None:
        """Take a cell out of a field of another kind, and keep a place for its defects."""
        self._take(column, text)

    def _name(self, column: str) -> str:
        return f"{self.key}-{column}"

    def _help(self, column: str) -> str | None:
        base = column.rpartition("_")[0] if not self.words.has(f"help.{column}") else column
        return self.words(f"help.{base}") if base and self.words.has(f"help.{base}") else None

    def _take(self, column: str, text: str, spot: bool = True) -> None:
        held = self.before.get(column, "")
        clean = text.strip()
        if clean != held.strip() or column in self.before:
            self.cells[column] = held if clean == held.strip() else clean
        self._spots[column] = st.empty() if spot else None
