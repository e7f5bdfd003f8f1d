"""The events that an article tells, a card each: what, when, who; who says so; does the timeline have it; and why."""

from collections.abc import Iterable, Sequence

from components.app.articles import MOST_EVENTS, Reading
from components.app.dom import Child, Node, button, el, glyph
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.widgets.article_words import article_words, reason_text
from components.app.widgets.panel import SIGNS, amount_text
from components.app.widgets.review.actors import actors_section
from components.app.widgets.review.cards import review_css, review_foot, sure_reasons
from components.app.widgets.review.words import review_words
from components.articles.model import ClaimFound, Participant, Proposal
from components.charts.proposals_timeline import undated
from components.charts.proposals_words import proposal_status
from components.events.date_words import number_words, when_words

LONGEST_QUOTE = 400
MOST_UNDATED = 10
"""Events that the tray names: the cards have them all."""


def cards_pane(scene: Scene, reading: Reading, above: int, review: Review | None = None) -> Node:
    """The cards in the order of the text; the picture above them is ``above`` px high (0: there is none).

    With a ``review`` each card tells what was decided about it, or has the buttons to decide.
    """
    words, proposals = article_words(scene.language), reading.proposals
    cards = [_card(scene, key, one, review) for key, one in enumerate(proposals)]
    return el(
        "section",
        el(
            "div",
            el("p", words("result.axis"), css="ww-muted ww-article-axis") if above else None,
            undated_tray(scene, proposals),
            parts_node(scene, reading, review is not None),
            *cards,
            actors_section(scene, review) if review else None,
            parts_node(scene, reading, True, after=True) if review else None,
            css="ww-article-scroll",
            data_key="article-cards",
        ),
        css="ww-article-cards" + (" ww-reviewing" if review else ""),
        style={"--above": f"{above}px"},
        aria_label=words("result.events_label"),
    )


def parts_node(scene: Scene, reading: Reading, turning: bool, after: bool = False) -> Node | None:
    """Which of very many events are shown and, ``turning``, the ways to the others; ``None`` when all are.

    ``after`` is the one under the cards.
    """
    words, n = article_words(scene.language), len(reading.proposals)
    if reading.total <= n or not n:
        return None
    first = reading.part * MOST_EVENTS + 1
    told = {"n": reading.total, "first": first, "last": first + n - 1, "shown": n}
    text = words("result.cut_events" if reading.part == 0 else "result.cut_part", **told)
    ways = {"result.part_before": reading.part - 1, "result.part_after": reading.part + 1}
    last = (reading.total - 1) // MOST_EVENTS
    buttons = [
        button(words(key), act={"do": "part", "id": str(at)}, css="ww-do", data_key=f"part-{at}-{after}")
        for key, at in ways.items()
        if turning and 0 <= at <= last
    ]
    return el("div", el("span", text), *buttons, css="ww-notice ww-parts")


def undated_tray(scene: Scene, proposals: Sequence[Proposal]) -> Node | None:
    """The events without a date, which the picture leaves out, one button each; ``None`` when every one has a date."""
    keys = undated(proposals)
    if not keys:
        return None
    buttons = [
        button(
            glyph(_sign(scene, proposals[key])),
            el("span", f"{key + 1} {proposals[key].title}", css="ww-tray-title", dir="auto"),
            act={"do": "choose", "id": str(key)},
            css="ww-chip",
            data_of=str(key),
            data_key=f"tray-{key}",
            title=proposals[key].title,
        )
        for key in keys[:MOST_UNDATED]
    ]
    rest = len(keys) - len(buttons)
    more = el("span", article_words(scene.language)("result.undated_more", n=rest), css="ww-muted") if rest else None
    label = el("span", article_words(scene.language)("result.undated"), css="ww-muted")
    return el("div", label, *buttons, more, css="ww-chips ww-article-tray")


def _sign(scene: Scene, proposal: Proposal) -> str:
    return scene.sign({"type": proposal.type, "status": proposal_status(proposal)})


def _card(scene: Scene, key: int, proposal: Proposal, review: Review | None) -> Node:
    head = button(
        glyph(_sign(scene, proposal)),
        el("span", str(key + 1), css="ww-number"),
        el("span", proposal.title, css="ww-strong", dir="auto"),
        act={"do": "choose", "id": str(key)},
        css="ww-card-open",
        data_key=f"card-{key}",
        title=article_words(scene.language)("card.show"),
    )
    gone = review is not None and review.draft.decisions[key].what == "dismissed"
    body = [
        *_facts(scene, proposal),
        _match(scene, proposal),
        *(_claim(scene, claim) for claim in proposal.claims),
        _why(scene, key, proposal, sure_reasons(scene, key, review) if review else []),
    ]
    return el(
        "article",
        el("h3", head),
        *([] if gone else body),
        review_foot(scene, key, review) if review else None,
        css="ww-proposal" + (review_css(key, review) if review else ""),
        data_of=str(key),
        data_card=str(key),
    )


