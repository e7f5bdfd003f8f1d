import datetime

import pytest

from components.articles.reading import read_text
from components.articles.reading.dateline import labelled, read

FR = "Le président a déclaré hier que les négociations reprendraient, selon son entourage."
EN = "The president said on Monday that the talks would resume, according to his aides."
NOVEMBER = datetime.date(2024, 11, 10)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", f"PARIS, 10 nov. 2024 (AFP) — {FR}"),
        ("fr", f"Genève, 10 novembre 2024 (ATS) – {FR}"),
        ("fr", f"Paris, le 10 novembre 2024 – {FR}"),
        ("fr", f"Un titre\n\n10 novembre 2024. - {FR}"),
        ("fr", f"Un titre\n\n10 novembre 2024 . –\n{FR}"),
        ("fr", f"Un titre\n10 novembre 2024.\n{FR}"),
        ("fr", f"Un titre\nLe 10 novembre 2024\n{FR}"),
        ("fr", f"Publié le 10 novembre 2024\n{FR}"),
        ("fr", f"Un titre\nPar Jeanne Martin, publié le 10/11/2024 à 12:30\n{FR}"),
        ("fr", f"Publié le 10 novembre 2024 à 14h30, mis à jour le 11 novembre 2024 à 9h\n{FR}"),
        ("fr", f"Un titre\ndimanche 10 novembre 2024 - 12:30\n{FR}"),
        ("fr", f"10 NOVEMBRE 2024 | 5 min de lecture\n{FR}"),
        ("fr", f"{FR}\n\nPublié le 10 novembre 2024"),
        ("en", f"WASHINGTON (AP) — Nov. 10, 2024\n{EN}"),
        ("en", f"WASHINGTON (AP) — Nov. 10, 2024 — {EN}"),
        ("en", f"LONDON, Nov 10, 2024 (Reuters) - {EN}"),
        ("en", f"The Hague, 10 November 2024 (Reuters) - {EN}"),
        ("en", f"NEW YORK, Nov. 10, 2024 /Newswire/ -- {EN}"),
        ("en", f"A title\nSunday, November 10, 2024\n{EN}"),
        ("en", f"A title\nBy Jane Smith\nPublished 10:45 AM EST, Sun November 10, 2024\n{EN}"),
        ("en", f"Published: Nov. 10, 2024, 3:45 p.m. ET\n{EN}"),
        ("en", f"A title\n10 Nov 2024 14:30 CET\n{EN}"),
        ("en", f"2024-11-10\n{EN}"),
    ],
)
def test_a_dateline_tells_the_day_of_publication(language, text):
    article = read_text(text)
    assert (article.language, article.published, article.published_from) == (language, NOVEMBER, "dateline")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le 10 novembre 2024, un journal a rapporté que le président avait parlé à son homologue."),
        ("fr", f"Le 10 novembre 2024 – jour de fête – {FR}"),
        ("fr", f"À Paris, le 10 novembre 2024 – jour de fête – {FR}"),
        ("fr", f"Publié le 10 novembre 2024, le rapport affirme que {FR}"),
        ("fr", f"Mis à jour le 10 novembre 2024 à 9h\n{FR}"),
        ("fr", f"Élection du 10 novembre 2024\n{FR}"),
        ("fr", f"Paris, 10 novembre 2024\n{FR}"),
        ("fr", f"Date limite : 10 novembre 2024\n{FR}"),
        ("fr", f"10 novembre 2024 – 15 janvier 2025\n{FR}"),
        ("fr", f"10 novembre 2024 : un appel\n{FR}"),
        ("fr", f"Chronologie\n10 novembre 2024\n{FR}\n12 novembre 2024\n{FR}"),
        ("fr", f"PARIS, 10 nov. (AFP) — {FR}"),
        ("fr", f"Novembre 2024\n{FR}"),
        ("en", f"On November 10, 2024, the paper reported that {EN}"),
        ("en", f"November 10, 2024, was a quiet day. {EN}"),
        ("en", f"In Paris, November 10, 2024 - a day to remember - {EN}"),
        ("en", f"KYIV, Ukraine (AP) — The talks began on Nov. 10, 2024, and {EN}"),
        ("en", f"Published: 10/11/2024\n{EN}"),
        ("en", f"Yesterday\n{EN}"),
        ("en", f"November 10, 2999\n{EN}"),
    ],
)
def test_what_is_no_dateline_leaves_the_day_unknown(language, text):
    article = read_text(text)
    assert (article.language, article.published, article.published_from) == (language, None, "")


def test_the_day_that_was_given_wins_over_the_dateline():
    article = read_text(f"PARIS, 10 nov. 2024 (AFP) — {FR}", published="2024-11-09")
    assert (article.published, article.published_from) == (datetime.date(2024, 11, 9), "given")


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"PARIS, 10 nov. (AFP) — {FR}", "AFP"),
        (f"WASHINGTON (AP) — {EN}", "AP"),
        (f"Genève, 10 novembre 2024 (ATS) – {FR}", "Keystone-ATS"),
        (f"KYIV, Nov. 10, 2024 (XYZ) — {EN}", "XYZ"),
        (f"The treaty (NATO) - {EN}", ""),
        (f"{EN} The agency (AP) - which he runs - agrees.", ""),
    ],
)
def test_the_agency_of_a_dateline_is_the_publisher(text, publisher):
    assert read_text(text).publisher == publisher


def test_a_label_wins_over_a_date_alone_and_two_labels_that_differ_say_nothing():
    assert read(f"Titre\n12 mai 2020\nPublié le 10 novembre 2024\n{FR}", "fr").day == NOVEMBER
    assert read(f"Publié le 9 novembre 2024\n{FR}\nPublié le 10 novembre 2024\n{FR}", "fr").day is None


def test_among_the_lines_of_a_page_only_one_that_says_published_counts():
    assert labelled(["12 mai 2020", "Publié le 10 novembre 2024", "Publié le 3 mai 2020"], "fr") == NOVEMBER
    assert labelled(["12 mai 2020"], "fr") is None
