"""What Chromium really draws of the timeline: section 8 of the visual specification, on the story that comes along."""

import json
import random
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from components.charts.salience import salience
from components.charts.theme import DARK, LIGHT
from components.charts.timeline import timeline_dict
from components.charts.view import TimelineView
from components.stores.folder import read_story
from tests.charts.timeline_stories import many

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

ROOT = Path(__file__).parents[2]
LEAST = {1400: 40, 968: 25, 768: 18}


def weighed(made):
    return made.with_tables(events=made.events.assign(salience=salience(made)))


def views():
    """The whole period in all widths, languages and themes; random windows, filters, lanes and knowledge dates."""
    real, rng = weighed(read_story(ROOT / "data" / "ukraine-diplomacy")), random.Random(11)
    found = {
        f"fit {width} {language} {theme.scheme}": TimelineView(real, real, width=width, language=language, theme=theme)
        for width in LEAST
        for language in ("en", "fr")
        for theme in (LIGHT, DARK)
    }
    first, last = TimelineView(real, real).extent
    for number in range(24):
        span = (last - first) * 2 ** -rng.uniform(0, 7)
        start = rng.uniform(first, last - span)
        kept = [rng.random() < rng.choice((0.4, 1.0)) for _ in range(len(real.events))]
        story = real.with_tables(events=real.events[kept].reset_index(drop=True))
        found[f"window {number}"] = TimelineView(
            story,
            real,
            width=rng.choice((1400, 1000, 768)),
            window=(start, start + span),
            lanes=rng.choice(("type", "type", "actor", "place", "detail")),
            language=rng.choice(("en", "fr")),
            selected=rng.choice((None, *story.events["event_id"])),
            known_on=rng.choice((None, float(int(start + 0.7 * span)))),
        )
    crowd = weighed(many(2000, days=680, first="2024-08-06"))
    return {**found, "2000": TimelineView(crowd, crowd, width=1400)}


@pytest.fixture(scope="module")
def drawn():
    """Measurements of every view, drawn in one browser."""
    figures = {name: timeline_dict(view) for name, view in views().items()}
    job = json.dumps({"chromium": CHROMIUM, "figures": figures})
    program = str(Path(__file__).with_name("timeline_browser.py"))
    run = subprocess.run([sys.executable, program], input=job, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def meet(one, other):
    """Whether two boxes share more than a hair; the line boxes of texts are higher than their letters."""
    left, top, right, bottom = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return right - left > 0.5 and bottom - top > 2


def test_no_label_meets_a_label_or_a_mark_on_the_screen(drawn):
    for name, seen in drawn.items():
        texts = [(one["text"], one["box"]) for one in seen["texts"] if one["text"]]
        assert not [(name, a, b) for (a, one), (b, other) in combinations(texts, 2) if meet(one, other)]
        assert not [(name, text) for text, box in texts for mark in seen["marks"] if meet(box, mark)]


def test_there_are_enough_labels_on_the_screen(drawn):
    for name, seen in drawn.items():
        if name.startswith("fit"):
            assert len(seen["texts"]) >= LEAST[int(name.split()[1])], name


def test_no_text_on_the_screen_is_under_10_px_or_faint(drawn):
    faint = {f"rgb({int(t.faint[1:3], 16)}, {int(t.faint[3:5], 16)}, {int(t.faint[5:], 16)})" for t in (LIGHT, DARK)}
    for name, seen in drawn.items():
        assert min(size for size, _ in seen["fonts"]) >= 10, name
        assert not faint & {fill for _, fill in seen["fonts"]}, name


def test_two_thousand_events_draw_within_half_a_second(drawn):
    assert drawn["2000"]["ms"] < 500
