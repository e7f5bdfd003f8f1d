"""The page "Read an article" in a browser: a text with its evidence, its events beside it, one tied to the other."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import CALL, chart, hover, key, marks, title
from tests.browser.test_phone import TOO_WIDE

TEXT = (
    "The Harbour Post reported on 10 November 2024 that Donald Trump phoned Vladimir Putin on 7 November 2024. "
    "The Kremlin denied it.\n\n"
    "Donald Trump met Volodymyr Zelensky in Paris on 7 December 2024. <b>They</b> spoke for half an hour."
)
EXAMPLE = "le-kremlin-dement-2024-11-12"
GERMAN = "Der Präsident hat gestern mit dem Kanzler über den Haushalt des nächsten Jahres gesprochen."


def read(page: Page, text: str) -> None:
    """Paste ``text`` and press the button, as a reader does."""
    page.locator("textarea").fill(text)
    page.locator(".st-key-article-read button").click()


def lit(page: Page) -> set[str]:
    """Words and cards that are lit up."""
    cards = page.locator("[data-card].ww-lit").evaluate_all("some => some.map((one) => 'card ' + one.dataset.card)")
    return {*cards, *page.locator(".ww-article-text .ww-ev.ww-lit").all_inner_texts()}


@pytest.fixture
def article(open_page: OpenPage) -> Page:
    """The page with ``TEXT`` read."""
    page = open_page("?page=read")
    read(page, TEXT)
    drawn(page, "article")
    return page


def test_pointing_at_words_cards_and_marks_lights_up_what_belongs_to_them(article: Page) -> None:
    words = article.locator(".ww-article-text .ww-ev-event", has_text="phoned")
    words.hover()
    card = article.locator("[data-card]", has_text=re.compile("· call ·"))
    number = str(card.get_attribute("data-card"))
    assert number in str(words.get_attribute("data-of")).split()
    expect(card).to_have_class(re.compile("ww-lit"))
    article.mouse.move(1, 1)
    expect(card).not_to_have_class(re.compile("ww-lit"))
    card.locator("h3").hover()
    expect(words).to_have_class(re.compile("ww-lit"))
    assert any("7 November 2024" in one for one in lit(article))
    article.mouse.move(1, 1)
    hover(article, "article", marks(article, "article", number)[number])
    expect(words).to_have_class(re.compile("ww-lit"))


def test_a_click_on_a_card_goes_to_its_words_and_a_mark_to_its_card(article: Page) -> None:
    met = article.locator(".ww-article-text .ww-ev-event", has_text="met")
    article.locator("[data-card]", has_text=re.compile("· meeting ·")).locator(".ww-card-open").click()
    expect(met).to_have_class(re.compile("ww-chosen"))
    expect(met).to_be_in_viewport()
    first = article.locator(".ww-article-text .ww-number-mark").first
    first.focus()
    expect(article.locator(f"[data-card='{first.get_attribute('data-of')}']")).to_have_class(re.compile("ww-lit"))
    article.keyboard.press("Enter")
    expect(article.locator("[data-card].ww-chosen")).to_have_attribute("data-card", str(first.get_attribute("data-of")))
    folded = article.locator(".ww-why").first
    expect(folded.locator("li").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("li").first).to_be_visible()


def test_an_article_is_text_and_the_link_of_the_page_does_not_hold_it(article: Page) -> None:
    expect(article.locator(".ww-article-text")).to_contain_text("<b>They</b> spoke")
    assert article.locator(".ww-article-text b").count() == 0
    key(article, "again").click()
    expect(article.locator("textarea")).to_have_value(TEXT)
    assert "Harbour" not in article.url


def test_an_example_opens_from_the_story_by_its_link_and_leads_back_to_an_event(open_page: OpenPage) -> None:
    page = open_page(f"?lang=fr&event={CALL}")
    drawn(page)
    key(page, "page-read").click()
    key(page, f"example-{EXAMPLE}").click()
    drawn(page, "article")
    page.wait_for_url(re.compile(f"article={EXAMPLE}"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    other = open_page("?" + page.url.partition("?")[2])
    expect(other.locator(".ww-proposal")).to_have_count(page.locator(".ww-proposal").count())
    told = other.locator(".ww-match .ww-link").first
    event = str(told.text_content())
    told.click()
    drawn(other)
    expect(title(other)).to_have_text(event)
    other.go_back()
    drawn(other, "article")
    key(other, "page-story").click()
    drawn(other)
    expect(title(other)).to_contain_text("démenti par le Kremlin")


def test_what_cannot_be_read_stays_in_its_field_with_a_sentence_why(open_page: OpenPage) -> None:
    page = open_page("?page=read&lang=fr")
    read(page, GERMAN)
    expect(page.get_by_role("alert").filter(has_text="Seuls le français")).to_contain_text("allemand")
    expect(page.locator("textarea")).to_have_value(GERMAN)
    page.locator(".st-key-article-way").get_by_text("Adresse web").click()
    page.locator(".st-key-article-url input").fill("http://127.0.0.1/")
    page.locator(".st-key-article-read button").click()
    expect(page.get_by_role("alert").filter(has_text="Cette adresse")).to_be_visible()


def test_a_file_is_read_and_a_phone_shows_nothing_wider_than_itself(open_page: OpenPage) -> None:
    page = open_page("?page=read", width=390, height=800, has_touch=True, is_mobile=True)
    page.locator(".ww-examples").wait_for()
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".st-key-article-way").get_by_text("File").click()
    file = {"name": "own.md", "mimeType": "text/markdown", "buffer": f"# A call\n\n{TEXT}".encode()}
    with page.expect_response(lambda answer: "upload_file" in answer.url and answer.request.method == "PUT"):
        page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("own.md").first.wait_for()
    page.wait_for_timeout(500)  # the page tells the server of the file once it is there; nothing to see says so
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.locator(".st-key-article-read button").click()
    drawn(page, "article")
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".ww-number-mark").first.tap()
    expect(page.locator("[data-card].ww-chosen")).to_be_in_viewport()
    assert chart(page, "article").evaluate("(one) => one.getBoundingClientRect().right") <= 390
