"""Why something could not be done, in the reader's language: every cause has its words, and no sentence gives away
where a story is kept.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.app import trouble, who
from components.app.trouble import told_trouble, trouble_words
from components.app.who import Person
from components.events.changes import ChangeError
from components.events.errors import Defect, StoryError
from components.stores.base import ConflictError, EditingError, StoreError, UndoError
from components.stores.database.errors import _FAILED, _SQLITE, _STATES, GONE
from components.stores.folder_access import Access

COMPONENTS = Path(__file__).parents[2] / "components"
ERRORS = {"StoreError", "ChangeError", "EditingError"}
COMMAND = {"transfer.py", "backup.py"}  # only the command whowhen copies whole stories and databases
SECRETS = ("/srv", "ada", "hunter2", "db.example.org", "5432")
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes an error of a store or a change, with where it is."""
    files = [*(COMPONENTS / "stores").rglob("*.py"), *(COMPONENTS / "events").glob("chang*.py")]
    for file in [*files, *(COMPONENTS / "app" / "widgets" / "editing").glob("*.py")]:
        if file.name in COMMAND:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                yield f"{file.name}:{node.lineno}", node


def causes() -> dict[str, str]:
    """The cause that each error names, as far as it stands in the code."""
    found = {}
    for where, call in raised():
        cause = call.args[1] if len(call.args) > 1 else None
        if isinstance(cause, ast.Constant):
            found[where] = str(cause.value)
    return found


def test_every_error_of_a_store_or_a_change_names_its_cause() -> None:
    without = [where for where, call in raised() if len(call.args) < 2]
    assert without == []
    assert len(causes()) > 50


@LANGUAGES
def test_every_cause_has_its_words(language: str) -> None:
    words = trouble_words(language)
    known = {*causes().values(), *(one[2] for one in (*_SQLITE.values(), *_STATES.values(), GONE))}
    access = Access(Path("/srv/stories/mine"))
    known |= {access.told(OSError(number, "no")).cause for number in (28, 13, 5)}
    assert [one for one in sorted(known) if not words.has(f"why.{one}")] == []
    assert _FAILED[2] == ""
    kept = {"unknown", "defects", "conflict", "undone", "touched", "undo_needed"}
    assert {*words.entry("why")} - known <= kept | {"settings"}


@LANGUAGES
def test_every_place_in_the_words_is_filled(language: str) -> None:
    """By what the errors give: an error with fewer values than its sentence has places would be a KeyError."""
    words = trouble_words(language)
    named = causes()
    given = {cause: {key.arg for key in call.keywords} for where, call in raised() if (cause := named.get(where))}
    for cause, names in given.items():
        if {"table", "id"} <= names:
            names.add("referring")
        if {"named", "which"} <= names:
            names.add("needed")
        text = words.entry(f"why.{cause}")
        assert {*re.findall(r"{(\w+)}", text)} <= names, cause


@LANGUAGES
def test_what_stands_in_the_way_of_an_undo_is_told(language: str) -> None:
    referring = (("claims", "c-1", "actors", "bishop"),)
    told = told_trouble(UndoError(3, referring=referring), language)
    words = trouble_words(language)
    assert words("row.claims", id="c-1") in told
    assert words("row.actors", id="bishop") in told
    assert told_trouble(ConflictError(()), language) == trouble_words(language)("why.conflict")


@LANGUAGES
@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device", "/srv/stories/ada"),
        OSError(30, "Read-only file system", "/srv/stories/ada"),
        OSError(5, "Input/output error", "/srv/stories/ada"),
    ],
)
def test_no_place_on_a_disk_is_told_but_in_the_log(
    error: OSError, language: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trouble, "_logged", [""])
    told = told_trouble(Access(Path("/srv/stories/ada")).told(error), language)
    assert not [secret for secret in SECRETS if secret in told]
    assert told != trouble_words(language)("why.unknown")
    assert "/srv/stories/ada" in caplog.text


@LANGUAGES
@pytest.mark.parametrize(
    "error",
    [
        StoreError("the database on db.example.org:5432 failed (hunter2)"),
        StoreError("the database on db.example.org:5432 failed (hunter2)", "a word that nobody knows"),
        ChangeError("/srv/stories/ada"),
    ],
)
def test_what_has_no_cause_gets_a_general_sentence(error: StoreError, language: str) -> None:
    assert told_trouble(error, language) == trouble_words(language)("why.unknown")


@LANGUAGES
def test_faults_of_a_story_are_told_as_such(language: str) -> None:
    error = StoryError([Defect("events.csv", 2, "when", "soon", "it is no date", "write one")])
    assert told_trouble(error, language) == trouble_words(language)("why.defects")


def test_who_may_not_edit_is_told_why_in_the_words_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = EditingError("editing is switched off here", "closed")
    monkeypatch.setattr(who, "person", lambda: Person("", "viewer", why_not="Connectez-vous d’abord."))
    assert told_trouble(closed, "fr") == "Connectez-vous d’abord."
    monkeypatch.setattr(who, "person", lambda: Person("ada", "editor"))
    assert told_trouble(closed, "fr") == trouble_words("fr")("why.closed")


def test_what_a_sentence_names_is_cut_and_stays_on_its_line() -> None:
    told = told_trouble(StoreError("", "column", column="a\nb" + "x" * 10_000), "en")
    assert "\n" not in told
    assert len(told) < 300
