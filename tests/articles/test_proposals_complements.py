"""What verbs of speech carry: statements to come, what somebody denies, what is prepared, money that is promised."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2019, 5, 15)  # a Wednesday


def read(text: str, language: str) -> tuple[Proposal, ...]:
    return propose(Article(text, language, DAY))


def of_type(text: str, language: str, kind: str) -> Proposal:
    (found,) = [one for one in read(text, language) if one.type == kind]
    return found


def claims(found: Proposal) -> set[tuple[str, str]]:
    return {(claim.speaker, claim.stance) for claim in found.claims}


FORETOLD = [
    ("en", "Ann Duval is due to testify before the inquiry on 3 June.", "2019-06-03"),
    ("en", "Ann Duval will give a speech on Friday.", "2019-05-17"),
    ("fr", "Anne Duval témoignera le 3 juin devant la commission.", "2019-06-03"),
    ("fr", "Anne Duval doit s'exprimer vendredi.", "2019-05-17"),
]


@pytest.mark.parametrize(("language", "text", "when"), FORETOLD)
def test_a_statement_to_come_is_planned_for_its_day_and_nobodys_word_yet(language: str, text: str, when: str) -> None:
    (found,) = read(text, language)
    assert (found.type, found.when) == ("statement", when)
    assert claims(found) == {("", "plans")}
    assert found.claims[0].asserted_on == ""
    assert all(one.what != "speaker" for one in found.evidence)


def test_a_statement_to_come_is_planned_by_the_word_of_who_tells_it() -> None:
    found = read("Anne Duval doit s'exprimer vendredi, a indiqué la préfecture.", "fr")[0]
    assert (found.type, found.when, claims(found)) == ("statement", "2019-05-17", {("préfecture", "plans")})


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Ann Duval will say that taxes are too low."), ("fr", "Anne Duval dira que les impôts sont trop bas.")],
)
def test_a_statement_to_come_without_a_day_is_no_event(language: str, text: str) -> None:
    assert read(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If the vote fails, Ann Duval will speak out on Friday."),
        ("fr", "Si le vote échoue, Anne Duval s'exprimera vendredi."),
    ],
)
def test_a_statement_that_hangs_on_a_condition_is_no_event(language: str, text: str) -> None:
    assert read(text, language) == ()


def test_a_statement_to_come_does_not_merge_with_what_was_said() -> None:
    text = "Ann Duval will testify on Friday. Ann Duval said that she was ready."
    assert [one.claims[0].stance for one in read(text, "en")] == ["plans", "asserts"]


def test_a_denial_to_come_is_no_claim_yet_on_what_was_told() -> None:
    text = "Ann Duval met Bruno Keller on Monday. Carla Moretti is expected to deny it on Friday."
    meeting, denial = read(text, "en")
    assert claims(meeting) == {("", "asserts")}
    assert (denial.when, claims(denial)) == ("2019-05-17", {("", "plans")})


DENIED = [
    ("en", "The ministry denied that Ann Duval had met Bruno Keller.", "meeting"),
    ("en", "The ministry rejected claims that Ann Duval had met Bruno Keller.", "meeting"),
    ("en", "The ministry denied that Ann Duval had phoned Bruno Keller on Monday.", "call"),
    ("fr", "Le ministère a démenti qu'Anne Duval ait rencontré Bruno Keller.", "meeting"),
    (
        "fr",
        "Le ministère a démenti l'information selon laquelle Anne Duval avait rencontré Bruno Keller.",
        "meeting",
    ),
    ("fr", "Le ministère a démenti qu'Anne Duval ait appelé Bruno Keller.", "call"),
]


@pytest.mark.parametrize(("language", "text", "kind"), DENIED)
def test_what_somebody_denies_is_an_event_with_a_denial_beside_the_denial_itself(
    language: str, text: str, kind: str
) -> None:
    found = of_type(text, language, kind)
    speaker = "ministry" if language == "en" else "ministère"
    assert claims(found) == {(speaker, "denies")}
    assert {one.name for one in found.participants} == {
        "Ann Duval" if language == "en" else "Anne Duval",
        "Bruno Keller",
    }
    assert claims(of_type(text, language, "denial")) == {(speaker, "asserts")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry denied bombing Latvia."),
        ("en", "The ministry denied having bombed Latvia."),
        ("fr", "Le ministère a démenti avoir bombardé la Lettonie."),
    ],
)
def test_what_somebody_denies_having_done_is_denied(language: str, text: str) -> None:
    assert {stance for _, stance in claims(of_type(text, language, "strike"))} == {"denies"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mill denied that it would close its plant on Monday."),
        ("fr", "La direction a démenti que l'usine fermerait lundi."),
    ],
)
def test_a_plan_that_somebody_denies_is_denied_and_not_planned(language: str, text: str) -> None:
    found = read(text, language)
    assert [stance for one in found for _, stance in claims(one)] == ["asserts", "denies"]
    assert found[1].when == "2019-05-20"


def test_a_statement_about_a_meeting_that_was_not_is_no_denial_of_what_was_told_before() -> None:
    text = "Ann Duval met Bruno Keller on Monday. Carla Moretti said that the vote had not taken place."
    assert claims(read(text, "en")[0]) == {("", "asserts")}


def test_what_a_denial_only_mentions_beside_is_not_denied() -> None:
    found = read("The ministry denied the claims after Ann Duval had met Bruno Keller on Monday.", "en")
    assert all(stance != "denies" for one in found if one.type == "meeting" for _, stance in claims(one))


def test_a_denial_of_an_event_told_before_is_a_claim_on_it() -> None:
    text = (
        "The Gazette reported that Ann Duval phoned Bruno Keller on Monday. "
        "The ministry denied that Ann Duval had phoned Bruno Keller."
    )
    found = of_type(text, "en", "call")
    assert (found.when, claims(found)) == ("2019-05-13", {("Gazette", "asserts"), ("ministry", "denies")})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry replied that the meeting between Ann Duval and Bruno Keller had not taken place."),
        ("fr", "Le ministère a répondu que la rencontre entre Anne Duval et Bruno Keller n'avait pas eu lieu."),
    ],
)
def test_what_is_said_not_to_have_taken_place_is_denied(language: str, text: str) -> None:
    assert {stance for _, stance in claims(of_type(text, language, "meeting"))} == {"denies"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'Ann Duval met Bruno Keller on Monday, the BBC said. "It did not happen," said Carla Moretti.'),
        ("fr", "Anne Duval a rencontré Bruno Keller lundi. « Cela n'a pas eu lieu », a déclaré Carla Moretti."),
        ("fr", "Anne Duval a rencontré Bruno Keller lundi. « Rien de tel n'a eu lieu », a déclaré Carla Moretti."),
    ],
)
def test_that_it_did_not_happen_denies_what_was_told_before(language: str, text: str) -> None:
    found = read(text, language)
    assert ("Carla Moretti", "denies") in claims(found[0])
    assert found[-1].type == "denial"


def test_that_it_might_not_have_happened_denies_nothing() -> None:
    text = 'Ann Duval met Bruno Keller on Monday. "It might not have happened," said Carla Moretti.'
    assert all(stance != "denies" for one in read(text, "en") for _, stance in claims(one))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Ann Duval called Bruno Keller on Monday.", "call"),
        ("en", "Ann Duval called Bruno Keller a liar on Monday.", "other"),
        ("fr", "Anne Duval a appelé Bruno Keller lundi.", "call"),
        ("fr", "Anne Duval a appelé Bruno Keller à la prudence lundi.", "statement"),
    ],
)
def test_who_calls_somebody_and_says_no_more_phones(language: str, text: str, kind: str) -> None:
    assert [one.type for one in read(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The BBC reported last week that officials were preparing a fine of €5 million against the mill."),
        ("fr", "La BBC a révélé la semaine dernière que des experts préparaient une amende de 5 millions d'euros."),
    ],
)
def test_what_is_reported_to_be_in_preparation_is_planned_by_the_word_of_the_report(language: str, text: str) -> None:
    found = of_type(text, language, "sanction")
    assert (found.amount, found.currency, claims(found)) == (5_000_000, "EUR", {("BBC", "plans")})
    assert of_type(text, language, "report").when == "2019-05-06/2019-05-12"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway pledged €3 million to Latvia on Monday."),
        ("fr", "La Norvège a promis 3 millions d'euros à la Lettonie lundi."),
    ],
)
def test_money_that_is_promised_to_somebody_is_aid(language: str, text: str) -> None:
    (found,) = read(text, language)
    assert (found.type, found.when, found.amount, found.currency) == ("aid", "2019-05-13", 3_000_000, "EUR")
    assert [one.role for one in found.participants] == ["initiator", "target"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mill announced a loss of $4 million on Monday."),
        ("en", "The mill offered $4 million for the company on Monday."),
        ("fr", "Le groupe a annoncé lundi une perte de 4 millions de dollars."),
    ],
)
def test_money_that_is_lost_or_offered_for_something_is_no_aid(language: str, text: str) -> None:
    assert all(one.type != "aid" for one in read(text, language))


def test_what_is_to_come_before_somebody_takes_office_ends_there_and_taking_office_has_its_own_day() -> None:
    text = "Norway is set to announce a $4 million package before Trump takes office, sources close to the talks said."
    found = propose(Article(text, "en", datetime.date(2024, 12, 2)))
    aid, oath = (next(one for one in found if one.type == kind) for kind in ("aid", "inauguration"))
    assert (aid.when, aid.amount, aid.currency) == ("2024-12-02/2025-01-20", 4_000_000, "USD")
    assert (aid.claims[0].stance, aid.claims[0].anonymous) == ("plans", True)
    assert oath.when == "2025-01-20"
