"""Which events are proposed: type, participants, date, place, amount, one rule at a time."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str, published: datetime.date | None = DAY) -> tuple[Proposal, ...]:
    return propose(Article(text, language, published))


def only(text: str, language: str, kind: str, published: datetime.date | None = DAY) -> Proposal:
    """The one proposal of a type."""
    (found,) = [one for one in read(text, language, published) if one.type == kind]
    return found


def roles(proposal: Proposal) -> dict[str, str]:
    return {one.name: one.role for one in proposal.participants}


@pytest.mark.parametrize(
    ("language", "text", "kind", "expected"),
    [
        (
            "fr",
            "Le Chili a sanctionné la Bolivie lundi.",
            "sanction",
            {"Chili": "initiator", "Bolivie": "target"},
        ),
        (
            "fr",
            "La Bolivie a été sanctionnée lundi par le Chili.",
            "sanction",
            {"Bolivie": "target", "Chili": "initiator"},
        ),
        (
            "fr",
            "Un sommet entre le Chili et la Bolivie s'est tenu lundi.",
            "meeting",
            {"Chili": "participant", "Bolivie": "participant"},
        ),
        (
            "fr",
            "Lundi, le Chili a eu un entretien avec la Bolivie.",
            "meeting",
            {"Chili": "participant", "Bolivie": "participant"},
        ),
        (
            "fr",
            "Le Chili a accordé lundi une aide à la Bolivie.",
            "aid",
            {"Chili": "initiator", "Bolivie": "target"},
        ),
        (
            "en",
            "Chile attacked Bolivia on Monday.",
            "strike",
            {"Chile": "initiator", "Bolivia": "target"},
        ),
        (
            "en",
            "Bolivia was attacked by Chile on Monday.",
            "strike",
            {"Bolivia": "target", "Chile": "initiator"},
        ),
        (
            "en",
            "Talks between Chile and Bolivia took place on Monday.",
            "meeting",
            {"Chile": "participant", "Bolivia": "participant"},
        ),
        (
            "en",
            "Chile signed a treaty with Bolivia on Monday.",
            "agreement",
            {"Chile": "participant", "Bolivia": "participant"},
        ),
        (
            "en",
            "On Monday Chile sent aid to Bolivia.",
            "aid",
            {"Chile": "initiator", "Bolivia": "target"},
        ),
    ],
)
def test_voice_and_prepositions_tell_who_does_what(
    language: str, text: str, kind: str, expected: dict[str, str]
) -> None:
    assert roles(only(text, language, kind)) == expected


def test_after_and_the_subject_goes_on() -> None:
    found = read("Le Chili a dénoncé lundi le traité et a expulsé deux diplomates mardi.", "fr")
    assert [(one.type, one.when, list(roles(one))) for one in found] == [
        ("statement", "2019-05-13", ["Chili"]),
        ("sanction", "2019-05-14", ["Chili"]),
    ]


def test_where_something_happens_takes_no_part_in_it() -> None:
    found = only("Le Chili et la Bolivie ont signé lundi un traité en Suisse.", "fr", "agreement")
    assert set(roles(found)) == {"Chili", "Bolivie"}
    assert found.country == "CH"


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("fr", "Le maire Paul Arnoux a démissionné le 3 mai 2019.", "2019-05-03"),
        ("fr", "Le maire Paul Arnoux a démissionné.", ""),
        ("fr", "Le maire Paul Arnoux démissionnera avant le 20 juin.", "2019-05-15/2019-06-20"),
        ("fr", "Le maire Paul Arnoux démissionnera d'ici le 20 juin.", "2019-05-15/2019-06-20"),
        ("fr", "Dès le 13 mai 2019, le maire Paul Arnoux a démissionné.", "2019-05-13"),
        ("en", "Mayor Paul Arnold resigned on May 3, 2019.", "2019-05-03"),
        ("en", "Mayor Paul Arnold resigned.", ""),
        ("en", "Mayor Paul Arnold will resign before June 20.", "2019-05-15/2019-06-20"),
        ("en", "Mayor Paul Arnold resigned yesterday.", "2019-05-14"),
    ],
)
def test_the_date_is_what_the_clause_says_and_nothing_else(language: str, text: str, when: str) -> None:
    assert only(text, language, "appointment").when == when


def test_two_days_that_follow_each_other_are_one_stretch() -> None:
    found = only(
        "Le second tour de l'élection présidentielle, les 11 et 12 mai, a attiré les foules.", "fr", "election"
    )
    assert found.when == "2019-05-11/2019-05-12"


def test_without_a_day_of_publication_a_relative_date_stays_open_and_the_reason_says_so() -> None:
    found = only("Le maire Paul Arnoux a démissionné lundi.", "fr", "appointment", published=None)
    assert found.when == ""
    assert "date_unresolved" in [reason.key for reason in found.reasons]


def test_a_day_in_a_quotation_does_not_date_the_speech() -> None:
    text = "« Nous étions prêts dès le 3 mai », a déclaré le maire Paul Arnoux."
    assert only(text, "fr", "statement").when == ""


def test_a_day_that_says_which_thing_is_meant_does_not_date_another() -> None:
    text = "Les résultats du référendum du 5 mai ont été annulés par le tribunal."
    dates = {one.type: one.when for one in read(text, "fr")}
    assert dates["vote"] == "2019-05-05"
    assert dates["legal"] == ""


def test_a_day_to_come_makes_a_plan() -> None:
    found = only("La reine Aline rencontre le roi Bruno le 20 mai.", "fr", "meeting")
    assert (found.when, found.claims[0].stance) == ("2019-05-20", "plans")


def test_a_past_deed_has_no_day_to_come() -> None:
    text = "The company found that sales by 2050 would rise."
    assert all(one.when == "" for one in read(text, "en") if one.claims[0].stance == "asserts")


def test_the_lead_without_a_day_has_that_of_the_dateline() -> None:
    text = "Rome : un maire s'en va\n\n15 mai 2019. - Le maire Paul Arnoux a démissionné. Il a quitté la ville."
    first = read(text, "fr")[0]
    assert (first.type, first.when) == ("appointment", "2019-05-15")
    assert "date_dateline" in [reason.key for reason in first.reasons]


def test_a_title_is_no_event_of_its_own() -> None:
    text = "Le maire Paul Arnoux arrêté\n\nLe maire Paul Arnoux a été arrêté lundi."
    assert [one.type for one in read(text, "fr")] == ["legal"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Chili versera 40 millions d'euros à la Bolivie en juin."),
        ("en", "Chile will give 40 million euros to Bolivia in June."),
    ],
)
def test_money_that_is_given_is_aid_with_its_amount(language: str, text: str) -> None:
    found = only(text, language, "aid")
    assert (found.amount, found.currency, found.claims[0].stance) == (40_000_000, "EUR", "plans")
    assert set(roles(found).values()) == {"initiator", "target"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire pourrait démissionner."),
        ("fr", "Si la loi est adoptée, le Chili quittera l'alliance."),
        ("fr", "Le Chili est un pays d'Amérique du Sud."),
        ("fr", "La possibilité d'un accord reste mince."),
        ("fr", "Il aime négocier."),
        ("en", "The mayor could resign."),
        ("en", "If the bill passes, Chile will leave the alliance."),
        ("en", "Chile is a country in South America."),
        ("en", "The prospect of a deal is slim."),
        ("en", "She likes to negotiate."),
        ("en", "Chile issued no statement."),
    ],
)
def test_what_is_only_thought_of_or_so_is_no_event(language: str, text: str) -> None:
    assert read(text, language) == ()


def test_a_clear_dated_deed_of_no_narrower_type_is_other() -> None:
    found = only("Le Chili a repeint ses navires le 3 mai.", "fr", "other")
    assert found.when == "2019-05-03"
    assert found.reasons[0].key == "trigger_other"


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("fr", "La reine Aline Duval a téléphoné lundi au roi Bruno Keller.", "Appel : Aline Duval – Bruno Keller"),
        ("fr", "Un séisme a frappé le Chili lundi.", "Séisme : Chili"),
        ("fr", "Le Chili a promis 6 millions d'euros d'aide à la Bolivie.", "Aide : Chili → Bolivie, 6 M €"),
        ("en", "Queen Ann Duval phoned King Bruno Keller on Monday.", "Call: Ann Duval – Bruno Keller"),
        ("en", "Bolivia cancelled its summit with Chile.", "Summit (cancelled): Bolivia – Chile"),
    ],
)
def test_titles_are_short_and_made_by_rule(language: str, text: str, title: str) -> None:
    assert [one.title.replace("\xa0", " ") for one in read(text, language)] == [title]


def test_every_reason_has_words_in_both_languages() -> None:
    from components.articles.reasons import sentences_of

    texts = {
        "fr": "Le Chili a nié lundi avoir attaqué la Bolivie. Selon Radio Sud, un accord aurait été signé le 3 mai.",
        "en": "Chile denied on Monday that it attacked Bolivia. According to Radio South, a deal was signed by May 3.",
    }
    for language, text in texts.items():
        for one in read(text, language):
            assert all(sentences_of(one.reasons, language))
