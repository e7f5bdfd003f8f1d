"""Two readers at once in one process, with different stories, languages, filters, drafts and names: each gets their
own, and nothing of the other.
"""

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg

from components.events.changes import Change
from components.stores.base import Draft
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.app.api_asking import CALL
from tests.app.threatening import OpenPage, Site, threatened

ROUNDS = 2
TEXT = "On 7 November 2024 the mayor of {mark} called the minister, the council of {mark} said in a statement."


def a_story(folder: Path, name: str, mark: str) -> None:
    """A story, in whose texts the ``mark`` stands, with a draft of a review by the person of that name."""
    store = FolderStore(new_story(folder, name))
    event = {
        "event_id": CALL,
        "title_en": f"Call {mark}title",
        "title_fr": f"Appel {mark}title",
        "note_en": f"{mark}note",
    }
    store.save(Change({"events": (event,)}, by=f"Somebody {mark}editor", why=f"{mark}why"), store.revision())
    at = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    store.keep_draft(Draft(f"{mark}name", f"{mark}key", f"{mark}draft", "{}", at))


def walk(site: Site, mark: str, language: str) -> list[str]:
    """What a reader is sent on a walk through their own pages, each of which has to be there."""
    own = f"story={mark}-story&lang={language}"
    pages = {
        f"{own}&q={mark}title": f"{mark}title",
        f"{own}&event={CALL}": f"{mark}note",
        f"{own}&page=history": f"{mark}why",
        f"{own}&page=edit": f"{mark}name",
        f"{own}&page=read": f"{mark}draft",
    }
    sent = []
    with site.page(own, Cookie=f"whowhen_name={mark}name", X_Forwarded_For="127.0.0.1") as page:
        for _ in range(ROUNDS):
            sent += [*map(page.run, pages), read(page, mark, f"{own}&page=read")]
    every = "".join(sent)  # what a browser has already is not sent again
    assert [one for one in (*pages.values(), f"council of {mark}text") if one not in every] == []
    return sent


def read(page: OpenPage, mark: str, query: str) -> str:
    """Paste a text of one's own and read it; what comes of that."""
    form = page.run(query)
    field, button = (id_of(form, key) for key in ("article-paste", "article-read"))
    message = BackMsg()
    message.rerun_script.query_string = query
    typed, pressed = (message.rerun_script.widget_states.widgets.add() for _ in range(2))
    typed.id, typed.string_value = field, TEXT.format(mark=f"{mark}text")
    pressed.id, pressed.trigger_value = button, True
    return page.send(message)


def id_of(text: str, key: str) -> str:
    """The id that Streamlit gave the field ``key``."""
    found = next(line for line in text.splitlines() if line.strip().startswith("id: ") and line.endswith(f'-{key}"'))
    return found.partition('"')[2].rstrip('"')


def test_two_readers_at_once_see_nothing_of_each_other(tmp_path: Path) -> None:
    stories = tmp_path / "stories"
    for mark in ("annmark", "bobmark"):
        a_story(stories, f"{mark}-story", mark)
    environment = {"WHOWHEN_STORIES": str(stories), "WHOWHEN_EDITING": "local"}
    with threatened(tmp_path, **environment) as site, ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(walk, site, *who) for who in (("annmark", "en"), ("bobmark", "fr"))]
        ann, bob = (one.result() for one in readers)
    for sent, other in ((ann, "bobmark"), (bob, "annmark")):
        # Names of stories are in the head of every page.
        assert not [text for text in sent if other in text.replace(f"{other}-story", "")]
