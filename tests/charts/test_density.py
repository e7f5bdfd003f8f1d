"""Density lanes and local ranks."""

import numpy as np

from components.charts.density import bins, candidates, is_dense, local_ranks, per_bucket


def boxes(x):
    return np.asarray(x) - 6.5, np.asarray(x) + 6.5


def test_a_lane_is_dense_when_its_marks_do_not_fit_not_when_they_are_many():
    spread = np.arange(400) * 12.0
    assert not is_dense(*boxes(spread), cap=8)
    assert is_dense(*boxes(np.full(121, 50.0)), cap=8)
    assert not is_dense(*boxes(np.full(120, 50.0)), cap=8)
    assert is_dense(*boxes(np.arange(601) * 20.0), cap=8)


def test_every_event_is_counted_once_and_the_open_ones_apart():
    days = np.array([0.0, 1, 1, 7, 40])
    found = bins(days, np.array([True, False, True, False, False]), 2.0, -100, 100)
    assert found.days == 3  # 6 px are three days
    assert found.start.tolist() == [0, 6, 39]
    assert found.count.tolist() == [3, 1, 1]
    assert found.open.tolist() == [2, 0, 0]
    assert found.peak == 3


def test_bins_do_not_move_with_the_window():
    days = np.arange(1000.0)
    all_of_it, part = (bins(days, days < 0, 1.3, *ends) for ends in ((0, 1000), (333, 777)))
    assert set(part.start) < set(all_of_it.start)
    assert part.peak == all_of_it.peak


def test_a_bin_is_never_smaller_than_a_day():
    assert bins(np.array([3.0]), np.array([False]), 50, 0, 10).days == 1


def test_local_ranks_count_the_more_salient_nearby():
    x, salience = np.array([0.0, 10, 20, 500]), np.array([1.0, 3, 2, 0.5])
    assert local_ranks(x, salience, 50).tolist() == [2, 0, 1, 0]
    assert local_ranks(x, salience, 12).tolist() == [1, 0, 1, 0]
    assert local_ranks(x, salience, np.inf).tolist() == [2, 0, 1, 3]


def test_of_equals_the_earlier_row_is_ahead():
    assert local_ranks(np.zeros(3), np.ones(3), 10).tolist() == [0, 1, 2]


def test_candidates_are_spread_over_the_lane_and_the_same_wherever_the_window_is():
    rng = np.random.default_rng(1)
    days, salience = np.sort(rng.random(20_000) * 4000), rng.random(20_000)
    chosen = candidates(days, salience, 2.0, 1000)
    x = days[chosen] * 2
    assert np.histogram(x, 8, (0, 8000))[0].min() >= 5
    assert np.histogram(x, 8, (0, 8000))[0].max() <= 40
    assert np.argmax(salience) in chosen


def test_per_bucket_takes_the_most_salient_of_each():
    assert per_bucket(np.array([0.0, 1, 2, 11, 12]), np.array([1.0, 3, 2, 5, 4]), 10, 1).tolist() == [1, 3]
