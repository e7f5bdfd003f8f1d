"""What an article makes of an event, in words and as a status: for the marks, the hover cards and the text alternative.

The status is that of ``components.events.status`` with the claims of this one article alone.
"""

from collections.abc import Sequence
from pathlib import Path

from components.articles.model import ClaimFound, Proposal
from components.charts.wordings import wording
from components.events.words import Words, load_words

FOR = ("asserts", "confirms")
MOST_ACTORS = 3


def proposal_words(language: str) -> Words:
    """The catalogue ``wording/proposals_<language>.toml``."""
    return load_words(Path(__file__).parent, language, "proposals")


def proposal_status(proposal: Proposal) -> str:
    """The status that the claims of the article support, one of ``events.vocabulary.STATUSES``."""
    stances = {claim.stance for claim in proposal.claims}
    if "denies" in stances:
        return "disputed" if stances & {*FOR, "plans"} else "denied"
    if stances & set(FOR):
        return "confirmed" if _confirmed(proposal) else "reported"
    if "plans" in stances:
        return "planned"
    return "retracted" if "retracts" in stances else "reported"


def _confirmed(proposal: Proposal) -> bool:
    """Somebody named who took part confirms it."""
    taking = {who for one in proposal.participants for who in (one.actor_id, one.name) if who}
    return any(claim.stance == "confirms" and _sure(claim) and _took_part(claim, taking) for claim in proposal.claims)


def _sure(claim: ClaimFound) -> bool:
    return not claim.anonymous and not claim.hedged


def _took_part(claim: ClaimFound, taking: set[str]) -> bool:
    return bool({claim.speaker_id, claim.speaker} & taking)


def card(proposal: Proposal, language: str) -> dict[str, str]:
    """The hover card; what is empty is left out."""
    words, own = wording(language), proposal_words(language)
    status, kind = proposal_status(proposal), words.kind(proposal.type)
    plain_day = len(proposal.when) == 10
    when = words.when(proposal.when, "weekday" if plain_day else "short") if proposal.when else ""
    names = [one.name for one in proposal.participants]
    actors = ", ".join(names[:MOST_ACTORS])
    if len(names) > MOST_ACTORS:
        actors = words.here("timeline.card.actors", names=actors, n=len(names) - MOST_ACTORS)
    found = {
        "picture": f"{proposal.type}|{status}",
        "head": " · ".join(filter(None, (kind[:1].upper() + kind[1:], words.status(status), when))),
        "title": proposal.title,
        "actors": actors,
        "foot": match_text(proposal, own),
        "hint": own("hint"),
    }
    return {name: text for name, text in found.items() if text}


def match_text(proposal: Proposal, words: Words) -> str:
    """Such as "same as: Trump and Zelensky speak by phone"; "new" without a counterpart."""
    match = proposal.match
    return words(f"match.{match.verdict}", title=match.title or match.event_id)


def alternative(proposals: Sequence[Proposal], dated: int, language: str) -> str:
    """The picture in a sentence or two, the events in their order in the text."""
    words, own = wording(language), proposal_words(language)
    told = [own("told", title=one.title, date=words.when(one.when)) for one in proposals if one.when]
    rest = len(proposals) - dated
    parts = [own("alt", n=dated), "; ".join(told[:20]) + "."]
    return " ".join([*parts, *([own("alt_undated", n=rest)] if rest else [])])
