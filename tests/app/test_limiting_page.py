"""Reading articles and making links too often: the page says so in the reader's language and keeps what was entered."""

from collections.abc import Callable
from threading import BoundedSemaphore

import pytest

from components.app import articles
from components.app.limiting import at_page, reading
from components.app.limiting.counting import Limits
from components.app.limiting.figures import FIGURES, LONG
from components.app.limiting.reading import LaterError, a_turn
from tests.app.pages import Open, ran, said
from tests.app.trees import ukraine
from tests.charts.proposals_made import TEXT

AFAR = "203.0.113.7"


class Clock:
    def __call__(self) -> float:
        return 1000.0


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Limits]:
    """Give a reader who is not at the machine itself so many of each kind in ``seconds``."""

    def allow(amount: int, seconds: int = 60) -> Limits:
        made = Limits(dict.fromkeys(FIGURES, ((amount, seconds),)), clock=Clock())
        monkeypatch.setattr(at_page, "limits", made)
        monkeypatch.setattr(at_page, "asking", lambda *_: AFAR)
        articles._told.cache_clear()
        articles.reading_of.cache_clear()
        return made

    return allow


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Try again in 60 seconds; what you entered is still here."),
        ("fr", "Réessayez dans 60 secondes ; ce que vous avez saisi est toujours là."),
    ],
)
def test_an_article_too_many_is_not_read_and_stays_in_its_field(
    open_page: Open, allow: Callable[..., Limits], language: str, told: str
) -> None:
    allow(1)
    page = open_page({"page": "read", "lang": language})
    page.text_area(key="article-paste").set_value(TEXT)
    page.button(key="article-read").click()
    ran(page)
    assert said(page, "article-text"), "the first is read"
    page.query_params.pop("article")
    ran(page)
    page.text_area(key="article-paste").set_value(f"{TEXT} Again.")
    page.button(key="article-read").click()
    ran(page)
    assert told in (said(page, "article-error") or "")
    assert page.text_area(key="article-paste").value == f"{TEXT} Again."
    assert not said(page, "article-text")


def test_what_is_worked_out_already_is_shown_as_often_as_one_likes(
    open_page: Open, allow: Callable[..., Limits]
) -> None:
    allow(1, 7200)
    page = open_page({"page": "read", "article": "le-kremlin-dement-2024-11-12"})
    for _ in range(3):
        ran(page)
        assert said(page, "article-text")
    first = next(one.name for one in articles.examples(ukraine()) if one.name != "le-kremlin-dement-2024-11-12")
    page.query_params["article"] = first
    ran(page)
    assert "Try again in 120 minutes" in (said(page, "article-error") or "")


def test_who_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch, allow: Callable[..., Limits]) -> None:
    allow(9)
    monkeypatch.setattr(reading, "_turns", BoundedSemaphore(1))
    monkeypatch.setattr(reading, "_turns_of_long", BoundedSemaphore(1))
    with a_turn("read"):
        with pytest.raises(LaterError) as late, a_turn("read", patience=0):
            pass
        with (
            a_turn("tell", size=LONG + 1, patience=0),
            pytest.raises(LaterError),
            a_turn("tell", size=LONG + 1, patience=0),
        ):
            pass
    assert late.value.told("en").startswith("Many articles are being read at this moment.")
    with a_turn("read", patience=0):
        pass


def test_every_kind_that_a_page_asks_for_has_words_in_both_languages() -> None:
    for language, unit in (("en", "30 seconds"), ("fr", "30 secondes")):
        for kind in ("read", "tell", "fetch", "keep_link"):
            assert unit in at_page.too_often(kind, 30, language)
    assert "2 minutes" in at_page.too_often("read", 91, "en")
    assert "60 minutes" in at_page.too_often("read", 3600, "fr")
