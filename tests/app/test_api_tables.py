"""The tables by the API: what is selected, in which form, page by page."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import pytest

from components.app import stories
from components.app.view import DEFAULTS, View
from components.events.selection import Selection
from components.exchange.tables import columns
from components.stores.editing import EDITING
from tests.app.api_asking import CALL, MINE, Answer, add, ask, event, library, story
from tests.app.trees import DATA

EVENTS = (
    event("war", when="-0430", type="strike", title_en="=HYPERLINK(1)", lat="-33.5", lon="0", amount="1000000"),
    event("treaty", when="2024-06-01/..", participants="mayor-exampleton:initiator; gazette"),
    event("before", when="../2024-01-31"),
    event("vague", when="2024-12?"),
    event("undated"),
)


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = library(tmp_path_factory.mktemp("api"))
    actors = tuple(stories_of(folder).actors["actor_id"])
    rows = [dict(one) for one in EVENTS]
    rows[1]["participants"] = f"{actors[0]}:initiator; {actors[1]}"
    add(folder, *rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_STORIES", str(folder))
        yield folder


def stories_of(folder: Path) -> Any:
    from components.stores.folder import read_story

    return read_story(folder / MINE)


@pytest.fixture
def ukraine(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("WHOWHEN_STORIES", str(DATA))
    monkeypatch.setenv(EDITING, "off")
    return "ukraine-diplomacy"


def by_id(answer: Answer) -> dict[str, Any]:
    assert answer.status == 200, answer.text
    return {row["event_id"]: row for row in answer.json()["rows"]}


def test_the_stories_there_are_come_with_title_revision_and_counts(mine: Path) -> None:
    found = ask("/api/stories")
    (one,) = found.json()["rows"]
    assert (one["story"], one["state"], one["revision"]) == (MINE, "sound", 1)
    assert one["counts"]["events"] == 6
    assert one == ask(story()).json()
    assert found.headers["x-total-count"] == "1"


@pytest.mark.parametrize("table", ["events", "actors", "claims", "sources"])
def test_a_table_has_the_columns_of_its_file_and_what_is_derived(mine: Path, table: str) -> None:
    for row in ask(story(f"/{table}")).json()["rows"]:
        assert list(row) == columns(table, ("en", "fr"))


def test_derived_days_are_iso_with_bce_open_ends_and_nothing_where_there_is_no_date(mine: Path) -> None:
    rows = by_id(ask(story("/events")))
    days = {id: (row["earliest"], row["latest"], row["precision"]) for id, row in rows.items()}
    assert days["war"] == ("-0430-01-01", "-0430-12-31", "year")
    assert days["treaty"] == ("2024-06-01", "..", "open-end")
    assert days["before"] == ("..", "2024-01-31", "open-start")
    assert days["vague"] == ("2024-12-01", "2024-12-31", "month")
    assert days["undated"] == (None, None, "none")
    assert (rows["vague"]["uncertain"], rows["vague"]["approximate"]) == (True, False)
    assert (rows["undated"]["status"], rows["undated"]["known_on"]) == ("reported", "2024-06-02")
    assert (rows[CALL]["status"], rows[CALL]["when"]) == ("disputed", "2024-05-13?")
    assert (rows["war"]["lat"], rows["war"]["lon"], rows["war"]["amount"]) == (-33.5, 0, 1000000)
    assert rows["undated"]["lat"] is None
    assert "NaN" not in ask(story("/events")).text


def test_participants_are_values_in_json_and_the_cell_of_the_file_in_csv(mine: Path) -> None:
    pairs = by_id(ask(story("/events")))["treaty"]["participants"]
    assert [one["role"] for one in pairs] == ["initiator", "participant"]
    row = next(row for row in read(ask(story("/events?format=csv"))) if row["event_id"] == "treaty")
    assert row["participants"] == f"{pairs[0]['actor_id']}:initiator; {pairs[1]['actor_id']}"


def read(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_csv_comes_by_parameter_or_accept_and_runs_nothing_in_a_spreadsheet(mine: Path) -> None:
    found = ask(story("/events"), accept="text/csv")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert "mine-events.csv" in found.headers["content-disposition"]
    assert found.body == ask(story("/events?format=csv"), accept="application/json").body
    war = next(row for row in read(found) if row["event_id"] == "war")
    assert (war["title_en"], war["when"], war["earliest"]) == ("'=HYPERLINK(1)", "'-0430", "'-0430-01-01")
    assert (war["lat"], war["lon"], war["importance"]) == ("-33.5", "0", "")
    assert ask(story("/events?format=json"), accept="text/csv").json()["total"] == 6


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("text/*", "text/csv"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/csv;q=0, */*", "application/json"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("application/xml, text/csv;q=0.1", "text/csv"),
        ("image/png", ""),
        ("text/csv;q=0", ""),
        ("text/csv;q=much", ""),
    ],
)
def test_the_header_accept_is_weighed(mine: Path, accept: str, form: str) -> None:
    found = ask(story("/events"), accept=accept)
    if form:
        assert found.headers["content-type"].split(";")[0] == form
    else:
        assert found.status == 406
        assert "text/csv" in found.json()["detail"]


def test_the_same_query_selects_the_same_here_and_on_the_page(ukraine: str) -> None:
    whole = stories.load(ukraine)
    one = Selection(actors=("donald-trump", "vladimir-putin"), match="all", statuses=("confirmed",), first=20000)
    view = View(story=ukraine, selection=one, lang="fr", lanes="actor", tab="table", sort="-status")
    assert view.to_query().keys() > DEFAULTS.keys() - {"page", "crowd", "tab"}
    found = ask(story(f"/events?{urlencode(view.to_query(), doseq=True)}", ukraine)).json()
    expected = one.apply(whole)
    assert [row["event_id"] for row in found["rows"]] == expected.events["event_id"].tolist()
    assert found["selection"] == one.describe(whole, "fr")
    assert 0 < found["total"] < 215


def test_a_day_of_knowledge_hides_what_came_later(ukraine: str) -> None:
    call = story("/events/trump-putin-call-2024-11-07", ukraine)
    now, then = ask(call).json(), ask(f"{call}?known_on=2024-11-10").json()
    assert (now["event"]["status"], then["event"]["status"]) == ("disputed", "reported")
    assert len(then["claims"]) < len(now["claims"])
    assert "denied" not in str(then)
    assert ask(f"{call}?known_on=2024-11-01").status == 404
    statuses = by_id(ask(story("/events?known_on=2024-11-10&q=Putin", ukraine)))
    assert statuses["trump-putin-call-2024-11-07"]["status"] == "reported"


def test_one_event_comes_with_its_claims_and_whom_and_what_they_name(mine: Path) -> None:
    found = ask(story(f"/events/{CALL}")).json()
    assert found["event"] == by_id(ask(story("/events")))[CALL]
    assert {claim["event_id"] for claim in found["claims"]} == {CALL}
    assert {one["source_id"] for one in found["claims"]} == {one["source_id"] for one in found["sources"]}
    known = {one["actor_id"] for one in found["actors"]}
    assert {one["actor_id"] for one in found["event"]["participants"]} <= known
    assert {one["speaker_id"] for one in found["claims"]} - {""} <= known
    assert ask(story("/events/nothing")).status == 404


def test_with_a_selection_only_actors_and_sources_that_it_names_are_listed(ukraine: str) -> None:
    for table in ("actors", "sources"):
        every, some = (ask(story(f"/{table}?limit=1000{more}", ukraine)).json() for more in ("", "&actor=joe-biden"))
        assert 0 < some["total"] < every["total"]
        assert all(row in every["rows"] for row in some["rows"])


def test_the_pages_follow_each_other_and_make_up_the_whole(ukraine: str) -> None:
    address, rows = story("/events?status=confirmed&q=Trump&limit=7", ukraine), []
    at = address
    while at:
        page = ask(at)
        rows += page.json()["rows"]
        assert page.headers["x-total-count"] == str(page.json()["total"])
        at = urljoin(at, linked(page).get("next", "")) if "next" in linked(page) else ""
    whole = ask(story("/events?status=confirmed&q=Trump&limit=1000", ukraine)).json()
    assert len(rows) > 14
    assert rows == whole["rows"]


def linked(answer: Answer) -> dict[str, str]:
    links = (one.partition(">; rel=") for one in answer.headers.get("link", "").split(", ") if one)
    return {rel.strip('"'): address.removeprefix("<") for address, _, rel in links}


def test_before_and_behind_the_last_page_there_is_a_way_back(mine: Path) -> None:
    assert linked(ask(story("/events?limit=2"))) == {"next": "?limit=2&offset=2"}
    assert linked(ask(story("/events?limit=4&offset=2"))) == {"prev": "?limit=4&offset=0"}
    beyond = ask(story("/events?offset=600"))
    assert (beyond.json()["rows"], linked(beyond)) == ([], {"prev": "?limit=100&offset=0"})


@pytest.mark.parametrize(
    ("query", "parameter", "remedy"),
    [
        ("actor=nobody", "actor", "actor_id"),
        ("actor=mayor-exampleton%00", "actor", "actor_id"),
        ("status=true", "status", "confirmed, reported"),
        ("family=x", "family", "contacts"),
        ("type=x", "type", "type of"),
        ("place=Nowhere", "place", "country"),
        ("match=both", "match", "any or all"),
        ("from=07/11/2024", "from", "EDTF"),
        ("to=2024-02-30", "to", "EDTF"),
        ("from=../2024", "from", "EDTF"),
        ("known_on=today", "known_on", "EDTF"),
        ("q=", "q", "leave it out"),
        ("q=a&q=b", "q", "once"),
        ("q=" + "+".join(f"w{n}" for n in range(21)), "q", "20 words"),
        ("q=" + "x" * 1001, "q", "less"),
        ("&".join("actor=a" for _ in range(51)), "actor", "50"),
        ("lang=de", "lang", "en, fr"),
        ("limit=0", "limit", "1 to 1000"),
        ("limit=1001", "limit", "1 to 1000"),
        ("limit=٣", "limit", "1 to 1000"),
        ("offset=-1", "offset", "0 to"),
        ("offset=1e3", "offset", "0 to"),
        ("format=xml", "format", "json, csv"),
        ("event=none", "event", "event_id"),
        ("story=other", "story", "leave it out"),
        ("actors=a", "actors", "actor"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_remedy(mine: Path, query: str, parameter: str, remedy: str) -> None:
    found = ask(story(f"/events?{query}"))
    assert (found.status, found.headers["content-type"]) == (400, "application/problem+json")
    (fault,) = found.json()["errors"]
    assert fault["parameter"] == parameter
    assert remedy in fault["remedy"]
    assert len(found.body) < 2000
    assert parameter in found.json()["detail"]


def test_all_faults_are_told_at_once_and_markup_stays_data(mine: Path) -> None:
    found = ask(story("/claims?<b>=<script>&limit=x&from=y"))
    assert [one["parameter"] for one in found.json()["errors"]] == ["<b>", "from", "limit"]
    assert found.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["", "/events/" + CALL, "/changes.atom"])
def test_a_parameter_that_would_have_no_effect_is_refused(mine: Path, path: str) -> None:
    found = ask(story(f"{path}?status=confirmed"))
    assert (found.status, found.json()["errors"][0]["parameter"]) == (400, "status")


def test_very_many_faults_make_no_long_answer(mine: Path) -> None:
    found = ask(story("/events?" + "&".join(f"p{n}=x" for n in range(1500))))
    assert (found.status, len(found.json()["errors"])) == (400, 20)
    assert len(found.body) < 10_000
