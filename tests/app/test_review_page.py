"""The review of an article on its page, as Streamlit runs it over a folder of its own."""

import datetime
import hashlib
from pathlib import Path

from components.app.kept_reviews import DRAFT, SHORT
from components.app.reviewing import ASKED
from components.app.widgets.review.save import KEY
from components.stores.folder_store import FolderStore
from tests.app.pages import Open, pressed, ran, said
from tests.app.review_steps import HASH, NAME, TEXT, VISIT, accept_all, ask, events, settle


def test_a_review_is_kept_with_every_decision_and_a_reload_finds_it(
    read, open_page: Open, tmp_path: Path, store
) -> None:
    page = read()
    assert "0 of 3 decided" in said(page, "review-progress")
    assert store.drafts("ada") == ()
    accept_all(page)
    assert page.query_params["article"] == NAME
    assert "3 of 3 decided" in said(page, "review-progress")
    assert [one.key for one in store.drafts("ada")] == [HASH]
    ask(page, "dismiss", 2)
    pressed(page, "review-why-unimportant")
    assert "Dismissed: Does not belong here" in said(page, "article-cards")
    again = open_page({"page": "read", "article": NAME}, stories=tmp_path)
    assert "3 of 3 decided" in said(again, "review-progress")
    assert "Dismissed: Does not belong here" in said(again, "article-cards")
    assert "Steve" in said(again, "article-text")
    start = open_page({"page": "read"}, stories=tmp_path)
    assert "Witkoff flies to Moscow again|3 of 3 decided · just now" in said(start, "review-drafts")


def test_a_day_of_publication_given_later_keeps_the_decisions_and_dates_the_events(
    read, open_page: Open, tmp_path: Path
) -> None:
    text = TEXT.replace("on 5 August 2025", "on Tuesday")
    page = read(text)
    ask(page, "dismiss", 0)
    pressed(page, "review-why-twice")
    again = open_page(
        {"page": "read", "article": DRAFT + hashlib.sha256(text.encode()).hexdigest()[:SHORT]}, stories=tmp_path
    )
    assert "no date in the text" in said(again, "article-cards")
    del again.query_params["article"]
    ran(again).date_input(key="article-published").set_value(datetime.date(2025, 8, 9))
    pressed(again, "article-read")
    assert "no date in the text" not in said(again, "article-cards")
    assert "Dismissed: Told twice in the article" in said(again, "article-cards")
    assert "1 of 3 decided" in said(again, "review-progress")


def test_what_was_accepted_is_saved_as_one_change_and_the_page_leads_to_the_timeline(read, store: FolderStore) -> None:
    page = accept_all(read())
    before = events(store)
    pressed(page, "review-save")
    assert "no day of publication" in said(page, "review-problems")
    assert "Gunnar Hallbeck a new actor?" in said(page, "review-problems")
    pressed(page, f"{KEY}-save")
    assert store.revision() == 0
    settle(page)
    assert said(page, "review-problems") is None
    assert "2 new events|1 claim on known events|1 new actor|the text of the article" in said(page, "review-will")
    page.text_input(key=f"{KEY}-why").set_value("read in the train")
    pressed(page, f"{KEY}-save")
    (change,) = store.history()
    assert (change.by, change.why) == ("ada", "read in the train")
    new = set(events(store)) - set(before)
    assert new == {VISIT, "trump-lukashenko-meeting-2025-08-03"}
    assert events(store)[VISIT]["participants"] == "gunnar-hallbeck; keir-starmer"
    assert store.text("harbour-post-2025-08-09.txt") == TEXT
    claims = [row for row in store.rows("claims").values() if row["source_id"] == "harbour-post-2025-08-09"]
    assert len(claims) == 3
    assert all(TEXT[int(one["start_char"]) : int(one["end_char"])] == one["quote"] for one in claims)
    assert store.drafts("ada") == ()
    assert page.query_params["article"] == "harbour-post-2025-08-09"
    assert said(page, "review-known").startswith("Saved.| |The article is a source of the story now:| |Witkoff flies")
    assert "Meeting: Gunnar Hallbeck" in said(page, "review-known")


def test_the_same_article_read_again_is_recognised_and_saves_nothing(read, store: FolderStore) -> None:
    page = settle(accept_all(read()))
    pressed(page, f"{KEY}-save")
    after = store.load()
    page = read()
    assert "The story has this article already" in said(page, "review-known")
    assert said(page, "article-cards").count("Already on the timeline:") == 3
    assert "Everything is decided." in said(page, "review-progress")
    pressed(page, "review-save")
    assert "Nothing is accepted, and the story has the article already." in said(page, "review-will")
    pressed(page, f"{KEY}-save")
    assert store.load().revision == after.revision


