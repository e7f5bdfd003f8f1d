import datetime
from contextlib import suppress

import pytest

from components.articles.reading import NoTextError, TooLargeError, read_bytes
from components.articles.reading.markup import rewritten

D = datetime.date
PARAGRAPH = "Le président a déclaré hier que les négociations reprendraient bientôt, selon son entourage."
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un appel - Le Courrier</title>
<meta property="og:site_name" content="Le Courrier">{head}<style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Accueil</a><li><a href="/monde">Monde</a></ul></nav>
<article><h1>Un appel</h1>{body}<p>Le président&nbsp;russe a dit «&nbsp;non&nbsp;»,<br>puis oui.</p>
<p>Une <b>autre</b> phrase
avec un <a href="x">lien</a>&#8239;; la fin.</p><ul><li>Un point.<li>Un autre.</ul></article>
<footer>© 2023 Le Courrier</footer><script>var a = "<p>caché</p>";</script></body></html>"""


def page(head="", body="", **more):
    return read_bytes(PAGE.format(head=head, body=body).encode(), "page.html", **more)


def test_a_page_is_its_article_title_and_publisher_without_what_is_around():
    article = page()
    assert article.text.split("\n")[:3] == ["Un appel", "Le président\u00a0russe a dit «\u00a0non\u00a0»,", "puis oui."]
    assert "Une autre phrase avec un lien ; la fin." in article.text
    for around in ("Accueil", "2023", "caché", "color", "<"):
        assert around not in article.text
    assert (article.title, article.publisher, article.language) == ("Un appel", "Le Courrier", "fr")


def test_a_long_page_keeps_its_paragraphs():
    article = page(body="".join(f"<p>{PARAGRAPH} {number}</p>" for number in range(20)))
    assert article.text.count("\n") >= 20


LD = '<script type="application/ld+json">{{"@type": "NewsArticle", {}}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2024-11-10T08:00:00+01:00">', "", D(2024, 11, 10)),
        (LD.format('"dateModified": "2024-11-12", "datePublished": "2024-11-10T08:00Z"'), "", D(2024, 11, 10)),
        ('<link rel="canonical" href="https://news.example/2024/11/10/appel">', "", D(2024, 11, 10)),
        ("", '<time datetime="2024-11-10T08:00">dimanche</time>', D(2024, 11, 10)),
        ("", '<div class="meta">Publié le 10 novembre 2024 à 8h</div>', D(2024, 11, 10)),
        ('<meta property="article:modified_time" content="2024-11-10">', "", None),
        ('<meta itemprop="copyrightYear" content="2024">', "", None),
        ('<meta name="date" content="2024"><meta name="dc.date" content="2024-11">', "", None),
        (LD.format('"datePublished": "2024-11"'), "", None),
        (LD.format('"dateModified": "2024-11-10"'), "", None),
        ('<meta name="date" content="2999-01-01">', "", None),
        ('<meta name="date" content="aujourd’hui">', "", None),
        ("", "<p>Le 12 janvier 2012, il avait dit le contraire.</p>", None),
        ("", f'<p>{PARAGRAPH} Le <time datetime="2012-01-12">12</time>, {PARAGRAPH}</p>', None),
        ("", '<img src="/2024/11/10/photo.jpg"><p>Il y a deux jours</p>', None),
        ("", '<time datetime="2024-11-12" class="updated">mardi</time>', None),
    ],
)
def test_the_day_of_a_page_is_what_it_says_of_its_publication_and_nothing_else(head, body, day):
    article = page(head, body)
    assert (article.published, article.published_from) == (day, "page" if day else "")


def test_the_dateline_of_a_page_without_metadata_counts():
    article = page(body=f"<p>PARIS, 10 nov. 2024 (AFP) — {PARAGRAPH}</p>")
    assert (article.published, article.published_from) == (D(2024, 11, 10), "dateline")


def test_a_given_day_wins_over_that_of_the_page():
    head = '<meta property="article:published_time" content="2024-11-10">'
    assert page(head, published="2024-11-08").published_from == "given"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "punycode", "utf-8", "nonsense"])
def test_a_page_in_latin_1_is_decoded_whatever_it_declares(declared):
    html = PAGE.format(head="", body="").replace('charset="utf-8"', f'charset="{declared}"')
    assert "président" in read_bytes(html.encode("latin-1"), "page.html").text


def test_a_page_is_told_by_its_beginning_where_its_name_says_nothing():
    html = PAGE.format(head="", body="").encode()
    assert read_bytes(html, "upload").title == "Un appel"
    assert read_bytes(f"Le code <html> {PARAGRAPH}".encode(), "a.txt").text.startswith("Le code <html>")


def test_a_fragment_is_a_page_too():
    assert read_bytes(f"<p>{PARAGRAPH}</p>".encode(), "a.html").text == PARAGRAPH


def test_controls_that_a_page_does_not_show_are_left_out_and_break_nothing():
    html = f"<p>Un\x01 mot&#2;.&#x1F;\x0c{PARAGRAPH}</p><aside>a&#3;</aside><p class='author\x04'>b&#11;</p>"
    assert read_bytes(html.encode(), "a.html").text.startswith(f"Un mot. {PARAGRAPH}")


@pytest.mark.parametrize("html", ["<html></html>", "<p></p>", "<script>var a = 1;</script>", "<!-- un texte -->"])
def test_a_page_without_words_is_refused(html):
    with pytest.raises(NoTextError, match="paste its text"):
        read_bytes(html.encode(), "a.html")


BOMBS = {
    "deep": "<div>" * 20_000 + PARAGRAPH,
    "elements": "<p>mot</p>" * 400_000,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(200_000)) + f">{PARAGRAPH}",
    "hidden attributes": '<p x=">" ' + " ".join(f"a{number}='>'" for number in range(150_000)) + f">{PARAGRAPH}",
    "open tags": "<a " * 300_000,
    "open quotes": '<a x="' * 300_000,
    "comments": "<!--" * 300_000,
    "scripts": "<script>" * 300_000,
    "spaces": "<a" + " " * 3_000_000,
    "signs": "<" * 1_500_000,
    "json": f'<script type="application/ld+json">{"[" * 1_000_000}</script><p>{PARAGRAPH}',
    "times": f"<p>{'<time datetime=2024-11-10>mot</time> ' * 10_000}{PARAGRAPH}",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_made_to_keep_the_reader_busy_is_read_or_refused(bomb):
    with suppress(TooLargeError, NoTextError):
        assert PARAGRAPH in read_bytes(BOMBS[bomb].encode(), "a.html", language="fr").text


def test_what_is_nested_too_deeply_is_refused_and_not_left_out():
    with pytest.raises(TooLargeError, match="255 deep"):
        read_bytes(f"<html><body><p>{PARAGRAPH}</p>{'<div>' * 300}{PARAGRAPH}".encode(), "a.html")


def test_a_page_is_written_anew_with_its_text_and_its_tags():
    html = "<P Class=a b='c\"' d>x < y &amp; z</P><!-- no --><script>a<b</script><br/><a href=http://x/?a=1&b=2>w</a>"
    again = '<P class="a" b="c&quot;" d="">x &lt; y &amp; z</P><br><a href="http://x/?a=1&b=2">w</a>'
    assert "".join(rewritten(html)) == again


MARKDOWN = """---
title: "Un appel"
date: 2024-11-10
publisher: Le Courrier
---
# Un **titre**

