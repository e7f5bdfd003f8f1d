"""The ids of actors in an archive: the same actor has the same id in every article, whatever else is read.

Countries, organisations and media that lists know have one id in both languages. Others have the id of their name, and
whoever bears the same name is the same actor. Who is told of by common nouns only ("two officers") is somebody of that
article: the id ends as those of its events do.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from components.articles.actors.lexicon import LANGUAGES, listed, load
from components.articles.actors.tokens import words_of
from components.articles.gazetteer import lands
from components.articles.review.draft import NewActor
from components.articles.review.ids import LONGEST, slug

_LEXICONS = Path(__file__).parents[1] / "lexicons"
_LAND = "land-"


@dataclass(frozen=True)
class Listed:
    """Somebody whom a list knows; ``names`` by language."""

    id: str
    kind: str
    country: str
    names: Mapping[str, str]


def actor_id(actor: NewActor, language: str, ending: str) -> str:
    """The id of an actor of an article; ``ending`` is what ends the ids of the article's own."""
    known = listed_actor(actor, language)
    if known is not None:
        return known.id
    name = " ".join(actor.name.split())
    id = slug(name)
    if len(id) >= LONGEST - 1 or not id:  # cut, or in other letters than ours
        id = f"{id[:40].strip('-') or 'actor'}-{hashlib.sha256(name.casefold().encode()).hexdigest()[:8]}"
    if name == name.lower():
        return f"{id}-{ending}"
    return f"{id}-{actor.kind}" if id in _listed_ids() else id


def listed_actor(actor: NewActor, language: str) -> Listed | None:
    """The entry of the lists for an actor of an article in ``language``, ``None`` if they do not know it."""
    return _listed(language).get(actor.key)


@lru_cache(maxsize=1)
def _listed_ids() -> frozenset[str]:
    return frozenset(one.id for language in LANGUAGES for one in _listed(language).values())


@lru_cache(maxsize=len(LANGUAGES))
def _listed(language: str) -> Mapping[str, Listed]:
    """All on the lists by the key that ``find_actors`` gives them in a text of ``language``."""
    found = dict(_media(language))
    found.update(_organisations(language))
    found.update(_states())
    return found


def _states() -> Iterator[tuple[str, Listed]]:
    names = {
        code: {land.code: land.names[0] if land.names else land.name for land in lands(code)} for code in LANGUAGES
    }
    for land in lands("en"):
        own = {code: names[code][land.code] for code in LANGUAGES}
        yield f"{_LAND}{land.code}", Listed(slug(land.name), "state", land.code, own)


def _organisations(language: str) -> Iterator[tuple[str, Listed]]:
    tables = {
        code: tomllib.loads((_LEXICONS / f"actors_{code}.toml").read_text(encoding="utf-8"))["organisations"]
        for code in LANGUAGES
    }
    for entry, own in tables[language].items():
        names = {code: listed(tables[code][entry]["names"])[0] for code in LANGUAGES if entry in tables[code]}
        id = slug(names.get("en") or names[language])
        key = "-".join(words_of(listed(own["names"])[0]))
        yield key, Listed(id, own["kind"], own.get("country", ""), names)


def _media(language: str) -> Iterator[tuple[str, Listed]]:
    for name in load(language).media:
        bare = " ".join(name.split()[1:]) if name.startswith("The ") and len(name.split()) > 2 else name
        yield "-".join(words_of(bare)), Listed(slug(bare), "media", "", dict.fromkeys(LANGUAGES, name))
