"""An article of our own and the events it tells, made by hand: what the small timeline and the page are tested with."""

import datetime
from dataclasses import replace

from components.articles.model import Article, ClaimFound, Evidence, Match, Participant, Proposal, Reason

CALL = "trump-putin-call-2024-11-07"
TEXT = (
    "Talks, calls and a promise\n\n"
    "On Sunday the Harbour Post reported that Ann Berg phoned Bob Kern last Thursday. According to two people familiar "
    "with the matter, the call lasted half an hour. Kern's office called the report fiction.\n\n"
    "Berg had won the vote on 5 November. She is to be sworn in on 20 January. Before that day the government wants to "
    "send 6 billion dollars of aid. The two last met in 2019, in Geneva. A spokesman declined to comment.\n"
)
ANN, BOB = Participant("donald-trump", "Ann Berg", "initiator"), Participant("", "Bob Kern", "target")


def found(words: str, what: str = "event") -> Evidence:
    """The first place where ``TEXT`` has ``words``."""
    start = TEXT.index(words)
    return Evidence(start, start + len(words), what)


def claimed(quote: str, stance: str, speaker: str = "", **more: object) -> ClaimFound:
    """A claim in the words of ``TEXT``."""
    start = TEXT.index(quote)
    return ClaimFound(speaker, stance, quote, start, start + len(quote), **more)  # type: ignore[arg-type]


REPORTED = "On Sunday the Harbour Post reported that Ann Berg phoned Bob Kern last Thursday."
PHONED = Proposal(
    title="Ann Berg phones Bob Kern",
    when="2024-11-07",
    type="call",
    participants=(ANN, BOB),
    claims=(
        claimed(REPORTED, "asserts", "Harbour Post", asserted_on="2024-11-10"),
        claimed("the call lasted half an hour", "asserts", anonymous=True, hedged=True, outlet="Harbour Post"),
        claimed("Kern's office called the report fiction.", "denies", "Kern's office"),
    ),
    evidence=(found("phoned"), found("last Thursday", "date"), found("called the report fiction", "denial")),
    reasons=(Reason("trigger", {"words": "phoned", "type": "call"}), Reason("hedge", {"words": "According to"})),
    match=Match("same", CALL, "A call", 0.912, (Reason("same_date", {"when": "2024-11-07"}),)),
)
WON = Proposal(
    title="Ann Berg wins the vote",
    when="2024-11-05",
    type="election",
    participants=(ANN,),
    claims=(claimed("Berg had won the vote on 5 November.", "asserts"),),
    evidence=(found("had won the vote"), found("5 November", "date")),
    match=Match("maybe", "no-such-event", "An election", 0.5),
)
SWORN = Proposal(
    title="Ann Berg is sworn in",
    when="2025-01-20",
    type="inauguration",
    participants=(ANN,),
    claims=(claimed("She is to be sworn in on 20 January.", "plans"),),
    evidence=(found("sworn in"), found("20 January", "date")),
)
AID = Proposal(
    title="The government sends aid",
    when="../2025-01-20",
    type="aid",
    participants=(Participant("", "the government", "initiator"),),
    claims=(claimed("wants to send 6 billion dollars of aid", "plans"),),
    amount=6e9,
    currency="USD",
    evidence=(found("send"), found("6 billion dollars", "amount")),
)
MET = Proposal(
    title="Berg and Kern meet",
    when="2019",
    type="meeting",
    participants=(replace(ANN, role="participant"), replace(BOB, role="participant")),
    claims=(claimed("The two last met in 2019, in Geneva.", "asserts"),),
    place="Geneva",
    country="CH",
    evidence=(found("met"), found("2019", "date"), found("Geneva", "place")),
)
SILENT = Proposal(
    title="A spokesman declines to comment",
    when="",
    type="statement",
    participants=(),
    claims=(claimed("A spokesman declined to comment.", "declines", "a spokesman"),),
    evidence=(found("declined to comment"),),
)
PROPOSALS = (PHONED, WON, SWORN, AID, MET, SILENT)
ARTICLE = Article(TEXT, "en", datetime.date(2024, 11, 10), "given", "Talks, calls and a promise", "Harbour Post")
