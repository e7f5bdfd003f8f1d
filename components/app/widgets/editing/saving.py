"""The foot of a form: why, save, cancel, and all that can come of it.

``save_button(scene, key, change_of, done)`` draws it and saves by ``who.store(name)``, on the revision that the form
was opened on. ``change_of`` gives the change as the fields stand (its ``by`` and ``why`` are filled in here); ``done``
is called with the number of the change once it is durable, or with 0 when what others wrote is to stay and nothing is
left to save. Until then nothing that was typed is lost:

- what validation says appears beside the fields of ``forms`` ((table, id) -> key of the form) and above the buttons;
- a cell that somebody else set meanwhile shows both texts, and the person chooses;
- a store that cannot or must not write says so, and one tries again.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from components.app import who
from components.app.dom import el
from components.app.draw import put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.editing.fields import PAUSE
from components.app.widgets.editing.outcome import Choices, Outcome, decided, failed, judged, saved, undecided
from components.app.widgets.editing.problems import by_row, show_defects
from components.app.widgets.editing.wordings import column_words, editing_words
from components.app.widgets.filters import _plain
from components.events.changes import Change
from components.events.errors import StoryError
from components.events.words import Words
from components.stores.base import Clash, StoreError

STANDING = "-standing"
"""After the key of a form: where its saving stands, and the choices of cells that two people set."""
_LONGEST = 600  # characters of a cell that are shown to choose from
MISSING = ("the value is missing", "no claim says")
"""What is not told before somebody wants to save: a form that has just been opened is not full of faults."""


def save_button(
    scene: Scene,
    key: str,
    change_of: Callable[[], Change],
    done: Callable[[int], None],
    *,
    cancel: Callable[[], None] | None = None,
    expected: int | None = None,
    forms: Mapping[tuple[str, str], str] | None = None,
    new: Mapping[str, Collection[str]] | None = None,
    label: str = "",
    refusal: str = "",
    with_why: bool = True,
    moving: bool = False,
    judging: bool = True,
    alone: bool = True,
) -> None:
    """Draw the foot of the form ``key``; see the module. Draw it after the fields.

    ``expected`` is the revision that the form was opened on (without it: the one at the first call); ``new`` has
    the ids of rows that the change adds, by table; ``refusal`` says why it cannot be saved yet, "" when it can. With
    ``moving``, ``change_of`` works the change out of the rows as they are, and ``expected`` is their revision in each
    run. Without ``judging`` the change is not looked at before it is saved; a foot that is not ``alone`` has no key.
    """
    words = editing_words(scene.language)
    with st.container(key=f"{key}-foot"):
        told = st.container(key=f"{key}-told", gap="small")
        why, pressed = _buttons(scene, key, label, with_why, cancel, alone=alone)
    change = change_of()
    change = replace(change, by=who.person().name, why=why if with_why else change.why)
    held: Outcome = st.session_state.get(f"{key}{STANDING}") or Outcome(-1)
    if moving or held.expected < 0:
        held = replace(held, expected=-1 if expected is None else expected)
    outcome = _after(scene, key, change, held, new or {}, pressed=pressed and not refusal, judging=judging or pressed)
    if outcome.number or (pressed and outcome.settled):
        forget(key)
        done(outcome.number)
        return
    st.session_state[f"{key}{STANDING}"] = outcome
    nothing = not (change.rows or change.gone or outcome.trouble)
    note = (refusal or (words("save.nothing") if nothing else "")) if pressed else ""
    with told:
        _tell(scene, key, change, outcome, forms or {}, note, pressed=pressed)


def _buttons(
    scene: Scene, key: str, label: str, with_why: bool, cancel: Callable[[], None] | None, *, alone: bool
) -> tuple[str, bool]:
    """The reason that was given, and whether saving was asked for."""
    words = editing_words(scene.language)
    outcome: Outcome | None = st.session_state.get(f"{key}{STANDING}")
    with st.container(key=f"{key}-buttons", horizontal=True, horizontal_alignment="right", vertical_alignment="bottom"):
        live = PAUSE if cancel else False  # a form that can be cancelled stands in a dialog
        why = st.text_input(words("save.why"), key=f"{key}-why", width="stretch", live=live) if with_why else ""
        if cancel is not None and st.button(words("save.cancel"), key=f"{key}-cancel"):
            forget(key)
            cancel()
        again = outcome is not None and outcome.tried and (outcome.clashes or outcome.trouble)
        name = label or words("save.again" if again else "save.save")
        keys = "Mod+Enter" if alone else None
        return (why or "").strip(), st.button(name, key=f"{key}-save", type="primary", shortcut=keys)


def forget(key: str) -> None:
    """Forget where the saving of the form ``key`` stands, as when it is closed."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}{STANDING}")]:
        del st.session_state[name]


