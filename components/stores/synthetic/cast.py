"""Actors of a made-up story: states, their institutions, media, organisations and people, the busiest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from components.events.place_words import country_name, with_article
from components.events.search import fold
from components.stores.synthetic.arrays import Ints, Rng, texts
from components.stores.synthetic.words import LANGUAGES, words

FEWEST = 10  # actors of a story
_SHARES = {"state": 0.06, "government": 0.1, "media": 0.12, "organisation": 0.14}
_MOST = {"state": 10**9, "government": 10**9, "media": 400, "organisation": 10**9}
_BUSY = {"state": -3.0, "government": -2.0, "person": 0.0, "organisation": 0.5, "media": 2.5}


@dataclass(frozen=True)
class Actor:
    """One actor; ``inside`` has its name as it stands in a sentence, by language."""

    id: str
    kind: str
    name: tuple[str, str]
    inside: tuple[str, str]
    country: int
    affiliation: str = ""
    side: str = ""
    role: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Cast:
    """Actors by rank, and where those of a kind and of a country are."""

    actors: tuple[Actor, ...]
    country: Ints
    media: Ints
    home: tuple[Ints, ...]

    def inside(self, language: int, capital: bool) -> pa.Array:
        """Names as they stand in a sentence, or at its beginning."""
        names = [one.inside[language] for one in self.actors]
        return texts([name[:1].upper() + name[1:] for name in names] if capital else names)

    def table(self) -> pa.Table:
        """``actors`` of the story."""
        codes = list(words()["countries"])
        columns = {
            "actor_id": [one.id for one in self.actors],
            **{f"name_{code}": [one.name[at] for one in self.actors] for at, code in enumerate(LANGUAGES)},
            "kind": [one.kind for one in self.actors],
            "aliases": ["" if one.kind != "person" else one.name[0].split()[-1] for one in self.actors],
            "country": [codes[one.country] for one in self.actors],
            **{f"role_{code}": [one.role[at] for one in self.actors] for at, code in enumerate(LANGUAGES)},
            "affiliation": [one.affiliation for one in self.actors],
            "side": [one.side for one in self.actors],
        }
        return pa.table({name: texts(cells) for name, cells in columns.items()})


def cast(rng: Rng, count: int) -> Cast:
    """``count`` actors (``FEWEST`` at least)."""
    found = {one.id: one for one in _all(rng, count)}
    actors = list(found.values())[:count]
    busy = np.array([_BUSY[one.kind] for one in actors]) + rng.gumbel(0, 1.5, len(actors))
    actors = [actors[at] for at in np.argsort(busy, kind="stable")]
    country = np.array([one.country for one in actors], dtype=np.int32)
    media = np.flatnonzero([one.kind == "media" for one in actors])
    home = tuple(np.flatnonzero(country == at) for at in range(len(words()["countries"])))
    return Cast(tuple(actors), country, media.astype(np.int32), home)


def _all(rng: Rng, count: int) -> Iterator[Actor]:
    sizes = {kind: min(_MOST[kind], max(2, round(share * count))) for kind, share in _SHARES.items()}
    states = list(_states(rng))[: min(sizes["state"], len(words()["countries"]))]
    yield from states
    governments = list(_governments(states))[: sizes["government"]]
    yield from governments
    yield from _named(rng, sizes["media"], "media", states)
    yield from _named(rng, sizes["organisation"], "organisations", states)
    yield from _people(rng, count, states, governments)


def _states(rng: Rng) -> Iterator[Actor]:
    countries = list(words()["countries"].items())
    for at in rng.permutation(len(countries)).tolist():
        code, facts = countries[at]
        name = (country_name(code, "en"), country_name(code, "fr"))
        inside = (with_article(name[0], code, "en"), with_article(name[1], code, "fr"))
        yield Actor(_slug(name[0]), "state", name, inside, at, side=facts[5])


def _governments(states: list[Actor]) -> Iterator[Actor]:
    capitals = list(words()["countries"].values())
    for english, french in words()["organisations"]["governments"]:
        for state in states:
            capital = capitals[state.country]
            inside = (english.format(place=capital[0]), french.format(place=capital[1]))
            name = (_headline(inside[0].removeprefix("the ")), _headline(re.sub("^(le |la |l’)", "", inside[1])))
            yield Actor(_slug(name[0]), "government", name, inside, state.country, state.id)


def _named(rng: Rng, size: int, what: str, states: list[Actor]) -> Iterator[Actor]:
    """Media and organisations, called after towns."""
    kinds = words()["organisations"]["media" if what == "media" else "kinds"]
    for at in range(size):
        english, french = kinds[at % len(kinds)]
        state, town = states[int(rng.integers(len(states)))], _surname(rng)
        of = re.sub(r"\bde (?=[AEIOU])", "d’", french.format(place=town))
        name = (english.format(place=town), of)
        kind = "media" if what == "media" else "organisation"
        yield Actor(f"{_slug(name[0])}-{at}", kind, name, (_article(name[0], kind), name[1]), state.country)


def _people(rng: Rng, size: int, states: list[Actor], governments: list[Actor]) -> Iterator[Actor]:
    given, roles = words()["people"]["given"], words()["people"]["roles"]
    of_country: dict[int, list[Actor]] = {}
    for one in (*states, *governments):
        of_country.setdefault(one.country, []).append(one)
    for at in range(size):
        name = f"{given[int(rng.integers(len(given)))]} {_surname(rng)}"
        state = states[int(rng.integers(len(states)) * rng.random())]
        chiefs = of_country[state.country]
        chief = chiefs[int(rng.integers(len(chiefs)))].id if rng.random() < 0.6 else ""
        role = roles[int(rng.integers(len(roles)))] if rng.random() < 0.7 else ("", "")
        both = (name, name)
        yield Actor(f"{_slug(name)}-{at}", "person", both, both, state.country, chief, role=(role[0], role[1]))


def _surname(rng: Rng) -> str:
    parts = words()["people"]
    return "".join(parts[part][int(rng.integers(len(parts[part])))] for part in ("first", "middle", "last"))


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(name)).strip("-")


def _article(name: str, kind: str) -> str:
    return name if kind == "media" and name.startswith("Radio") else f"the {name}"


def _headline(text: str) -> str:
    return text[:1].upper() + text[1:]
