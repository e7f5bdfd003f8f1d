"""Does the story have an article already? By the checksum of its text, or by its address brought to one form."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import pandas as pd

from components.articles.model import Article, Proposal
from components.events.story import Story

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ttclid|li_fat_id|mc_[ce]id|mkt_tok"
    r"|_ga|_gl|_hs\w+|ref_src|ref_url|cmpid|cmp|ocid|smid|xtor|at_\w+|ns_\w+|spm|vero_id|oly_\w+|s_cid|wt_mc",
    re.IGNORECASE,
)
_AMP = frozenset({("amp", "1"), ("amp", ""), ("amp", "true"), ("outputtype", "amp")})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class KnownSource:
    """A source of the story that is this article.

    ``same_text``: the story keeps this very text of it; ``has_text``: it keeps a text of it. ``claims`` and ``events``
    are the ids of what came of it.
    """

    source_id: str
    title: str
    same_text: bool
    has_text: bool
    text: str
    claims: tuple[str, ...]
    events: tuple[str, ...]


def canonical(url: str) -> str:
    """``url`` without what does not change the page; "" for what is no address of the web.

    Scheme, "www.", case of the host, usual port, a slash at the end, fragment, parameters that only track the reader,
    order of the others, and the forms for telephones (AMP) do not count.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    host, path = (parts.hostname or "").rstrip("."), parts.path
    if parts.scheme not in _PORTS or not host:
        return ""
    if host.endswith("cdn.ampproject.org") and (cached := re.fullmatch(r"/[acv]/(?:s/)?([^/]+)(/.*)?", path)):
        host, path = cached[1].lower(), cached[2] or ""
    host = re.sub(r"^(?:www\d?|amp)\.(?=[^.]+\.)", "", host)
    path = re.sub(r"\.amp(?=\.html?$)|(?:\.amp|/amp)(?=/?$)|^/amp(?=/)", "", path).rstrip("/")
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name) and (name.lower(), value.lower()) not in _AMP
    )
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return f"https://{place}{path}" + (f"?{urlencode(query)}" if query else "")


def known_before(article: Article, story: Story, url: str = "") -> KnownSource | None:
    """The source of ``story`` that is ``article``, by its text or else its address (``url``, if a person gave one)."""
    sources = story.sources
    sums = {hashlib.sha256(f"{article.text}{end}".encode()).hexdigest() for end in ("", "\n")}
    kept = sources["sha256"].isin(sums) if "sha256" in sources else pd.Series(False, index=sources.index)
    if kept.any():
        return _source(story, sources[kept].iloc[0], same_text=True)
    address = canonical(url or article.url)
    if not address or "url" not in sources:
        return None
    same = [row for row, one in zip(sources.index, sources["url"], strict=True) if one and canonical(one) == address]
    return _source(story, sources.loc[same[0]], same_text=False) if same else None


def given(proposals: Sequence[Proposal], known: KnownSource | None, story: Story) -> Mapping[int, str]:
    """The proposals that ``known`` gave before, each with the event it became.

    One gave what has a claim in the same words, or is on the timeline as the same event out of this source.
    """
    if known is None or not known.claims:
        return {}
    claims = story.claims[story.claims["source_id"] == known.source_id]
    left = [(_words(str(quote)), str(event)) for event, quote in zip(claims["event_id"], claims["quote"], strict=True)]
    types = dict(zip(story.events["event_id"], story.events["type"].astype("str"), strict=True))
    found: dict[int, str] = {}
    for number, proposal in enumerate(proposals):
        if proposal.match.verdict == "same" and proposal.match.event_id in known.events:
            found[number] = _used(left, proposal, proposal.match.event_id)
    # One sentence may tell two events of which one was dismissed: each claim stands for one proposal only.
    for alike in (True, False):
        for number, proposal in enumerate(proposals):
            events = {event for quote, event in left if quote and quote in _quotes(proposal)}
            fit = sorted(one for one in events if not alike or types.get(one) == proposal.type)
            if number not in found and fit:
                found[number] = _used(left, proposal, fit[0])
    return dict(sorted(found.items()))


def _quotes(proposal: Proposal) -> set[str]:
    return {_words(one.quote) for one in proposal.claims}


def _used(left: list[tuple[str, str]], proposal: Proposal, event: str) -> str:
    """``event``, the claims of ``proposal`` on it taken out of ``left``."""
    quotes = _quotes(proposal)
    left[:] = [one for one in left if one[1] != event or one[0] not in quotes]
    return event


def _source(story: Story, row: "pd.Series[str]", *, same_text: bool) -> KnownSource:
    id = str(row["source_id"])
    claims = story.claims[story.claims["source_id"] == id]
    text = str(row.get("text", "") or "")
    events = tuple(dict.fromkeys(map(str, claims["event_id"])))
    return KnownSource(id, str(row["title"]), same_text, bool(text), text, tuple(map(str, claims["claim_id"])), events)


def _words(text: str) -> str:
    return " ".join(text.split())