def _facts(scene: Scene, proposal: Proposal) -> Iterable[Node]:
    words, status = article_words(scene.language), proposal_status(proposal)
    when = when_words(proposal.when, scene.language, "weekday") if proposal.when else words("card.undated")
    kind = el("span", f" · {scene.term('types', proposal.type)} · ")
    yield el("p", el("strong", when), kind, el("em", scene.terms(f"statuses.{status}")), css="ww-fact")
    if who := _who(scene, proposal.participants):
        yield el("p", *who, css="ww-fact")
    amount = amount_text({"amount": proposal.amount, "currency": proposal.currency}, scene.language)
    for label, value in (("place", _place(scene, proposal)), ("amount", amount)):
        if value:
            yield el("p", el("span", words(f"card.{label}") + " ", css="ww-muted"), value, css="ww-fact", dir="auto")


def _place(scene: Scene, proposal: Proposal) -> str:
    if proposal.place or not proposal.country:
        return proposal.place
    from babel import Locale

    return str(Locale.parse(scene.language).territories.get(proposal.country, proposal.country))


def _who(scene: Scene, participants: Sequence[Participant]) -> list[Child]:
    """Initiators → targets, then the others with their role; who is not among the story's actors in italics."""
    by_role: dict[str, list[Participant]] = {}
    for one in participants:
        by_role.setdefault(one.role, []).append(one)
    first, target = by_role.pop("initiator", []), by_role.pop("target", [])
    groups: list[list[Child]] = []
    if first or target:
        arrow: list[Child] = [el("span", " → ", aria_label="→")] if first and target else []
        groups.append([*_names(first), *arrow, *_names(target)])
    for role, some in by_role.items():
        label = None if role == "participant" else el("span", f"{scene.term('roles', role)} ", css="ww-muted")
        groups.append([label, *_names(some)])
    return [part for at, group in enumerate(groups) for part in ([" · ", *group] if at else group)]


def _names(some: Sequence[Participant]) -> list[Child]:
    names = [el("span", one.name, css="" if one.actor_id else "ww-unnamed", dir="auto") for one in some]
    return [part for at, name in enumerate(names) for part in ((", ", name) if at else (name,))]


def _match(scene: Scene, proposal: Proposal) -> Node:
    words, match = article_words(scene.language), proposal.match
    if match.verdict == "new":
        return el("p", el("span", words("card.new"), css="ww-pill ww-match-new"), css="ww-match")
    title = button(
        _title(scene, match.event_id) or match.title,
        act={"do": "event", "id": match.event_id},
        css="ww-link",
        dir="auto",
        data_key=f"match-{match.event_id}",
    )
    score = number_words(round(match.score, 2), scene.language)
    return el("p", words(f"card.{match.verdict}", score=score) + " ", title, css="ww-match")


def _title(scene: Scene, event_id: str) -> str:
    here = scene.whole.events["event_id"] == event_id
    titles = scene.whole.text("events", "title", scene.language)[here]
    return str(titles.iloc[0]) if len(titles) else ""


def _claim(scene: Scene, claim: ClaimFound) -> Node:
    words = article_words(scene.language)
    speaker = claim.speaker or words("card.unnamed" if claim.anonymous else "card.article")
    notes = [
        words("card.outlet", name=claim.outlet) if claim.outlet and claim.outlet != claim.speaker else "",
        when_words(claim.asserted_on, scene.language, "short") if claim.asserted_on else "",
        words("card.anonymous") if claim.anonymous and claim.speaker else "",
        words("card.hedged") if claim.hedged else "",
    ]
    told = "".join(f" · {note}" for note in notes if note)
    head = el(
        "div",
        el("strong", speaker, css="ww-unnamed" if claim.anonymous else "", dir="auto"),
        f" {scene.terms(f'stances.{claim.stance}')}",
        el("span", told, css="ww-muted") if told else None,
    )
    quote = " ".join(claim.quote.split())
    quote = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rstrip() + "…"
    sign = SIGNS[claim.stance] + ("-hedged" if claim.stance == "asserts" and claim.hedged else "")
    return el("div", glyph(sign), el("div", head, el("div", f"“{quote}”", css="ww-quote", dir="auto")), css="ww-claim")


def _why(scene: Scene, key: int, proposal: Proposal, sure: Sequence[Node]) -> Node | None:
    """The reasons, folded until asked for; ``sure`` are those of its score."""
    words = article_words(scene.language)
    read = [el("li", reason_text(scene, one), dir="auto") for one in proposal.reasons]
    compared = [el("li", reason_text(scene, one, of_match=True), dir="auto") for one in proposal.match.reasons]
    if not read and not compared and not sure:
        return None
    return el(
        "details",
        el("summary", words("card.why", n=len(read) + len(compared) + len(sure)), data_key=f"why-{key}"),
        el("ul", *read) if read else None,
        el("p", words("card.because"), css="ww-muted") if compared else None,
        el("ul", *compared) if compared else None,
        el("p", review_words(scene.language)("card.how_sure"), css="ww-muted") if sure else None,
        el("ul", *sure) if sure else None,
        css="ww-why",
    )
