"""Files and texts made to do harm, given to the page as a reader gives them: by its own control and its own field."""

import gzip
import io
import re
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn

SOUND = "Donald Trump phoned Vladimir Putin on 7 November 2024. The Kremlin denied it."
PACKED = "This is an archive of packed files."


def zip_bomb() -> bytes:
    """50 MB of zeros, packed, under a name that leads elsewhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../tmp/whowhen-was-here", b"\0" * 50_000_000)
    return made.getvalue()


def give(page: Page, name: str, content: bytes) -> None:
    """Choose a file and press the button, as a reader does."""
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": content}])
    expect(page.get_by_role("button", name=re.compile(f"Remove .*{re.escape(name[-12:])}"))).to_be_visible()
    page.locator(".st-key-article-read button").click()


def test_files_made_to_do_harm_are_refused_in_words_and_the_page_goes_on(
    open_page: OpenPage, complaints: list[str]
) -> None:
    page = open_page("?page=read")
    page.get_by_role("radio", name="File").or_(page.get_by_role("button", name="File")).first.click()
    hostile = {
        "bomb.html": (zip_bomb(), "which is not read. Open it and paste its text"),
        "bomb.txt": (gzip.compress(b"\0" * 50_000_000), PACKED),
        "deep.html": (b"<div>" * 200_000 + SOUND.encode(), "It is larger than any article"),
        "nothing.txt": (b" " * 1_000_000, "There is nothing in it"),
        "many.html": (b"<p>a</p>" * 400_000, "It is larger than any article"),
    }
    for name, (content, told) in hostile.items():
        give(page, name, content)
        expect(page.locator(".ww-notice[role=alert]")).to_contain_text(told)
    script = b"<title><script>alert(1)</script></title><article><p>" + SOUND.encode() * 3
    give(
        page,
        "../../../etc/passwd<img src=x onerror=alert(1)>.html",
        script + b"<img src=x onerror=alert(2)></p></article>",
    )
    drawn(page, "article")
    assert page.locator(".stApp img[src=x], .stApp [onerror]").count() == 0
    assert complaints == []
