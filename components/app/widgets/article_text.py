"""The text of an article with its evidence marked, and of a long one only what is worth drawing."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.app.dom import Child, Node, button, el, glyph
from components.app.scene import Scene
from components.app.widgets.article_words import article_words, family_of
from components.articles.model import Article, Proposal
from components.charts.proposals_words import proposal_status

WHOLE = 40_000
"""Characters of a text that are drawn as they stand."""
MOST = 120_000
"""Characters drawn in all: what carries an event counts beyond ``WHOLE``."""
AROUND = 300
GROUPS = {
    "event": "event",
    "date": "date",
    "actor": "rest",
    "place": "rest",
    "amount": "rest",
    "speaker": "said",
    "hedge": "said",
    "denial": "said",
}
RANK = ("event", "date", "rest", "said", "quote")


@dataclass(frozen=True)
class Span:
    """``text[start:end]`` belongs to the proposal ``key``; ``group`` is one of ``RANK``."""

    start: int
    end: int
    key: int
    group: str


def spans_of(proposals: Sequence[Proposal]) -> list[Span]:
    """Evidence and quotes of all proposals, by their place in the text."""
    found = [
        Span(one.start, one.end, key, GROUPS.get(one.what, "rest"))
        for key, proposal in enumerate(proposals)
        for one in proposal.evidence
    ]
    found += [
        Span(claim.start_char, claim.end_char, key, "quote")
        for key, proposal in enumerate(proposals)
        for claim in proposal.claims
    ]
    return sorted((span for span in found if span.start < span.end), key=lambda span: (span.start, -span.end))


def anchors(proposals: Sequence[Proposal]) -> dict[int, list[int]]:
    """Where the number of each proposal stands in the text: offset to proposals."""
    found: dict[int, list[int]] = {}
    for key, proposal in enumerate(proposals):
        told = [one.start for one in proposal.evidence if one.what == "event"]
        starts = told or [one.start for one in proposal.evidence] or [claim.start_char for claim in proposal.claims]
        if starts:
            found.setdefault(min(starts), []).append(key)
    return found


def drawn_parts(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of ``text`` to draw: all of it, or its beginning and the surroundings of what was found."""
    if len(text) <= WHOLE:
        return [(0, len(text))]
    parts = [(0, _at_space(text, WHOLE))]
    room = MOST - parts[0][1]
    for span in spans:
        start = _at_space(text, max(0, span.start - AROUND))
        end = min(len(text), _at_space(text, min(len(text), max(span.end, start) + AROUND)))
        if end <= parts[-1][1]:
            continue
        start = max(start, parts[-1][1])
        room -= end - start
        if room < 0:
            break
        if start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _at_space(text: str, at: int) -> int:
    """The next white space from ``at`` on, if there is any within reach; else ``at``."""
    for place in range(at, min(len(text), at + 80)):
        if text[place].isspace():
            return place
    return at


def text_pane(scene: Scene, article: Article, proposals: Sequence[Proposal], reviewing: bool = False) -> Node:
    """The text, its legend on top, every piece of evidence tied to its proposals by ``data-of``.

    ``reviewing``: the bar of a review stands above it.
    """
    words, text = article_words(scene.language), article.text
    spans, at = spans_of(proposals), anchors(proposals)
    parts = drawn_parts(text, spans)
    body: list[Child] = []
    if parts != [(0, len(text))]:
        shown = parts[0][1]
        body.append(
            el("div", words("result.cut_text", all=len(text), shown=shown), css="ww-notice", lang=scene.language)
        )
    before = 0
    for start, end in parts:
        body += _gap(scene, start - before)
        body += _paragraphs(scene, text, (start, end), _Marks(spans, at, proposals))
        before = end
    body += _gap(scene, len(text) - before)
    inner = el("div", *body, css="ww-article-text", lang=article.language, dir="auto")
    return el(
        "section",
        _legend(scene) if spans else None,
        el("div", inner, css="ww-article-scroll", data_key="article-text", tabindex="0", role="document"),
        css="ww-panel ww-article-pane" + (" ww-reviewing" if reviewing else ""),
        aria_label=words("result.article"),
    )


@dataclass(frozen=True)
class _Marks:
    spans: Sequence[Span]
    anchors: dict[int, list[int]]
    proposals: Sequence[Proposal]


def _gap(scene: Scene, left_out: int) -> list[Child]:
    if left_out < 2:
        return []
    text = article_words(scene.language)("result.gap", n=left_out)
    return [el("p", text, css="ww-muted ww-gap", lang=scene.language)]


def _paragraphs(scene: Scene, text: str, part: tuple[int, int], marks: _Marks) -> Iterator[Node]:
    start, end = part
    inside = [span for span in marks.spans if span.start < end and span.end > start]
    low = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            # Spans are sorted by their start; those that ended before this paragraph are passed over for good.
            while low < len(inside) and inside[low].end <= start:
                low += 1
            high = bisect_left(inside, stop, key=lambda span: span.start)
            here = [span for span in inside[low:high] if span.end > start]
            yield el("p", *_pieces(scene, text, (start, stop), here, marks))
        start = stop + 1


def _pieces(
    scene: Scene, text: str, place: tuple[int, int], spans: Sequence[Span], marks: _Marks
) -> Iterable[Node | str]:
    """A paragraph cut where evidence begins or ends."""
    start, end = place
    cuts = {start, end, *(at for span in spans for at in (span.start, span.end) if start < at < end)}
    for low, high in pairwise(sorted(cuts)):
        for key in marks.anchors.get(low, ()):
            yield _number(scene, key, marks.proposals[key])
        over = [span for span in spans if span.start <= low and high <= span.end]
        yield _marked(scene, text[low:high], over, marks.proposals) if over else text[low:high]


def _marked(scene: Scene, words: str, over: Sequence[Span], proposals: Sequence[Proposal]) -> Node:
    best = min(over, key=lambda span: (RANK.index(span.group), span.end - span.start, span.key))
    keys = sorted({span.key for span in over})
    return el(
        "span",
        words,
        css=f"ww-ev ww-ev-{best.group}",
        act={"do": "choose", "id": str(best.key)},
        style={"--family": scene.theme.families[family_of(scene, proposals[best.key].type)]},
        data_of=" ".join(str(key) for key in keys),
    )


def _number(scene: Scene, key: int, proposal: Proposal) -> Node:
    """The mark of a proposal and its number: what a key reaches, and where the eye goes from the picture."""
    sign = scene.sign({"type": proposal.type, "status": proposal_status(proposal)})
    return button(
        glyph(sign),
        str(key + 1),
        act={"do": "choose", "id": str(key)},
        css="ww-number-mark",
        data_of=str(key),
        data_key=f"mark-{key}",
        aria_label=f"{key + 1}. {proposal.title}",
        lang=scene.language,
    )


def _legend(scene: Scene) -> Node:
    words = article_words(scene.language)
    samples = [el("span", words(f"marks.{name}"), css=f"ww-ev-{name}") for name in ("event", "date", "rest", "said")]
    return el("p", *samples, css="ww-article-legend", aria_label=words("marks.label"), role="note")
