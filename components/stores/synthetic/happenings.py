"""Events of a made-up story and who took part, a block of rows at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from components.events.place_words import country_name
from components.stores.synthetic.arrays import Ints, Rng, coded, joined, mixed, picked, texts, zipf
from components.stores.synthetic.cast import Cast
from components.stores.synthetic.times import Times, when
from components.stores.synthetic.words import LANGUAGES, words

_TAKING_PART = (0.10, 0.50, 0.26, 0.09, 0.035, 0.015)  # share of events with one participant, two, ...
_ROLES = ("initiator", "target", "participant", "mediator", "source")
_ALONE = {
    "launch",
    "election",
    "inauguration",
    "appointment",
    "accident",
    "vote",
}  # of these types nobody is the target
_PAID = {"aid", "sanction", "agreement"}


@dataclass(frozen=True)
class Chains:
    """What the events of a chain have in common: two actors, what it is about, and where."""

    one: Ints
    other: Ints
    thing: Ints
    place: Ints


@dataclass(frozen=True)
class Block:
    """Some events in a row: numbers of what they are made of. ``start`` is the number of the first."""

    start: int
    day: Ints
    kind: Ints
    type: Ints
    thing: Ints
    place: Ints
    event: Ints  # of each participation: its event in the block, rising
    actor: Ints
    role: Ints

    @cached_property
    def first(self) -> Ints:
        """Where the participations of each event begin, and the end of all."""
        return np.searchsorted(self.event, np.arange(len(self.day) + 1)).astype(np.int32)

    @cached_property
    def ids(self) -> pa.Array:
        """``event_id`` of each event."""
        return joined("ev-", _padded(np.arange(self.start, self.start + len(self.day)) + 1))


def chains(rng: Rng, cast: Cast, count: int) -> Chains:
    """What each of ``count`` chains is about."""
    actors = len(cast.actors)
    one, other = zipf(rng, count, actors), zipf(rng, count, actors)
    other = np.where(one == other, (other + 1) % actors, other).astype(np.int32)
    place = np.where(rng.random(count) < 0.7, cast.country[one], cast.country[other])
    return Chains(one, other, zipf(rng, count, len(words()["things"]["en"]), 0.6), place)


def block(rng: Rng, cast: Cast, times: Times, about: Chains, start: int, stop: int) -> Block:
    """The events from ``start`` to ``stop``."""
    chain, size = times.chain[start:stop], stop - start
    type_ = picked(rng, size, list(words()["types"].values()))
    event, actor, role = _taking_part(rng, cast, about, chain, type_)
    aside = rng.random(size) < 0.15
    thing = np.where(aside, rng.integers(0, len(words()["things"]["en"]), size), about.thing[chain])
    place = np.where(rng.random(size) < 0.85, about.place[chain], rng.integers(0, len(words()["countries"]), size))
    return Block(start, times.day[start:stop], times.kind[start:stop], type_, thing, place, event, actor, role)


def _taking_part(rng: Rng, cast: Cast, about: Chains, chain: Ints, type_: Ints) -> tuple[Ints, Ints, Ints]:
    size = len(chain)
    many = picked(rng, size, _TAKING_PART) + 1
    many[np.isin(type_, [list(words()["types"]).index(name) for name in _ALONE])] = 1
    event = np.repeat(np.arange(size, dtype=np.int32), many)
    at = np.arange(len(event)) - np.repeat(np.cumsum(many) - many, many)
    actor = zipf(rng, len(event), len(cast.actors))
    for place, main in enumerate((about.one, about.other)):
        rows = np.flatnonzero(at == place)
        actor[rows] = _near(rng, cast, main[chain[event[rows]]])
    # Swap who begins in a third of the events, and let nobody take part twice.
    swapped = np.repeat((rng.random(size) < 0.35) & (many > 1), many)
    rows = np.flatnonzero(swapped & (at == 0))
    actor[rows], actor[rows + 1] = actor[rows + 1], actor[rows].copy()
    _, kept = np.unique(event.astype(np.int64) * len(cast.actors) + actor, return_index=True)
    kept.sort()
    event, actor, at = event[kept], actor[kept], at[kept]
    extra = picked(rng, len(at), (0.0, 0.1, 0.7, 0.15, 0.05))
    equal = np.isin(type_, [list(words()["types"]).index(name) for name in ("meeting", "call", "agreement")])[event]
    second = np.where(equal & (rng.random(len(at)) < 0.5), _ROLES.index("participant"), _ROLES.index("target"))
    return event, actor, np.select([at == 0, at == 1], [0, second], extra).astype(np.int8)


def _near(rng: Rng, cast: Cast, actor: Ints) -> Ints:
    """The actor, or now and then another of the same country."""
    out = actor.copy()
    swapped = np.flatnonzero(rng.random(len(actor)) < 0.3)
    of = cast.country[actor[swapped]]
    chance = rng.random(len(swapped)) ** 3
    for country, home in enumerate(cast.home):
        rows = of == country
        out[swapped[rows]] = home[(chance[rows] * len(home)).astype(np.int64)]
    return out


def events_table(rng: Rng, cast: Cast, made: Block) -> pa.Table:
    """``events`` of the block."""
    countries, size = words()["countries"], len(made.day)
    facts = list(countries.values())
    known = rng.random(size) < 0.92
    place = np.where(known, made.place, len(facts)).astype(np.int32)
    lat, lon = (np.array([fact[at] for fact in facts])[made.place] for at in (2, 3))
    amount, currency = _amounts(rng, made)
    importance = np.round(rng.beta(2, 5, size), 2)
    types = list(words()["types"])
    tags = np.where(rng.random(size) < 0.6, made.thing, len(words()["things"]["tags"]))
    note = np.where(rng.random(size) < 0.04, rng.integers(0, 4, size), 4)
    return pa.table(
        {
            "event_id": made.ids,
            "when": when(made.day, made.kind),
            "type": coded(made.type, types),
            **{f"title_{code}": _titles(cast, made, at) for at, code in enumerate(LANGUAGES)},
            **{f"place_{code}": coded(place, _places(at)) for at, code in enumerate(LANGUAGES)},
            "country": coded(place, [*countries, ""]),
            "lat": pa.array(lat, mask=~known),
            "lon": pa.array(lon, mask=~known),
            "amount": amount,
            "currency": currency,
            "importance": pa.array(importance, mask=rng.random(size) > 0.1),
            "tags": coded(tags, [*words()["things"]["tags"], ""]),
            **{f"note_{code}": coded(note, [*words()["notes"][code], ""]) for code in LANGUAGES},
        }
    )


def participants_table(cast: Cast, made: Block) -> pa.Table:
    """``participants`` of the block."""
    return pa.table(
        {
            "event_id": coded(made.event, made.ids),
            "actor_id": coded(made.actor, [one.id for one in cast.actors]),
            "role": coded(made.role, _ROLES),
        }
    )


def _places(language: int) -> list[str]:
    countries = words()["countries"].items()
    return [*(f"{facts[language]}, {country_name(code, LANGUAGES[language])}" for code, facts in countries), ""]


def _amounts(rng: Rng, made: Block) -> tuple[pa.Array, pa.DictionaryArray]:
    size, types = len(made.day), list(words()["types"])
    paid = np.isin(made.type, [types.index(name) for name in _PAID]) & (rng.random(size) < 0.5)
    amount = np.round(10 ** rng.normal(7.5, 1, size), -5).astype(np.int64) + 100_000
    codes = [facts[4] for facts in words()["countries"].values()]
    names = sorted({*codes, "USD"})
    own = np.array([names.index(code) for code in codes])[made.place]
    currency = np.where(rng.random(size) < 0.6, names.index("USD"), own)
    return pa.array(amount, mask=~paid), coded(np.where(paid, currency, len(names)), [*names, ""])


def _titles(cast: Cast, made: Block, language: int) -> pa.Array:
    """A template for each type and number of actors, filled."""
    first = made.actor[made.first[:-1]]
    second = made.actor[np.minimum(made.first[:-1] + 1, made.first[1:] - 1)]
    slots = {
        "a": (cast.inside(language, False), first),
        "A": (cast.inside(language, True), first),
        "b": (cast.inside(language, False), second),
        "thing": (texts(words()["things"][LANGUAGES[language]]), made.thing),
        "city": (texts([facts[language] for facts in words()["countries"].values()]), made.place),
    }
    groups = []
    alone = first == second
    for number, name in enumerate(words()["types"]):
        templates = [pair[language] for pair in words()["titles"][name]]
        for single in (False, True):
            rows = np.flatnonzero((made.type == number) & (alone == single))
            fit = [at for at, text in enumerate(templates) if not single or "{b}" not in text] or [0]
            chosen = np.array(fit)[(rows + made.start) % len(fit)]
            groups += [
                (rows[chosen == at], filled(templates[at], slots, rows[chosen == at])) for at in dict.fromkeys(fit)
            ]
    return mixed([(rows, values) for rows, values in groups if len(rows)])


def filled(template: str, slots: dict[str, tuple[pa.Array, Ints]], rows: NDArray[Any]) -> pa.Array:
    """``template`` with its slots filled for ``rows``; an actor at its beginning is written with a capital."""
    parts: list[pa.Array | str] = []
    for before, slot in _pieces(template):
        parts += [before] if before else []
        if slot:
            values, codes = slots["A" if slot == "a" and not parts and "A" in slots else slot]
            parts.append(values.take(pa.array(codes[rows])))
    if all(isinstance(part, str) for part in parts):
        return texts(["".join(map(str, parts))] * len(rows))
    return joined(*parts)


def _pieces(template: str) -> Sequence[tuple[str, str]]:
    from string import Formatter

    return [(before, slot or "") for before, slot, _, _ in Formatter().parse(template)]


def _padded(numbers: Ints) -> pa.Array:
    import pyarrow.compute as pc

    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 7, "0")
