"""What Chromium really draws of the actor graph: boxes of texts and nodes, sizes, colours, hover."""

import json
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from components.charts.actor_graph import GraphView, actor_graph
from components.charts.graph_layout import graph_layout
from components.charts.theme import DARK, LIGHT
from tests.charts.graph_stories import crowd, only

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

CASES = {
    "40": {},
    "all": {"shown": 0},
    "wide": {"shown": 0, "width": 1368},
    "dark": {"theme": DARK, "selected_event": "e003"},
    "french": {"shown": 0, "language": "fr"},
    "tablet": {"width": 768, "height": 640},
    "phone": {"shown": 12, "width": 358, "height": 420},
    "selected": {"selected_actor": "a2"},
    "filtered": {"share": 3, "shown": 0},
}


@pytest.fixture(scope="module")
def drawn():
    """Measurements of every case, drawn in one browser."""
    whole = crowd()
    layout, figures = graph_layout(whole), {}
    for name, case in CASES.items():
        options = {"theme": LIGHT, "layout": layout, **case}
        tale = only(whole, whole.events["event_id"].iloc[:: options.pop("share", 1)])
        figures[name] = json.loads(actor_graph(GraphView(tale, whole, **options)).to_json())
    job = json.dumps({"chromium": CHROMIUM, "figures": figures})
    script = str(Path(__file__).with_name("graph_browser.py"))
    done = subprocess.run([sys.executable, script], input=job, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def shared(a, b):
    """Width and height that two boxes (left, top, right, bottom) have in common."""
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])


@pytest.mark.parametrize("case", CASES)
def test_no_two_texts_share_a_pixel(drawn, case):
    assert len(drawn[case]["texts"]) > 6
    for a, b in combinations(drawn[case]["texts"], 2):
        assert min(shared(a["box"], b["box"])) < 0.5, (a["text"], b["text"])


@pytest.mark.parametrize("case", CASES)
def test_no_text_lies_on_a_node(drawn, case):
    """A node is measured by the rectangle in the middle of its shape, which every symbol fills."""
    for text in drawn[case]["texts"]:
        for node in drawn[case]["nodes"]:
            left, top, right, bottom = node["box"]
            trim = (right - left) * 0.16
            assert min(shared(text["box"], [left + trim, top + trim, right - trim, bottom - trim])) < 0.5, text["text"]


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_smaller_than_10_px_and_all_are_in_the_page_s_font(drawn, case):
    assert drawn[case]["font"]
    assert min(text["size"] for text in drawn[case]["texts"]) >= 10


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_faint(drawn, case):
    faint = {tuple(int(theme.faint[k : k + 2], 16) for k in (1, 3, 5)) for theme in (LIGHT, DARK)}
    fills = {tuple(int(part) for part in text["fill"][4:-1].split(",")) for text in drawn[case]["texts"]}
    assert not fills & faint


@pytest.mark.parametrize("case", CASES)
def test_the_pointer_on_a_node_finds_that_node_and_no_link(drawn, case):
    assert drawn[case]["hovered"]
    for key, found in drawn[case]["hovered"]:
        assert found == key
