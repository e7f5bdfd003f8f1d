"""The head of the page "Read an article", what is known of the article, and how many events it tells."""

from urllib.parse import urlencode

import streamlit as st

from components.app.articles import Reading, Wanted
from components.app.dom import Child, Node, button, el, link
from components.app.draw import Do
from components.app.kept_reviews import DRAFT
from components.app.scene import Scene
from components.app.view import OWN
from components.app.widgets.article_words import article_words
from components.app.widgets.head import head_row
from components.articles.model import Article
from components.events.date_words import day_words
from components.events.dates import to_day

VERDICTS = ("same", "maybe", "new")
WANTED = "read-wanted"


def article_head(scene: Scene, names: list[str], do: Do) -> None:
    """Title, way back, stories, languages, link to share."""
    words = article_words(scene.language)
    heading = el(
        "header",
        el("h1", words("page.open")),
        el("p", words("page.about"), css="ww-muted"),
        css="ww-heading",
    )
    head_row(scene, names, heading, link_query(scene), do)


def link_query(scene: Scene) -> str:
    """The query of a link to this page; the reader's own text or draft is nobody else's and not in it."""
    query = scene.view.to_query()
    query["lang"], query["story"] = [scene.language], [scene.whole.name]
    if scene.view.article == OWN or scene.view.article.startswith(DRAFT):
        del query["article"]
    return "?" + urlencode(query, doseq=True)


def article_bar(scene: Scene, article: Article) -> Node:
    """Title of the article, who published it and when, its language, and the way to another one."""
    words = article_words(scene.language)
    again = button(words("result.again"), act={"do": "article", "id": ""}, css="ww-chip", data_key="again")
    title = (
        el("h2", article.title, css="ww-article-title", dir="auto", lang=article.language) if article.title else None
    )
    parts = [part for part in (_publisher(article), _published(scene, article), _language(scene, article)) if part]
    line = [piece for at, part in enumerate(parts) for piece in ((" · ", part) if at else (part,))]
    return el("div", el("div", title, el("p", *line, css="ww-muted")), again, css="ww-article-bar")


def _publisher(article: Article) -> Child:
    if not article.url:
        return article.publisher or None
    return link(f"{article.publisher or article.url[:80]} ↗", article.url)


def _published(scene: Scene, article: Article) -> Child:
    words = article_words(scene.language)
    if article.published is None:
        more = button(words("result.set_day"), act={"do": "article", "id": ""}, css="ww-link", data_key="set-day")
        return el("span", words("result.unpublished"), " (", more, ")")
    key = f"result.published_{article.published_from}"
    day = day_words(to_day(article.published), scene.language, "long")
    return words(key if words.has(key) else "result.published", date=day)


def _language(scene: Scene, article: Article) -> str:
    words = article_words(scene.language)
    name = words(f"form.{article.language}")
    wanted = st.session_state.get(WANTED)
    told = scene.view.article != OWN or (isinstance(wanted, Wanted) and wanted.language)
    return name if told else words("result.detected", language=name)


def counts(scene: Scene, reading: Reading) -> Node:
    """Such as "7 events in this article: 3 the timeline has, 1 it perhaps has, 3 are new."; of many, of the first."""
    words = article_words(scene.language)
    verdicts = [one.match.verdict for one in reading.proposals]
    if not verdicts:
        return el("div", el("p", words("result.none")), words("result.none_help"), css="ww-empty", role="status")
    total = words("result.tells", events=words("result.events", n=reading.total))
    cut = reading.total > len(verdicts)
    parts: list[Child] = [
        el("strong", total),
        words("result.of_first" if reading.part == 0 else "result.of_part", shown=len(verdicts))
        if cut
        else words("result.of_all"),
    ]
    listed = [(verdict, verdicts.count(verdict)) for verdict in VERDICTS if verdict in verdicts]
    for at, (verdict, n) in enumerate(listed):
        parts += [words(f"result.{verdict}", n=n), "." if at == len(listed) - 1 else ", "]
    return el("p", *parts, css="ww-sentence")
