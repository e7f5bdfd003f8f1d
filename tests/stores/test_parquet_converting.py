"""``whowhen convert``: there and back without loss, whole or not at all."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.cli import main
from components.events.errors import StoryError
from components.stores.base import StoreError
from components.stores.converting import convert
from components.stores.template import new_story
from tests.stores.parquet_stories import cells

UKRAINE = Path(__file__).parents[2] / "data" / "ukraine-diplomacy"


def test_there_and_back_all_cells_are_the_same_and_all_else_came_along(tmp_path: Path) -> None:
    convert(UKRAINE, "parquet", tmp_path / "there")
    convert(tmp_path / "there", "csv", tmp_path / "back")
    for name in ("events", "claims", "actors", "sources"):
        assert cells(tmp_path / "back" / f"{name}.csv") == cells(UKRAINE / f"{name}.csv")
    texts = sorted(path.name for path in (UKRAINE / "articles").iterdir())
    assert sorted(path.name for path in (tmp_path / "back" / "articles").iterdir()) == texts
    assert (tmp_path / "back" / "story.toml").read_bytes() == (UKRAINE / "story.toml").read_bytes()
    assert not list((tmp_path / "there").glob("*.csv"))


def test_columns_have_types_where_these_lose_nothing(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "my-story")
    convert(folder, "parquet", tmp_path / "story")
    events, claims = (pq.read_schema(tmp_path / "story" / f"{name}.parquet") for name in ("events", "claims"))
    assert pa.types.is_dictionary(events.field("when").type)
    assert pa.types.is_boolean(claims.field("hedged").type)
    assert pa.types.is_string(claims.field("claim_id").type)


def test_a_number_that_is_written_in_another_way_stays_a_text(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "my-story")
    rows = cells(folder / "events.csv")
    rows[1][rows[0].index("amount")], rows[1][rows[0].index("lat")] = "1.50", "48.5"
    rows[1][rows[0].index("lon")] = "-2"
    (folder / "events.csv").write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), "utf-8")
    convert(folder, "parquet", tmp_path / "there")
    schema = pq.read_schema(tmp_path / "there" / "events.parquet")
    assert [str(schema.field(name).type) for name in ("amount", "lat", "lon")] == ["string", "double", "int64"]
    convert(tmp_path / "there", "csv", tmp_path / "back")
    assert cells(tmp_path / "back" / "events.csv") == rows


def test_nothing_is_written_over_and_nothing_is_left_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_story(tmp_path, "my-story")
    with pytest.raises(StoreError, match="is there already"):
        convert(folder, "parquet", folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("components.stores.parquet_writing.os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        convert(folder, "parquet", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["my-story"]


def test_a_story_with_defects_is_not_converted(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "my-story")
    (folder / "claims.csv").unlink()
    with pytest.raises(StoryError, match="the file is missing"):
        convert(folder, "parquet", tmp_path / "out")


@pytest.mark.parametrize("order", [["{in}", "{out}", "--to", "parquet"], ["{in}", "--to", "parquet", "{out}"]])
def test_the_command_takes_its_words_in_any_order(
    tmp_path: Path, order: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = new_story(tmp_path, "my-story"), tmp_path / "out"
    assert main(["convert", *(word.replace("{in}", str(folder)).replace("{out}", str(out)) for word in order)]) == 0
    assert capsys.readouterr().out == f"{out}: written\n"
    assert main(["check", str(out)]) == 0
    assert main(["convert", str(folder), "--to", "parquet", str(out)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_without_a_name_the_folder_stands_beside_the_story(tmp_path: Path) -> None:
    folder = new_story(tmp_path, "my-story")
    assert main(["convert", str(folder), "--to", "parquet"]) == 0
    assert (tmp_path / "my-story-parquet" / "events.parquet").is_file()
