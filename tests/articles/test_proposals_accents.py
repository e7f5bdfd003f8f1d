"""French typed without accents is read like French with them, at the same places."""

import datetime
import time
import unicodedata

import pytest

from components.articles.model import Article
from components.articles.proposals import propose
from components.articles.proposals.accents import restored

DAY = datetime.date(2019, 5, 10)
TEXTS = (
    "Le président a été arrêté mardi à Lyon. La ministre norvégienne Ada Berg a déclaré mercredi que l'accord serait "
    "signé en février à Genève.",
    "Le Kremlin a démenti tout appel entre Bo Lind et Ada Berg. Les États-Unis ont frappé jeudi l'Algérie.",
    "Deux personnes ont été blessées lundi. Le maire a démissionné après la réunion de décembre.",
    "Ada Berg a parlé lundi au téléphone à Bo Lind, qui était déjà à Kiev. La Norvège a promis 6 millions d'euros.",
)


def bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_without_accents_gives_the_events_of_the_text_with_them(text: str) -> None:
    plain = bare(text)
    own, other = propose(Article(text, "fr", DAY)), propose(Article(plain, "fr", DAY))
    assert [(one.when, one.type, one.title) for one in other] == [(one.when, one.type, one.title) for one in own]
    assert [one.evidence for one in other] == [one.evidence for one in own]
    for claim in (claim for one in other for claim in one.claims):
        assert plain[claim.start_char : claim.end_char] == claim.quote


@pytest.mark.parametrize("text", TEXTS)
def test_accents_come_back_letter_for_letter(text: str) -> None:
    assert restored(bare(text), "fr") == text
    assert restored(bare(text), "en") == bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le Chili a repeint ses navires le 3 mai et a vendu le reste.",
        "Le préfet a parle de la reunion a Lyon.",
        unicodedata.normalize("NFD", "Le préfet a été reçu à Lyon par la ministre."),
        "a" * 30,
        "",
    ],
)
def test_a_text_with_an_accent_or_without_a_word_that_lacks_one_stays(text: str) -> None:
    assert restored(text, "fr") == text


def test_capitals_keep_their_size() -> None:
    assert restored("LE PREFET A ETE ARRETE. La ministre a ete recue.", "fr").startswith("LE PRÉFET A ÉTÉ ARRÊTÉ.")


def test_accents_take_time_in_proportion_to_the_length() -> None:
    text = "La ministre a ete recue mardi a Lyon par le president. "

    def seconds(times: int) -> float:
        start = time.process_time()
        restored(text * times, "fr")
        return time.process_time() - start

    seconds(10)
    short, long = (min(seconds(times) for _ in range(3)) for times in (400, 4000))
    assert long < 40 * max(short, 0.005)
