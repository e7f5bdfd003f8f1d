"""The picture of a shared view: what it shows is read off its pixels."""

import io
from pathlib import Path

import numpy as np
import pytest
import streamlit
from PIL import Image

from components.charts.preview import MOST_LINES, SIZE, Preview, preview_png, wrapped
from components.charts.raster_text import Faces, Style, markup
from components.charts.theme import DARK, LIGHT
from components.charts.view import TimelineView
from tests.charts.timeline_stories import day, many, story
from tests.charts.timeline_views import CROWD, ERAS, SMALL, salient, small, view_of

MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
FACES = Faces(next(MEDIA.glob("SourceSansVF-Upright*.woff2")), next(MEDIA.glob("SourceSansVF-Italic*.woff2")))
MOST = 200_000  # bytes


def drawn(view: TimelineView, title: str = "A story", sentence: str = "All events.") -> Image.Image:
    content = preview_png(Preview(title, sentence, view, FACES))
    assert len(content) < MOST
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def near(colour: str, picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of ``box`` are of ``colour``, about."""
    part = picture.crop(box)
    wanted = rgb(colour)
    return sum(
        count
        for count, found in part.getcolors(part.width * part.height) or ()
        if all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))
    )


LANES = (0, 150, SIZE[0], SIZE[1] - 60)
HEADING = (0, 0, SIZE[0], 130)


def test_the_picture_has_the_size_that_its_page_tells() -> None:
    assert drawn(view_of(small())).size == SIZE == (1200, 630)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_each_family_is_drawn_in_its_colour_on_the_ground_of_the_theme(theme) -> None:
    rows = [
        {"id": kind, "when": f"2024-11-{number:02}", "type": kind}
        for number, kind in enumerate(("election", "call", "statement", "aid", "strike"), start=3)
    ]
    picture = drawn(view_of(story(rows), theme=theme))
    assert picture.getpixel((2, 2)) == rgb(theme.bg)
    for family in ("institutions", "contacts", "statements", "support", "pressure"):
        assert near(theme.families[family], picture, LANES) > 40, family


@pytest.mark.parametrize(("status", "inside"), [("confirmed", LIGHT.families["contacts"]), ("reported", LIGHT.bg)])
def test_a_mark_is_filled_by_its_status(status: str, inside: str) -> None:
    rows = [{"id": "one", "when": "2024-11-07", "type": "meeting", "status": status}]
    lanes = np.asarray(drawn(view_of(story(rows))).crop(LANES)).astype(int)
    ys, xs = np.nonzero(np.abs(lanes - rgb(LIGHT.families["contacts"])).max(axis=2) < 12)
    middle = lanes[(ys.min() + ys.max()) // 2, (xs.min() + xs.max()) // 2]
    assert np.abs(middle - rgb(inside)).max() < 12


def test_the_selected_event_stands_on_its_ground() -> None:
    assert near(LIGHT.selected, drawn(view_of(small())), LANES) == 0
    assert near(LIGHT.selected, drawn(view_of(small(), selected="vote")), LANES) > 1000


def test_a_filter_leaves_the_marks_of_what_it_keeps() -> None:
    whole = salient(small())
    kept = whole.with_tables(events=whole.events[whole.events["type"] == "call"])
    picture = drawn(TimelineView(kept, whole))
    assert near(LIGHT.families["institutions"], picture, LANES) == 0
    assert near(LIGHT.families["contacts"], picture, LANES) > 0


@pytest.mark.parametrize("lanes", ["type", "detail", "actor", "place"])
def test_every_kind_of_view_has_a_picture(lanes) -> None:
    window = (day("2024-11-01"), day("2024-12-01"))
    for more in ({}, {"window": window, "selected": "call", "known_on": day("2024-11-20")}):
        picture = drawn(view_of(small(), lanes=lanes, today=day("2024-12-01"), **more))
        assert near(LIGHT.ink, picture, LANES) > 0


@pytest.mark.parametrize(
    "made",
    [
        story([]),
        story([{"id": "sometime", "type": "statement"}]),
        story([{"id": "old", "first": -876000.0, "last": -876000.0, "type": "strike"}, SMALL[0]]),
        many(3000),
    ],
    ids=["empty", "undated", "ancient", "crowded"],
)
def test_a_story_of_any_size_has_a_picture(made) -> None:
    assert near(LIGHT.ink, drawn(view_of(made)), HEADING) > 200


def test_the_same_view_gives_the_same_bytes() -> None:
    preview = Preview("A story", "All events.", TimelineView(CROWD, CROWD), FACES)
    assert preview_png(preview) == preview_png(preview)


def test_the_title_is_drawn_as_it_is_written() -> None:
    view = view_of(story(SMALL[:1], eras=ERAS))
    plain, marked = drawn(view, "b fett"), drawn(view, "<b>fett</b>")
    assert near(LIGHT.ink, marked, HEADING) > near(LIGHT.ink, plain, HEADING) + 100


def test_letters_beyond_latin_have_shapes_of_their_own() -> None:
    view = view_of(story(SMALL[:1]))
    pictures = [drawn(view, text).crop(HEADING).tobytes() for text in ("Éèçœ", "Київ", "Киев", "Ωμέγα")]
    assert len(set(pictures)) == len(pictures)


def test_a_long_title_is_broken_at_spaces_and_ends_in_an_ellipsis() -> None:
    def width(text: str) -> float:
        return 10.0 * len(text)

    assert wrapped("one two three", 80, MOST_LINES, width) == ["one two", "three"]
    assert wrapped("one two three four five", 80, MOST_LINES, width) == ["one two", "three…"]
    assert wrapped("x" * 50, 80, MOST_LINES, width) == ["xxxxxxx…"]
    assert wrapped("", 80, MOST_LINES, width) == []


def test_plotlys_markup_is_read_back_as_text_in_styles() -> None:
    style = Style(12, "#111111")
    (line,), two = markup("a &lt;b&gt; &amp; c", style), markup("one<br>two", style)
    assert [run.text for run in line] == ["a <b> & c"]
    assert [[run.text for run in line] for line in two] == [["one"], ["two"]]
    (line,) = markup(
        't<i><span style="font-weight:400;color:#222222"> · disputed</span></i>', Style(12, "#111111", 600)
    )
    assert [(run.text, run.style.italic, run.style.weight, run.style.colour) for run in line] == [
        ("t", False, 600, "#111111"),
        (" · disputed", True, 400, "#222222"),
    ]
