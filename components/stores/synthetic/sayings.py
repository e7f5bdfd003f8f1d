"""Claims of a made-up story: who said what about an event, how many days after it, and the sources they stand in."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from components.events.vocabulary import SCOPES, STANCES
from components.stores.synthetic.arrays import Ints, Rng, coded, joined, mixed, picked, texts, zipf
from components.stores.synthetic.cast import Cast
from components.stores.synthetic.happenings import Block, filled
from components.stores.synthetic.times import FIRST, LAST, iso_days
from components.stores.synthetic.words import LANGUAGES, words

_COUNTS = (0.71, 0.18, 0.06, 0.03, 0.012, 0.005, 0.002, 0.001)  # share of events with one claim, two, ...
_OPENING = (0.86, 0.04, 0.02, 0.0, 0.08, 0.0)  # stances of the first claim of an event
_FOLLOWING = (0.40, 0.27, 0.13, 0.08, 0.02, 0.10)
_PRESS, _PARTY, _UNNAMED, _NAMED = range(4)
_VOICES = (0.46, 0.34, 0.13, 0.07)
_SPAN = 21  # days that a source covers
_EARLIEST = FIRST - 400


@dataclass(frozen=True)
class Said:
    """Claims of a block as numbers. ``source`` is a medium in three weeks; ``speaker`` counts actors, then texts."""

    event: Ints
    number: Ints
    stance: Ints
    day: Ints
    unit: Ints
    voice: Ints
    speaker: Ints
    source: Ints
    part: Ints


def said(rng: Rng, cast: Cast, made: Block) -> Said:
    """The claims about the events of ``made``, by event, then day."""
    many = picked(rng, len(made.day), _COUNTS) + 1
    event = np.repeat(np.arange(len(many), dtype=np.int32), many)
    opening = np.cumsum(many) - many
    at = np.arange(len(event)) - np.repeat(opening, many)
    first = at == 0
    stance = np.where(first, picked(rng, len(event), _OPENING), picked(rng, len(event), _FOLLOWING)).astype(np.int8)
    day = _days(rng, made, event, first, stance, opening)
    voice, speaker, medium = _speakers(rng, cast, made, event, stance)
    back = np.flatnonzero(stance == STANCES.index("retracts"))  # only who spoke before can take it back
    voice[back], speaker[back] = (values[opening[event[back]]] for values in (voice, speaker))
    part = ~first & (rng.random(len(event)) < 0.08) & (stance <= STANCES.index("denies"))
    order = np.lexsort((at, day, event))
    unit = picked(rng, len(event), (0.955, 0.04, 0.005))
    source = (day - _EARLIEST) // _SPAN * len(cast.media) + medium
    columns = (event, at + 1, stance, day, unit, voice, speaker, source, part)
    return Said(*(values[order] for values in columns))


def _days(rng: Rng, made: Block, event: Ints, first: Ints, stance: Ints, opening: Ints) -> Ints:
    """Mostly the day itself or the next, sometimes years later; a plan is told before."""
    size = len(event)
    lag = np.where(rng.random(size) < 0.6, 0, np.minimum(rng.pareto(0.9, size), 3000)).astype(np.int32)
    own = made.day[event] + lag
    ahead = first & (stance == STANCES.index("plans"))
    own[ahead] = made.day[event[ahead]] - 1 - lag[ahead] % 60
    later = own[opening][event] + (1 + rng.pareto(0.8, size)).clip(0, 2500).astype(np.int32)
    return np.minimum(np.where(first, own, later), LAST).astype(np.int32)


def _speakers(rng: Rng, cast: Cast, made: Block, event: Ints, stance: Ints) -> tuple[Ints, Ints, Ints]:
    """Kind of voice, number of the speaker, and the medium (its place among the media) of each claim."""
    size, free = len(event), words()["free_speakers"]
    medium = zipf(rng, size, len(cast.media))
    voice = picked(rng, size, _VOICES)
    own = ~np.isin(stance, [STANCES.index("asserts"), STANCES.index("denies")]) & (voice == _PRESS)
    voice[own & (rng.random(size) < 0.7)] = _PARTY  # confirming, declining, planning is what parties do
    first, last = made.first[event], made.first[event + 1]
    party = made.actor[first + (rng.random(size) * (last - first)).astype(np.int32)]
    unnamed = len(cast.actors) + rng.integers(0, len(free["unnamed"]), size)
    named = len(cast.actors) + len(free["unnamed"]) + rng.integers(0, len(free["named"]), size)
    return voice, np.choose(voice, [cast.media[medium], party, unnamed, named]).astype(np.int32), medium


def claims_table(rng: Rng, cast: Cast, made: Block, told: Said) -> pa.Table:
    """``claims`` of a block."""
    free = words()["free_speakers"]
    names = [*free["unnamed"], *free["named"]]
    labels = ["", *(free["labels"][name] for name in names)]
    label = np.where(told.speaker >= len(cast.actors), told.speaker - len(cast.actors) + 1, 0)
    ids = made.ids.take(pa.array(told.event))
    hedged = (told.voice == _UNNAMED) & (rng.random(len(label)) < 0.5)
    day = mixed(
        [(rows := np.flatnonzero(told.unit == at), iso_days(told.day[rows], unit)) for at, unit in enumerate("DMY")]
    )
    quote = rng.integers(0, 80, len(label))
    quotes = words()["quotes"]["en"]
    return pa.table(
        {
            "claim_id": joined(ids, "-c", pa.array(told.number).cast(pa.string())),
            "event_id": coded(told.event, made.ids),
            "source_id": _source_ids(cast, told.source),
            "speaker": coded(told.speaker, [*(one.id for one in cast.actors), *names]),
            "speaker_label_fr": coded(label, labels),
            "stance": coded(told.stance, STANCES),
            "scope": coded(told.part, SCOPES),
            "asserted_on": day.dictionary_encode(),
            "anonymous": pa.array(told.voice == _UNNAMED),
            "hedged": pa.array(hedged),
            **{f"summary_{code}": _summaries(cast, made, told, at) for at, code in enumerate(LANGUAGES)},
            "quote": coded(np.minimum(quote, len(quotes)), [*quotes, ""]),
        }
    )


def _summaries(cast: Cast, made: Block, told: Said, language: int) -> pa.Array:
    slots = {
        "a": (cast.inside(language, False), made.actor[made.first[told.event]]),
        "thing": (texts(words()["things"][LANGUAGES[language]]), made.thing[told.event]),
        "city": (texts([facts[language] for facts in words()["countries"].values()]), made.place[told.event]),
    }
    groups = []
    for number, name in enumerate(STANCES):
        templates = words()["claims"][name][LANGUAGES[language]]
        rows = np.flatnonzero(told.stance == number)
        chosen = (rows + made.start) % len(templates)
        groups += [(rows[chosen == at], filled(text, slots, rows[chosen == at])) for at, text in enumerate(templates)]
    return mixed([(rows, values) for rows, values in groups if len(rows)])


def _source_ids(cast: Cast, source: Ints) -> pa.DictionaryArray:
    found, codes = np.unique(source, return_inverse=True)
    return coded(codes, _ids(cast, found))


def _ids(cast: Cast, source: Ints) -> pa.Array:
    week, medium = np.divmod(source, len(cast.media))
    names = texts([cast.actors[at].id for at in cast.media])
    return joined(names.take(pa.array(medium)), "-", iso_days(_EARLIEST + week * _SPAN))


def sources_table(cast: Cast, source: Ints) -> pa.Table:
    """``sources`` of the story, for the numbers of those that are cited, rising."""
    week, medium = np.divmod(source, len(cast.media))
    media = [cast.actors[at] for at in cast.media]
    day, at = iso_days(_EARLIEST + week * _SPAN), pa.array(medium)
    names, slugs = texts([one.name[0] for one in media]), texts([one.id for one in media])
    return pa.table(
        {
            "source_id": joined(slugs.take(at), "-", day),
            "title": joined("Reports since ", day),
            "publisher": names.take(at),
            "url": joined("https://", slugs.take(at), ".example/", day),
            "published": day,
            "language": texts(["en", "fr"]).take(pa.array(medium % 2)),
        }
    )
