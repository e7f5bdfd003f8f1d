"""Metrics are told to whoever may know them."""

from pathlib import Path

import pytest

from components.app import articles
from components.app.running import metrics
from components.app.running.counting import Counted
from components.app.running.requests import HEADER
from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import ConflictError, EditingError, StoreError
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.app.running_client import client

WORD = "a-long-word-that-nobody-guesses"


def test_pages_that_are_connected_are_counted_and_know_their_request(meters: metrics.Meters) -> None:
    with client(base="/timeline").websocket_connect("/timeline/_stcore/stream", headers={HEADER: "12345678"}) as socket:
        assert "whowhen_sessions 1.0" in meters.text().decode()
        socket.send_text("go on")
        assert socket.receive_text() == "12345678"
    assert "whowhen_sessions 0.0" in meters.text().decode()


def test_figures_are_told_to_whoever_knows_the_word(meters: metrics.Meters) -> None:
    asked = client([metrics.route("/timeline", WORD)])
    for header in ({}, {"Authorization": WORD}, {"Authorization": f"Bearer {WORD}x"}, {"Authorization": "Bearer "}):
        assert asked.get("/timeline/metrics", headers=header).status_code == 404
    answer = asked.get("/timeline/metrics", headers={"Authorization": f"Bearer {WORD}"})
    assert answer.status_code == 200
    for name in ("whowhen_sessions", "whowhen_parse_seconds_count", "process_resident_memory_bytes"):
        assert f"\n{name} " in answer.text


def test_runs_and_readings_are_measured_by_their_time(meters: metrics.Meters) -> None:
    metrics.run_took("history", 0.3)
    metrics.parse(lambda: None)()
    with pytest.raises(ValueError, match="no article"):
        metrics.parse(int)("no article")
    text = meters.text().decode()
    assert 'whowhen_run_seconds_bucket{le="0.5",page="history"} 1.0' in text
    assert "whowhen_parse_seconds_count 2.0" in text
    assert hasattr(articles._propose, "__wrapped__"), "what the page reads is measured"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "saved"),
        (ConflictError(()), "conflict"),
        (EditingError("closed"), "refused"),
        (StoryError([]), "defects"),
        (StoreError("gone"), "failed"),
        (KeyError("x"), "failed"),
    ],
)
def test_saves_are_counted_by_what_became_of_them(
    meters: metrics.Meters, error: Exception | None, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(new_story(tmp_path, "one"))

    def save(change: Change, expected: int) -> int:
        if error:
            raise error
        return 7

    monkeypatch.setattr(store, "save", save)
    monkeypatch.setattr(store, "undo", lambda number, by, _why: save(Change(by, ""), number))
    for ask in (lambda: Counted(store).save(Change("Ada", ""), 0), lambda: Counted(store).undo(1, "Ada")):
        if error:
            with pytest.raises(type(error)):
                ask()
        else:
            assert ask() == 7
    assert f'whowhen_saves_total{{outcome="{outcome}"}} 2.0' in meters.text().decode()
