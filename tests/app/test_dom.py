"""The trees of nodes that become the page."""

import json

from components.app.dom import Node, button, el, glyph, link

HOSTILE = "<b>bold</b> **md** :smile: <script>alert(1)</script> \u202eright to left"


def test_a_text_reaches_the_browser_as_it_is_written() -> None:
    assert el("p", HOSTILE).json() == {"t": "p", "k": [HOSTILE]}


def test_nothing_is_left_of_children_that_are_none() -> None:
    assert el("p", None, "a", [None, el("b", "c")]).json() == {"t": "p", "k": ["a", {"t": "b", "k": ["c"]}]}


def test_underscores_of_attributes_become_dashes() -> None:
    assert el("p", aria_label="x", data_key="y", type="z").attrs == {"aria-label": "x", "data-key": "y", "type": "z"}


def test_an_address_that_is_not_http_makes_no_link() -> None:
    assert link("source", "javascript:alert(1)").tag == "span"
    assert link("source", "data:text/html,x").tag == "span"
    found = link("source", "https://example.org/a")
    assert (found.tag, found.attrs["href"]) == ("a", "https://example.org/a")
    assert "noopener" in found.attrs["rel"]


def test_a_button_carries_what_a_click_sends() -> None:
    assert button("go", act={"do": "event", "id": "x"}).json()["act"] == {"do": "event", "id": "x"}


def test_a_tree_is_plain_json() -> None:
    tree = el("div", glyph("call|disputed", "disputed"), Node("p", ("x",)))
    assert json.loads(json.dumps(tree.json()))["k"][0] == {
        "t": "img",
        "c": "glyph",
        "a": {"alt": "disputed"},
        "g": "call|disputed",
    }
