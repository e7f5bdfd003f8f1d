"""What forms make of cells: dates in words, participants by role, ids, and what is wrong with them."""

import pytest

from components.app.widgets.editing.choices import countries, currencies, meant_actors
from components.app.widgets.editing.ids import new_claim_id, new_id, slug, with_other_ids
from components.app.widgets.editing.problems import by_row, problem_text
from components.app.widgets.editing.values import (
    by_role,
    changed_cells,
    flag_cell,
    items_cell,
    participants_cell,
)
from components.app.widgets.editing.when import day_told, when_told
from components.app.widgets.editing.wordings import column_words, editing_words
from components.events.changes import Change
from components.events.errors import Defect
from components.events.validation import check
from tests.app.trees import scene
from tests.events.event_stories import ACTORS, META, tables
from tests.events.spoilt_tables import CLAIMS, EVENTS, SOURCES, spoilt


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("2025-11-18", "en", "Tue 18 Nov 2025"),
        ("2025-11-18~", "en", "about Tue 18 Nov 2025"),
        ("2025-11-18~", "fr", "vers le mar. 18 nov. 2025"),
        ("2025-11-18?", "en", "Tue 18 Nov 2025 (doubtful)"),
        ("2025-11", "en", "November 2025, so any day from 1 November 2025 to 30 November 2025"),
        ("2025-11-18/2025-11-20", "en", "18–20 November 2025"),
        ("2025-11-18/..", "en", "since 18 November 2025"),
        ("", "en", "no date"),
        ("  2025-11-18 ", "en", "Tue 18 Nov 2025"),
    ],
)
def test_a_sound_date_is_told_in_words(typed: str, language: str, said: str) -> None:
    told = when_told(typed, language)
    assert (told.sound, told.text) == (True, said)


@pytest.mark.parametrize(
    ("typed", "language", "instead"),
    [
        ("18 Nov 2025", "en", "2025-11-18"),
        ("about 18 November 2025", "en", "2025-11-18~"),
        ("vers le 18 novembre 2025", "fr", "2025-11-18~"),
        ("vers le 18 novembre 2025", "en", "2025-11-18~"),
        ("between 18 and 20 November 2025", "en", "2025-11-18/2025-11-20"),
        ("18.11.2025", "fr", "2025-11-18"),
        ("Nov 2025", "en", "2025-11"),
        ("2025-11-20/2025-11-18", "en", "2025-11-18/2025-11-20"),
        ("yesterday", "en", ""),
        ("07/11/2024", "en", ""),
        ("2025-02-30", "en", ""),
        ("x" * 5000, "en", ""),
    ],
)
def test_what_is_no_date_is_said_with_what_was_meant(typed: str, language: str, instead: str) -> None:
    told = when_told(typed, language)
    assert (told.sound, told.instead) == (False, instead)
    assert told.text
    assert not instead or when_told(instead, language).sound


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("2025-02-30", "that month has no such day"), ("2025-13", "from 01 to 12"), ("07/11/2024", "which number")],
)
def test_a_date_that_cannot_be_is_told_why(typed: str, problem: str) -> None:
    assert problem in when_told(typed, "en").text


@pytest.mark.parametrize(
    ("typed", "sound", "instead"),
    [
        ("2025-11-18", True, ""),
        ("2025-11", True, ""),
        ("2025-11-18~", False, "2025-11-18"),
        ("2025-11-18/2025-11-20", False, "2025-11-18"),
        ("18 Nov 2025", False, "2025-11-18"),
        ("", True, ""),
    ],
)
def test_the_day_of_a_claim_has_no_marks(typed: str, sound: bool, instead: str) -> None:
    told = day_told(typed, "en")
    assert (told.sound, told.instead) == (sound, instead)


def test_participants_that_are_not_touched_keep_every_character() -> None:
    cell = "b:target;a:initiator ;c"
    assert participants_cell(cell, by_role(cell)) == cell
    assert participants_cell(cell, {**by_role(cell), "mediator": []}) == cell


