"""What the parts of the reader tell together: days counted from events, denials of any, who speaks beside whom."""

import datetime
from pathlib import Path

import pytest

from components.articles.model import Article, ClaimFound, Proposal
from components.articles.proposals import propose
from components.stores.folder import read_story

STORY = Path(__file__).parents[2] / "data" / "ukraine-diplomacy"


def read(text: str, language: str, published: str = "2024-11-13", **more: object) -> tuple[Proposal, ...]:
    return propose(Article(text, language, datetime.date.fromisoformat(published)), **more)


def of_type(found: tuple[Proposal, ...], kind: str) -> Proposal:
    (one,) = [proposal for proposal in found if proposal.type == kind]
    return one


def voices(claims: tuple[ClaimFound, ...]) -> list[tuple[str, str]]:
    return [(claim.speaker, claim.stance) for claim in claims]


@pytest.mark.parametrize(
    ("language", "text", "kind", "when"),
    [
        (
            "fr",
            "L'élection a eu lieu le 5 novembre. Deux jours après l'élection, Ada Berg a appelé Bo Lind.",
            "call",
            "2024-11-07",
        ),
        (
            "en",
            "The referendum was held on 3 November. The day after the referendum, Ada Berg phoned Bo Lind.",
            "call",
            "2024-11-04",
        ),
        ("fr", "Le lendemain du scrutin, Ada Berg a appelé Bo Lind.", "call", ""),
        ("en", "On the eve of the summit, Ada Berg phoned Bo Lind.", "call", ""),
    ],
)
def test_a_day_counted_from_an_event_is_told_only_where_the_article_tells_that_events_day(
    language: str, text: str, kind: str, when: str
) -> None:
    assert of_type(read(text, language), kind).when == when


def test_a_day_counted_from_an_election_of_the_story_is_told() -> None:
    text = "Le lendemain de l'élection, Ada Berg a appelé Bo Lind."
    assert of_type(read(text, "fr", story=read_story(STORY)), "call").when == "2024-11-06"
    late = read(text, "fr", "2029-01-01", story=read_story(STORY))
    assert of_type(late, "call").when == ""


def test_a_day_counted_from_an_unknown_event_is_no_date_and_says_so() -> None:
    (one,) = read("Le lendemain du scrutin, Ada Berg a appelé Bo Lind.", "fr")
    assert "date_unresolved" in [reason.key for reason in one.reasons]


@pytest.mark.parametrize(
    ("language", "told", "denial"),
    [
        ("fr", "Le Monde a rapporté qu'Ada Berg avait rencontré Bo Lind lundi.", "Bo Lind a démenti tout contact."),
        ("fr", "Le Monde a rapporté qu'Ada Berg avait rencontré Bo Lind lundi.", "Bo Lind dément l'avoir rencontrée."),
        (
            "fr",
            "Le Monde a rapporté qu'Ada Berg avait rencontré Bo Lind lundi.",
            "« Il n'y a eu ni appel ni rencontre », a assuré Bo Lind.",
        ),
        ("fr", "Le Monde a rapporté qu'Ada Berg avait rencontré Bo Lind lundi.", "Bo Lind a nié toute rencontre."),
        ("en", "The Times reported that Ada Berg had met Bo Lind on Monday.", "Lind denied any contact."),
        ("en", "The Times reported that Ada Berg had met Bo Lind on Monday.", "Lind denied having met her."),
        (
            "en",
            "The Times reported that Ada Berg had met Bo Lind on Monday.",
            '"There was neither a call nor a meeting," Lind said.',
        ),
    ],
)
def test_a_denial_of_any_meeting_is_a_claim_on_the_one_that_was_told(language: str, told: str, denial: str) -> None:
    meeting = of_type(read(f"{told} {denial}", language), "meeting")
    assert ("Bo Lind", "denies") in voices(meeting.claims)
    assert meeting.when == "2024-11-11"