def _after(
    scene: Scene,
    key: str,
    change: Change,
    held: Outcome,
    new: Mapping[str, Collection[str]],
    *,
    pressed: bool,
    judging: bool,
) -> Outcome:
    """Where the form stands now: judged as the fields are, and saved if that was asked for and nothing is wrong."""
    try:
        store = who.store(scene.whole.name)
        if held.expected < 0:
            held = replace(held, expected=store.revision())
    except (StoreError, StoryError) as error:
        return failed(held, error)
    change = decided(change, held.clashes, choices(key, held.clashes))
    if not pressed:
        return judged(store, change, held) if judging else held
    held = judged(store, change, replace(held, tried=True, trouble="", error=None))
    if held.defects or held.trouble or undecided(held.clashes, choices(key, held.clashes)):
        return held
    if change.rows or change.gone:
        return saved(store, change, held, new)
    return replace(held, settled=bool(held.clashes))


def choices(key: str, clashes: Sequence[Clash]) -> Choices:
    """What the person chose of the cells that two people set."""
    found = {(one.table, one.id, one.column): st.session_state.get(_choice(key, one)) for one in clashes}
    return {cell: choice for cell, choice in found.items() if choice}


def _choice(key: str, one: Clash) -> str:
    return f"{key}{STANDING}-{one.table}-{one.id}-{one.column}"


def _tell(
    scene: Scene,
    key: str,
    change: Change,
    outcome: Outcome,
    forms: Mapping[tuple[str, str], str],
    note: str,
    *,
    pressed: bool,
) -> None:
    words = editing_words(scene.language)
    lines = [note] if note else []
    if outcome.trouble:
        lines.append(words(f"save.{outcome.trouble}" if outcome.tried else "save.blocked"))
    if outcome.error:
        lines.append(told_trouble(outcome.error, scene.language))
    found = by_row(change.rows, outcome.defects)
    if not outcome.tried:
        found = [one for one in found if not any(start in one[2].problem for start in MISSING)]
    rest = show_defects(scene, forms, found)
    if outcome.tried and found:
        lines += [words("save.mended") if rest else words("save.at_fields", n=len(found)), *rest]
    elif rest:
        lines += rest
    # Only who wanted to save is led to the field: while somebody types, nothing takes them elsewhere.
    first = next((f"{forms[table, id]}-{one.column}" for table, id, one in found if (table, id) in forms), "")
    look = first if pressed else ""
    said = (el("p", line, dir="auto") for line in lines)
    tree = el("div", *said, css="ww-notice", role="alert", data_look=look) if lines else None
    put(scene, f"{key}-said", tree, lambda _: None)
    if outcome.clashes:
        _clashes(scene, key, outcome)


def _clashes(scene: Scene, key: str, outcome: Outcome) -> None:
    """Both texts of each cell, to choose from."""
    words = editing_words(scene.language)
    missing = undecided(outcome.clashes, choices(key, outcome.clashes))
    taken = el("div", el("p", words("save.taken")), css="ww-notice", role="alert")
    put(scene, f"{key}-taken", taken, lambda _: None)
    rows = {(one.table, one.id) for one in outcome.clashes}
    for one in outcome.clashes:
        texts = {"theirs": _side(words, "theirs", one.theirs, by=one.by), "yours": _side(words, "yours", one.yours)}
        st.radio(
            _cell(scene, one, alone=len(rows) == 1),
            list(texts),
            index=None,
            format_func=partial(_of, texts),
            key=_choice(key, one),
            horizontal=True,
            width="stretch",
        )
    if missing:
        st.text(words("save.undecided"))


def capital(text: str) -> str:
    """``text`` with a capital letter in front."""
    return text[:1].upper() + text[1:]


def _cell(scene: Scene, one: Clash, *, alone: bool) -> str:
    """The cell that two people set; ``alone``: all such cells are of one row, which the form shows."""
    name = capital(column_words(one.column, scene.language))
    return name if alone else editing_words(scene.language)("save.cell", column=name, what=_plain(one.id))


def _of(texts: Mapping[str, str], side: str) -> str:
    return _plain(texts[side])


def _side(words: Words, side: str, text: str, **values: str) -> str:
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return words(f"save.{side}", text=cut, **values) if text else words(f"save.{side}_empty", **values)