def test_participants_keep_the_order_of_roles_and_new_ones_follow() -> None:
    chosen = {"initiator": ["a"], "target": ["b", "d"], "participant": ["c"], "mediator": ["e"]}
    assert participants_cell("b:target; a:initiator; c", chosen) == "b:target; d:target; a:initiator; c; e:mediator"
    assert participants_cell("b:target", {"target": []}) == ""
    assert participants_cell("", {"initiator": ["a"], "target": ["a"]}) == "a:initiator; a:target"


def test_lists_and_flags_keep_their_cell_when_they_say_the_same() -> None:
    assert items_cell("x;  y", ["x", "y"]) == "x;  y"
    assert items_cell("x;  y", ["x", "y", "z; w"]) == "x; y; z; w"
    assert (flag_cell("True", True), flag_cell("", False), flag_cell("no", True), flag_cell("yes", False)) == (
        "True",
        "",
        "yes",
        "no",
    )


def test_only_what_was_changed_is_in_the_row_of_a_change() -> None:
    before = {"event_id": "e", "title_en": "A ", "when": "2025"}
    assert changed_cells(before, {"event_id": "e", "title_en": "A", "when": "2025", "note_en": ""}, "event_id") == {}
    after = {"event_id": "e", "title_en": "B", "when": ""}
    assert changed_cells(before, after, "event_id") == {"event_id": "e", "title_en": "B", "when": ""}


@pytest.mark.parametrize(
    ("words", "day", "known", "id"),
    [
        ("Trump and Putin talk by phone again", "2025-11-18~", set(), "trump-and-putin-talk-by-2025-11-18"),
        ("L’Élysée reçoit", "2025-11", set(), "lelysee-recoit-2025-11"),
        ("Łódź, œuvre & Straße", "", set(), "lodz-oeuvre-strasse"),
        ("Переговоры", "2025-11-18/2025-11-20", set(), "event-2025-11-18"),
        ("A", "2025", {"a-2025", "a-2025-2"}, "a-2025-3"),
        ("Election 2025", "2025", set(), "election-2025"),
        ("A", "18 Nov", set(), "a"),
    ],
)
def test_a_new_id_is_readable_and_like_no_other(words: str, day: str, known: set[str], id: str) -> None:
    assert new_id(words, day, known, "event") == id


@pytest.mark.parametrize("words", ["<script>", "../../etc", "a\x00b", "’ OR 1=1 --", "a" * 5000, "\u202eabc"])
def test_an_id_is_an_id_whatever_the_title_is(words: str) -> None:
    found = new_id(words, words, set(), "event")
    assert not [one for one in spoilt("events", "event_id", found) if "an id consists" in one.problem]
    assert len(slug("word " * 100).split("-")) == 5


def test_a_new_claim_takes_the_next_number_of_its_event() -> None:
    assert new_claim_id("e", {"e-c01", "e-c03", "e-2-c09"}) == "e-c04"
    assert new_claim_id("e", set()) == "e-c01"


