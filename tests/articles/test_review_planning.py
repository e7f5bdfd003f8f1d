"""From decisions to the one change that saves them."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace

from components.articles.review import Decision, change_of, plan
from components.events.changes import Cells
from tests.articles.review_drafts import (
    ACCEPTED,
    ANN,
    ARTICLE,
    BOB,
    DISMISSED,
    ELECTED,
    KNOWN,
    MEETING,
    OPEN,
    PHONE,
    SPOKESMAN,
    TABLES,
    draft,
    made,
    only,
    rows_of,
    story,
)


def test_an_accepted_proposal_becomes_an_event_with_its_claims_and_the_source_with_its_text() -> None:
    change = made((PHONE, ACCEPTED)).change
    event = only(change.rows["events"])
    assert event["event_id"] == "berg-kern-call-2024-11-07"
    assert (event["when"], event["type"], event["title_en"]) == ("2024-11-07", "call", "Ann Berg phones Bob Kern")
    assert event["participants"] == "berg:initiator; bob-kern:target"
    source = only(change.rows["sources"])
    assert source["source_id"] == "harbour-post-2024-11-10"
    assert (source["publisher"], source["published"], source["language"]) == ("Harbour Post", "2024-11-10", "en")
    assert change.texts == {source["text"]: ARTICLE.text}
    assert source["sha256"] == hashlib.sha256(ARTICLE.text.encode()).hexdigest()
    assert [one["claim_id"] for one in change.rows["claims"]] == [f"{event['event_id']}-c0{n}" for n in (1, 2, 3)]
    assert (change.by, change.why) == ("Ada", "read")


def test_the_offsets_of_a_claim_are_those_of_its_quote_in_the_saved_text() -> None:
    change = made((PHONE, ACCEPTED), (MEETING, ACCEPTED)).change
    (text,) = change.texts.values()
    for claim in change.rows["claims"]:
        assert text[int(claim["start_char"]) : int(claim["end_char"])] == claim["quote"]


def test_who_says_so_is_an_actor_where_known_else_free_text_and_unnamed_sources_speak_through_their_outlet() -> None:
    reported, unnamed, denied = made((PHONE, ACCEPTED)).change.rows["claims"]
    assert (reported["speaker"], reported["stance"], reported["asserted_on"]) == (
        "Harbour Post",
        "asserts",
        "2024-11-10",
    )
    assert (unnamed["speaker"], unnamed["anonymous"], unnamed["hedged"]) == ("Harbour Post", "yes", "yes")
    assert unnamed["summary_fr"] == "Sources anonymes, selon Harbour Post."
    assert (denied["speaker"], denied["stance"], denied["anonymous"]) == ("Kern's office", "denies", "no")
    known = replace(PHONE, claims=(replace(PHONE.claims[0], speaker="The Courier"), *PHONE.claims[1:]))
    assert made((known, ACCEPTED)).change.rows["claims"][0]["speaker"] == "courier"
    kern = replace(PHONE, claims=(replace(PHONE.claims[0], speaker="Bob Kern"),))
    assert only(made((kern, ACCEPTED)).change.rows["claims"])["speaker"] == "bob-kern"
    assert only(made((kern, ACCEPTED), bob="joined").change.rows["claims"])["speaker"] == "lind"
    assert only(made((kern, ACCEPTED), bob="left_out").change.rows["claims"])["speaker"] == "Bob Kern"


def test_the_article_itself_speaks_as_its_outlet_or_its_site_or_its_title() -> None:
    one = replace(ELECTED, claims=(replace(ELECTED.claims[0], speaker=""),))

    def speaker(**article: str) -> str:
        return only(made((one, ACCEPTED), article=replace(ARTICLE, **article)).change.rows["claims"])["speaker"]

    assert speaker() == "Harbour Post"
    assert speaker(publisher="The Courier") == "courier"
    assert speaker(publisher="", url="https://www.news.example/x") == "news.example"
    assert speaker(publisher="") == "Talks, calls and a promise"


def test_free_text_that_looks_like_an_id_gets_a_capital_letter() -> None:
    one = replace(ELECTED, claims=(replace(ELECTED.claims[0], speaker="ex-officials"),))
    assert only(made((one, ACCEPTED)).change.rows["claims"])["speaker"] == "Ex-officials"


def test_no_claim_is_of_a_day_before_its_source_appeared_and_none_is_without_a_day() -> None:
    days = ["", "2024-11-09", "2024-11-12", "2024-11~"]
    claims = tuple(replace(ELECTED.claims[0], asserted_on=day) for day in days)
    change = made((replace(ELECTED, claims=claims), ACCEPTED)).change
    assert [one["asserted_on"] for one in change.rows["claims"]] == [
        "2024-11-10",
        "2024-11-10",
        "2024-11-12",
        "2024-11-10",
    ]


def test_a_joined_proposal_becomes_claims_on_the_known_event_and_nothing_else() -> None:
    done = made((KNOWN, Decision("joined", event_id="call")))
    assert "events" not in done.change.rows
    assert {one["event_id"] for one in done.change.rows["claims"]} == {"call"}
    assert [one["claim_id"] for one in done.change.rows["claims"]] == ["call-c02", "call-c03", "call-c04"]
    assert (done.events, done.joined, done.claims_joined, done.claims_new) == ((), ("call",), 3, 0)


def test_what_is_open_or_dismissed_leaves_nothing_but_the_article() -> None:
    done = made((PHONE, OPEN), (ELECTED, DISMISSED))
    assert set(done.change.rows) == {"sources"}
    assert done.actors == ()


def test_an_edited_proposal_is_saved_as_edited() -> None:
    cells = {"when": "2024-11~", "type": "meeting", "title_en": "=1+1", "participants": "vega; bob-kern:mediator"}
    event = only(made((PHONE, Decision("edited", cells))).change.rows["events"])
    assert event == {**cells, "event_id": "vega-kern-meeting-2024-11"}


def test_a_claim_is_saved_as_edited_and_its_new_quote_is_found_in_the_text() -> None:
    own = [{"speaker": "bob-kern", "quote": "phoned Bob Kern"}, {"quote": "not in the text"}]
    first, second, _ = made((PHONE, Decision("edited", {"type": "call", "title_en": "A"}, tuple(own)))).change.rows[
        "claims"
    ]
    assert first["speaker"] == "bob-kern"
    assert ARTICLE.text[int(first["start_char"]) : int(first["end_char"])] == "phoned Bob Kern"
    assert second["quote"] == "not in the text"
    assert "start_char" not in second


def test_a_new_actor_is_added_joined_with_an_alias_or_left_out() -> None:
    actor = only(made((PHONE, ACCEPTED)).change.rows["actors"])
    assert actor == {
        "actor_id": "bob-kern",
        "name_en": "Bob Kern",
        "kind": "person",
        "country": "NO",
        "role_en": "envoy",
    }
    joined = made((PHONE, ACCEPTED), bob="joined")
    assert only(joined.change.rows["actors"]) == {"actor_id": "lind", "aliases": "Bob Kern"}
    assert only(joined.change.rows["events"])["participants"] == "berg:initiator; lind:target"
    assert (joined.actors, joined.aliases) == ((), ("lind",))
    out = made((PHONE, ACCEPTED), bob="left_out").change
    assert "actors" not in out.rows
    assert only(out.rows["events"])["participants"] == "berg:initiator"


def test_an_alias_joins_those_that_are_there_and_is_not_added_twice() -> None:
    actors = [dict(one) for one in TABLES["actors"]]
    lind = next(one for one in actors if one["actor_id"] == "lind")
    for held, wanted in (("P. Lind; Perry", "P. Lind; Perry; Bob Kern"), ("bob kern", None)):
        lind["aliases"] = held
        tables = {**TABLES, "actors": actors}
        change = change_of(draft((PHONE, ACCEPTED), bob="joined"), story(tables), rows_of(tables), "Ada", "")
        assert ([one["aliases"] for one in change.rows.get("actors", ())] or [None]) == [wanted]


def test_an_actor_that_was_joined_to_one_that_takes_part_anyway_is_named_once() -> None:
    lind = replace(ANN, actor_id="lind", name="Per Lind", role="target", key="lind")
    event = only(made((replace(PHONE, participants=(lind, BOB)), ACCEPTED), bob="joined").change.rows["events"])
    assert event["participants"] == "lind:target"


def test_ids_that_are_taken_get_a_number_also_those_of_removed_events_that_the_story_does_not_show() -> None:
    taken = {**TABLES, "events": [*TABLES["events"], {"event_id": "berg-kern-call-2024-11-07", "removed": "twice"}]}
    twice = draft((PHONE, ACCEPTED), (PHONE, ACCEPTED))
    change = change_of(twice, story(), rows_of(taken), "Ada", "")
    assert [one["event_id"] for one in change.rows["events"]] == [f"berg-kern-call-2024-11-07-{n}" for n in (2, 3)]
    assert len({one["claim_id"] for one in change.rows["claims"]}) == 6


def test_two_proposals_on_one_known_event_number_their_claims_one_after_the_other() -> None:
    joined = Decision("joined", event_id="call")
    change = made((KNOWN, joined), (MEETING, joined)).change
    assert [one["claim_id"] for one in change.rows["claims"]] == [f"call-c0{n}" for n in (2, 3, 4, 5)]


def test_the_story_is_asked_no_more_often_for_many_proposals_than_for_few() -> None:
    def asked(n: int) -> int:
        calls = []

        def rows(table: str, ids: Collection[str]) -> Mapping[str, Cells]:
            calls.append(table)
            return rows_of()(table, ids)

        plan(draft(*[(replace(PHONE, when=f"20{at:02}"), ACCEPTED) for at in range(n)]), story(), rows, "Ada", "")
        return len(calls)

    assert asked(40) == asked(3) <= 5


def test_a_text_gets_a_name_that_no_other_text_has() -> None:
    sources = [
        *TABLES["sources"],
        {"source_id": "x", "title": "X", "text": "Harbour-Post-2024-11-10.txt", "sha256": "0"},
    ]
    tables = {**TABLES, "sources": sources}
    change = change_of(draft((PHONE, ACCEPTED)), story(tables), rows_of(tables), "Ada", "")
    assert set(change.texts) == {"harbour-post-2024-11-10-2.txt"}


def test_an_event_of_which_only_is_said_that_somebody_says_nothing_is_asserted_by_the_article() -> None:
    declined, asserted = made((SPOKESMAN, ACCEPTED)).change.rows["claims"]
    assert (declined["stance"], declined["speaker"]) == ("declines", "a spokesman")
    assert (asserted["stance"], asserted["speaker"]) == ("asserts", "Harbour Post")
