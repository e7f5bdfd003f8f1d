"""Any text gives proposals or none, the same each time, in linear time, with offsets that slice back to the words."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.model import Article, Proposal
from components.articles.proposals import propose
from components.events.vocabulary import FAMILY_OF_TYPE, ROLES, STANCES
from tests.thorough import examples

DAY = datetime.date(2019, 5, 15)
PIECES = {
    "fr": [
        "Le maire Paul Arnoux",
        " a ",
        "été ",
        "arrêté",
        " lundi",
        " par la police",
        ". ",
        "« ",
        " »",
        ", a-t-il dit",
        " qui ",
        "que ",
        "le 3 mai",
        " et ",
        "\n\n",
        "Selon ",
        "n'a pas ",
        "confirmé",
        "une rencontre",
        " a eu lieu",
        "si ",
        "6 Md €",
    ],
    "en": [
        "Mayor Ann Duval",
        " was ",
        "arrested",
        " on Monday",
        " by police",
        ". ",
        '"',
        ", he said",
        " who ",
        "that ",
        "May 3",
        " and ",
        "\n\n",
        "According to ",
        "did not ",
        "confirm",
        "a meeting",
        " took place",
        "if ",
        "$6bn",
        " to ",
        "will ",
    ],
}
ARTICLE = {
    "fr": "Le maire Paul Arnoux a été arrêté lundi à Lyon par la police. « C'est une erreur », a-t-il dit. "
    "Selon la presse, il aurait reçu 2 millions d'euros. Le préfet n'a pas confirmé ces faits.\n\n",
    "en": 'Mayor Ann Duval was arrested in Leeds on Monday by police. "This is a mistake," she said. '
    "According to the press she received 2 million euros. The governor did not confirm it.\n\n",
}


def sound(text: str, found: tuple[Proposal, ...]) -> None:
    for one in found:
        assert one.title
        assert one.type in {*FAMILY_OF_TYPE, "other"}
        assert one.claims
        assert all(text[claim.start_char : claim.end_char] == claim.quote for claim in one.claims)
        assert all(claim.stance in STANCES for claim in one.claims)
        assert all(0 <= entry.start < entry.end <= len(text) for entry in one.evidence)
        assert [entry.start for entry in one.evidence] == sorted(entry.start for entry in one.evidence)
        assert all(person.role in ROLES for person in one.participants)


@pytest.mark.parametrize("language", ["fr", "en"])
@given(data=st.data())
@settings(max_examples=examples(40), deadline=None)
def test_any_text_gives_sound_proposals_and_the_same_again(language: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.one_of(st.sampled_from(PIECES[language]), st.text(max_size=4)), max_size=25)))
    published = data.draw(st.sampled_from([None, DAY, datetime.date.min, datetime.date.max]))
    found = propose(Article(text, language, published))
    sound(text, found)
    assert found == propose(Article(text, language, published))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_article_of_our_own_is_sound_and_tells_something(language: str) -> None:
    found = propose(Article(ARTICLE[language], language, DAY))
    sound(ARTICLE[language], found)
    assert found[0].type == "legal"


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "«", '"' * 50, "a" * 5000, ", " * 3000, "que " * 2000])
def test_a_text_without_sentences_proposes_nothing(text: str) -> None:
    assert propose(Article(text, "fr", DAY)) == ()


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    text = "Le maire Paul Arnoux a signé un accord, " * 200
    found = propose(Article(text, "fr", DAY))
    sound(text, found)
    assert len(found) > 1
    assert all(len(claim.quote) <= 1600 for one in found for claim in one.claims)


def test_a_language_without_a_lexicon_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="'de'"):
        propose(Article("Der Bürgermeister trat zurück.", "de", DAY))
