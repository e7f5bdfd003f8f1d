"""A review on its page when something is in the way: another program, a colleague, a store, very much, bad text."""

import datetime
import json
from pathlib import Path

import pytest

from components.app import articles, who
from components.app.kept_reviews import BESIDE, DRAFT, SHORT
from components.app.reviewing import ASKED, PART
from components.app.view import OWN
from components.app.widgets import article_cards
from components.app.widgets.review.save import KEY
from components.events.changes import Change
from components.stores.base import Draft, StoreError
from components.stores.folder_store import FolderStore
from tests.app.pages import Open, pressed, ran, said
from tests.app.review_steps import HASH, NAME, accept_all, ask, events, settle


def test_a_draft_of_another_program_is_told_left_as_it_is_and_reviewed_beside(read, open_page, tmp_path, store) -> None:
    old = json.dumps({"whowhen_draft": 0, "what": "an older one"})
    store.keep_draft(Draft("ada", HASH, "An old one", old, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)))
    start = open_page({"page": "read"}, stories=tmp_path)
    assert "kept by an older version of the program" in said(start, "review-drafts")
    page = read()
    assert "kept by an older version of the program" in said(page, "review-said")
    accept_all(page)
    kept = {one.key: one.content for one in store.drafts("ada")}
    assert set(kept) == {HASH, HASH + BESIDE}
    assert kept[HASH] == old
    assert "3 of 3 decided" in said(page, "review-progress")
    again = open_page({"page": "read", "article": NAME}, stories=tmp_path)
    assert "3 of 3 decided" in said(again, "review-progress")


def test_decisions_that_cannot_be_kept_stay_on_the_page_and_it_says_so(read, store, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("no space left on the device", "full")

    page = read()
    monkeypatch.setattr(FolderStore, "keep_draft", full)
    accept_all(page)
    assert "could not be kept and last only as long as this page is open. The disk is full" in said(page, "review-said")
    assert "3 of 3 decided" in said(page, "review-progress")
    assert page.query_params["article"] == OWN
    monkeypatch.undo()


def test_a_draft_that_is_gone_is_said_to_be(open_page: Open, store: FolderStore, tmp_path: Path, owner: str) -> None:
    page = open_page({"page": "read", "article": DRAFT + "0" * SHORT}, stories=tmp_path)
    assert "no unfinished review of that name" in said(page, "article-error")


def test_an_event_that_somebody_takes_off_meanwhile_has_to_be_chosen_anew(read, store: FolderStore) -> None:
    page = accept_all(read())
    gone = {"event_id": "witkoff-putin-2025-08-06", "removed": "told twice"}
    store.save(Change({"events": (gone,)}, "bob", "no event"), 0)
    assert "an event that is no longer on the timeline" in said(ran(page), "article-cards")
    pressed(settle(page), f"{KEY}-save")
    assert store.revision() == 1
    assert "The event that 1 is joined to is no longer on the timeline" in said(page, "review-problems")


def test_an_article_that_a_colleague_saves_meanwhile_is_not_saved_twice(read, store: FolderStore, monkeypatch) -> None:
    mine = settle(accept_all(read()))
    monkeypatch.setattr(who, "_account", lambda: "bob")
    pressed(settle(accept_all(read())), f"{KEY}-save")
    monkeypatch.setattr(who, "_account", lambda: "ada")
    rows = {table: store.rows(table) for table in ("events", "claims", "sources", "actors")}
    pressed(mine, f"{KEY}-save")
    assert {table: store.rows(table) for table in rows} == rows
    assert store.revision() == 1


def test_a_store_that_cannot_be_asked_while_a_dialog_is_open_is_said_to_be(read, store, monkeypatch) -> None:
    def away(*_: object) -> None:
        raise StoreError("the disk is away", "missing")

    page = accept_all(read())
    monkeypatch.setattr(FolderStore, "rows", away)
    pressed(page, "review-save")
    assert "What you decided is kept. The story cannot be reached" in said(page, "review-unreached")


def test_an_article_of_very_many_events_is_reviewed_and_saved_part_by_part(
    read, open_page: Open, tmp_path: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (articles, article_cards):
        monkeypatch.setattr(module, "MOST_EVENTS", 2)
    page = read()
    assert "The article tells 3 events. The first 2 are shown.|Those after" in said(page, "article-cards")
    pressed(settle(accept_all(page)), f"{KEY}-save")
    assert store.revision() == 1
    page.session_state[PART] = (HASH, 1)
    ran(page)
    assert "Events 3 to 3 of 3.|Those before" in said(page, "article-cards")
    assert "0 of 1 decided" in said(page, "review-progress")
    accept_all(page)
    assert [one.key for one in store.drafts("ada")] == [f"{HASH}-2"]
    start = open_page({"page": "read"}, stories=tmp_path)
    assert "1 of 1 decided" in said(start, "review-drafts")
    again = open_page({"page": "read", "article": f"{NAME}-2"}, stories=tmp_path)
    assert "1 of 1 decided" in said(again, "review-progress")
    pressed(again, "review-save")
    pressed(again, f"{KEY}-save")
    assert store.revision() == 2
    assert store.drafts("ada") == ()
    assert len([one for one in store.rows("sources").values() if one.get("publisher") == "Harbour Post"]) == 1
    assert "trump-lukashenko-meeting-2025-08-03" in events(store)


def test_who_may_not_edit_reads_as_ever(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    page = read()
    assert "Meeting: Gunnar Hallbeck" in said(page, "article-cards")
    assert said(page, "review-progress") is None
    assert "Accept" not in said(page, "article-cards")
    assert [one.key for one in page.button if one.key.startswith("review")] == []
    page.session_state[ASKED] = ("save", 0)
    assert [one.key for one in ran(page).button if one.key.startswith("review")] == []


EVIL = (
    "# <script>alert(1)</script> [x](javascript:alert(1)) **Talks**\n\n"
    "The finance minister of Norland, Gunnar Hallbeck, met Keir Starmer in London on 5 August 2025. "
    '=HYPERLINK("http://x") :red[he] wrote $x^2$ in <b>`Minsk`</b> to \u202eall\u202c of them.\n'
)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_markup_in_an_article_is_text_in_every_dialog_and_in_the_story(read, store: FolderStore, lang: str) -> None:
    page = accept_all(read(EVIL, lang=lang))
    for what, number in (("edit", 0), ("join", 0), ("dismiss", 0), ("actor-edit", 0), ("actor-join", 0)):
        assert ask(page, what, number).session_state[ASKED] == (what, number)
    pressed(settle(page), f"{KEY}-save")
    assert store.revision() == 1
    assert (
        store.text(
            next(one["text"] for one in store.rows("sources").values() if one.get("publisher") == "Harbour Post")
        )
        == EVIL
    )
