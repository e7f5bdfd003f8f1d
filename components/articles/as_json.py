"""An article and its proposals as JSON: what ``whowhen parse --json`` prints.

Offsets (``start_char``, ``end_char``) count characters (code points) of ``article.text``; dates are EDTF, "" unknown.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from components.articles.model import Article, ClaimFound, Evidence, Match, Proposal
from components.articles.reasons import sentences_of
from components.events.vocabulary import PLOVER_OF_TYPE

# What to do with a proposal by the verdict: a claim about a known event is a claim on it, no second event.
PROPOSED = {"same": "claim", "maybe": "event or claim", "new": "event"}
# Breaks that some readers of lines take for the end of one, and control characters that a terminal would obey.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def as_json(article: Article, proposals: Sequence[Proposal]) -> dict[str, Any]:
    """The article and the events it proposes, made of dicts, lists, texts, numbers, truth values and ``None`` only."""
    return {"article": _article(article), "events": [_event(article, one) for one in proposals]}


def json_text(data: dict[str, Any], *, ascii_only: bool = False, indent: int | None = None) -> str:
    """``data`` as JSON, on one line unless ``indent`` is given, however a reader tells lines apart."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _article(article: Article) -> dict[str, Any]:
    return {
        "name": article.name,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else "",
        "published_from": article.published_from,
        "language": article.language,
        "text": article.text,
    }


def _event(article: Article, one: Proposal) -> dict[str, Any]:
    return {
        "title": one.title,
        "when": one.when,
        "type": one.type,
        "plover": PLOVER_OF_TYPE.get(one.type, ""),
        "place": one.place,
        "country": one.country,
        "amount": _number(one.amount),
        "currency": one.currency,
        "participants": [{"actor_id": who.actor_id, "name": who.name, "role": who.role} for who in one.participants],
        "claims": [_claim(claim) for claim in one.claims],
        "match": _match(one.match, article.language),
        "reasons": list(sentences_of(one.reasons, article.language)),
        "evidence": [_evidence(article, found) for found in one.evidence],
    }


def _claim(claim: ClaimFound) -> dict[str, Any]:
    return {
        "speaker": claim.speaker,
        "speaker_id": claim.speaker_id,
        "outlet": claim.outlet,
        "anonymous": claim.anonymous,
        "hedged": claim.hedged,
        "stance": claim.stance,
        "asserted_on": claim.asserted_on,
        "quote": claim.quote,
        "start_char": claim.start_char,
        "end_char": claim.end_char,
    }


def _match(match: Match, language: str) -> dict[str, Any]:
    return {
        "verdict": match.verdict,
        "event_id": match.event_id,
        "title": match.title,
        "score": match.score,
        "proposed_as": PROPOSED[match.verdict],
        "reasons": list(sentences_of(match.reasons, language, "match")),
    }


def _evidence(article: Article, found: Evidence) -> dict[str, Any]:
    return {
        "what": found.what,
        "text": article.text[found.start : found.end],
        "start_char": found.start,
        "end_char": found.end,
    }


def _number(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount.is_integer() else amount
