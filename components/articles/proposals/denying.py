"""What a denial is about: the event told before it that it takes back, which then has one more claim."""

from collections.abc import Sequence

from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN

BACK, FAR = 6, 4


def deny(event: Draft, events: Sequence[Draft]) -> None:
    """A denial is a further claim on the event told before it; ``events`` are those around it, in reading order."""
    if event.type != "denial" or not event.spoke:
        return
    deeds = [one for one in events if one.type not in SPOKEN]
    about = [one for one in deeds if any(draft.scene is event.scene for draft in one.merged)]
    earlier = [one for one in deeds if one.scene.number < event.scene.number]
    own = any(one.denied and one.scene is event.scene for one in deeds)
    back = not own and (event.contradicts or _refers(event))
    near = [one for one in earlier[-BACK:] if event.scene.number - one.last_scene <= FAR] if back else []
    reported = [one for one in near if one.told is not None]
    report = _report_before(event, events)
    if report is not None:
        reported, near = (
            [one for one in reported if _follows(one, report)],
            [one for one in near if _follows(one, report)],
        )
    for one in (about or reported or near)[-1:]:
        one.denials.append(event)


def _refers(denial: Draft) -> bool:
    """Whether words of the denial point back to what was told ("ces détails", "the claims", "l'a démenti")."""
    scene, verb = denial.scene, denial.trigger.verb
    if verb is None:
        return False
    back = scene.lexicon.words["definite"] | scene.lexicon.speech["points_back"]
    after = range(verb.at + 1, min(len(scene.low), verb.at + 8))
    clitic = any(scene.grammar.has(k, "object_clitic") for k in range(max(0, verb.first - 1), verb.at))
    return clitic or any(scene.low[k] in back and scene.same_clause(k, verb.at) for k in after)


def _report_before(denial: Draft, events: Sequence[Draft]) -> Draft | None:
    """The last report before a denial: what is denied is what it told, and nothing told before it."""
    earlier = (one for one in reversed(events) if one.scene.number < denial.scene.number)
    return next((one for one in earlier if one.type == "report" and not _repeats(one)), None)


def _repeats(report: Draft) -> bool:
    """Whether a report only tells again what was told: "Reuters reported the same", "l'agence le dit aussi"."""
    return bool(report.scene.lexicon.words["alike"] & set(report.scene.low))


def _follows(event: Draft, report: Draft) -> bool:
    """Whether an event is told by the sentence of a report, or further on."""
    return event.last_scene >= report.scene.number
