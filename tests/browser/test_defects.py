"""A story that cannot be read says why, and a story that can is text and nothing else, whatever it holds."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import STORY, click_mark, expect_events, hover, key, marks, popover, title, write_story

NASTY = "**Bold** <img src=x onerror=window.intruder=1> <b>b</b> :fire: $x^2$ `code` [link](http://example.org) שלום"
ACTOR = "*Ann* <i onclick=1>:smile:</i> <script>window.intruder=2</script> אן"
PLACE, NOTE = "_Place_ :red[red] <svg onload=window.intruder=3>", "# Note <iframe src=javascript:1></iframe> :tada:"
EVENTS = f"""event_id,when,type,title_en,participants,place_en,country,note_en
e1,2024-05-01,call,{NASTY},a:initiator; b:target,{PLACE},FR,{NOTE}
e2,2024-05-03,statement,{NASTY} 2,a; b; c,{PLACE},FR,{NOTE}
e3,2024-05-09,meeting,{NASTY} 3,a; b; c,{PLACE},FR,{NOTE}
"""
CLAIMS = f"""claim_id,event_id,source_id,speaker,stance,asserted_on,summary_en,quote
c1,e1,s1,a,confirms,2024-05-02,{NASTY},{NASTY}
c2,e1,s1,{ACTOR},denies,2024-05-03,{NOTE},
c3,e2,s1,a,confirms,2024-05-04,{NASTY},
c4,e3,s1,a,confirms,2024-05-10,{NASTY},
"""
ACTORS = f"""actor_id,name_en,kind,role_en
a,{ACTOR},person,{NOTE}
b,{ACTOR} b,person,{NOTE}
c,{ACTOR} c,state,
"""
SOURCES = f"""source_id,title,publisher,url,published
s1,{NASTY},{ACTOR},https://example.org/,2024-05-01
"""
TOML = f"""languages = ["en"]
[title]
en = '{NASTY}'
[description]
en = '{NOTE}'
"""


@pytest.fixture(scope="module")
def library(desk: tuple[str, Path]) -> str:
    """The address of a dashboard with a sound story, a broken one and one full of markup."""
    address, folder = desk
    shutil.copytree(STORY, folder / "sound")
    shutil.copytree(STORY, folder / "broken")
    events = folder / "broken" / "events.csv"
    lines = events.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("2024-08-06", "2024-13-06", 1)
    lines[2] = lines[2].replace(",aid,", ",<b>gift</b>,", 1)
    events.write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_story(folder / "markup", events=EVENTS, claims=CLAIMS, actors=ACTORS, sources=SOURCES, story=TOML)
    return address


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.intruder") is None
    made = page.locator(
        ".stMain :is(iframe, script, [onerror], [onload], [onclick], a[href='http://example.org'], a[href^=javascript])"
    )
    expect(made).to_have_count(0)


def test_a_broken_story_lists_its_defects_and_one_click_opens_a_sound_one(open_page: OpenPage, library: str) -> None:
    page = open_page("?story=broken", at=library)
    table = page.locator(".ww-defects table")
    table.wait_for()
    assert table.locator("th").all_inner_texts() == ["File", "Row", "Column", "Value", "Problem", "Remedy"]
    rows = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    assert [row[:4] for row in rows] == [
        ["events.csv", "2", "when", "2024-13-06"],
        ["events.csv", "3", "type", "<b>gift</b>"],
    ]
    assert all(problem and remedy for *_, problem, remedy in rows)
    expect(page.locator("[data-chart]")).to_have_count(0)
    page.get_by_role("button", name="sound", exact=True).click()
    assert drawn(page) == 215
    assert "story=sound" in page.url


def test_markup_emoji_and_right_to_left_text_of_a_story_are_shown_as_they_are_written(
    open_page: OpenPage, library: str
) -> None:
    page = open_page("?story=markup&event=e1&type=call&type=meeting&actor=a", at=library)
    assert drawn(page) == 2
    assert page.locator("h1").inner_text() == NASTY
    assert title(page).inner_text() == NASTY
    panel = page.locator(".ww-panel").inner_text()
    for text in (NASTY, ACTOR, PLACE, NOTE):
        assert text in panel
    assert page.locator(".ww-quote").inner_text() == f"“{NASTY}”"
    assert ACTOR in page.locator(".ww-filter").all_inner_texts()[0]
    page.get_by_role("button", name="Clear all filters").click()
    expect_events(page, 3)
    labels = page.locator("[data-chart=timeline] .textpoint text").all_text_contents()
    assert [label for label in labels if label.startswith("**Bold** <img")]
    names = page.locator("[data-chart=actor-graph] .textpoint text").all_text_contents()
    assert ACTOR in names
    card = hover(page, "timeline", marks(page)["e3"])
    assert f"{NASTY} 3" in card.inner_text()
    click_mark(page, "actor-graph", "actor:b")
    expect(title(page)).to_have_text(f"{ACTOR} b")
    body = popover(page, "actors")
    body.get_by_role("combobox").click()
    expect(page.get_by_role("option").nth(1)).to_have_text(ACTOR)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    key(page, "tab-table").click()
    assert f"{NASTY} 2" in page.locator(".ww-table").inner_text()
    nothing_ran(page)
