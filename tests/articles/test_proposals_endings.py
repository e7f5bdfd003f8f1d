"""Ends and lengths are no events of their own; what is denied by a noun; titles out of the words of a clause."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.type, one.when) for one in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("en", "The walkout began on Monday. The walkout will end on Friday.", ("protest", "2019-05-13/2019-05-17")),
        ("fr", "Une grève a débuté lundi. La grève prendra fin vendredi.", ("protest", "2019-05-13/2019-05-17")),
        ("en", "Chad and Niger met on Monday. The talks lasted six hours.", ("meeting", "2019-05-13")),
        ("fr", "Les cheminots ont débrayé lundi. Leur grève a duré une nuit.", ("protest", "2019-05-13")),
        ("en", "Chad and Niger met on Monday. The meeting will continue on Friday.", ("meeting", "2019-05-13")),
        ("fr", "Le Tchad a rencontré le Niger lundi. La réunion s'est achevée mardi.", ("meeting", "2019-05-13")),
        ("en", "Ada Berg and Tom Reed spoke by phone. It took place on Monday.", ("call", "2019-05-13")),
        ("fr", "Une manifestation a réuni 300 personnes. Elle a eu lieu lundi.", ("protest", "2019-05-13")),
        ("en", "Oslo gave Kyiv 2 million kroner in aid. It was delivered on Monday.", ("aid", "2019-05-13")),
        ("en", "A train derailed on Monday. Two passengers died and 30 were injured.", ("accident", "2019-05-13")),
        ("fr", "Un train a déraillé lundi. Deux passagers sont morts.", ("accident", "2019-05-13")),
    ],
)
def test_an_end_or_a_toll_is_part_of_the_event_told_before(language: str, text: str, event: tuple[str, str]) -> None:
    assert told(text, language) == [event]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The strike lasted 57 days."),
        ("en", "Ada Berg refused to say whether the meeting took place on Monday."),
        ("fr", "On ignore si la réunion a eu lieu lundi."),
    ],
)
def test_what_only_lasted_or_is_asked_is_no_event(language: str, text: str) -> None:
    assert [kind for kind, _ in told(text, language) if kind != "denial"] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ada Berg denied any meeting with Tom Reed."),
        ("fr", "Ada Berg a démenti lundi toute rencontre avec Tom Reed."),
        ("en", "Ada Berg dismissed a report that she had met Tom Reed."),
    ],
)
def test_a_meeting_denied_by_a_noun_or_a_report_is_a_meeting_that_is_denied(language: str, text: str) -> None:
    meeting = next(one for one in read(text, language) if one.type == "meeting")
    assert [one.name for one in meeting.participants] == ["Ada Berg", "Tom Reed"]
    assert [(claim.speaker, claim.stance) for claim in meeting.claims] == [("Ada Berg", "denies")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ada Berg phoned Tom Reed on Monday, the Daily Herald reported. The ministry denied any call with Reed.",
        ),
        ("fr", "Ada Berg a téléphoné à Tom Reed lundi, selon Le Monde. Le ministère a démenti tout appel."),
    ],
)
def test_a_denied_noun_is_one_more_claim_on_what_was_told(language: str, text: str) -> None:
    calls = [one for one in read(text, language) if one.type == "call"]
    assert [[one.name for one in call.participants] for call in calls] == [["Ada Berg", "Tom Reed"]]
    assert calls[0].claims[-1].stance == "denies"


def test_what_is_denied_first_and_told_then_is_one_call() -> None:
    text = (
        "Le ministère a démenti lundi tout entretien entre Anna Berg et Tom Reed. Le Monde avait rapporté dimanche que "
        "les deux dirigeants s'étaient parlé au téléphone jeudi."
    )
    assert [(one.when, len(one.claims)) for one in read(text, "fr") if one.type == "call"] == [("2019-05-09", 2)]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "That the bridge collapsed on Monday has been confirmed.", "The bridge collapsed"),
        ("fr", "Que le pont se soit effondré lundi est confirmé.", "Le pont s'est effondré"),
        ("fr", "Le chauffeur, âgé de 54 ans, a été arrêté lundi.", "Le chauffeur a été arrêté"),
        ("fr", "L'Algérie a rappelé lundi son ambassadeur à Paris.", "L'Algérie a rappelé son ambassadeur à Paris"),
        ("en", "A judge in Leeds sentenced Tom Reed on Monday.", "A judge in Leeds sentenced Tom Reed"),
        (
            "en",
            "Workers at Vinex's plants walked off the job on Monday.",
            "Workers at Vinex's plants walked off the job",
        ),
        ("en", "Vinex is to pay $5 million in July.", "Vinex is to pay $5 million"),
    ],
)
def test_a_title_is_made_of_the_clause_itself(language: str, text: str, title: str) -> None:
    assert [one.title for one in read(text, language)] == [title]


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("fr", "Ada Roy a appelé ses partisans à manifester jeudi.", ("protest", "2019-05-16")),
        ("en", "Ada Roy urged the unions to march on Thursday.", ("protest", "2019-05-16")),
    ],
)
def test_what_somebody_is_called_on_to_do_is_to_come(language: str, text: str, event: tuple[str, str]) -> None:
    protest = next(one for one in read(text, language) if one.type == "protest")
    assert (protest.type, protest.when, protest.claims[0].stance) == (*event, "plans")


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("fr", "Un homme a blessé trois personnes lundi.", ["strike"]),
        ("fr", "Un autocar a quitté la route lundi.", ["accident"]),
        ("en", "An explosion took place on Monday in Leeds.", ["accident"]),
        ("en", "Workers walked off the job on Monday.", ["protest"]),
        ("en", "The talks collapsed on Monday.", ["meeting"]),
        ("en", "The bill passed by 64 votes to 56.", ["vote"]),
        ("fr", "Le magasin rouvrira ses portes jeudi.", ["launch"]),
        ("en", "The opposition welcomed the choice.", ["statement"]),
    ],
)
def test_what_stands_around_a_verb_decides_its_type(language: str, text: str, kinds: list[str]) -> None:
    assert [one.type for one in read(text, language)] == kinds


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("fr", "Les ministres se réuniront jeudi et vendredi.", "2019-05-16/2019-05-17"),
        ("en", "Protests took place in Leeds on Saturday and Sunday.", "2019-05-11/2019-05-12"),
    ],
)
def test_an_event_of_two_days_is_dated_by_both(language: str, text: str, when: str) -> None:
    assert [one.when for one in read(text, language)] == [when]
