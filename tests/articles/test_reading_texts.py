import datetime
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.reading import (
    LanguageError,
    NoTextError,
    PublishedError,
    ReadingError,
    TooLargeError,
    read_bytes,
    read_file,
    read_text,
)
from components.articles.reading.limits import MOST_BYTES, MOST_CHARACTERS
from tests.thorough import examples

FR = "L’entourage n’a pas confirmé « ces détails », déçu à Évry. Le président a été élu à Noël."
EN = "The president said on Monday that the talks would resume, according to his aides."


def refused(error, read, *args, **more):
    with pytest.raises(error) as caught:
        read(*args, **more)
    assert caught.value.remedy
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_the_text_is_shown_as_it_is_but_for_its_line_endings():
    odd = f"  {FR}\u202e\x0b\u00a0\n\tFin\u2028. "
    assert read_text(odd).text == odd
    assert read_text(f"\ufeffUn\r\ndeux\rtrois\n{FR}").text == f"Un\ndeux\ntrois\n{FR}"


def test_the_first_line_is_the_title_where_it_is_a_headline():
    assert read_text(f"Un appel fait débat\n\n{FR}").title == "Un appel fait débat"
    for text in (FR, f"{FR}\n{FR}", f"10 novembre 2024\n{FR}", f"{FR}\n"):
        assert read_text(text).title == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FR, "fr"),
        (EN, "en"),
        ("Macron reçoit Scholz à Berlin.", "fr"),
        ("Macron meets Scholz in Berlin.", "en"),
        ("Vladimir Putin met Volodymyr Zelensky in Geneva", "en"),
        ("He said so.", "en"),
        ("Il l’a dit.", "fr"),
    ],
)
def test_the_language_is_detected(text, language):
    assert read_text(text).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Präsident traf gestern seinen Amtskollegen in Paris.", "German"),
        ("El presidente dijo ayer que las negociaciones van a seguir.", "Spanish"),
        ("Il presidente ha detto ieri che i negoziati riprenderanno.", "Italian"),
        ("O presidente disse ontem que as negociações vão continuar.", "Portuguese"),
        ("Президент сказал вчера, что переговоры продолжатся.", "Russian"),
        ("大統領は昨日、交渉が再開されると述べた。会談は来週行われる予定である。", "Japanese"),
    ],
)
def test_another_language_is_refused_by_name(text, language):
    message = refused(LanguageError, read_text, text, name="a.txt")
    assert message.startswith("a.txt: ")
    assert language in message
    assert "--lang" in message


def test_a_text_too_short_to_tell_its_language_is_read_in_the_language_that_is_given():
    assert "--lang" in refused(LanguageError, read_text, "Zelensky")
    assert read_text("Zelensky", language="fr").language == "fr"
    assert "“de”" in refused(LanguageError, read_text, FR, language="de")


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "2024 - 12 : 3.", "…", "a\0b le texte", "le texte \ud800"])
def test_what_holds_no_text_is_refused(text):
    refused(NoTextError, read_text, text)