def test_an_edited_date_is_explained_and_stands_on_the_card_and_in_the_story(read, store: FolderStore) -> None:
    page = ask(read(), "edit", 1)
    key = "review-edit-1"
    page.text_input(key=f"{key}-when").set_value("about 4 August 2025")
    ran(page)
    assert any("not how dates are written here" in one.value for one in page.text)
    pressed(page, f"{key}-keep")
    assert page.session_state[ASKED] == ("edit", 1), "what is no date is not kept"
    pressed(page, f"{key}-when-instead")
    pressed(page, f"{key}-keep")
    assert "about" in said(page, "article-cards")
    assert "Accepted with your edits" in said(page, "article-cards")
    pressed(settle(page), f"{KEY}-save")
    assert events(store)["hallbeck-starmer-meeting-2025-08-04"]["when"] == "2025-08-04~"


def test_a_claim_is_edited_with_its_event(read, store: FolderStore) -> None:
    page = ask(read(), "edit", 1)
    page.checkbox(key="review-edit-1-c0-hedged").set_value(True)
    pressed(page, "review-edit-1-keep")
    pressed(settle(page), f"{KEY}-save")
    (claim,) = [row for row in store.rows("claims").values() if row["event_id"] == VISIT]
    assert claim["hedged"] == "yes"
    assert TEXT[int(claim["start_char"]) : int(claim["end_char"])] == claim["quote"]


def test_a_new_actor_is_edited_before_it_is_added(read, store: FolderStore) -> None:
    page = ask(accept_all(read()), "actor-edit")
    page.text_input(key="review-actor-0-name_fr").set_value("Gunnar Hallbäck")
    page.text_input(key="review-actor-0-wikidata").set_value("none")
    pressed(page, "review-actor-0-keep")
    assert page.session_state[ASKED] == ("actor-edit", 0), "what is no Wikidata id is not kept"
    page.text_input(key="review-actor-0-wikidata").set_value("")
    pressed(page, "review-actor-0-keep")
    pressed(settle(page), f"{KEY}-save")
    actor = store.rows("actors", ["gunnar-hallbeck"])["gunnar-hallbeck"]
    assert (actor["name_en"], actor["name_fr"], actor["kind"]) == ("Gunnar Hallbeck", "Gunnar Hallbäck", "person")


def test_a_new_actor_that_is_somebody_known_becomes_an_alias(read, store: FolderStore) -> None:
    page = ask(accept_all(read()), "actor-join")
    page.selectbox(key="review-actor-known-0").set_value("alexander-stubb")
    ran(page)
    pressed(page, "review-actor-take-gunnar-hallbeck")
    assert "Is Alexander Stubb; this name becomes an alias" in said(page, "article-cards")
    pressed(settle(page), f"{KEY}-save")
    assert "Gunnar Hallbeck" in store.rows("actors", ["alexander-stubb"])["alexander-stubb"]["aliases"]
    assert any(row["participants"] == "alexander-stubb; keir-starmer" for row in events(store).values())


def test_the_join_dialog_names_likely_events_first_and_finds_any(read) -> None:
    page = ask(read(), "join", 0)
    assert said(page, "review-join-list").startswith("Likely events|Witkoff spends about three hours with Putin")
    page.text_input(key="review-join-search-0").set_value("oreshnik")
    ran(page)
    assert said(page, "review-join-list").startswith("Found|")
    page.text_input(key="review-join-search-0").set_value("no such word anywhere")
    ran(page)
    assert "No event has these words" in said(page, "review-join-list")
    pressed(page, "review-join-own")
    assert "Accepted as a new event" in said(page, "article-cards")


def test_what_the_check_refuses_keeps_the_draft_and_the_input(read, store: FolderStore) -> None:
    page = settle(accept_all(read()))
    page.text_input(key=f"{KEY}-source-url").set_value("nowhere")
    ran(page)
    pressed(page, f"{KEY}-save")
    assert store.revision() == 0
    assert [one.key for one in store.drafts("ada")] == [HASH]
    assert page.text_input(key=f"{KEY}-source-url").value == "nowhere"
    page.text_input(key=f"{KEY}-source-url").set_value("https://post.example/a")
    ran(page)
    pressed(page, f"{KEY}-save")
    assert (
        store.rows("sources", ["harbour-post-2025-08-09"])["harbour-post-2025-08-09"]["url"] == "https://post.example/a"
    )


def test_to_edit_what_the_timeline_has_says_that_it_becomes_an_event_of_its_own(read) -> None:
    page = ask(read(), "edit", 0)
    assert "it becomes an event of its own" in said(page, "review-edit-head")
    assert "Witkoff spends about three hours" in said(page, "review-edit-head")
    assert said(ask(page, "edit", 2), "review-edit-head") is None
