"""The claims lane: who says it happened above the line, who denies it below."""

from itertools import pairwise

from components.charts.claims_drawing import claim_traces
from components.charts.claims_lane import Claim, claims_of, pack_claims
from components.charts.theme import LIGHT
from tests.charts.timeline_stories import day, story

EVENT = [{"id": "call", "when": "2024-11-07", "actors": ("trump",)}]
NOV = (day("2024-11-01"), day("2024-12-01"))


def claims(*rows):
    return claims_of(
        story(EVENT, [{"event": "call", **row} for row in rows], [{"id": "trump", "name": "Donald Trump"}]),
        "call",
        "en",
        "(in part)",
    )


def test_stances_stand_above_or_below_the_line():
    found = claims(
        *(
            {"stance": stance, "speaker": stance}
            for stance in ("asserts", "confirms", "plans", "denies", "declines", "retracts")
        )
    )
    assert {claim.stance for claim in found if claim.above} == {"asserts", "confirms", "plans"}
    assert {claim.stance for claim in found if not claim.above} == {"denies", "declines", "retracts"}


def test_names_say_confirmed_in_part_and_unnamed():
    found = claims(
        {"speaker": "NATO", "stance": "confirms"},
        {"speaker": "Kyiv", "stance": "denies", "scope": "part"},
        {"speaker": "Post <sources>", "anonymous": True},
        {"speaker": "x", "speaker_id": "trump", "stance": "declines"},
    )
    assert [claim.name for claim in found] == ["NATO ✓", "Kyiv (in part)", "Post <sources>", "Donald Trump"]
    glyphs, names = claim_traces(pack_claims(found, 20, NOV), 100, LIGHT)
    assert names["text"][2] == "<i>Post &lt;sources&gt;</i>"
    assert glyphs["marker"]["color"] == [LIGHT.ink, LIGHT.ink, LIGHT.ink, LIGHT.bg]


def test_hedged_claims_are_hollow():
    assert [claim.hollow for claim in claims({"hedged": True}, {})] == [True, False]


def boxes(lane, scale):
    out = []
    for seat in lane.seats:
        x, size = seat.claim.at * scale, 9 + 6 * len(seat.claim.name)
        out.append((seat.claim.above, seat.row, *((x - size, x) if seat.left else (x, x + size))))
    return out


def test_names_never_meet():
    found = [
        Claim(f"c{k}", NOV[0] + k % 5, "asserts" if k % 3 else "denies", f"Speaker {k}", False, False, False)
        for k in range(30)
    ]
    lane = pack_claims(found, 20, NOV)
    drawn = sorted(boxes(lane, 20))
    for (above, row, _, right), (above2, row2, left, _) in pairwise(drawn):
        assert (above, row) != (above2, row2) or right <= left + 0.1
    rows = {seat.row for seat in lane.seats if seat.claim.above}
    assert lane.height > lane.base > 15 * (max(rows) + 1)


def test_names_go_left_where_the_right_would_cross_the_knowledge_line():
    found = claims({"speaker": "Washington Post", "on": "2024-11-10"}, {"speaker": "NBC", "on": "2024-11-02"})
    lane = pack_claims(found, 50, NOV, barrier=day("2024-11-11"))
    assert {seat.claim.name: seat.left for seat in lane.seats} == {"NBC": False, "Washington Post": True}


def test_a_claim_of_which_only_the_month_is_known_has_a_whisker():
    found = claims({"on": "2024-10"}, {"on": "2024-11-08"})
    traces = claim_traces(pack_claims(found, 20, NOV), 0, LIGHT)
    assert [trace["name"] for trace in traces] == ["claim months", "claims", "claim names"]
    assert traces[0]["x"][:2] == ["2024-10-01", "2024-10-31"]
    assert len(claim_traces(pack_claims(found[1:], 20, NOV), 0, LIGHT)) == 2


def test_claims_on_other_events_are_left_out():
    made = story([*EVENT, {"id": "other", "when": "2024-11-08"}], [{"event": "call"}, {"event": "other"}])
    assert len(claims_of(made, "call", "en", "")) == 1
