"""The small timeline of an article: all that has a date is on it, in order, and no label covers another or a mark."""

import datetime
from dataclasses import replace
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.articles.model import Proposal
from components.charts.proposals_timeline import proposals_dict, undated
from components.charts.proposals_view import ProposalsView
from components.charts.proposals_words import proposal_status
from components.charts.theme import DARK, LIGHT
from components.charts.warp import warp
from tests.charts.proposals_made import ARTICLE, MET, PHONED, PROPOSALS, SILENT, SWORN, claimed
from tests.charts.timeline_figures import LABELS, STATUSES, days, width

DAY = datetime.date(2024, 11, 10)


def view(proposals: tuple[Proposal, ...] = PROPOSALS, px: int = 720, **more: object) -> ProposalsView:
    return ProposalsView(proposals, px, **{"published": ARTICLE.published, **more})  # type: ignore[arg-type]


def places(figure: dict[str, object], names: tuple[str, ...] = STATUSES) -> dict[str, tuple[float, float]]:
    """Where each proposal stands, x and y in px."""
    found = {}
    for trace in figure["data"]:
        if trace["name"] in names:
            at = zip(days(trace["x"]), trace["y"], trace["customdata"], strict=True)
            found |= {key: (float(x), float(y)) for x, y, key in at}
    return found


def boxes(figure: dict[str, object]) -> list[tuple[float, float, float, bool]]:
    """Labels (true) and marks: left, right, y in px."""
    found = [(x - 6, x + 6, y, False) for x, y in places(figure).values()]
    for trace in figure["data"]:
        if trace["name"] not in LABELS:
            continue
        style = "regular" if trace["name"] == "labels" else "semibold"
        rows = zip(
            days(trace["x"]),
            trace["y"],
            trace["text"],
            trace["textposition"],
            trace["marker"]["size"],
            strict=True,
        )
        for x, y, text, side, size in rows:
            start, long = size / 1.6 + 1, width(text.partition("<i>")[0], 12, style)
            left = x + start if "right" in side else x - start - long
            found.append((left, left + long, y, True))
    return found


def test_every_dated_proposal_has_a_mark_or_a_bar_and_the_others_are_named() -> None:
    figure = proposals_dict(view())
    bars = next(trace for trace in figure["data"] if trace["name"] == "bars")
    assert {*places(figure), *bars["customdata"]} == {"0", "1", "2", "3", "4"}
    assert undated(PROPOSALS) == [5]
    assert figure["layout"]["meta"]["events"] == 5


def test_marks_stand_in_the_order_of_their_days() -> None:
    at = places(proposals_dict(view()))
    assert at["4"][0] < at["1"][0] < at["0"][0] < at["2"][0]


def test_days_that_follow_each_other_stand_apart_though_years_lie_between_others() -> None:
    at = places(proposals_dict(view()))
    assert at["0"][0] - at["1"][0] > 25


@pytest.mark.parametrize("px", [358, 640, 1100])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_label_meets_a_mark_or_another_label(px: int, language: str) -> None:
    many = (*PROPOSALS, *(replace(PHONED, when=f"2024-11-{day:02}") for day in range(1, 9)))
    found = sorted(boxes(proposals_dict(view(many, px, language=language))), key=lambda box: (box[2], box[0]))
    clashes = [
        (one, two) for one, two in pairwise(found) if one[2] == two[2] and one[1] > two[0] + 1 and (one[3] or two[3])
    ]
    assert clashes == []
    assert all(left >= -1 and right <= px - 15 for left, right, *_ in found)


