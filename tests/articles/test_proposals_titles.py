"""Titles that tell what happened, in the text's own words."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 10)
MOST = 90


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def titles(text: str, language: str) -> list[str]:
    return [one.title.replace("\xa0", " ") for one in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Ada Berg said on Monday that she had never met Bo Lind.", "Ada Berg says she had never met Bo Lind"),
        ("en", "Ada Berg told reporters on Monday that she would go.", "Ada Berg told reporters she would go"),
        ("en", "Ada Berg said on Monday that she was tired.", "Ada Berg said she was tired"),
        ("en", "Ada Berg had said on Monday that no ship was sunk.", "Ada Berg said no ship was sunk"),
        ("en", "“The bridge is safe,” Ada Berg said on Monday.", "Ada Berg says: “The bridge is safe”"),
        ("en", "The bridge will open, Ada Berg said on Monday.", "Ada Berg says the bridge will open"),
        ("en", "The Norwegian government denied any delay on Monday.", "The Norwegian government denies any delay"),
        ("en", "Ada Berg declined on Monday to comment on the deal.", "Ada Berg declines to comment on the deal"),
        (
            "en",
            "Norwegian officials said on Monday that the bridge is safe.",
            "Norwegian officials said the bridge is safe",
        ),
        (
            "fr",
            "Ada Berg a affirmé lundi qu'elle n'avait jamais vu Bo Lind.",
            "Ada Berg affirme qu'elle n'avait jamais vu Bo Lind",
        ),
        ("fr", "Ada Berg a déclaré lundi que le pont serait fermé.", "Ada Berg a déclaré que le pont serait fermé"),
        ("fr", "« Le pont est sûr », a déclaré lundi Ada Berg.", "Ada Berg déclare : « Le pont est sûr »"),
        (
            "fr",
            "Le Kremlin a démenti lundi tout contact avec Ada Berg.",
            "Le Kremlin dément tout contact avec Ada Berg",
        ),
        ("fr", "Le pont rouvrira bientôt, a assuré lundi Ada Berg.", "Ada Berg assure que le pont rouvrira bientôt"),
        ("fr", "Ada Berg n'a pas confirmé lundi la vente.", "Ada Berg n'a pas confirmé la vente"),
    ],
)
def test_a_statement_is_titled_by_who_says_what(language: str, text: str, title: str) -> None:
    assert title in titles(text, language)


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Ada Berg resigned on Monday after a scandal.", "Ada Berg resigned after a scandal"),
        ("en", "Ada Berg had resigned on Monday.", "Ada Berg resigned"),
        ("fr", "Ada Berg a été limogée lundi.", "Ada Berg a été limogée"),
        ("fr", "La Norvège a expulsé lundi un diplomate suédois.", "La Norvège a expulsé un diplomate suédois"),
        ("fr", "La police a arrêté lundi Bo Lind.", "La police a arrêté Bo Lind"),
        ("en", "Norway will send ten ships by June.", "Norway will send ten ships by June"),
    ],
)
def test_a_deed_is_titled_by_its_clause_without_its_date(language: str, text: str, title: str) -> None:
    assert titles(text, language) == [title]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "en",
            "Norway's foreign minister met his counterpart on Monday.",
            "Norway's foreign minister met his counterpart",
        ),
        ("en", "Ada Berg phoned Bo Lind on Monday.", "Call: Ada Berg – Bo Lind"),
        ("fr", "Ada Berg a rencontré Bo Lind à Oslo lundi.", "Rencontre : Ada Berg – Bo Lind"),
    ],
)
def test_a_meeting_is_titled_by_both_sides_or_else_by_its_clause(language: str, text: str, title: str) -> None:
    assert titles(text, language) == [title]


def test_a_statement_by_a_pronoun_is_titled_by_the_name() -> None:
    text = "Ada Berg resigned on Monday. She said on Tuesday that she had lost heart."
    assert titles(text, "en")[1] == "Ada Berg says she had lost heart"


def test_what_is_said_to_be_to_come_is_titled_as_to_come() -> None:
    assert "Ada Berg will travel to Rome" in titles("Ada Berg said she would travel to Rome on 3 June.", "en")
    assert "Ada Berg se rendra à Rome" in titles("Ada Berg a dit qu'elle se rendrait à Rome le 3 juin.", "fr")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ada Berg said on Monday that the long bridge over the river in the north of the country "
               "would have to be closed again before the winter because of the ice and the wind."),
        ("fr", "Ada Berg a déclaré lundi que le long pont sur le fleuve au nord du pays devrait de nouveau être "
               "fermé avant l'hiver à cause de la glace et du vent qui souffle sans cesse."),
        ("fr", "« Le long pont sur le fleuve au nord du pays devra de nouveau être fermé avant l'hiver à cause de "
               "la glace et du vent », a déclaré lundi Ada Berg."),
    ],
)  # fmt: skip
def test_a_long_title_is_cut_at_a_word_and_says_so(language: str, text: str) -> None:
    title = titles(text, language)[0]
    assert len(title) <= MOST
    assert "…" in title[-3:]
    assert title.count("«") == title.count("»")
    last = title.replace(" »", "").rstrip("…").split()[-1]
    assert f" {last} " in f"{text} "
    assert last not in ("the", "of", "le", "la", "de", "et", "and", "que", "that")


def test_what_is_denied_is_not_titled_as_a_fact() -> None:
    found = read("The union denied on Monday that it had agreed to a deal with Vinex.", "en")
    assert "The union denies that it had agreed to a deal with Vinex" in [one.title for one in found]
    assert all(not one.title.startswith("The union agreed") for one in found)


@pytest.mark.parametrize(
    ("language", "text", "type_"),
    [
        ("fr", "La Norvège a convoqué lundi l'ambassadeur de Suède.", "meeting"),
        ("en", "Norway summoned the Swedish ambassador on Monday.", "meeting"),
        ("fr", "Ada Berg a été convoquée lundi devant le tribunal.", "legal"),
        ("en", "Supporters met the plane in Oslo on Monday.", "other"),
        ("en", "Rebels took over on Monday.", "other"),
        ("en", "Vinex took over Solenta on Monday.", "agreement"),
    ],
)
def test_the_object_tells_what_it_is_to_summon_to_meet_or_to_take_over(language: str, text: str, type_: str) -> None:
    assert [one.type for one in read(text, language)] == [type_]
