"""The packing of a lane: a label never covers a mark or another label."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.boxes import AIR, Ground, Item, Row, free_room
from components.charts.edges import trim
from components.charts.packing import first_fit, pack, pack_labels, pack_lane, rows_wanted
from tests.thorough import examples

WIDE = Ground(0, 1200)
TITLES = st.text("abcdefgh ij,;:", min_size=1, max_size=90).map(lambda text: text.strip() or "x")


def item(key, x, title="A title of middling length", rank=None, **more):
    return Item(key, x, x - 6.5, x + 6.5, title, rank=rank, **more)


@st.composite
def items(draw):
    """A lane of up to 40 items with unlike labels, some of them bars."""
    xs = draw(st.lists(st.floats(0, 1200), min_size=1, max_size=40))
    ranks = draw(st.permutations(range(len(xs))))
    made = []
    for key, (x, rank) in enumerate(zip(xs, ranks, strict=True)):
        half = draw(st.sampled_from([6.5, 6.5, 6.5, 16, 80]))
        title = draw(TITLES)
        labelled = rank < 25
        made.append(
            Item(
                key,
                x,
                x - half,
                x + half,
                title,
                draw(st.sampled_from([0.0, 55.0])),
                40.0 - rank,
                rank if labelled else None,
                rank < 6,
            )
        )
    return made


def overlaps(placed, margin=0.0):
    """Pairs of a label's text and another label's text or mark that overlap."""
    found = []
    for one in placed:
        if not one.label:
            continue
        for other in placed:
            if other.item.key == one.item.key or other.row != one.row:
                continue
            boxes = [(other.item.left + 3, other.item.right - 3)] + ([other.label] if other.label else [])
            found += [
                (one, other) for low, high in boxes if one.label[0] < high - margin and low < one.label[1] - margin
            ]
    return found


@settings(max_examples=examples(50), deadline=None)
@given(items(), st.integers(2, 8))
def test_no_label_ever_covers_a_mark_or_another_label(lane, rows):
    packed = pack_lane(lane, rows, 8, WIDE)
    assert len(packed.placed) == len(lane)
    assert all(0 <= one.row < packed.rows for one in packed.placed)
    assert not overlaps(packed.placed)


@settings(max_examples=examples(40), deadline=None)
@given(items(), st.floats(100, 1100), st.floats(1, 1.41))
def test_labels_keep_inside_the_window_and_clear_of_each_other_after_trimming(lane, left, stretch):
    packed = pack_lane(lane, 6, 8, WIDE)
    moved = [
        Item(
            i.key,
            i.x * stretch,
            i.x * stretch - (i.x - i.left),
            i.x * stretch + (i.right - i.x),
            i.title,
            i.tail,
            i.salience,
            i.rank,
            i.bold,
        )
        for i in (one.item for one in packed.placed)
    ]
    ground = Ground(left, left + 400)
    placed = trim(packed.placed, moved, ground)
    assert [one.row for one in placed] == [one.row for one in packed.placed]
    assert not overlaps(placed)
    for one in placed:
        if one.label and one.label[0] < ground.right and one.label[1] > ground.left:
            assert ground.left <= one.label[0]
            assert one.label[1] <= ground.right


@settings(max_examples=examples(40), deadline=None)
@given(items(), st.floats(300, 900))
def test_no_label_crosses_the_knowledge_line(lane, barrier):
    for one in pack_lane(lane, 6, 8, Ground(0, 1200, barrier)).placed:
        if one.label:
            assert one.label[1] < barrier if one.item.x < barrier else one.label[0] > barrier


def test_the_more_salient_event_gets_the_better_place():
    weak, strong = item(0, 500, rank=1), item(1, 505, rank=0)
    placed = pack_lane([weak, strong], 2, 8, WIDE).placed
    assert placed[1].row == 0
    assert placed[0].row == 1


def test_a_label_is_on_the_right_unless_there_is_no_room():
    first, last = item(0, 20, rank=0), item(1, 1190, rank=1)
    placed = pack_lane([first, last], 2, 8, WIDE).placed
    assert [one.side for one in placed] == ["right", "left"]


def test_a_title_is_shortened_before_its_label_is_dropped():
    title = "A very long title that goes on about many things and more of them than anybody could read"
    crowd = [item(k, 40 + 150 * k, title, rank=k) for k in range(4)]
    placed = pack_lane(crowd, 1, 1, Ground(0, 640)).placed
    assert any(one.text and one.text != title and one.text.endswith("…") for one in placed)


def test_labels_of_the_first_ranks_are_never_touched_the_lane_gets_one_more_row():
    wide = "A title that is wide enough to fill the row all the way"
    strong = [item(k, 100, wide, rank=k, bold=True) for k in range(2)]
    packed = pack_lane([*strong, item(9, 200)], 2, 8, Ground(0, 700))
    assert packed.rows == 3
    assert all(one.text == wide for one in packed.placed[:2])


def test_at_the_cap_marks_cover_marks_but_never_a_label():
    marks = [item(k, 300 + k % 3) for k in range(12)]
    packed = pack_lane([item(50, 100, "Label in the way of nothing", rank=0), *marks], 3, 3, WIDE)
    assert packed.rows == 3
    assert not overlaps(packed.placed)


def test_a_label_in_the_way_of_a_mark_is_shortened():
    title = "An event with a long name that stretches over the row"
    label, mark = item(0, 100, title, rank=7), item(1, 300)
    placed = pack_lane([label, mark], 1, 1, WIDE).placed
    assert placed[0].text not in ("", title)
    assert placed[0].label[1] + AIR <= placed[1].item.left + 1.5


def test_a_cut_label_grows_where_there_is_room():
    title = "A title longer than the forty-four characters that a regular label starts with"
    assert pack_lane([item(0, 100, title, rank=0)], 2, 8, WIDE).placed[0].text == title


def test_rows_left_in_the_budget_go_to_the_lane_that_loses_most():
    busy = [item(k, 300 + 30 * k, rank=k, salience=5) for k in range(7)]
    quiet = [item(k, 100 + 500 * k, rank=k + 10, salience=1) for k in range(2)]
    few, many = (pack([busy, quiet], 2, 8, budget, [WIDE, WIDE]) for budget in (4, 12))
    assert many[0].rows > few[0].rows
    assert many[1].rows == 2
    assert sum(bool(one.text) for one in many[0].placed) > sum(bool(one.text) for one in few[0].placed)


def test_rows_wanted_are_those_the_marks_need_between_two_and_the_cap():
    assert rows_wanted([item(0, 10)], 2, 8) == 2
    assert rows_wanted([item(k, 10) for k in range(5)], 2, 8) == 5
    assert rows_wanted([item(k, 10) for k in range(50)], 2, 8) == 8


def test_first_fit_counts_no_further_than_it_must():
    assert first_fit([(0, 13)] * 100, 10, 8) == 10
    assert first_fit([(0, 13), (10, 23)], 10, 8) == 1  # marks that touch by 3 px go in slots of 10


def test_a_density_lane_keeps_only_events_with_a_label():
    crowd = [item(k, 600, "Title of this very event", rank=k) for k in range(12)]
    packed = pack_labels(crowd, 4, WIDE)
    assert packed.rows <= 4
    assert packed.placed
    assert all(one.text for one in packed.placed)
    assert not overlaps(packed.placed)


def test_what_is_taken_beforehand_stays_free_of_labels():
    placed = pack_lane([item(0, 100, rank=0)], 2, 8, Ground(0, 1200, taken=((0, 100, 400),))).placed[0]
    assert placed.row == 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20)), max_size=20))
def test_a_row_knows_what_is_free(boxes):
    row, covered = Row(), np.zeros(1300, dtype=bool)
    for low, size in boxes:
        low, high = round(low * 10), round((low + size) * 10)
        assert row.free(low, high) == (not covered[low:high].any()) or low == high
        row.take(low, high)
        covered[low:high] = True
    assert all(a <= b for a, b in zip(row.ends, row.starts[1:], strict=False))
    assert sum(row.ends) - sum(row.starts) == covered.sum()


def test_free_room_ends_at_the_next_mark_or_the_border():
    row = Row()
    row.take(300, 313)
    assert free_room(row, item(0, 100), "right", WIDE) == pytest.approx(300 - AIR - 110)
    assert free_room(row, item(0, 100), "left", WIDE) == pytest.approx(90)
