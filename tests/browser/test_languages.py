"""The interface in French from end to end, dates as the language writes them, and the switch between languages."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import CALL, chart, key, popover, rows_of, sentence, title
from tests.browser.serving import ROOT

TEXTS = """() => {
  const found = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("noscript, script, style, button[lang=en], [data-testid=stIconMaterial]")) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt"]) found.add(element.getAttribute(name) || "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent);
  }
  for (const plot of document.querySelectorAll(".js-plotly-plot"))
    for (const card of Object.values(plot.meta.cards))
      for (const text of Object.values(card).flat()) found.add(String(text));
  return [...found].map((text) => text.trim()).filter(Boolean);
}"""
ELSEWHERE = ("history", "table", "review", "editing", "article", "trouble", "feeds")
POPOVERS = ("actors", "status", "dates", "places", "known", "download", "about")


def texts_of(part: Mapping[str, object] | list[object] | str) -> Iterator[str]:
    if isinstance(part, str):
        yield part.strip()
    elif isinstance(part, Mapping | list):
        for one in part.values() if isinstance(part, Mapping) else part:
            yield from texts_of(one)


def wording(language: str) -> set[str]:
    """Every text of the interface in ``language`` but those of other pages than the timeline's and of editing."""
    found = ROOT.glob(f"components/*/wording/*{language}.toml")
    files = sorted(one for one in found if one.name.partition("_")[0] not in ELSEWHERE)
    assert len(files) >= 4
    return {text for file in files for text in texts_of(tomllib.loads(file.read_text(encoding="utf-8")))}


def pattern(text: str) -> str:
    return ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", text))


def english_only() -> re.Pattern[str]:
    """What is a text of the English interface and of no other: the French texts and the story itself excepted."""
    own = {text for row in rows_of("events") for text in row.values()} | wording("fr")
    words = [text for text in wording("en") - own if re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text))]
    assert len(words) > 150
    return re.compile("|".join(pattern(text) for text in words), re.IGNORECASE)


def read(page: Page) -> set[str]:
    return set(page.evaluate(TEXTS))


def test_the_french_page_has_no_english_word_and_french_dates(open_page: OpenPage) -> None:
    page = open_page(f"?lang=fr&event={CALL}&family=contacts&known_on=2025-01-10")
    drawn(page, "actor-graph")
    drawn(page)
    expect(sentence(page)).to_contain_text("événements")
    expect(page.locator(".ww-known")).to_contain_text("10 janvier 2025")
    expect(page.locator(".ww-panel")).to_contain_text("jeu. 7 nov. 2024")
    axis = chart(page).locator(".xaxislayer-above text").all_text_contents()
    assert any("août" in tick for tick in axis)
    assert any("janv." in tick for tick in axis)
    texts = read(page)
    for name in POPOVERS:
        popover(page, name)
        texts |= read(page)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    key(page, "tab-table").click()
    page.locator(".ww-table").wait_for()
    texts |= read(page)
    english = english_only()
    names = {row["name_fr"] for row in rows_of("actors")} | {row["publisher"] for row in rows_of("sources")}
    left = sorted(text for text in texts - names if english.fullmatch(text))
    assert left == []
    assert sentence(page).evaluate("(element) => element.closest('[lang]').lang") == "fr"


def test_a_french_browser_opens_the_page_in_french_and_a_click_makes_it_english(open_page: OpenPage) -> None:
    page = open_page(locale="fr-FR")
    drawn(page)
    expect(sentence(page)).to_contain_text("215 événements avec")
    expect(title(page)).to_contain_text("démenti par le Kremlin")
    key(page, "lang-en").click()
    expect(sentence(page)).to_contain_text("215 events with")
    expect(title(page)).to_contain_text("denied by the Kremlin")
    page.wait_for_url(re.compile("lang=en"))
    page.reload()
    expect(sentence(page)).to_contain_text("215 events with")
    key(page, "lang-fr").click()
    expect(sentence(page)).to_contain_text("215 événements avec")
