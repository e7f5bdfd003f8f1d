"""An article's proposals as text for a terminal: each event with the sentences that carry it, evidence underlined.

Whatever the article holds, nothing but printable characters gets out, and the underline of this module.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from components.articles.model import Article, ClaimFound, Match, Proposal
from components.articles.reasons import date_words, sentences_of, type_words
from components.articles.sentences import sentences
from components.events.date_words import number_words
from components.events.words import Words, load_words, terms

UNDERLINED, PLAIN = "\x1b[4m", "\x1b[24m"
INDENT = "   "
NARROWEST, WIDEST = 30, 100

Span = tuple[int, int]

_KEPT_TOGETHER = re.compile("(?<=«) | (?=[»:;?!])")


def as_terminal(article: Article, proposals: Sequence[Proposal], width: int = 80, *, styled: bool = False) -> str:
    """The report, ending in a line break. Lines have at most ``width`` columns, which is brought into 30 to 100.

    ``styled`` underlines by an escape sequence; otherwise ``^`` stand in a line below.
    """
    width = min(max(width, NARROWEST), WIDEST)
    words = load_words(Path(__file__).parent, article.language, "terminal")
    blocks = [_head(article, len(proposals), words, width)]
    spans = [(one.start, one.end) for one in sentences(article.text)] if proposals else []
    for number, one in enumerate(proposals, start=1):
        blocks.append([*_event(article, number, one, words, width), *_told(article, one, spans, width, styled)])
        blocks[-1] += _because(article, one, words, width)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def harmless(text: str) -> str:
    """``text`` with a space for each character that is not printable, so that offsets stay and no terminal obeys it."""
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _head(article: Article, count: int, words: Words, width: int) -> list[str]:
    day = date_words(article.published.isoformat(), article.language) if article.published else words("undated")
    about = ", ".join(filter(None, (article.publisher, day)))
    head = f"{article.title} ({about})" if article.title else f"{article.name} ({about})"
    return [*_wrapped(head, width), words("events", n=count)]


def _event(article: Article, number: int, one: Proposal, words: Words, width: int) -> list[str]:
    language, field = article.language, terms(article.language)
    when = date_words(one.when, language) if one.when else words("no_date")
    head = f"{number}. {type_words(one.type, language)}, {when} – {one.title}"
    people = ", ".join(
        who.name if who.role == "participant" else f"{who.name} ({field.get(f'roles.{who.role}', who.role)})"
        for who in one.participants
    )
    amount = f"{number_words(one.amount, language)} {one.currency}".strip() if one.amount is not None else ""
    facts = " · ".join(filter(None, (people, one.place, amount)))
    lines = _wrapped(head, width, "", INDENT) + (_wrapped(facts, width, INDENT, INDENT) if facts else [])
    for claim in one.claims:
        lines += _wrapped(f"– {_claim(claim, words, field, language)}", width, INDENT, INDENT + "  ")
    return lines


def _claim(claim: ClaimFound, words: Words, field: Words, language: str) -> str:
    speaker = claim.speaker or words("article_itself")
    via = words("via", outlet=claim.outlet) if claim.outlet and claim.outlet != claim.speaker else ""
    marks = [words(mark) for mark in ("anonymous", "hedged") if getattr(claim, mark)]
    day = date_words(claim.asserted_on, language) if claim.asserted_on else ""
    stance = words("stance", speaker=speaker, stance=field.get(f"stances.{claim.stance}", claim.stance))
    return ", ".join(filter(None, (stance, via, *marks, day)))


def _because(article: Article, one: Proposal, words: Words, width: int) -> list[str]:
    """The reasons, and how the proposal stands to the story if it was compared with one."""
    lines: list[str] = []
    if one.reasons:
        why = words("why", reasons=words("list").join(sentences_of(one.reasons, article.language)))
        lines += _wrapped(why, width, INDENT, INDENT)
    if one.match.reasons:
        lines += _wrapped(_match(one.match, article.language, words), width, INDENT, INDENT)
    return lines


def _match(match: Match, language: str, words: Words) -> str:
    verdict = load_words(Path(__file__).parent, language, "match")(f"verdicts.{match.verdict}")
    reasons = words("list").join(sentences_of(match.reasons, language, "match"))
    sure = "" if match.verdict == "new" else words("score", percent=round(100 * match.score))
    return words("match", verdict=f"{verdict}{sure}", reasons=reasons)


def _told(article: Article, one: Proposal, spans: Sequence[Span], width: int, styled: bool) -> list[str]:
    """The sentences that hold evidence or carry a claim, each once, in the order of the text."""
    marks = _joined([(found.start, found.end) for found in one.evidence])
    carried = [*marks, *((claim.start_char, claim.end_char) for claim in one.claims)]
    lines: list[str] = []
    for start, end in sorted({span for carrier in carried for span in _touched(carrier, spans)}):
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start]
        lines += _sentence(harmless(article.text[start:end]), inside, width, styled)
    return lines


def _touched(carrier: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """The sentences that a stretch of text lies in, found by bisection."""
    first = bisect_right(spans, carrier[0], key=lambda span: span[1])
    return spans[first : bisect_left(spans, carrier[1], key=lambda span: span[0])]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _sentence(text: str, marks: Sequence[Span], width: int, styled: bool) -> Iterator[str]:
    for start, end in _lines(text, width - len(INDENT) - 2):
        here = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
        if styled:
            yield f"{INDENT}| {_underlined(text, start, end, here)}"
            continue
        yield f"{INDENT}| {text[start:end]}"
        if here:
            yield f"{INDENT}| {_carets(text, start, here)}"


def _underlined(text: str, start: int, end: int, marks: Sequence[Span]) -> str:
    out, at = "", start
    for first, last in marks:
        out += f"{text[at:first]}{UNDERLINED}{text[first:last]}{PLAIN}"
        at = last
    return out + text[at:end]


def _carets(text: str, start: int, marks: Sequence[Span]) -> str:
    out, at = "", start
    for first, last in marks:
        out += " " * columns(text[at:first]) + "^" * columns(text[first:last])
        at = last
    return out


def _lines(text: str, width: int) -> Iterator[Span]:
    """Where the lines of a text begin and end: broken at spaces, which are left out, or within words too long."""
    start = at = wide = 0
    space = -1
    while at < len(text):
        if text[at] == " ":
            space = at
        wide += _columns(text[at])
        if wide > width:
            end = space if space > start else at
            if end > start:
                yield start, end
                start = end + (text[end] == " ")
                at, wide, space = start, 0, -1
                continue
        at += 1
    if start < len(text):
        yield start, len(text)


def _wrapped(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    """``text`` in lines of at most ``width`` columns, indented; no line ends after « or begins with » : ; ? or !."""
    clean = _KEPT_TOGETHER.sub("\u00a0", " ".join(harmless(text).split()))
    lines = [clean[a:b].replace("\u00a0", " ").strip() for a, b in _lines(clean, width - max(len(first), len(later)))]
    return [f"{later if at else first}{line}" for at, line in enumerate(lines)]
