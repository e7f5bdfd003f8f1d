"""The page as Streamlit runs it, read back: what its parts say and how many events they stand for."""

import json
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.app.trees import sent_text

MAIN = Path(__file__).parents[2] / "components" / "app" / "main.py"


WIDE, MEDIUM, PHONE = 1360, 800, 358


Open = Callable[..., AppTest]


def ran(page: AppTest) -> AppTest:
    """``page`` after a run, which must not end in an exception."""
    page.run()
    assert not page.exception, [one.value for one in page.exception]
    return page


def pressed(page: AppTest, key: str) -> AppTest:
    """``page`` after a click on the button ``key``."""
    page.button(key=key).click()
    return ran(page)


def said(page: AppTest, key: str) -> str | None:
    """What the part ``key`` of the page says; ``None`` when it is not there or empty."""
    parts = {one.key: one.proto for one in page.get("bidi_component")}
    return (sent_text(parts[key]) or None) if key in parts else None


def drawn(page: AppTest, key: str = "timeline") -> int:
    """How many events the chart ``key`` stands for."""
    parts = {one.key: one.proto for one in page.get("bidi_component")}
    return int(json.loads(parts[key].bytes.split(b"\n", 1)[1])["layout"]["meta"]["events"])