def test_what_is_called_these_remarks_is_no_deed_to_be_denied() -> None:
    found = read("Le parti a tenu un congrès lundi. L'ambassade de Norlande n'a pas commenté ces propos.", "fr")
    assert [claim.stance for claim in of_type(found, "meeting").claims] == ["asserts"]


def test_those_who_announce_it_together_each_make_the_claim() -> None:
    (one,) = read("La France et l'Allemagne ont annoncé lundi que leurs ministres viendraient.", "fr")
    assert voices(one.claims) == [("France", "asserts"), ("Allemagne", "asserts")]
    assert len({claim.quote for claim in one.claims}) == 1


def test_a_reserve_is_told_once() -> None:
    (one,) = read("Ada Berg aurait rencontré Bo Lind lundi, qui aurait accepté.", "fr")
    assert [reason.key for reason in one.reasons].count("hedge") == 1


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "The team will parade on Tuesday, officials said.", ""),
        ("en", "The team will parade on Tuesday, the mayor said on Monday.", "2024-11-11"),
        ("fr", "Les prix baisseront mardi, a déclaré lundi Ada Berg.", "2024-11-11"),
    ],
)
def test_a_day_within_what_is_said_is_not_the_day_of_the_statement(language: str, text: str, when: str) -> None:
    assert of_type(read(text, language), "statement").when == when


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "en",
            "Police have arrested three people suspected of theft, the interior ministry said.",
            "interior ministry",
        ),
        ("fr", "Deux hommes ont été arrêtés lundi, selon un bilan de la préfecture.", "préfecture"),
        ("fr", "Selon le quotidien, Ada Berg a été arrêtée lundi.", "quotidien"),
        ("en", "Two men were arrested on Monday, the Harbour club announced on Tuesday.", "Harbour club"),
        ("fr", "Deux joueurs ont été arrêtés lundi, ont annoncé les deux clubs.", "deux clubs"),
    ],
)
def test_who_says_it_is_found_beside_other_nouns(language: str, text: str, speaker: str) -> None:
    arrest = of_type(read(text, language), "legal")
    assert arrest.claims[0].speaker == speaker
    assert not arrest.claims[0].hedged


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Le patron de l'agence, Bo Lind, a félicité New Delhi.", ["Bo Lind", "Inde"]),
        ("en", "The Labour Council chairman, Bo Lind, urged restraint.", ["Bo Lind"]),
    ],
)
def test_a_name_between_commas_is_the_subject(language: str, text: str, names: list[str]) -> None:
    assert [who.name for who in of_type(read(text, language), "statement").participants] == names


def test_the_date_of_a_wire_line_gives_way_to_that_of_its_sentence() -> None:
    text = "LONDON, March 3 (Reuters) - The mayor, Carl Ruddock, resigned on Monday after a report said he had lied."
    assert of_type(read(text, "en", "2024-03-05"), "appointment").when == "2024-03-04"
    assert of_type(read("PARIS, le 3 mars (AFP) - Le maire, Jo Petit, a démissionné.", "fr"), "appointment").when


def test_a_plan_gives_no_day_to_what_is_done() -> None:
    text = "Vinex has agreed to buy Solenta for $3 million. The deal is expected to close in December."
    assert of_type(read(text, "en"), "agreement").when == ""


@pytest.mark.parametrize("text", ["No one was hurt in the explosion.", "Nobody was arrested."])
def test_what_happened_to_nobody_is_no_event(text: str) -> None:
    assert read(text, "en") == ()


def test_a_present_with_a_weekday_after_it_is_to_come() -> None:
    assert of_type(read("Parliament votes on the bill on Friday.", "en"), "vote").when == "2024-11-15"
    assert of_type(read("Les ministres se réunissent vendredi à Rome.", "fr"), "meeting").when == "2024-11-15"


def test_the_same_day_of_what_is_past_is_no_day_to_come() -> None:
    text = "Des gens ont manifesté dimanche, avant le vote du 20 novembre. Le parti tenait le même jour un congrès."
    assert of_type(read(text, "fr"), "meeting").when == "2024-11-10"
