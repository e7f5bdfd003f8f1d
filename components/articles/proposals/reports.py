"""How reports and what they report hang together: which are events of their own, who else speaks of an event."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from components.articles.claims.model import Attribution
from components.articles.model import Cast
from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN

_NEAR = 4
_NAME = re.compile(r", ((?=[^\W\d_])[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){1,3})(?=[,.;»]|$)")


def linked(events: Sequence[Draft]) -> list[Draft]:
    """The events without the reports that only introduce one; each knows its report and what was said during it."""
    kept = []
    for number, event in enumerate(events):
        if event.type in SPOKEN and event.context is not None:
            event.context.said.append(event)
        near = events[max(0, number - _NEAR) : number + _NEAR + 1]
        inner = [other for other in near if _introduces(event, other)]
        for other in inner:
            other.report = event
        if not (inner and _only_introduces(event)):
            kept.append(event)
    return kept


def _introduces(report: Draft, event: Draft) -> bool:
    """Whether the report is the very words by which the event is told on somebody's word."""
    told = event.told
    if report.type not in SPOKEN or told is None or event.type in SPOKEN:
        return False
    at = report.scene.tokens[report.trigger.at].start
    return report.scene.number == event.scene.number and told.start <= at < max(told.end, told.content_start)


def _only_introduces(report: Draft) -> bool:
    """Whether who speaks matters less than what is told: media, unnamed sources, without a day of the report."""
    dated = bool(report.dated.when) and report.dated.reason.key == "date"
    if dated or report.type == "denial":
        return False
    spoken = report.spoken
    if spoken is not None and spoken.content_end <= spoken.start:
        return True  # "..., police said"
    return (
        report.type == "report" or spoken is None or spoken.anonymous or spoken.kind == "reports" or not spoken.public
    )


def named(attributions: Sequence[Attribution], text: str, cast: Cast) -> list[Attribution]:
    """The attributions, a speaker with the name put after a comma ("sa directrice, Anne Petit") under that name."""
    starts = [mention.start for mention in cast.mentions]
    return [_named(one, text, cast, starts) for one in attributions]


def _named(one: Attribution, text: str, cast: Cast, starts: Sequence[int]) -> Attribution:
    comma = text.find(",", one.speaker_start, one.speaker_end + 1)
    role = text[one.speaker_start : comma] if comma >= 0 else ""
    name = _NAME.match(text, comma) if role and role[1:] == role[1:].lower() and one.words in role else None
    if name is None:
        return one
    at = bisect_left(starts, name.start(1))
    key = cast.mentions[at].key if at < len(starts) and starts[at] == name.start(1) else ""
    return replace(one, speaker=key, words=name[1], speaker_start=name.start(1), speaker_end=name.end(1))
