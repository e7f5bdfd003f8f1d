"""What an attribution gives to other sentences: the rest of a quotation, further quotations, the conditional."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.articles.claims.hedging import conditionals
from components.articles.claims.model import Attribution
from components.articles.claims.quotes import Quote, parts, quotes
from components.articles.model import Cast, Sentence

_LONG_QUOTE = 25
_FAR, _REACH, _MOST = 4, 600, 40


def carried(
    text: str, language: str, sentences: Sequence[Sentence], cast: Cast, found: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions that follow from those already found; none where a sentence says by itself who speaks."""
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[Attribution]] = {}
    for one in found:
        by_sentence.setdefault(max(0, bisect_right(starts, one.start) - 1), []).append(one)
    for listed in by_sentence.values():
        listed.sort(key=lambda one: (one.start, one.content_start))
    more = list(_quoted(text, sentences, starts, by_sentence))
    for one in more:
        by_sentence.setdefault(max(0, bisect_right(starts, one.content_start) - 1), []).append(one)
    return more + list(_conditional(text, language, sentences, cast, by_sentence))


def _quoted(
    text: str, sentences: Sequence[Sentence], starts: Sequence[int], by_sentence: dict[int, list[Attribution]]
) -> Iterator[Attribution]:
    last: Attribution | None = None
    last_paragraph = -1
    for quote in quotes(text):
        first = max(0, bisect_right(starts, quote.start) - 1)
        places = list(parts(quote, sentences, first))
        if not places:
            continue
        speaker = _of_quote(quote, places, by_sentence)
        paragraph = sentences[places[0][0]].paragraph
        if speaker is None:
            follows = last is not None and paragraph == last_paragraph
            whole = any(end - start > 0.6 * (sentences[n].end - sentences[n].start) for n, start, end in places)
            speaker = last if follows and whole and quote.end - quote.start > _LONG_QUOTE else None
        if speaker is None:
            continue
        last, last_paragraph = speaker, sentences[places[-1][0]].paragraph
        for _, start, end in places:
            if not (speaker.content_start <= start and end - 3 <= speaker.content_end):
                yield replace(speaker, content_start=start, content_end=end, carried=True)


def _of_quote(
    quote: Quote, places: Sequence[tuple[int, int, int]], by_sentence: dict[int, list[Attribution]]
) -> Attribution | None:
    """The attribution whose content a quotation shares, the last sentence of the quotation asked first."""
    for number, start, end in reversed(places):
        for one in reversed(_near(by_sentence.get(number, []), quote)):
            shared = min(end, one.content_end) - max(start, one.content_start)
            if shared > 0.5 * (end - start) and not (quote.start < one.start and one.end < quote.end):
                return one
    return None


def _near(found: Sequence[Attribution], quote: Quote) -> Sequence[Attribution]:
    """Those whose cue stands within reach of a quotation; they come in the order of their cues."""
    first = bisect_left(found, quote.start - _REACH, key=lambda one: one.start)
    return found[first : bisect_right(found, quote.end + _REACH, key=lambda one: one.start)]


def _conditional(
    text: str, language: str, sentences: Sequence[Sentence], cast: Cast, by_sentence: dict[int, list[Attribution]]
) -> Iterator[Attribution]:
    """A sentence in the conditional of hearsay goes on with what was reported before."""
    media: tuple[int, Attribution] | None = None
    for number, sentence in enumerate(sentences):
        own = by_sentence.get(number, [])
        heard = conditionals(text, language, sentence.start, sentence.end)
        if any(not any(one.content_start <= a < one.content_end for one in own[:_MOST]) for a, _ in heard[:_MOST]):
            source = _source(number, sentences, by_sentence, media)
            if source is not None:
                yield replace(
                    source, content_start=sentence.start, content_end=sentence.end, public=False, carried=True
                )
        for one in own:
            if one.anonymous or one.kind == "reports" or _is_media(cast, one):
                media = (sentence.paragraph, one)


def _source(
    number: int,
    sentences: Sequence[Sentence],
    by_sentence: dict[int, list[Attribution]],
    media: tuple[int, Attribution] | None,
) -> Attribution | None:
    same = number and sentences[number - 1].paragraph == sentences[number].paragraph
    before = by_sentence.get(number - 1, []) if same else []
    if before and before[-1].content_start < before[-1].content_end:
        return before[-1]
    if media is not None and sentences[number].paragraph - media[0] < _FAR:
        return media[1]
    return None


def _is_media(cast: Cast, one: Attribution) -> bool:
    figure = cast.figures.get(one.speaker)
    return figure is not None and figure.kind == "media"
