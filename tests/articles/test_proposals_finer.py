"""Of two dates of one event the finer counts, unless it is only about right."""

import datetime

import pytest

from components.articles.model import Article, Proposal
from components.articles.proposals import propose

DAY = datetime.date(2024, 12, 20)


def meetings(text: str, language: str) -> list[Proposal]:
    return [one for one in propose(Article(text, language, DAY)) if one.type in ("meeting", "call", "accident")]


@pytest.mark.parametrize(
    ("language", "text", "when", "words"),
    [
        ("en", "Ada Berg met Bo Lind this month. The talks, on December 7, were short.", "2024-12-07", "December 7"),
        ("en", "Ada Berg met Bo Lind in Oslo this month. Berg met Lind on December 7.", "2024-12-07", "December 7"),
        ("en", "A bridge collapsed in Norway in November. The collapse, on November 11, killed three people.",
         "2024-11-11", "November 11"),
        ("fr", "Ada Berg a rencontré Bo Lind ce mois-ci. L'entretien, qui s'est tenu le 7 décembre, a duré une heure.",
         "2024-12-07", "7 décembre"),
        ("fr", "Ada Berg a rencontré Bo Lind en novembre. La rencontre a eu lieu le 7 novembre.",
         "2024-11-07", "7 novembre"),
    ],
)  # fmt: skip
def test_a_day_within_the_month_told_before_is_the_date(language: str, text: str, when: str, words: str) -> None:
    (found,) = meetings(text, language)
    assert found.when == when
    reason = next(one for one in found.reasons if one.key == "date_finer")
    assert reason.values["words"] == words


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "Ada Berg met Bo Lind this month. The meeting took place around December 7.", "2024-12"),
        ("fr", "Ada Berg a rencontré Bo Lind en novembre. La rencontre a eu lieu vers le 7 novembre.", "2024-11"),
    ],
)
def test_a_day_that_is_only_about_right_is_not_finer(language: str, text: str, when: str) -> None:
    (found,) = meetings(text, language)
    assert found.when == when
    assert all(one.key != "date_finer" for one in found.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg met Bo Lind this month. Berg met Lind again on December 7.",
        "Ada Berg met Bo Lind on December 7. The two had met in November.",
        "Ada Berg met Bo Lind in November. Berg met Lind on December 7.",
    ],
)
def test_another_meeting_of_the_same_people_keeps_its_date(text: str) -> None:
    assert len({one.when for one in meetings(text, "en")}) == 2
