"""Large stories are cut and searched in other ways than small ones: with the same results."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import cutting, joins, search
from components.events.cutting import Cut, Rows, cut, with_columns
from components.events.folding import fold_all
from components.events.known import as_known_on
from components.events.room import held, room_taken
from components.events.selection import Selection
from components.events.story import Story
from components.events.wordlist import Column
from tests.events.event_stories import story
from tests.events.selection_values import CLAIMS, EVENTS, STORY, selections
from tests.thorough import examples

TABLES = ("events", "participants", "claims")
FRAME = pd.DataFrame(
    {
        "number": np.arange(10.0),
        "kind": pd.Categorical(list("abcabcabca")),
        "text": pd.Series([f"text {at}" for at in range(10)], dtype="str"),
    }
)
MASK = np.arange(10) % 3 > 0
PLAIN = FRAME[MASK].reset_index(drop=True)


@pytest.fixture(scope="module", autouse=True)
def large() -> Iterator[None]:
    """All stories of this module are treated as large ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "SMALL", 0)
        patch.setattr(cutting, "FEW", 1)
        patch.setattr(search, "LARGE", 0)
        yield


def small(selection: Selection, found: Story) -> Story:
    """What is selected the way small stories are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "SMALL", 1000)
        patch.setattr(search, "LARGE", 1000)
        return selection.apply(found)


def lazy() -> pd.DataFrame:
    found = cut(FRAME, Rows.where(MASK))
    assert isinstance(found, Cut)
    return found


def told() -> Story:
    """The story of ``STORY``, of which nothing is known yet."""
    return story(EVENTS, CLAIMS, families={"treaty": "support"})


@settings(max_examples=examples(60), deadline=None)
@given(selections())
def test_a_large_story_is_selected_from_as_a_small_one(selection: Selection) -> None:
    few, many = small(selection, STORY), selection.apply(LARGE_STORY)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(few, table), pd.DataFrame(getattr(many, table)))
    for table in ("participants", "claims"):
        assert joins.positions(few, table).tolist() == joins.positions(many, table).tolist()
    assert joins.actor_positions(few).tolist() == joins.actor_positions(many).tolist()
    for row in range(len(few.actors)):
        assert sorted(joins.events_of(few, row)) == sorted(joins.events_of(many, row))


LARGE_STORY = told()


@settings(max_examples=examples(60), deadline=None)
@given(selections(), selections())
def test_what_is_selected_of_a_selection_is_that_of_a_small_one(first: Selection, second: Selection) -> None:
    few, many = small(second, small(first, STORY)), second.apply(first.apply(LARGE_STORY))
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(few, table), pd.DataFrame(getattr(many, table)))


_LETTERS = "aàAe´\u0301éıİßœ\u00a0 \t\u2003\u1680-K’"
_TEXTS = st.lists(st.text(_LETTERS, max_size=12) | st.text(max_size=12), max_size=6)


@settings(max_examples=examples(200), deadline=None)
@given(_TEXTS, st.text(_LETTERS, min_size=1, max_size=6), st.booleans())
def test_words_are_found_wherever_the_text_holds_them(texts: list[str], term: str, repeats: bool) -> None:
    column = pd.Series(texts, dtype="str")
    table = pd.DataFrame({"text": column.astype("category") if repeats else column})
    for wanted in search.terms_of(f'{term} "{term}"'):
        expected = fold_all("\n" + column).str.contains(wanted, regex=False)
        assert Column(table, "text").holding(wanted).tolist() == expected.tolist()


def test_a_story_made_ready_for_search_finds_the_same() -> None:
    found = told()
    search.index(found)
    assert Selection(text="kursk").apply(found).events["event_id"].tolist() == ["talks"]


def test_what_came_out_later_cannot_be_searched_for() -> None:
    then = as_known_on(told(), 20045.0)
    assert then.events["event_id"].tolist() == ["war", "call"]
    assert not search.search(then, "denies").any()
    assert search.search(then, "phones").tolist() == [False, True]


def test_only_what_is_asked_for_is_cut() -> None:
    asked: list[int] = []

    def work(part: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
        asked.append(len(part))
        return {"text": part["text"] + "!"}

    found = cut(with_columns(FRAME, (work, ("text",))), Rows.where(MASK))
    assert found["number"].tolist() == PLAIN["number"].tolist()
    assert asked == []
    assert found.iloc[[2]]["text"].tolist() == ["text 4!"]
    assert asked == [1]


READ: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "all": lambda frame: frame,
    "by mask": lambda frame: frame[frame["number"] > 2],
    "columns": lambda frame: frame[["text", "number"]],
    "slice": lambda frame: frame.iloc[1:5:2],
    "numbers": lambda frame: frame.iloc[[3, -1, 3]],
    "head": lambda frame: frame.head(3),
    "copy": lambda frame: frame.copy(),
    "assign": lambda frame: frame.assign(kind="x", more=frame["number"] * 2),
    "assign function": lambda frame: frame.assign(more=lambda part: part["number"] + 1),
    "sorted": lambda frame: frame.sort_values("text", ascending=False),
    "dropped": lambda frame: frame.drop(columns="kind").reset_index(drop=True),
    "tuples": lambda frame: pd.DataFrame(list(frame.itertuples())),
    "by label": lambda frame: frame.loc[frame["kind"] == "b", ["text"]],
    "part of a part": lambda frame: frame[frame["number"] > 2].iloc[[0, 1]][["text"]],
}


@pytest.mark.parametrize("read", READ)
def test_a_cut_table_reads_like_a_plain_one(read: str) -> None:
    pd.testing.assert_frame_equal(pd.DataFrame(READ[read](lazy())), READ[read](PLAIN))


def test_a_row_of_a_cut_table_is_that_of_a_plain_one() -> None:
    pd.testing.assert_series_equal(lazy().iloc[2], PLAIN.iloc[2])
    assert (len(lazy()), lazy().shape, list(lazy()), lazy().empty) == (6, (6, 3), ["number", "kind", "text"], False)


def test_to_change_a_cut_table_changes_nothing_else() -> None:
    found = lazy()
    column = found["number"]
    column.iloc[0] = 99.0
    assert found["number"].iloc[0] == 1.0
    found.loc[0, "number"] = 98.0
    found["more"] = 1
    assert (found["number"].iloc[0], FRAME["number"].iloc[1], list(found)[-1]) == (98.0, 1.0, "more")


def test_what_takes_too_much_room_is_worked_out_again() -> None:
    from components.events import room

    before, key = room_taken(), room.Key()
    assert len(held(key, lambda: np.zeros(room.ROOM + 1, dtype=np.int8))) > room.ROOM
    assert room_taken() == before
    assert len(held(key, lambda: np.zeros(3))) == 3