Le *président* [russe](http://news.example) a dit « oui »
hier, et `non` &amp; peut-être \\*.

- un
- deux

> citation ![image](x.png)

<b>gras</b> ~~barré~~
"""


def test_markdown_is_read_as_it_is_shown():
    article = read_bytes(MARKDOWN.encode(), "a.md")
    assert article.text == (
        "Un titre\nLe président russe a dit « oui » hier, et non & peut-être *.\nun\ndeux\ncitation\ngras barré"
    )
    assert (article.title, article.publisher) == ("Un appel", "Le Courrier")
    assert (article.published, article.published_from) == (D(2024, 11, 10), "page")


def test_markdown_without_front_matter_has_its_heading_for_a_title():
    article = read_bytes(f"# Un *titre*\n\n{PARAGRAPH}\n\n---\n\nfin".encode(), "a.md")
    assert (article.title, article.published) == ("Un titre", None)


@pytest.mark.parametrize("bomb", ["[" * 50_000, "[a](b" * 20_000, "*a_ " * 30_000, "> " * 50_000, "![[" * 20_000])
def test_markdown_made_to_keep_the_reader_busy_is_read(bomb):
    assert read_bytes(f"{PARAGRAPH}\n\n{bomb}".encode(), "a.md", language="fr").text.startswith(PARAGRAPH)
