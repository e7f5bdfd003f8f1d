"""Proposals as JSON and as text for a terminal."""

import datetime
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.articles.as_json import as_json, json_text
from components.articles.as_terminal import PLAIN, UNDERLINED, as_terminal, columns
from components.articles.model import Article, ClaimFound, Evidence, Match, Participant, Proposal, Reason
from components.articles.reasons import sentences_of

TEXT = "Le port reste ouvert. Selon des sources anonymes, Ada Berg aurait appelé Luz Vega jeudi. Rien d’autre."
ARTICLE = Article(TEXT, "fr", datetime.date(2031, 3, 10), "given", "Un appel", "Le Courrier", name="appel.txt")


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


QUOTE = "Selon des sources anonymes, Ada Berg aurait appelé Luz Vega jeudi."
CALL = Proposal(
    "Appel entre Ada Berg et Luz Vega",
    "2031-03-06",
    "call",
    (Participant("berg", "Ada Berg", "initiator"), Participant("", "Luz Vega", "target")),
    (ClaimFound("sources anonymes", "asserts", QUOTE, *span(QUOTE), "2031-03-10", True, True, outlet="Le Courrier"),),
    place="Oslo",
    country="NO",
    amount=6e9,
    currency="USD",
    evidence=(
        Evidence(*span("Ada Berg"), "actor"),
        Evidence(*span("appelé"), "event"),
        Evidence(*span("jeudi"), "date"),
    ),
    reasons=(Reason("date_none"),),
    match=Match("same", "call", "Berg appelle Vega", 0.934, (Reason("same_date", {"when": "2031-03-06"}),)),
)


def test_the_json_holds_what_an_event_is_made_of() -> None:
    data = as_json(ARTICLE, [CALL])
    assert list(data) == ["article", "events"]
    assert data["article"]["published"] == "2031-03-10"
    (event,) = data["events"]
    assert {name: event[name] for name in ("title", "when", "type", "plover", "place", "amount", "currency")} == {
        "title": "Appel entre Ada Berg et Luz Vega",
        "when": "2031-03-06",
        "type": "call",
        "plover": "CONSULT",
        "place": "Oslo",
        "amount": 6_000_000_000,
        "currency": "USD",
    }
    assert event["participants"] == [
        {"actor_id": "berg", "name": "Ada Berg", "role": "initiator"},
        {"actor_id": "", "name": "Luz Vega", "role": "target"},
    ]
    assert event["claims"] == [
        {
            "speaker": "sources anonymes",
            "speaker_id": "",
            "outlet": "Le Courrier",
            "anonymous": True,
            "hedged": True,
            "stance": "asserts",
            "asserted_on": "2031-03-10",
            "quote": QUOTE,
            "start_char": 22,
            "end_char": 88,
        }
    ]
    assert event["match"] == {
        "verdict": "same",
        "event_id": "call",
        "title": "Berg appelle Vega",
        "score": 0.934,
        "proposed_as": "claim",
        "reasons": ["même date : 6 mars 2031"],
    }
    assert event["reasons"] == list(sentences_of(CALL.reasons, "fr"))


def test_offsets_in_the_json_slice_the_text_of_the_json() -> None:
    data = json.loads(json_text(as_json(ARTICLE, [CALL])))
    text = data["article"]["text"]
    for event in data["events"]:
        assert [text[one["start_char"] : one["end_char"]] for one in event["claims"]] == [QUOTE]
        assert [text[one["start_char"] : one["end_char"]] for one in event["evidence"]] == [
            "Ada Berg",
            "appelé",
            "jeudi",
        ]
        assert [one["text"] for one in event["evidence"]] == ["Ada Berg", "appelé", "jeudi"]


@pytest.mark.parametrize(("amount", "shown"), [(None, "null"), (2.0, "2"), (2.5, "2.5")])
def test_an_amount_is_a_number_or_null(amount: float | None, shown: str) -> None:
    event = Proposal("", "", "aid", (), CALL.claims, amount=amount)
    assert f'"amount": {shown},' in json_text(as_json(ARTICLE, [event]))


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.booleans())
def test_a_line_of_json_is_one_line_without_control_characters(text: str, ascii_only: bool) -> None:
    data = as_json(Article(text, "en"), [])
    line = json_text(data, ascii_only=ascii_only)
    assert json.loads(line) == data
    assert len(line.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f]", line)
    assert not ascii_only or line.isascii()