def test_a_text_longer_than_any_article_is_refused_and_one_of_the_longest_is_read():
    assert f"{MOST_CHARACTERS:,}" in refused(TooLargeError, read_text, "mot " * 2_500_000)
    assert read_text((EN + " ") * (1_000_000 // len(EN))).language == "en"


@pytest.mark.parametrize("day", ["2024-02-30", "10/11/2024", "hier", "", "1604-12-31", "2999-01-01", "２０２４-01-01"])
def test_a_day_that_no_article_was_published_on_is_refused(day):
    assert "YYYY-MM-DD" in refused(PublishedError, read_text, FR, published=day)


def test_a_given_day_may_be_a_date_a_moment_or_a_text():
    day = datetime.date(2024, 11, 10)
    moment = datetime.datetime(2024, 11, 10, 8, tzinfo=datetime.UTC)
    assert {read_text(FR, published=value).published for value in (day, moment, "2024-11-10")} == {day}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_a_text_is_decoded_whatever_it_was_saved_in(encoding):
    assert read_bytes(FR.encode(encoding), "a.txt").text == FR


@pytest.mark.parametrize("encoding", ["latin-1", "cp850"])
def test_an_old_encoding_without_typographic_signs_is_told_too(encoding):
    plain = FR.replace("’", "'")
    assert read_bytes(plain.encode(encoding), "a.txt").text == plain


def test_a_few_broken_bytes_do_not_break_the_accents_around_them():
    assert read_bytes(FR.encode() + b" \xff fin.", "a.txt").text == f"{FR} � fin."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
        (b"{\\rtf1\\ansi Texte}", "RTF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (bytes(range(256)) * 8, "binary content"),
        (b"le texte\0 et\0 la suite", "binary content"),
        ("Президент сказал вчера".encode("cp1251"), "encoding"),
        ("Prezydent powiedział wczoraj, że".encode("cp1250"), "encoding"),
        (b"\xff\xfeabc", "UTF-16-LE"),
        (b"", "empty"),
        (b" \r\n ", "empty"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(content, kind):
    message = refused(NoTextError, read_bytes, content, "upload.txt")
    assert kind in message
    assert message.startswith("upload.txt: ")


def test_a_file_is_read_and_called_by_its_path(tmp_path):
    file = tmp_path / "article.txt"
    file.write_bytes(FR.encode("cp1252"))
    article = read_file(file, published="2024-11-10")
    assert (article.text, article.name, article.published_from) == (FR, str(file), "given")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "large.txt").write_bytes(b"mot " * (MOST_BYTES // 2))
    assert "10,000,000 bytes" in refused(TooLargeError, read_file, tmp_path / "large.txt")
    assert "no such" in refused(ReadingError, read_file, tmp_path / "none.txt")
    assert "folder" in refused(ReadingError, read_file, tmp_path)
    refused(ReadingError, read_file, "a\0b")
    refused(ReadingError, read_file, "/dev/zero")
    refused(TooLargeError, read_bytes, b"mot " * MOST_BYTES, "x")
    refused(TooLargeError, read_bytes, b"mot " * 300_000, "a.md")


@pytest.mark.parametrize("suffix", ["", ".txt", ".md", ".html"])
@settings(max_examples=examples(30), deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_an_article_or_an_error_of_the_house(suffix, content):
    check(read_bytes, content, f"x{suffix}")


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div", "<html>", "<a", "<!--", "-->", "<script>", "</script>", "<title>", "<meta", "charset=", '"',
     "'", ">", "=", "#", "*", "`", "[", "](", ")", "|", "---", "\n", "\r", "Publié le", "10 novembre 2024",
     "Nov. 10, 2024", "(AFP)", "—", "le président a dit", "&amp;", "&#", "\0", "\u202e", "\ud800", "🙂", "۳", "İ"]
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["", ".md", ".html"])
@settings(max_examples=examples(60), deadline=None)
@given(pieces=st.lists(PIECES, max_size=40), space=st.sampled_from(("", " ", "\n")))
def test_any_text_is_an_article_or_an_error_of_the_house(suffix, pieces, space):
    text = space.join(pieces)
    check(read_text, text)
    check(read_text, text, language="fr")
    check(read_bytes, text.encode("utf-8", "replace"), f"x{suffix}", language="en")


def outcome(read, *args, **more):
    try:
        return read(*args, **more)
    except ReadingError as error:
        return type(error), str(error), error.remedy


def check(read, *args, **more):
    first = outcome(read, *args, **more)
    assert first == outcome(read, *args, **more)
    if isinstance(first, tuple):
        _, message, remedy = first
        assert remedy
        assert message.isprintable()
        return
    assert "\r" not in first.text
    assert any(char.isalpha() for char in first.text)
    assert first.language in ("fr", "en")
    assert (first.published is None) == (first.published_from == "")


def test_letters_and_their_accents_become_one_character_in_the_text_that_is_shown():
    apart = unicodedata.normalize("NFD", "Le président a été reçu à Paris, où il a parlé à l’hôtel.")
    assert read_text(apart, language="fr").text == unicodedata.normalize("NFC", apart)
