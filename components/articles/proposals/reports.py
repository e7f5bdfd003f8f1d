"""How reports and what they report hang together: which are events of their own, who else speaks of an event."""

from collections.abc import Sequence

from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN

_NEAR = 4


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
