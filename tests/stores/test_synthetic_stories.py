"""Made-up stories: sound, the same each time, and with the shape of real ones."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components.cli import main
from components.events.schema import TABLES
from components.events.story import Story
from components.stores.folder import examined, read_story
from components.stores.synthetic.generating import BLOCK, generate
from components.stores.synthetic.times import KINDS


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("made") / "story"
    generate(folder, 4000, 200, 7)
    assert examined(folder) == ([], 0)
    return read_story(folder)


def test_the_same_arguments_make_the_same_story_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, 300, 20, seed)
    one, same, other = (read_story(tmp_path / name) for name in "abc")
    # Rows, and not files: Arrow pads its pages with what happens to stand in memory.
    for table in (*TABLES, "participants"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(same, table))
    assert not one.events.equals(other.events)


@pytest.mark.parametrize(("events", "actors"), [(1, 10), (2, 10), (50, 500)])
def test_the_smallest_stories_are_sound(tmp_path: Path, events: int, actors: int) -> None:
    rows = generate(tmp_path / "s", events, actors, 1)
    assert examined(tmp_path / "s") == ([], 0)
    assert len(read_story(tmp_path / "s").events) == events == rows["events"]


def test_a_story_of_several_blocks_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert BLOCK > 1000
    monkeypatch.setattr("components.stores.synthetic.generating.BLOCK", 128)
    rows = generate(tmp_path / "s", 1000, 40, 1)
    assert examined(tmp_path / "s") == ([], 0)
    assert len(read_story(tmp_path / "s").claims) == rows["claims"]


def test_few_actors_do_most(story: Story) -> None:
    counts = story.participants["actor_id"].value_counts().sort_values(ascending=False)
    assert counts.head(20).sum() > 0.5 * counts.sum()
    assert (counts > 0).sum() > 150
    assert set(story.actors["kind"]) == {"person", "state", "government", "organisation", "media"}


def test_events_come_in_bursts(story: Story) -> None:
    days = story.events["earliest"].to_numpy()
    weeks = np.bincount(((days[np.isfinite(days)] - np.nanmin(days)) // 7).astype(int))
    assert weeks.var() > 3 * weeks.mean()  # of what comes by chance alone the two are equal
    assert (np.nanmax(days) - np.nanmin(days)) / 365 > 30


def test_dates_are_of_seven_kinds(story: Story) -> None:
    events = story.events
    vague = events["approximate"] | events["uncertain"]
    found = set(events["precision"][~vague]) | ({"vague"} if vague.any() else set())
    assert found == {"day", "month", "year", "interval", "open-end", "vague", "none"}
    assert len(KINDS) == len(found)


def test_sources_disagree_in_the_course_of_time(story: Story) -> None:
    assert set(story.events["status"]) == {"confirmed", "reported", "disputed", "denied", "planned", "retracted"}
    assert 1.3 < len(story.claims) / len(story.events) < 1.7
    assert set(story.claims["stance"]) == {"asserts", "confirms", "denies", "declines", "plans", "retracts"}
    late = pd.Series(
        story.claims["day"].to_numpy()
        - story.claims["event_id"]
        .map(dict(zip(story.events["event_id"], story.events["latest"], strict=True)))
        .to_numpy(dtype=float)
    )
    assert (late > 365).any()
    assert story.claims["party"].any()
    assert story.claims["anonymous"].any()


def test_titles_are_told_in_both_languages_without_a_slot_left_open(story: Story) -> None:
    for column in ("title_en", "title_fr"):
        assert not story.events[column].str.contains(r"[{}]|\bde (?:le|les)\b|  ").any()
        assert story.events[column].str.match(r"[A-ZÉÎL]").all()


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_the_command_writes_either_kind(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "s"
    assert main(["generate", "--events", "20", "--actors", "10", "--seed", "3", "--to", kind, str(out)]) == 0
    assert "20 events" in capsys.readouterr().out
    assert (out / f"events.{kind}").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["s"]
    assert main(["check", str(out)]) == 0
    assert main(["generate", "--events", "20", str(out)]) == 2


@pytest.mark.parametrize("words", [["--events", "0"], ["--events", "many"], ["--events", "9", "--actors", "2"]])
def test_numbers_that_will_not_do_are_refused(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate", *words, str(tmp_path / "s")])
    assert ended.value.code == 2