def test_the_report_shows_the_event_its_claim_and_its_sentence_only() -> None:
    report = as_terminal(ARTICLE, [CALL], 100)
    assert report.startswith(
        "Un appel (Le Courrier, 10 mars 2031)\n1 événement proposé\n\n1. appel, 6 mars 2031 – Appel entre"
    )
    assert (
        "   Ada Berg (à l’initiative), Luz Vega (cible) · Oslo · 6\u202f000\u202f000\u202f000 USD\n".replace(
            "\u202f", " "
        )
        in report
    )
    assert "– sources anonymes : affirme, par l’intermédiaire de Le Courrier, sources anonymes," in report
    assert "Rien d’autre" not in report
    assert "déjà connu (93 %) ; même date : 6 mars 2031" in " ".join(report.split())


def test_plain_output_marks_the_evidence_in_a_line_below() -> None:
    lines = as_terminal(ARTICLE, [CALL], 100).splitlines()
    at = next(at for at, line in enumerate(lines) if "Selon des sources" in line)
    marked = "".join(char for char, mark in zip(lines[at], lines[at + 1], strict=False) if mark == "^")
    assert marked == "Ada Bergappeléjeudi"
    assert UNDERLINED not in "\n".join(lines)


def test_a_terminal_underlines_the_evidence() -> None:
    report = as_terminal(ARTICLE, [CALL], 100, styled=True)
    assert re.findall(f"{re.escape(UNDERLINED)}(.*?){re.escape(PLAIN)}", report) == ["Ada Berg", "appelé", "jeudi"]
    assert "^" not in report


def test_control_characters_of_an_article_reach_no_terminal() -> None:
    evil = "\x1b[31mAda\x1b]0;title\x07 Berg\u202e \x9bappelé\u2028 Luz."
    article = Article(evil, "fr", title=evil, publisher=evil, name=evil)
    claim = ClaimFound(evil, "asserts", evil, 0, len(evil), outlet=evil + "x")
    event = Proposal(
        evil, "", "call", (Participant("", evil),), (claim,), place=evil, evidence=(Evidence(0, 9, "actor"),)
    )
    for styled in (False, True):
        report = as_terminal(article, [event], styled=styled).replace(UNDERLINED, "").replace(PLAIN, "")
        assert all(char.isprintable() or char == "\n" for char in report)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=300), st.integers(0, 140), st.data())
def test_no_line_is_wider_than_the_terminal_and_marks_stand_below_their_words(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    event = Proposal(
        text,
        "",
        "call",
        (),
        (ClaimFound("", "asserts", text, 0, len(text)),),
        evidence=(Evidence(start, end, "event"),),
    )
    report = as_terminal(Article(text, "en", name="x"), [event], width)
    assert all(columns(line) <= min(max(width, 30), 100) for line in report.split("\n"))
    assert report.count("^") <= columns(text[start:end]) + len(text)


def test_wide_letters_count_twice() -> None:
    text = "東京 met Ada Berg."
    event = Proposal(
        "", "", "meeting", (), (ClaimFound("", "asserts", text, 0, len(text)),), evidence=(Evidence(7, 10, "actor"),)
    )
    lines = as_terminal(Article(text, "en", name="x"), [event]).splitlines()
    assert lines[lines.index("   | 東京 met Ada Berg.") + 1] == "   |          ^^^"


def test_an_article_without_events_says_so() -> None:
    assert (
        as_terminal(Article("Nothing.", "en", name="a.txt"), [])
        == "a.txt (day of publication unknown)\n0 events proposed\n"
    )


def test_french_signs_stay_with_their_words() -> None:
    reasons = tuple(Reason("trigger", {"words": f"a téléphoné {at * 'x'}", "type": "call"}) for at in range(12))
    event = Proposal("Appel", "", "call", (), CALL.claims, reasons=reasons)
    for width in range(30, 60):
        for line in as_terminal(ARTICLE, [event], width).splitlines():
            assert not re.match(r"\s*[»:;?!]", line), line
            assert not line.endswith("«"), line


def test_a_proposal_that_was_compared_with_no_story_says_nothing_of_one() -> None:
    assert "Dans l’histoire" not in as_terminal(ARTICLE, [replace(CALL, match=Match("new"))])
