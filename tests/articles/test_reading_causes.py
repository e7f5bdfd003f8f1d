import pytest

from components.app.widgets.article_words import article_words, error_text
from components.articles.reading import NoTextError, read_bytes, read_text
from components.articles.reading.errors import NO_TEXT

PAGE = "<!doctype html><html><head><title>A</title>{}</head><body>{}</body></html>"
SCRIPT = '<script src="a.js"></script>'
ASKS = '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("12.03.2024 ... 7 %", "signs"),
        ("![a harbour](https://x.example/a.png)", "pictures"),
        ('<img src="a.png"><br/>', "pictures"),
        ("https://x.example/article/12", "pictures"),
    ],
)
def test_a_pasted_text_without_words_is_told_by_its_cause(text, cause):
    with pytest.raises(NoTextError) as caught:
        read_text(text)
    assert caught.value.cause == cause


@pytest.mark.parametrize(
    ("content", "name", "cause"),
    [
        (b"", "a.txt", "empty"),
        (b"![a](b.png)\n\n![c](d.png)\n", "a.md", "pictures"),
        (PAGE.format("", "<img src='a.png'>").encode(), "a.html", "pictures"),
        (PAGE.format(SCRIPT, '<div id="app"></div>').encode(), "a.html", "scripts"),
        (PAGE.format(SCRIPT, ASKS).encode(), "a.html", "scripts"),
        (b"%PDF-1.7\n", "a.pdf", "pdf"),
        (b"PK\x03\x04 word/", "a.docx", "office"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image"),
        (b"ID3\x04", "a.mp3", "media"),
        (b"\x1f\x8b\x08", "a.gz", "archive"),
        (b"\x7fELF\x02", "a", "program"),
        (bytes(range(256)) * 4, "a.txt", "binary"),
        (b"\xff\xfea", "a.txt", "encoding"),
    ],
)
def test_a_file_without_text_is_told_by_its_cause(content, name, cause):
    with pytest.raises(NoTextError) as caught:
        read_bytes(content, name)
    assert caught.value.cause == cause


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_cause_has_a_sentence_of_its_own_that_names_a_remedy(language):
    told = {error_text(NoTextError("a", "b", "c", "d", cause), language) for cause in NO_TEXT}
    assert len(told) == len(NO_TEXT)
    assert all(one.count(".") > 1 and one.endswith(".") for one in told)
    assert "errors.fetch" not in "".join(told)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_cause_that_nobody_knows_still_has_a_sentence(language):
    assert error_text(NoTextError("a", "b", "", "d"), language) == article_words(language)("errors.NoTextError_bare")


def test_a_page_that_talks_about_scripts_is_read():
    long = "<p>" + "The council said on Monday that the new law on JavaScript and privacy was adopted. " * 6 + "</p>"
    assert "adopted" in read_bytes(PAGE.format(SCRIPT, long).encode(), "a.html").text