def test_other_ids_reach_every_cell_of_the_change_that_names_them() -> None:
    change = Change(
        {
            "events": ({"event_id": "e", "participants": "a:target; b"},),
            "claims": ({"claim_id": "e-c01", "event_id": "e", "source_id": "s", "speaker": "a", "quote": "a"},),
        },
        "Ann",
    )
    ids = {("events", "e"): "e-2", ("actors", "a"): "a-2", ("sources", "s"): "s-2", ("claims", "e-c01"): "e-2-c01"}
    renamed = with_other_ids(change, ids).rows
    assert renamed["events"] == ({"event_id": "e-2", "participants": "a-2:target; b"},)
    assert renamed["claims"] == (
        {"claim_id": "e-2-c01", "event_id": "e-2", "source_id": "s-2", "speaker": "a-2", "quote": "a"},
    )


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("events", "when", "7 November 2024"),
        ("events", "type", "treaty"),
        ("events", "type", ""),
        ("events", "lat", "90.5"),
        ("events", "lat", ""),
        ("events", "amount", "nan"),
        ("events", "amount", "1" * 400),
        ("events", "country", "usa"),
        ("events", "currency", "$"),
        ("events", "participants", "putln"),
        ("events", "participants", "putin:victim"),
        ("events", "participants", ":target"),
        ("events", "participants", "putin; putin"),
        ("events", "event_id", "A b"),
        ("events", "event_id", "call"),
        ("claims", "asserted_on", "2024-11-10~"),
        ("claims", "asserted_on", "2020"),
        ("claims", "stance", "says"),
        ("claims", "hedged", "perhaps"),
        ("claims", "start_char", "1.5"),
        ("claims", "end_char", "1"),
        ("claims", "event_id", "nothing"),
        ("claims", "speaker", "vladimir-putln"),
        ("actors", "wikidata", "22686"),
        ("actors", "side", "nobody"),
        ("actors", "affiliation", "nobody"),
        ("sources", "url", "example.org"),
        ("sources", "sha256", "12"),
        ("sources", "text", "../a"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_a_form_in_both_languages(table: str, column: str, value: str) -> None:
    found = spoilt(table, column, value)
    assert found
    for defect in found:
        english, french = (problem_text(defect, language) for language in ("en", "fr"))
        assert english != french
        assert ".csv" not in english + french
        assert ".toml" not in english + french
        assert defect.remedy not in english


def test_an_event_that_nobody_tells_is_said_to_need_a_claim() -> None:
    (silent,) = check(tables(EVENTS, CLAIMS[1:], ACTORS, SOURCES), META)
    assert "It needs one that says so" in problem_text(silent, "en")


def test_a_problem_without_words_of_its_own_is_told_as_it_is() -> None:
    assert problem_text(Defect("events.csv", 1, "x", "", "odd", "mend it"), "en") == "odd; mend it"


def test_defects_find_the_row_that_they_are_about() -> None:
    rows = {"claims": ({"claim_id": "a"}, {"claim_id": "b"})}
    here, there = (
        Defect("claims.csv", 2, "speaker", "", "p", "r"),
        Defect("events.csv", 0, "event_id", "", "p", "r"),
    )
    assert by_row(rows, (here, there)) == [("claims", "b", here), ("events", "", there)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_countries_and_currencies_are_named_in_the_language_of_the_page(language: str) -> None:
    assert countries(language)["DE"] == {"en": "Germany", "fr": "Allemagne"}[language]
    assert next(iter(countries(language).values())).startswith("Af")
    money = list(currencies(language))
    assert {"USD", "EUR", "UAH", "RUB"} <= set(money)
    assert money.index("EUR") < money.index("DEM")
    assert not {"EU", "ZZ", "UN"} & set(countries(language))


def test_columns_are_called_as_in_the_history() -> None:
    assert column_words("title_fr", "en") == "title (French)"
    assert column_words("note_en", "fr") == "note (anglais)"
    assert column_words("when", "en") == "date"
    assert column_words("odd_column", "en") == "odd_column"


def test_the_actor_that_was_meant_is_found_by_part_of_a_name_and_by_other_names() -> None:
    story = scene().whole
    names = dict(zip(story.actors["actor_id"], story.actors["name_en"], strict=True))
    assert meant_actors(story, "harris", names) == ["kamala-harris"]
    assert meant_actors(story, "Loukachenko", names) == ["alexander-lukashenko"]
    assert meant_actors(story, "nobody at all", names) == []
    assert meant_actors(story, "  ", names) == []


def test_every_role_and_every_dialog_has_its_words() -> None:
    from components.app.widgets.editing.opened import KINDS
    from components.events.vocabulary import ROLES

    for language in ("en", "fr"):
        words = editing_words(language)
        assert all(words(f"roles.{role}") for role in ROLES)
        assert all(words(f"dialog.{kind}") for kind in KINDS)
