"""Salience: what deserves a label."""

import numpy as np
import pytest

from components.charts.salience import WEIGHTS, salience
from tests.charts.timeline_stories import many, story


def of(found, made, event_id):
    return found[made.events["event_id"] == event_id].iloc[0]


def alone(**parts):
    """Salience of one event ``a`` in a story of two plain statements."""
    made = story(
        [{"id": "a", "when": "2024-01-01", **parts}, {"id": "b", "when": "2024-01-02"}], parts.get("claims", ())
    )
    return of(salience(made), made, "a")


def test_a_dispute_outweighs_a_report_and_a_report_a_plan():
    levels = [alone(status=status) for status in ("confirmed", "planned", "reported", "disputed")]
    assert levels == sorted(levels)
    assert alone(status="denied") == alone(status="disputed")
    assert alone(status="disputed") - alone(status="confirmed") == pytest.approx(WEIGHTS["uncertain"])


def test_claims_count_up_to_four():
    rows = [{"id": "a", "when": "2024-01-01"}]
    with_claims = [salience(story(rows, [{"event": "a"}] * n)).iloc[0] for n in (0, 2, 4, 9)]
    assert np.diff(with_claims) == pytest.approx([0.75, 0.75, 0])


def test_an_election_outweighs_a_statement_by_its_structure_and_rarity():
    made = story(
        [{"id": "a", "when": "2024-01-01", "type": "election"}]
        + [{"id": f"s{k}", "when": "2024-01-02"} for k in range(7)]
    )
    assert of(salience(made), made, "a") == pytest.approx(WEIGHTS["structural"] + WEIGHTS["rarity"])


@pytest.mark.parametrize(("amount", "part"), [(1e7, 0), (1e8, 0), (1e9, 0.25), (1e11, 0.75), (1e14, 0.75)])
def test_money_counts_from_a_hundred_million_to_a_hundred_billion(amount, part):
    assert alone(amount=amount, currency="EUR") - alone() == pytest.approx(part)


def test_money_in_other_currencies_does_not_count():
    assert alone(amount=1e12, currency="RUB") == alone()


def test_importance_given_by_the_curator_counts_most():
    assert alone(importance=1.0) - alone() == pytest.approx(3)


def test_busy_actors_many_actors_and_a_first_meeting_count():
    rows = [
        {"id": "one", "when": "2024-01-01", "type": "call", "actors": ("x", "y")},
        {"id": "two", "when": "2024-01-02", "type": "call", "actors": ("y", "x")},
        {"id": "few", "when": "2024-01-03", "type": "call", "actors": ("z", "w")},
        {"id": "all", "when": "2024-01-04", "type": "call", "actors": ("x", "y", "z", "w", "u", "v")},
    ]
    made = story(rows)
    found = salience(made)
    first, second, quiet, crowd = (of(found, made, name) for name in ("one", "two", "few", "all"))
    assert first - second == pytest.approx(WEIGHTS["first"])  # the same two, but for the first time
    assert first > quiet  # x and y have three events each, z and w two
    assert crowd == pytest.approx(second + WEIGHTS["crowd"] * 4 / 5)


def test_an_actor_named_twice_in_an_event_counts_once():
    rows = [{"id": "a", "when": "2024-01-01", "actors": ("x",)}, {"id": "b", "when": "2024-01-02", "actors": ("y",)}]
    twice = [{**rows[0], "actors": ("x", "x")}, rows[1]]
    assert salience(story(rows)).tolist() == salience(story(twice)).tolist()


def test_a_story_without_events_actors_or_claims_has_no_salience_to_give():
    assert salience(story([])).empty
    assert salience(story([{"id": "a", "when": "2024-01-01"}])).tolist() == [0.0]


def test_salience_does_not_depend_on_the_order_of_the_rows():
    made = many(200)
    turned = made.with_tables(participants=made.participants.iloc[::-1].reset_index(drop=True))
    assert salience(made).tolist() == salience(turned).tolist()
