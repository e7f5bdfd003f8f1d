"""Who acts and who speaks where several do, where a pronoun goes on, and where a name stands only once."""

import datetime as dt

import pytest

from components.articles.actors import find_actors
from components.articles.model import Article, Proposal
from components.articles.proposals import propose


def told(language: str, text: str) -> tuple[Proposal, ...]:
    return tuple(propose(Article(text, language, dt.date(2024, 6, 14)), None, None))


def names(language: str, text: str) -> list[str]:
    cast = find_actors(text, language)
    return [cast.figures[mention.key].name for mention in cast.mentions]


@pytest.mark.parametrize(
    ("language", "text", "both"),
    [
        ("fr", "Oslo et Lisbonne ont condamné mardi le coup d'État.", ["Norvège", "Portugal"]),
        ("fr", "La Suède et la Finlande ont condamné mardi le coup d'État.", ["Suède", "Finlande"]),
        ("fr", "« Ces tirs doivent cesser », ont déclaré Oslo et Lisbonne mardi.", ["Norvège", "Portugal"]),
        ("en", "Oslo and Lisbon condemned the coup on Tuesday.", ["Norway", "Portugal"]),
        ("en", "Sweden and the Finnish government condemned the coup on Tuesday.", ["Sweden", "Finnish government"]),
        ("en", '"The firing must stop," said Oslo and Lisbon on Tuesday.', ["Norway", "Portugal"]),
    ],
)
def test_two_who_speak_together_both_make_the_statement(language: str, text: str, both: list[str]) -> None:
    (event,) = told(language, text)
    assert [(part.name, part.role) for part in event.participants] == [(name, "source") for name in both]
    assert event.claims[0].speaker == both[0]


def test_who_answers_after_the_speaker_is_no_second_speaker() -> None:
    first, second = told("fr", "« C'est fini », a déclaré Anne Morel, et Paul Durand a répondu mardi.")
    assert [[part.name for part in event.participants] for event in (first, second)] == [
        ["Anne Morel"],
        ["Paul Durand"],
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "« Le port est sûr », a déclaré un ministre après avoir vu Paul Durand. « Il rouvrira », a-t-il dit.",
        ),
        (
            "fr",
            "Luc Durand est arrivé lundi à Oslo. « C'est sûr », a dit mardi un ministre. « Il rouvrira », a-t-il dit.",
        ),
        (
            "en",
            'Luc Durand arrived in Oslo on Monday. "It is safe," a minister said on Tuesday. "It will open," he added.',
        ),
    ],
)
def test_a_pronoun_goes_on_with_the_unnamed_man_who_spoke_last(language: str, text: str) -> None:
    said = [event for event in told(language, text) if event.type == "statement"]
    assert {claim.speaker for event in said for claim in event.claims} == {
        "ministre" if language == "fr" else "minister"
    }


def test_a_pronoun_does_not_go_on_with_a_body_or_another_gender() -> None:
    body = told(
        "en", 'Paul Durand arrived in Oslo on Monday. "The port is safe," the ministry said. "It will open," he added.'
    )
    woman = told(
        "fr", "« Le port est sûr », a dit une ministre après avoir vu Paul Durand. « Il rouvrira », a-t-il ajouté."
    )
    for found in (body, woman):
        assert "Paul Durand" in {claim.speaker for event in found for claim in event.claims}


def test_a_pronoun_after_a_quotation_is_who_spoke_and_not_whom_he_saw() -> None:
    text = (
        "« Le port est sûr », a déclaré Jean Morel après avoir vu Paul Durand. « Il rouvrira demain », a-t-il ajouté."
    )
    assert {claim.speaker for event in told("fr", text) for claim in event.claims} == {"Jean Morel"}


def test_a_particle_with_a_capital_belongs_to_the_name() -> None:
    assert names("fr", "Jeanne Le Goff a rencontré Luc De Wit mardi.") == ["Jeanne Le Goff", "Luc De Wit"]
    assert names("fr", "Le Monde a rencontré Jeanne Morel mardi.")[-1] == "Jeanne Morel"


def test_a_last_name_that_is_a_small_word_is_one_after_an_honorific_only() -> None:
    (event,) = told("en", "Mrs May, who chairs the guild, said on Tuesday that the port had closed.")
    assert [part.name for part in event.participants] == ["May"]
    assert names("en", "May was cold. Will it rain?") == []


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "QuantaSea launched two ferries on Friday.", ["QuantaSea"]),
        ("en", "Solvika signed a contract with Merrado in 2021.", ["Solvika", "Merrado"]),
        ("fr", "Solvika doit verser 2 millions d'euros.", ["Solvika"]),
        ("fr", "Solvika a signé un contrat avec Merrado en 2021.", ["Solvika", "Merrado"]),
        ("en", "Snow fell on Tuesday.", []),
    ],
)
def test_a_name_seen_once_is_somebody_by_what_it_does(language: str, text: str, who: list[str]) -> None:
    assert names(language, text) == who


def test_an_infinitive_after_the_day_of_a_deed_is_its_purpose_and_no_event() -> None:
    assert [event.type for event in told("en", "Ruth Harlan met Paul Durand on Tuesday to sign a treaty.")] == [
        "meeting"
    ]
    (planned,) = told("en", "The company plans to build a factory in 2025.")
    assert planned.claims[0].stance == "plans"


def test_a_warrant_for_somebody_is_aimed_at_him() -> None:
    (event,) = told("en", "The court issued an arrest warrant for Paul Durand on Friday.")
    assert ("Paul Durand", "target") in {(part.name, part.role) for part in event.participants}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "Des drones ont frappé Odessa dimanche.", "Odessa"),
        ("en", "Drones struck Kharkiv on Sunday.", "Kharkiv"),
    ],
)
def test_a_town_that_is_struck_is_the_place(language: str, text: str, place: str) -> None:
    (event,) = told(language, text)
    assert event.place == place
    assert [text[one.start : one.end] for one in event.evidence if one.what == "place"] == [place]


def test_an_opening_quotation_mark_hides_nobody_behind_a_common_noun() -> None:
    text = "« Des soldats du Front du Nord ont attaqué le port de Kismayo lundi », a rapporté Reuters."
    assert "Front du Nord" in {part.name for event in told("fr", text) for part in event.participants}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ruth Harlan and Paul Durand met on Monday. They signed a treaty on Tuesday."),
        ("fr", "Ruth Harlan et Paul Durand se sont rencontrés lundi. Ils ont signé un accord mardi."),
    ],
)
def test_a_pronoun_of_the_plural_stands_for_both_who_acted_together(language: str, text: str) -> None:
    met, signed = told(language, text)
    assert [part.name for part in met.participants] == ["Ruth Harlan", "Paul Durand"]
    assert [part.name for part in signed.participants] == ["Ruth Harlan", "Paul Durand"]


def test_a_pronoun_of_the_singular_stands_for_one_of_them() -> None:
    _, signed = told("en", "Ruth Harlan and Paul Durand met on Monday. He signed a treaty on Tuesday.")
    assert [part.name for part in signed.participants] == ["Paul Durand"]


def test_a_pronoun_of_the_plural_far_from_the_two_stands_for_one_alone() -> None:
    aside = "The hall was cold. The rooms were dark. The food was bad. "
    text = f"Ruth Harlan and Paul Durand met on Monday. {aside}They signed a treaty on Tuesday."
    *_, signed = told("en", text)
    assert len(signed.participants) < 2
