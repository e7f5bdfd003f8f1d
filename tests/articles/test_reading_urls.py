import datetime
import time

import pytest
from reading_server import PAGE, PARAGRAPH, dripping, endless, page, redirect, serving, silent, zipped

from components.articles.reading import FetchError, LanguageError, NoTextError, TooLargeError, read_url
from components.articles.reading.addresses import public, resolved
from components.articles.reading.fetching import Reach


@pytest.fixture
def site():
    with serving() as site:
        yield site


def read(site, path="/", reach=None, **more):
    return read_url(site.url(path), reach=reach or site.reach(), **more)


def refused(site, path="/", error=FetchError, reach=None):
    with pytest.raises(error) as caught:
        read(site, path, reach)
    assert caught.value.source == site.url(path)
    return str(caught.value)


def test_a_page_is_read_with_its_title_day_and_address(site):
    meta = '<head><meta property="article:published_time" content="2024-11-10T08:00:00Z">'
    site.pages["/"] = page(PAGE.replace(b"<head>", meta.encode()))
    article = read(site)
    assert article.text.startswith("Le président a déclaré")
    assert (article.title, article.published, article.published_from) == (
        "Un titre",
        datetime.date(2024, 11, 10),
        "page",
    )
    assert article.url == article.name == site.url()


def test_the_server_is_asked_for_the_name_and_not_for_the_address_that_was_checked(site):
    site.pages["/a%C3%A9?q=1%202"] = page()
    read(site, "/aé?q=1 2")
    assert site.asked == [("/a%C3%A9?q=1%202", f"news.example:{site.port}")]


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to(site):
    site.pages["/"] = page()
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    reach = Reach(lambda *_: next(answers), lambda address: address == "127.0.0.1", frozenset((site.port,)))
    assert read(site, reach=reach).language == "fr"
    assert next(answers) == ("10.0.0.1",)


def test_a_redirect_is_followed_and_the_url_is_where_it_led(site):
    site.pages |= {"/": redirect("/b?x=1", 301), "/b?x=1": redirect(site.url("/c", "other.example"), 308), "/c": page()}
    article = read(site)
    assert (article.name, article.url) == (site.url(), site.url("/c", "other.example"))


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("http://inside.example:{port}/", "no public address"),
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://news.example:22/", "ports"),
        ("http://me:secret@news.example:{port}/", "password"),
    ],
)
def test_a_redirect_to_what_must_not_be_fetched_is_refused(site, place, problem):
    site.pages["/"] = redirect(place.format(port=site.port))
    message = refused(site, reach=site.reach(inside_example=("127.0.0.1", "10.1.2.3")))
    assert problem in message
    assert "secret" not in message
    assert len(site.asked) == 1


def test_redirects_without_end_are_given_up(site):
    site.pages["/"] = redirect("/")
    assert "redirected more than 5 times" in refused(site)
    assert len(site.asked) == 6


def test_a_page_of_more_than_five_megabytes_is_refused_while_it_comes(site):
    site.pages |= {"/": endless, "/told": page(b"x", Content_Length="5000001"), "/zip": zipped(b" " * 60_000_000)}
    for path in ("/", "/told", "/zip"):
        assert "5,000,000 bytes" in refused(site, path, TooLargeError)


def test_a_packed_page_is_unpacked_and_a_broken_one_is_refused(site):
    site.pages |= {"/": zipped(PAGE), "/br": page(PAGE, Content_Encoding="br")}
    site.pages["/broken"] = page(b"\x1f\x8b\x08garbage", Content_Encoding="gzip")
    assert read(site).text in PARAGRAPH
    assert "br" in refused(site, "/br")
    assert "cannot be fetched" in refused(site, "/broken")


def test_a_page_that_breaks_off_is_refused(site):
    site.pages["/"] = page(PAGE, Content_Length=str(len(PAGE) + 10))
    assert "cannot be fetched" in refused(site)


def test_a_server_that_drips_is_given_up_at_the_deadline(site):
    site.pages["/"] = dripping()
    assert "no page within “0.4 seconds”" in refused(site, reach=site.reach(0.4))


def test_a_server_that_says_nothing_and_a_name_that_is_not_found_in_time_are_given_up():
    with silent() as port:
        allowed = Reach(lambda *_: ("127.0.0.1",), lambda _: True, frozenset((port,)), 0.3)
        slow = Reach(lambda *_: time.sleep(1) or ("127.0.0.1",), seconds=0.3)
        for url, reach in ((f"http://news.example:{port}/", allowed), ("http://news.example/", slow)):
            with pytest.raises(FetchError, match="no page within"):
                read_url(url, reach=reach)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_other_kinds_of_content_are_refused_by_name(site, kind):
    site.pages["/"] = page(b"{}", kind=kind)
    assert kind in refused(site)


def test_plain_text_and_markdown_are_read_as_what_they_are(site):
    site.pages["/t"] = page(
        "Le # président a dit que *oui*, hier.".encode("latin-1"), kind="text/plain; charset=latin-1"
    )
    site.pages["/m"] = page("# Titre\n\nLe *président* a dit que oui, hier.".encode(), kind="text/markdown")
    assert read(site, "/t").text == "Le # président a dit que *oui*, hier."
    assert read(site, "/m").text == "Titre\nLe président a dit que oui, hier."
    assert read(site, "/m").url == site.url("/m")


def test_without_a_declared_kind_the_content_tells(site):
    site.pages |= {"/": page(kind=""), "/pdf": page(b"%PDF-1.7 \xff", kind="")}
    assert read(site).title == "Un titre"
    assert "a PDF" in refused(site, "/pdf", NoTextError)


def test_an_error_of_the_server_is_told(site):
    site.pages["/"] = page(b"", status=404)
    assert "404 Not Found" in refused(site)


def test_a_page_in_another_language_is_refused(site):
    site.pages["/"] = page("<html><body><p>Der Präsident sagte gestern, dass der Krieg bald endet.</p>".encode())
    assert "German" in refused(site, error=LanguageError)


@pytest.mark.parametrize(
    "url",
    ["", "news", "ftp://a.example/", "http://", "http:///x", "http://[::1", "http://a b/", "javascript:alert(1)",
     "http://a.example:99999/", "http://a.example:8080/", "http://user@a.example/", "https://\ud800.example/",
     "http://" + "a" * 300 + ".example/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(url):
    def resolve(host, port):
        raise AssertionError(host)

    with pytest.raises(FetchError) as caught:
        read_url(url, reach=Reach(resolve))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
     "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%1", "fc00::1",
     "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
     "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "not an address"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_internet_is_not_allowed(address):
    assert not public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_an_address_of_the_public_internet_is_allowed(address):
    assert public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:10.0.0.1]"])
def test_this_machine_is_not_fetched_whatever_it_is_called(host):
    with pytest.raises(FetchError, match="no public address"):
        read_url(f"http://{host}/")


def test_a_name_is_refused_when_one_of_its_addresses_is_private(site):
    site.pages["/"] = page()
    for found in (("127.0.0.1", "10.0.0.1"), ("10.0.0.1", "127.0.0.1"), ()):
        refused(site, reach=site.reach(news_example=found))
    assert site.asked == []


def test_names_are_looked_up_by_the_system():
    assert resolved("127.0.0.1", 80) == ("127.0.0.1",)