def test_dates_over_the_axis_do_not_meet_and_the_day_of_the_article_is_among_them() -> None:
    notes = proposals_dict(view())["layout"]["annotations"]
    assert any("published" in note["text"] for note in notes)
    ends = []
    for note in notes:
        x = float(days([note["x"]])[0])
        long = max(width(line, 11) for line in note["text"].split("<br>"))
        ends.append((x - long / 2, x + long / 2))
    ends.sort()
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_the_selected_proposal_has_a_box_and_its_day_is_written() -> None:
    figure = proposals_dict(view(selected=2))
    box = next(shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect")
    x, y = places(figure)["2"]
    assert box["y0"] < y < box["y1"]
    assert days([box["x0"]])[0] < x < days([box["x1"]])[0]
    assert any(note["text"].startswith("20 Jan") for note in figure["layout"]["annotations"])


def test_what_has_no_date_is_never_the_selected_one_of_the_picture() -> None:
    assert proposals_dict(view(selected=5))["layout"]["meta"]["selected"] == ""


def test_arrow_keys_lead_through_all_marks_in_time_and_stop_at_the_ends() -> None:
    order = proposals_dict(view())["layout"]["meta"]["order"]
    way, key = [], order[""][1]
    while key:
        way.append(key)
        key = order[key][1]
    assert sorted(way) == ["0", "1", "2", "3", "4"]
    assert way[0] == "4"
    assert order[""][0] == way[-1]


def test_what_is_new_to_the_timeline_is_bold() -> None:
    figure = proposals_dict(view())
    by_name = {trace["name"]: set(trace["customdata"]) for trace in figure["data"] if trace["name"] in LABELS}
    assert by_name == {"labels": {"0", "1"}, "bold labels": {"2", "3", "4"}}


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        (("asserts",), "reported"),
        (("asserts", "denies"), "disputed"),
        (("denies",), "denied"),
        (("plans",), "planned"),
        (("plans", "denies"), "disputed"),
        (("retracts",), "retracted"),
        (("declines",), "reported"),
    ],
)
def test_the_status_is_what_the_claims_of_the_article_support(stances: tuple[str, ...], status: str) -> None:
    claims = tuple(claimed("phoned", stance, "Harbour Post") for stance in stances)
    assert proposal_status(replace(PHONED, claims=claims)) == status


def test_only_a_named_party_without_hedging_confirms() -> None:
    def status(**more: object) -> str:
        return proposal_status(replace(PHONED, claims=(claimed("phoned", "confirms", **more),)))

    assert status(speaker="Bob Kern") == "confirmed"
    assert status(speaker="Ann", speaker_id="donald-trump") == "confirmed"
    assert status(speaker="Bob Kern", hedged=True) == "reported"
    assert status(speaker="Bob Kern", anonymous=True) == "reported"
    assert status(speaker="Harbour Post") == "reported"


def test_titles_are_texts_and_never_markup() -> None:
    figure = proposals_dict(view((replace(PHONED, title="<b>Ann</b> & <a href='x'>Bob</a>"),)))
    text = next(trace["text"][0] for trace in figure["data"] if trace["name"] in LABELS)
    assert "<b>" not in text
    assert "&lt;b&gt;Ann&lt;/b&gt; &amp;" in text
    assert figure["layout"]["meta"]["cards"]["0"]["title"] == "<b>Ann</b> & <a href='x'>Bob</a>"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_plotly_takes_the_figure(theme: object, language: str) -> None:
    figure = proposals_dict(view(theme=theme, language=language, selected=3))
    assert go.Figure(figure).layout.paper_bgcolor == theme.bg  # type: ignore[attr-defined]


def test_a_single_day_and_an_article_without_a_day_are_drawn() -> None:
    assert places(proposals_dict(view((SWORN,), published=None)))["0"][0] < 720 / 2


def test_nothing_dated_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="a proposal with a date"):
        proposals_dict(view((SILENT,)))
    with pytest.raises(ValueError, match="at least one day"):
        warp([float("nan"), float("inf")], 100)


def test_the_text_alternative_tells_every_event_with_its_date_and_counts_the_rest() -> None:
    told = proposals_dict(view(language="fr"))["layout"]["meta"]["alt"]
    assert told.startswith("Chronologie de 5 événements")
    assert f"2019 : {MET.title}" in told
    assert told.endswith("1 autre n’a pas de date.")


@given(st.lists(st.integers(-200_000, 200_000).map(float), min_size=1, max_size=30), st.integers(60, 2000))
def test_the_axis_keeps_the_order_of_days_and_stays_within_its_width(some: list[float], px: int) -> None:
    axis = warp(some, px)
    at = [axis.x(day) for day in axis.days]
    assert all(np.diff(at) > 0)
    assert 0 <= at[0] <= at[-1] <= px
    assert axis.x(min(some) - 1000) == at[0]
    gaps = np.diff(axis.days)
    assert all(np.diff(np.diff(at)[np.argsort(gaps, kind="stable")]) >= -1e-6)
