"""Change sets as a list: number, when, who, why, each row in words, and what can be done with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from components.app.dom import Child, Node, button, el
from components.app.scene import Scene
from components.app.widgets.history.log import Log
from components.app.widgets.history.words import history_words, naming, sentences, when
from components.events.changes import ChangeSet, RowChange
from components.events.story import Story
from components.stores.folder_store import HAND

FEW, MOST = 5, 200  # rows of a change set: told at first, and when the reader asks for the rest


@lru_cache(maxsize=32)
def titles(story: Story, language: str) -> Mapping[str, str]:
    """The title of each event that is on the timeline."""
    return dict(zip(story.events["event_id"], story.text("events", "title", language), strict=True))


def change_list(
    scene: Scene,
    log: Log,
    sets: Sequence[ChangeSet],
    *,
    open: Collection[int] = (),
    may_edit: bool = False,
    undoing: int = 0,
    aim: int = 0,
) -> Node | None:
    """``sets`` in their order; those in ``open`` with many rows, ``undoing`` the one whose form stands below.

    ``aim`` is the one that the reader was sent to.
    """
    if not sets:
        return None
    items = [
        _item(scene, log, one, whole=one.number in open, may_edit=may_edit, undoing=undoing, aim=aim) for one in sets
    ]
    return el("ul", *items, css="ww-sets")


def _item(scene: Scene, log: Log, one: ChangeSet, *, whole: bool, may_edit: bool, undoing: int, aim: int) -> Node:
    words, number = history_words(scene.language), str(one.number)
    back = log.taken_back.get(one.number, 0)
    marks = [_mark(scene, "takes_back", one.undoes), _mark(scene, "taken_back", back)]
    css = "ww-set" + (" ww-set-back" if back else "") + (" ww-here" if aim == one.number else "")
    return el(
        "li",
        el(
            "div",
            el("h2", words("change.label", number=number), css="ww-set-number"),
            el("span", _who(scene, one), css="ww-strong", dir="auto"),
            el("time", when(one.at, scene.language), css="ww-muted", datetime=one.at.isoformat()),
            *marks,
            _undo(scene, one.number, undoing) if may_edit and not back else None,
            css="ww-set-head",
        ),
        el("p", _why(scene, one), css="ww-set-why" if one.why else "ww-set-why ww-muted", dir="auto"),
        rows_list(scene, one.rows, MOST if whole else FEW, f"set-{number}"),
        _more(scene, one, whole),
        css=css,
        data_key=f"change-{number}",
    )


def _who(scene: Scene, one: ChangeSet) -> str:
    return history_words(scene.language)("change.hand") if one.by == HAND else one.by


def _why(scene: Scene, one: ChangeSet) -> str:
    words = history_words(scene.language)
    if one.by == HAND:
        return words("change.hand_why", files=one.why.partition(": ")[2])
    return one.why or words("change.no_why")


def _mark(scene: Scene, key: str, number: int) -> Node | None:
    return el("span", history_words(scene.language)(f"change.{key}"), to_change(scene, number)) if number else None


def to_change(scene: Scene, number: int, *, first: bool = False) -> Node:
    """The way to another change set: a button that reads "change 12", or "Change 12" as the ``first`` word."""
    text = history_words(scene.language)("change.label" if first else "change.number", number=str(number))
    return button(text, act={"do": "change", "id": str(number)}, css="ww-link", data_key=f"to-{number}")


def _undo(scene: Scene, number: int, undoing: int) -> Node:
    words, here = history_words(scene.language), number == undoing
    return button(
        words("change.close" if here else "change.undo"),
        act={"do": "undo", "id": "" if here else str(number)},
        css="ww-chip ww-set-undo",
        aria_label=words("change.undo_label", number=str(number)),
        aria_expanded=str(here).lower(),
        data_key=f"undo-{number}",
    )


def rows_list(scene: Scene, rows: Sequence[RowChange], most: int, key: str) -> Node | None:
    """The first ``most`` rows in words; the name of an event on the timeline is a button that opens it there."""
    if not rows:
        return None
    some = tuple(rows[:most])
    told = zip(sentences(some, scene.language), some, strict=True)
    items = [
        el("li", *_told(scene, sentence, row, f"{key}-{at}"), dir="auto") for at, (sentence, row) in enumerate(told)
    ]
    return el("ul", *items, css="ww-set-rows")


def _told(scene: Scene, sentence: str, row: RowChange, key: str) -> Iterable[Child]:
    found, known = naming(sentence, row, scene.language), titles(scene.whole, scene.language)
    if found is None or found[3] not in known:
        return [sentence]
    before, name, after, id = found
    label = name if row.table == "events" else known[id]
    return [before or None, button(label, act={"do": "event", "id": id}, css="ww-link", data_key=key), after]


def _more(scene: Scene, one: ChangeSet, whole: bool) -> Node | None:
    words, rest = history_words(scene.language), len(one.rows) - FEW
    if rest <= 0:
        return None
    beyond = len(one.rows) - MOST
    text = words("change.less") if whole else words("change.more", n=rest)
    fold = button(
        text,
        act={"do": "fold", "id": str(one.number)},
        css="ww-link",
        data_key=f"fold-{one.number}",
        aria_expanded=str(whole).lower(),
    )
    told = el("span", words("change.rest", n=beyond), css="ww-muted") if whole and beyond > 0 else None
    return el("div", fold, told, css="ww-set-more")


def empty(scene: Scene, log: Log) -> Node:
    """What stands there when no change set does."""
    words = history_words(scene.language)
    if not log.heads:
        return el("div", el("p", words("empty.none")), words("empty.none_help"), css="ww-empty", role="status")
    clear = button(words("filter.clear"), act={"do": "all"}, css="ww-chip", data_key="all")
    return el("div", el("p", words("empty.no_match")), clear, css="ww-empty", role="status")
