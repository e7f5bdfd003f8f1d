"""Text: measured as the real font draws it, cut where a reader would cut it, never read as markup."""

from pathlib import Path

import pytest
import streamlit
from PIL import ImageFont

from components.charts.text import fit, plain, shorten, width
from components.charts.wordings import wording

MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
FACES = {"regular": ("Upright", 400), "semibold": ("Upright", 600), "italic": ("Italic", 400)}
SAMPLES = (
    "Reported Trump-Putin phone call",
    "Péter Magyar’s Tisza party defeats Viktor Orbán",
    "L’Élysée reçoit Zelensky à Kiev, sept œuvres · contesté",
    "Путин и Зеленский встретились в Москве",
    "Ο πόλεμος της Πελοποννήσου",
    "«1 240» – “20%” … €100 №5 → ±",
)


@pytest.mark.parametrize("style", FACES)
@pytest.mark.parametrize("text", SAMPLES)
def test_widths_are_those_of_the_font_that_streamlit_ships(style, text):
    kind, weight = FACES[style]
    font = ImageFont.truetype(
        str(next(MEDIA.glob(f"SourceSansVF-{kind}*"))), 1000, layout_engine=ImageFont.Layout.BASIC
    )
    font.set_variation_by_axes([weight])
    real = sum(font.getlength(character) for character in text)
    assert width(text, 1000, style) == pytest.approx(real, rel=0.001)


def test_bold_is_wider_than_regular():
    assert width("A title", 12, "semibold") > width("A title", 12, "regular")


def test_characters_that_the_font_lacks_have_a_width_by_their_kind():
    assert width("日本", 10) == pytest.approx(20)
    assert width("🙂", 10) == pytest.approx(10)
    assert width("ᚠ", 10) == pytest.approx(6)
    assert width("e\u0301", 10) == width("e", 10)


def test_a_title_that_fits_is_not_cut():
    assert shorten("Short enough", 12) == "Short enough"


@pytest.mark.parametrize(
    ("title", "limit", "cut"),
    [
        ("Trump and Zelensky speak by phone, with Elon Musk on the line", 44, "Trump and Zelensky speak by phone"),
        ("Moscow says it has retaken Kursk; Kyiv denies that it has", 44, "Moscow says it has retaken Kursk"),
        (
            "Trump-Putin call: Russia accepts a 30-day pause on strikes",
            44,
            "Trump-Putin call: Russia accepts a 30-day…",
        ),
        ("The envoys of Britain, France, Germany and of Italy meet", 32, "The envoys of Britain, France…"),
    ],
)
def test_a_title_is_cut_before_a_clause_if_enough_remains_else_at_a_word(title, limit, cut):
    assert shorten(title, limit, wording("en").stops) == cut


@pytest.mark.parametrize(
    ("language", "title", "limit", "cut"),
    [
        ("en", "Putin sets out the conditions of a ceasefire with Kyiv", 36, "Putin sets out the conditions…"),
        ("fr", "Poutine énonce les conditions de la trêve avec Kiev", 37, "Poutine énonce les conditions…"),
        ("en", "Trump adds a 25 percent tariff on India", 16, "Trump adds…"),
    ],
)
def test_a_cut_never_ends_with_a_stop_word_or_a_number(language, title, limit, cut):
    assert shorten(title, limit, wording(language).stops) == cut


def test_a_cut_is_never_longer_than_asked():
    title = "Supercalifragilisticexpialidocious events of the year: one, two, three and many others; all told"
    for limit in range(8, len(title)):
        assert len(shorten(title, limit, wording("en").stops)) <= limit


def test_fit_cuts_to_pixels():
    text = fit("Volodymyr Zelensky and friends", 100, 13, "semibold")
    assert text.endswith("…")
    assert width(text, 13, "semibold") <= 100


def test_the_text_of_a_story_is_never_markup():
    assert plain('<a href="x">b</a> & <b>') == '&lt;a href="x"&gt;b&lt;/a&gt; &amp; &lt;b&gt;'
    assert plain("two\nlines") == "two lines"
