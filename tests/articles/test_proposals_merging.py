"""Several sentences about one event, and who says so."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def only(text: str, language: str, kind: str) -> Proposal:
    (found,) = [one for one in read(text, language) if one.type == kind]
    return found


CALL = {
    "fr": "La reine Aline Duval a eu une conversation téléphonique avec le roi Bruno Keller. "
    "Cet échange, qui a eu lieu lundi, a été bref.",
    "en": "Queen Ann Duval had a phone call with King Bruno Keller. "
    "The conversation, which took place on Monday, was short.",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_noun_that_points_back_gives_the_event_its_date_and_more_evidence(language: str) -> None:
    (found,) = read(CALL[language], language)
    assert (found.type, found.when) == ("call", "2019-05-13")
    assert len([entry for entry in found.evidence if entry.what == "event"]) == 2
    assert {"merge", "date_same_event"} <= {reason.key for reason in found.reasons}
    assert found.claims[0].quote == CALL[language]


def test_who_joins_a_meeting_takes_part_in_it() -> None:
    text = "La reine Aline Duval a eu un entretien lundi avec Bruno Keller, auquel Carla Moretti a participé."
    (found,) = read(text, "fr")
    assert [one.name for one in found.participants] == ["Aline Duval", "Bruno Keller", "Carla Moretti"]


def test_two_deeds_on_two_days_stay_two() -> None:
    text = "Le Chili a signé un décret lundi. Mardi, le Chili a signé un décret."
    assert [one.when for one in read(text, "fr")] == ["2019-05-13", "2019-05-14"]


def test_one_stem_told_twice_of_one_person_is_one_event() -> None:
    text = "Le maire Paul Arnoux a annoncé sa démission lundi. Paul Arnoux a démissionné après un long débat."
    assert [(one.type, one.when) for one in read(text, "fr")] == [("appointment", "2019-05-13")]


def test_an_answer_has_the_date_of_what_it_answers() -> None:
    found = read("Chile attacked Bolivia on Monday. Bolivia retaliated.", "en")
    assert [(one.type, one.when) for one in found] == [("strike", "2019-05-13"), ("strike", "2019-05-13")]
    assert "date_reply" in [reason.key for reason in found[1].reasons]


def test_how_it_was_answered_says_what_the_answer_was() -> None:
    found = read("Le Chili a riposté lundi en expulsant deux diplomates.", "fr")
    assert [one.type for one in found] == ["sanction"]


def test_what_is_said_during_an_event_has_its_date_and_its_teller() -> None:
    text = (
        "Le journal L'Écho du Sud a rapporté que la reine Aline Duval a téléphoné lundi au roi Bruno Keller. "
        "Lors de cet appel, Aline Duval aurait exprimé sa colère."
    )
    call, said = read(text, "fr")
    assert (call.type, said.type, said.when) == ("call", "statement", "2019-05-13")
    assert call.claims[0].speaker == said.claims[0].speaker != ""
    assert said.claims[0].hedged


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "Selon la police, un homme a été tué lundi.", "police"),
        ("fr", "Un homme a été tué lundi, a indiqué la police.", "police"),
        ("en", "According to the police, a man was killed on Monday.", "police"),
        ("en", "A man was killed on Monday, the police said.", "police"),
    ],
)
def test_what_is_told_on_somebodys_word_is_one_event_with_that_speaker(language: str, text: str, speaker: str) -> None:
    (found,) = read(text, language)
    assert (found.type, found.when, found.claims[0].speaker) == ("strike", "2019-05-13", speaker)


def test_a_statement_is_an_event_with_its_speaker() -> None:
    found = only("La ministre Carla Moretti a affirmé lundi que la réforme serait bonne.", "fr", "statement")
    assert (found.claims[0].speaker, found.claims[0].stance) == ("Carla Moretti", "asserts")
    assert found.claims[0].asserted_on == found.when == "2019-05-13"
    assert [one.role for one in found.participants] == ["source"]


def test_a_report_with_a_day_is_an_event_beside_what_it_reports() -> None:
    text = "Le 14 mai, le journal L'Écho du Sud a rapporté que Paul Arnoux a été arrêté lundi."
    found = {one.type: one for one in read(text, "fr")}
    assert (found["report"].when, found["legal"].when) == ("2019-05-14", "2019-05-13")
    assert found["legal"].claims[0].asserted_on == "2019-05-14"


def test_who_goes_on_speaking_makes_one_statement() -> None:
    text = "Carla Moretti a dénoncé le projet lundi. « Il est mauvais », a-t-elle ajouté."
    (found,) = read(text, "fr")
    assert found.type == "statement"
    assert len([entry for entry in found.evidence if entry.what == "event"]) == 2


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        (
            "fr",
            "Le Chili aurait attaqué la Bolivie lundi. Le gouvernement chilien a démenti ces informations.",
            "denies",
        ),
        (
            "fr",
            "Le Chili aurait attaqué la Bolivie lundi. Le gouvernement chilien n'a pas confirmé ces faits.",
            "declines",
        ),
        ("en", "Chile reportedly attacked Bolivia on Monday. The Chilean government denied the claim.", "denies"),
        ("en", "Chile reportedly attacked Bolivia on Monday. The Chilean government did not confirm it.", "declines"),
    ],
)
def test_a_denial_is_an_event_and_a_further_claim_on_the_one_before(language: str, text: str, stance: str) -> None:
    found = {one.type: one for one in read(text, language)}
    assert set(found) == {"strike", "denial"}
    assert [claim.stance for claim in found["strike"].claims] == ["asserts", stance]
    assert found["strike"].claims[0].hedged
    assert found["denial"].claims[0].stance == "asserts"


def test_a_denial_of_something_else_is_no_claim_on_the_event_before() -> None:
    found = {one.type: one for one in read("Le Chili a attaqué la Bolivie lundi. Paris a nié vouloir un accord.", "fr")}
    assert [claim.stance for claim in found["strike"].claims] == ["asserts"]


def test_a_promise_is_planned_on_the_word_of_who_makes_it() -> None:
    found = only("Le Chili a promis de libérer les marins avant le 20 juin.", "fr", "legal")
    assert (found.claims[0].stance, found.claims[0].speaker) == ("plans", "Chili")


def test_somebodys_opinion_on_what_may_come_is_only_a_statement() -> None:
    found = read("Carla Moretti estime que le Chili pourrait attaquer la Bolivie. Elle a dit cela lundi.", "fr")
    assert {one.type for one in found} <= {"statement"}


def test_two_sums_on_one_day_are_two_gifts() -> None:
    text = (
        "Le Chili a versé lundi 3 millions d'euros à la Bolivie. Lundi, le Chili a versé 5 millions d'euros au Pérou."
    )
    assert [(one.type, one.amount) for one in read(text, "fr")] == [("aid", 3_000_000), ("aid", 5_000_000)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Queen Ann Duval received King Bruno Keller on Monday.", "meeting"),
        ("Queen Ann Duval discussed the plan with King Bruno Keller on Monday.", "meeting"),
        ("Queen Ann Duval told King Bruno Keller by phone on Monday about the plan.", "call"),
    ],
)
def test_talking_with_somebody_is_a_meeting_and_by_phone_a_call(text: str, kind: str) -> None:
    found = only(text, "en", kind)
    assert [one.name for one in found.participants] == ["Ann Duval", "Bruno Keller"]


def test_a_role_with_a_name_after_a_comma_speaks_under_the_name() -> None:
    found = only("La directrice de l'usine, Carla Moretti, a déclaré lundi que tout allait bien.", "fr", "statement")
    assert found.claims[0].speaker == "Carla Moretti"


def test_what_the_verb_of_a_noun_says_of_the_day_dates_the_event_it_takes_up() -> None:
    text = (
        "10 novembre 2024. – Selon le quotidien Le Phare, Marie Dupont aurait parlé au téléphone avec Jean Martin. "
        "L’appel serait parti de Lyon jeudi dernier."
    )
    (call,) = [one for one in propose(Article(text, "fr", datetime.date(2024, 11, 10))) if one.type == "call"]
    assert call.when == "2024-11-07"
    assert call.claims[0].hedged
    assert not call.claims[0].quote.startswith("–")


def test_an_appeal_is_no_call() -> None:
    text = "Le syndicat a renouvelé l’appel à la grève mardi."
    assert "call" not in {one.type for one in propose(Article(text, "fr", datetime.date(2024, 11, 10)))}
