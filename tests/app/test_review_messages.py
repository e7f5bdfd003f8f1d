"""What the browser may ask of a review, and what its parts say without a page."""

import datetime

import pytest

from components.app import reviewing
from components.app.articles import Reading
from components.app.kept_reviews import Unfinished, name_of
from components.app.reviewing import ASKED, DIALOGS, Review, act
from components.app.view import is_article
from components.app.widgets.article_cards import cards_pane
from components.app.widgets.review.drafts import drafts_tree
from components.app.widgets.review.words import percent, review_words
from components.articles.review import Decision, confidence
from components.articles.review.problems import PROBLEMS
from tests.app.trees import acts_of, article_scene, nodes_of, text_of, ukraine
from tests.articles.review_drafts import ACCEPTED, DISMISSED, ELECTED, KNOWN, MEETING, OPEN, PHONE, draft
from tests.charts.proposals_made import ARTICLE, PROPOSALS

CALL = "trump-putin-call-2024-11-07"


def review(*pairs: object, given: dict[int, str] | None = None, bob: str = "open") -> Review:
    one = draft(*pairs, bob=bob)  # type: ignore[arg-type]
    return Review(ukraine(), one, Reading(ARTICLE, one.proposals, len(one.proposals)), None, given or {}, False)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The session of a reader; decisions are written down under "steps" instead of being kept."""
    held: dict[str, object] = {"steps": []}
    monkeypatch.setattr(reviewing.st, "session_state", held)
    monkeypatch.setattr(reviewing, "change", lambda one, step: held["steps"].append(step(one.draft)))  # type: ignore[attr-defined]
    return held


def test_a_message_of_a_button_decides(session: dict[str, object]) -> None:
    one = review((PHONE, OPEN), (KNOWN, DISMISSED))
    assert act(one, "accept:0")
    assert act(one, "undo:1")
    assert act(one, "actor-confirm:0")
    first, second, third = session["steps"]  # type: ignore[misc]
    assert first.decisions[0] == ACCEPTED
    assert second.decisions[1] == OPEN
    assert third.actor_decisions[0].what == "confirmed"


@pytest.mark.parametrize("what", DIALOGS)
def test_a_message_of_a_button_opens_a_dialog(session: dict[str, object], what: str) -> None:
    assert not act(review((PHONE, OPEN)), f"{what}:0")
    assert session[ASKED] == (what, 0)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "accept",
        "accept:",
        "accept:9",
        "accept:-1",
        "accept:²",
        "accept:" + "9" * 4000,
        "eat:0",
        "edit:7",
        "actor-join:1",
        "accept:1",
        "__class__:0",
    ],
)
def test_a_message_that_no_button_sends_does_nothing(session: dict[str, object], message: str) -> None:
    assert not act(review((PHONE, OPEN), (KNOWN, OPEN), given={1: "call"}), message)
    assert session == {"steps": []}


def test_each_card_has_the_buttons_for_its_state_and_a_letter_for_each() -> None:
    one = review(
        (PHONE, OPEN),
        (KNOWN, Decision("joined", event_id=CALL)),
        (ELECTED, DISMISSED),
        (MEETING, OPEN),
        given={3: CALL},
    )
    tree = cards_pane(article_scene(), one.reading, 200, one)
    feet = [node for node in nodes_of(tree) if node.css == "ww-review-foot"]
    asked = [[str(act["id"]).split(":")[0] for act in acts_of(foot) if act["do"] == "review"] for foot in feet]
    assert asked == [["accept", "edit", "join", "dismiss"], ["undo", "join"], ["undo", "dismiss"], []]
    letters = [
        [node.attrs["data-shortcut"] for node in nodes_of(foot) if "data-shortcut" in node.attrs] for foot in feet
    ]
    assert letters == [["a", "e", "j", "d"], ["u", "j"], ["u", "d"], []]
    assert "Claim on a known event: |Reported Trump-Putin phone call" in text_of(feet[1])
    assert text_of(feet[2]).startswith("Dismissed: Told twice in the article")
    assert "Already on the timeline: |Reported Trump-Putin phone call" in text_of(feet[3])
    labels = [node.attrs["aria-label"] for node in feet]
    assert labels == [f"Decide on event {number}" for number in (1, 2, 3, 4)]


def test_a_dismissed_card_is_its_title_and_the_way_back() -> None:
    one = review((PHONE, DISMISSED))
    tree = cards_pane(article_scene(), one.reading, 200, one)
    (card,) = [node for node in nodes_of(tree) if "ww-proposal" in node.css.split()]
    assert "ww-gone" in card.css
    assert text_of(card).replace("|", "") == "1Ann Berg phones Bob KernDismissed: Told twice in the articleUndoChange"


def test_new_actors_are_listed_with_their_events_and_what_was_decided() -> None:
    one = review((PHONE, OPEN), (MEETING, OPEN))
    told = text_of(cards_pane(article_scene(), one.reading, 200, one)).split("New actors|")[1]
    assert "Bob Kern| · person · envoy · events 1, 2|Add|Edit|Is somebody known|Leave out" in told
    one = review((PHONE, OPEN), bob="left_out")
    assert "Left out|Undo" in text_of(cards_pane(article_scene(), one.reading, 200, one))
    one = review((PHONE, DISMISSED))
    assert "New actors" not in text_of(cards_pane(article_scene(), one.reading, 200, one))


NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("minutes", "en", "fr"),
    [
        (0, "just now", "à l’instant"),
        (1, "1 minute ago", "il y a 1 minute"),
        (20, "20 minutes ago", "il y a 20 minutes"),
        (60 * 5, "5 hours ago", "il y a 5 heures"),
        (60 * 24 * 3, "3 days ago", "il y a 3 jours"),
    ],
)
def test_the_list_of_unfinished_reviews_tells_how_far_each_is_and_since_when(minutes: int, en: str, fr: str) -> None:
    one = Unfinished("k" * 64, "draft-x", "<b>A title</b>", NOW - datetime.timedelta(minutes=minutes), 3, 7)
    assert f"<b>A title</b>|3 of 7 decided · {en}" in text_of(drafts_tree(article_scene(), (one,), NOW))
    tree = drafts_tree(article_scene(lang="fr"), (one,), NOW)
    assert f"3 décisions sur 7 · {fr}" in text_of(tree)
    assert {"do": "article", "id": "draft-x"} in acts_of(tree)


def test_a_draft_that_cannot_be_read_is_listed_and_can_only_be_discarded() -> None:
    one = Unfinished("k" * 64, "draft-x", "Old", NOW, cause="older")
    tree = drafts_tree(article_scene(), (one,), NOW)
    assert "kept by an older version" in text_of(tree)
    assert [one["do"] for one in acts_of(tree)] == ["discard"]


def test_the_name_of_a_draft_can_stand_in_an_address_and_tells_its_part() -> None:
    assert is_article(name_of(ARTICLE))
    assert name_of(ARTICLE, 2) == name_of(ARTICLE) + "-3"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_problem_and_every_part_of_a_score_has_words(language: str) -> None:
    words = review_words(language)
    for key in PROBLEMS:
        assert words(f"save.{key}", number=1, name="x")
    for one in PROPOSALS:
        assert all(words(f"sure.{reason.key}", **reason.values) for reason in confidence(one).reasons)


def test_a_share_is_written_the_way_of_the_language() -> None:
    assert (percent(0.85, "en"), percent(0.85, "fr")) == ("85%", "85\xa0%")
