"""What a denial is about: the event told before it that it takes back, which then has one more claim."""

from collections.abc import Sequence

from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import SPOKEN

BACK, FAR = 6, 4
_OF = 2
_CONTACT = frozenset({"call", "meeting"})


def deny(event: Draft, events: Sequence[Draft]) -> None:
    """A denial is a further claim on the event told before it; ``events`` are those around it, in reading order."""
    if event.type != "denial" or not event.spoke:
        return
    deeds = [one for one in events if one.type not in SPOKEN]
    about = [one for one in deeds if any(draft.scene is event.scene for draft in one.merged)]
    earlier = [one for one in deeds if one.scene.number < event.scene.number]
    own = any(one.denied and one.scene is event.scene for one in deeds)
    any_of = denied_types(event)
    back = not own and (event.contradicts or bool(any_of) or _refers(event))
    near = [one for one in earlier[-BACK:] if event.scene.number - one.last_scene <= FAR] if back else []
    near = [one for one in near if one.type in any_of] if any_of else near
    reported = [one for one in near if one.told is not None]
    near = [one for one in near if _own_matter(event, one)]
    report = _report_before(event, events)
    if report is not None:
        reported, near = (
            [one for one in reported if _follows(one, report)],
            [one for one in near if _follows(one, report)],
        )
    own_deeds = [one for one in near if set(one.keys) & set(event.speakers)]
    for one in (about or reported or own_deeds or near)[-1:]:
        one.denials.append(event)


def denied_types(denial: Draft) -> frozenset[str]:
    """The types of what a denial says there was none of: "denied any contact", "dément : ni appel ni rencontre"."""
    scene, lexicon = denial.scene, denial.scene.lexicon
    verb, said = denial.trigger.verb, denial.spoken
    if verb is None or said is None:
        return frozenset()
    found: set[str] = set()
    for k in range(1, len(scene.low)):
        within = said.content_start <= scene.tokens[k].start < said.content_end
        if not within or not any(scene.grammar.has(j, "any_of") for j in range(max(0, k - _OF), k)):
            continue
        found |= {noun.label for noun in lexicon.nouns.get(scene.low[k], ()) if len(noun.words) == 1}
        if scene.low[k] in lexicon.words["contacts"]:
            found |= _CONTACT
    for other in scene.verbs:
        denied = said.content_start <= scene.tokens[other.at].start < said.content_end
        if denied and other.at > verb.at and (not other.finite or other.at - other.first == 1):
            found |= {use.label for use in lexicon.triggers.get(other.lemma, ()) if not use.rest} - SPOKEN
    return frozenset(found | (_CONTACT if found & _CONTACT else set()))


def _own_matter(denial: Draft, event: Draft) -> bool:
    """Whether what nobody reported may be meant: not what is only planned, nor what another paragraph tells."""
    together = denial.scene.sentence.paragraph == event.scene.sentence.paragraph
    return event.stance.stance != "plans" and (together or denial.scene.number - event.last_scene == 1)


def _refers(denial: Draft) -> bool:
    """Whether words of the denial point back to what was told ("ces détails", "the claims", "l'a démenti")."""
    scene, verb = denial.scene, denial.trigger.verb
    if verb is None:
        return False
    back = scene.lexicon.words["definite"] | scene.lexicon.speech["points_back"]
    after = range(verb.at + 1, min(len(scene.low), verb.at + 8))
    clitic = any(scene.grammar.has(k, "object_clitic") for k in range(max(0, verb.first - 1), verb.at))
    return clitic or any(
        scene.low[k] in back and scene.same_clause(k, verb.at) and not _saying(denial, k) for k in after
    )


def _saying(denial: Draft, at: int) -> bool:
    """Whether the words after "these" name what somebody said as an opinion: "these remarks"."""
    low = denial.scene.low
    return any(word in denial.scene.lexicon.words["sayings"] for word in low[at : at + 2])


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
