"""What only seems to be told of an event before: comments, reports of something else, stages, ends; and disasters."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def types(text: str, language: str) -> list[str]:
    return [one.type for one in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Chile attacked Bolivia on Monday. The Daily Herald reported on Tuesday that a bank was in trouble. "
            "Bruno Keller dismissed the report as nonsense.",
        ),
        (
            "fr",
            "Le Chili a attaqué la Bolivie lundi. Le journal L'Écho du Sud a publié mardi une enquête sur les écoles. "
            "Bruno Keller a démenti ces informations.",
        ),
    ],
)
def test_who_denies_a_report_denies_nothing_told_before_the_report(language: str, text: str) -> None:
    strike, *rest = read(text, language)
    assert (strike.type, [one.type for one in rest]) == ("strike", ["report", "denial"])
    assert [claim.stance for claim in strike.claims] == ["asserts"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The Daily Herald reported that Chile attacked Bolivia on Monday. The Evening Star reported the same. "
            "The Chilean government denied the claims.",
        ),
        (
            "fr",
            "Selon le journal L'Écho du Sud, le Chili a attaqué la Bolivie lundi. Le journal La Gazette a également "
            "rapporté cette attaque. Le gouvernement chilien a démenti ces informations.",
        ),
    ],
)
def test_who_denies_what_two_report_denies_what_the_first_reported(language: str, text: str) -> None:
    strike = next(one for one in read(text, language) if one.type == "strike")
    assert "denies" in [claim.stance for claim in strike.claims]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police arrested Paul Arnold on Monday. The Daily Herald first reported the inquiry in April."),
        ("en", "Paul Arnold will stand trial on Friday. The Daily Herald first reported the inquiry in April."),
        ("fr", "La police a arrêté Paul Arnoux lundi. Le journal L'Écho du Sud avait révélé l'enquête en avril."),
    ],
)
def test_an_inquiry_does_not_take_up_an_arrest(language: str, text: str) -> None:
    arrest = read(text, language)[0]
    assert arrest.type == "legal"
    assert len(arrest.claims) == 1


def test_an_inquiry_takes_up_the_inquiry_told_before() -> None:
    text = "Prosecutors opened an investigation into Paul Arnold on Monday. Ann Duval said the inquiry was a farce."
    found = [one for one in read(text, "en") if one.type == "legal"]
    assert [len([entry for entry in one.evidence if entry.what == "event"]) for one in found] == [2]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chile attacked Bolivia on Monday. Ann Duval condemned the attack."),
        ("en", "Chile and Bolivia signed a treaty on Monday. Ann Duval praised the treaty."),
        ("fr", "Le Chili a attaqué la Bolivie lundi. Aline Duval a dénoncé cette attaque."),
        ("fr", "Le Chili a frappé la Bolivie lundi. Aline Duval a condamné la frappe."),
        ("fr", "Le Chili et la Bolivie ont signé un traité lundi. Aline Duval s'est félicitée du traité."),
    ],
)
def test_a_comment_is_a_statement_and_no_claim_on_what_it_comments(language: str, text: str) -> None:
    deed, comment = read(text, language)
    assert comment.type == "statement"
    assert [claim.speaker for claim in deed.claims] == [""]


def test_who_confirms_makes_a_claim_on_what_is_confirmed() -> None:
    deed = read("Le Chili a attaqué la Bolivie lundi. Aline Duval a confirmé l'attaque.", "fr")[0]
    assert [claim.speaker for claim in deed.claims] == ["", "Aline Duval"]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Le Chili a été frappé par un cyclone lundi.", "accident"),
        ("en", "Chile was hit by an earthquake on Monday.", "accident"),
        ("en", "Chile was hit by a missile on Monday.", "strike"),
        ("en", "Chile was struck by Bolivia after a storm on Monday.", "strike"),
    ],
)
def test_what_a_disaster_hits_is_not_attacked(language: str, text: str, kind: str) -> None:
    assert types(text, language) == [kind]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Nine people were killed when a roof collapsed on Monday.", "accident"),
        ("fr", "Neuf personnes ont été tuées lorsqu'un toit s'est effondré lundi.", "accident"),
        ("en", "Nine people were killed when a rebel group attacked a market on Monday.", "strike"),
        ("en", "When a roof collapsed on Monday, nine people were killed.", "accident"),
    ],
)
def test_what_killed_people_is_the_event_with_its_day(language: str, text: str, kind: str) -> None:
    assert [(one.type, one.when) for one in read(text, language)] == [(kind, "2019-05-13")]


def test_working_people_strike_by_stopping_work() -> None:
    found = read("The union said nurses would strike on Friday.", "en")
    strike = next(one for one in found if one.type != "statement")
    assert (strike.type, strike.when, strike.claims[0].stance) == ("protest", "2019-05-17", "plans")
    assert types("A missile struck a school on Monday.", "en") == ["strike"]
    assert types("Workers struck a deal with Bruno Keller on Monday.", "en") == ["agreement"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Duval was received by Bruno Keller on Monday.", ["Ann Duval", "Bruno Keller"]),
        ("Ann Duval was received on Monday by Bruno Keller.", ["Ann Duval", "Bruno Keller"]),
        ("Ann Duval welcomed Bruno Keller on Monday.", ["Ann Duval", "Bruno Keller"]),
    ],
)
def test_who_is_received_by_somebody_meets_them(text: str, names: list[str]) -> None:
    (found,) = read(text, "en")
    assert (found.type, [one.name for one in found.participants]) == ("meeting", names)


def test_who_welcomes_what_is_told_meets_nobody() -> None:
    assert types("Ann Duval welcomed the verdict on Monday.", "en") == ["statement"]
    assert types("The parcel was received by the court on Monday.", "en") == ["other"]


def test_a_walkout_that_will_end_is_the_strike_told_before() -> None:
    text = "Drivers in Leeds went on strike on Monday. The walkout, which involved 900 people, will end on Friday."
    assert [one.when for one in read(text, "en") if one.type == "protest"] == ["2019-05-13"]
    again = "Drivers in Leeds went on strike on Monday. The walkout will end on Friday."
    assert [one.when for one in read(again, "en")] == ["2019-05-13"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Chili a promis lundi une aide de 6 millions d'euros à la Bolivie. L'aide sera versée en juin."),
        ("fr", "Le Chili prépare une aide de 6 millions d'euros qui serait versée en juin à la Bolivie."),
        ("en", "Chile is preparing aid of 6 million euros that would be paid in June."),
        ("en", "Chile announced aid of 6 million euros for Bolivia on Monday. The aid would be paid in June."),
    ],
)
def test_that_an_aid_is_paid_later_makes_no_second_event(language: str, text: str) -> None:
    assert [one.amount for one in read(text, language)] == [6e6]


def test_a_relative_clause_of_who_announces_it_is_no_second_claim() -> None:
    (aid,) = read("Le Chili a annoncé lundi une aide de 6 millions d'euros, qui sera versée en juin.", "fr")
    assert len(aid.claims) == 1


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("fr", "Le Chili a levé les sanctions contre la Bolivie lundi.", "Sanction (levée) : Chili → Bolivie"),
        ("en", "Chile lifted the sanctions against Bolivia on Monday.", "Sanction (lifted): Chile → Bolivia"),
        ("en", "Chile lifted the World Cup on Monday.", "Chile lifted the World Cup"),
        ("en", "Chile cancelled the talks with Bolivia on Monday.", "Talks (cancelled): Chile – Bolivia"),
    ],
)
def test_a_title_tells_that_something_is_lifted_or_called_off(language: str, text: str, title: str) -> None:
    assert [one.title for one in read(text, language)] == [title]


def test_quoted_words_in_reasons_are_slices_of_the_text() -> None:
    text = (
        "Aline Duval s'est entretenue avec Bruno Keller lundi. L’entretien a duré une heure. "
        "« Nous avançons », a-t-elle déclaré."
    )
    found = read(text, "fr")
    quoted = [
        str(reason.values[key])
        for one in found
        for reason in one.reasons
        for key in ("words", "verb", "word")
        if key in reason.values
    ]
    assert len(quoted) > 5
    assert [words for words in quoted if words not in text] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Duval called the attack a mistake on Monday.", "statement"),
        ('Ann Duval called the treaty "outdated" on Monday.', "statement"),
        ("The union called the strike a week ago.", "protest"),
    ],
)
def test_what_somebody_calls_a_deed_is_a_statement(text: str, kind: str) -> None:
    assert types(text, "en") == [kind]


def test_the_main_verb_dates_a_noun_before_its_relative_clause_does() -> None:
    text = "The summit, which brought together ten leaders, will take place on Friday."
    assert [(one.type, one.when, one.claims[0].stance) for one in read(text, "en")] == [
        ("meeting", "2019-05-17", "plans")
    ]
