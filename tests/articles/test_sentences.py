import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.articles.sentences import sentences


def told(text):
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("M. Martin est parti. Il pleut.", ["M. Martin est parti.", "Il pleut."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("« Oui. » Il rit.", ["« Oui. »", "Il rit."]),
        ("J. F. Kennedy spoke… Then he left!", ["J. F. Kennedy spoke…", "Then he left!"]),
        ("Le prix est de 3.5 euros. Voilà.", ["Le prix est de 3.5 euros.", "Voilà."]),
        ("10 mars. – Selon lui, non.", ["10 mars.", "Selon lui, non."]),
        ("- un point\n- un autre", ["un point", "un autre"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, parts):
    assert told(text) == parts


def test_a_line_break_ends_a_paragraph():
    assert [one.paragraph for one in sentences("Un. Deux.\n\nTrois.")] == [0, 0, 1]


@given(st.text())
def test_sentences_follow_each_other_and_hold_all_that_is_no_space(text):
    end = 0
    for one in sentences(text):
        assert end <= one.start < one.end
        assert set(text[end : one.start]) <= {char for char in text if char.isspace() or char in "–—-"}
        end = one.end
    assert not text[end:].strip(" –—-\n\t") or text[end:].isspace()
