"""Who takes part without a name, by an office, or through verbs that lead to another: "the mayor", "is to pay"."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def people(text: str, language: str) -> list[list[str]]:
    return [[one.name for one in event.participants] for event in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Le maire aurait téléphoné au ministre lundi.", ["le maire", "le ministre"]),
        ("en", "The mayor phoned the minister on Monday.", ["the mayor", "the minister"]),
        (
            "fr",
            "Le maire de Nantes a rencontré lundi la ministre de la Culture.",
            ["maire de Nantes", "ministre de la Culture"],
        ),
        ("fr", "L'amiral a rencontré lundi la préfète.", ["l'amiral", "la préfète"]),
        ("en", "The prosecutor met the admiral on Monday.", ["the prosecutor", "the admiral"]),
    ],
)
def test_an_office_without_a_name_takes_part_by_its_description(language: str, text: str, names: list[str]) -> None:
    assert people(text, language) == [names]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire de Nantes, Jean Petit, a salué la grève. Le maire a démissionné lundi."),
        ("en", "The mayor of Leeds, Jean Petty, praised the strike. The mayor resigned on Monday."),
    ],
)
def test_an_office_that_somebody_named_holds_stays_with_the_name(language: str, text: str) -> None:
    assert people(text, language)[-1] in (["Jean Petit"], ["Jean Petty"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Jean Petit, directeur du musée, a été entendu lundi. Le maire a démissionné mardi."),
        ("en", "Jean Petty, director of the museum, was questioned on Monday. The mayor resigned on Tuesday."),
    ],
)
def test_an_office_is_not_given_to_who_holds_another(language: str, text: str) -> None:
    assert people(text, language)[-1] in (["le maire"], ["the mayor"])


@pytest.mark.parametrize("text", ["The general election took place on Monday.", "The mayor's car crashed on Monday."])
def test_a_title_before_a_noun_is_nobody(text: str) -> None:
    assert people(text, "en") == [[]]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "Ana Ruiz a été élue maire de Nantes dimanche. La nouvelle maire prêtera serment le 1er juin.",
            "Ana Ruiz",
        ),
        ("en", "Ana Ruiz was elected mayor of Leeds on Sunday. The new mayor will be sworn in on June 1.", "Ana Ruiz"),
        ("en", "Ana Ruiz won the election on Sunday. The president-elect will take office on June 1.", "Ana Ruiz"),
    ],
)
def test_the_new_holder_is_who_was_elected(language: str, text: str, name: str) -> None:
    assert people(text, language)[-1] == [name]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Boeing is to pay $2bn to the Justice Department in July.", ["Boeing", "Justice Department"]),
        ("en", "Orsted has agreed to acquire Vestas.", ["Orsted", "Vestas"]),
        ("en", "Siemens is set to buy Alstom in July.", ["Siemens", "Alstom"]),
        ("fr", "Renault va racheter Valeo en juillet.", ["Renault", "Valeo"]),
        ("fr", "Air France s'apprête à signer un contrat avec Airbus.", ["Air France", "Airbus"]),
        ("fr", "Vinci a accepté de payer une amende de 2 millions d'euros.", ["Vinci"]),
        ("en", "Harlow & Finch signed a deal with the US fund Crestline on Monday.", ["Harlow & Finch", "Crestline"]),
        ("fr", "Sanobel a annoncé lundi le rachat de la start-up lyonnaise Genivax.", ["Sanobel", "Genivax"]),
        ("en", "Negotiators from Chad and Niger met on Monday.", ["Chad", "Niger"]),
        ("en", "Russian forces have captured the town of Vuhledar.", ["Russian forces"]),
        ("en", "A Russian drone strike killed one person on Monday.", ["Russia"]),
        ("fr", "Ada Roy, elle, a saisi le tribunal lundi.", ["Ada Roy"]),
    ],
)
def test_who_takes_part_is_found_through_what_stands_between(language: str, text: str, names: list[str]) -> None:
    assert people(text, language) == [names]


def test_it_is_the_body_named_before() -> None:
    text = "NASA unveiled a rocket on Monday. It signed a contract with SpaceX on Tuesday."
    assert people(text, "en")[-1] == ["NASA", "SpaceX"]


def test_he_is_the_subject_of_the_sentence_before() -> None:
    text = "Ivan Roth doit rencontrer jeudi Paul Sand à la mairie. Il prendra ses fonctions le 20 juin."
    assert people(text, "fr")[-1] == ["Ivan Roth"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The director of Orvane resigned on Monday.\n\nPeter Cassin handed in his resignation on Monday evening.",
        ),
        ("fr", "Le directeur d'Orvane a démissionné lundi.\n\nPierre Cassin a présenté sa démission lundi soir."),
    ],
)
def test_who_is_named_further_on_takes_the_place_of_the_office(language: str, text: str) -> None:
    assert people(text, language) in ([["Peter Cassin"]], [["Pierre Cassin"]])
