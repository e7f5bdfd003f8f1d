"""``find_amounts``: numbers and money joined, ranges completed, and what only looks like money dropped."""

from components.articles.amounts.drafts import Draft, Page, drafts, page
from components.articles.amounts.ranges import both_ends
from components.articles.amounts.sense import is_money, told
from components.articles.model import AmountMention


def find_amounts(text: str, language: str) -> list[AmountMention]:
    """The amounts of money in a text, in reading order, none overlapping another.

    ``value`` is the number in whole units of the currency: "6 Mds €" is 6000000000.0. A dollar is USD, a pound GBP,
    where the text says no other. ``currency`` is "" where a name is shared and no country in the text decides
    ("couronnes"), and for cents, pence and the like by themselves, for which ISO 4217 has no code: their own number is
    kept ("50 cents" is 50.0), while "15 dollars 50" is 15.5 USD. A range is two amounts ("5" and "6 milliards
    d'euros"). Without a number ("des milliards de dollars") nothing is found. Raises ``ValueError`` for a language
    without a lexicon.
    """
    read = page(text, language)
    found = [draft for draft in both_ends(read, _money(read)) if draft.value > 0]
    code_of = told(read, (draft.money.noun for draft in found if draft.money.noun))
    return [
        AmountMention(draft.start, draft.end, draft.value, code_of.get(draft.money.noun, draft.money.code))
        for draft in found
    ]


def _money(read: Page) -> dict[int, Draft]:
    return {index: draft for index, draft in drafts(read).items() if is_money(read, draft)}
