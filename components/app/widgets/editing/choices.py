"""What there is to choose from: countries, currencies, actors, sources, events by their names."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from components.app.scene import Scene
from components.events.date_words import when_words
from components.events.errors import DateError
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE


@lru_cache(maxsize=8)
def countries(language: str) -> Mapping[str, str]:
    """Names of the countries by their codes of ISO 3166, in the order of the alphabet."""
    from babel import Locale

    names = Locale.parse(language).territories
    found = {code: str(name) for code, name in names.items() if len(code) == 2 and code.isalpha()}
    no_country = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"}
    return dict(sorted(((code, name) for code, name in found.items() if code not in no_country), key=_by_name))


@lru_cache(maxsize=8)
def currencies(language: str) -> Mapping[str, str]:
    """Names of the currencies of ISO 4217 by their codes: those in use first, in the order of the alphabet."""
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import list_currencies

    names = Locale.parse(language).currencies
    used = {
        code
        for entries in get_global("territory_currencies").values()
        for code, _, end, tender in entries
        if end is None and tender
    }
    found = {code: str(names[code]) for code in list_currencies(language) if code in names}
    return dict(sorted(found.items(), key=lambda one: (one[0] not in used, _by_name(one))))


def _by_name(one: tuple[str, str]) -> str:
    return _folded(one[1])


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).strip()


def actor_names(story: Story, language: str) -> dict[str, str]:
    """Names of all actors by id, in the order of the alphabet."""
    names = zip(story.actors["actor_id"].astype(str), story.text("actors", "name", language), strict=True)
    return dict(sorted(((actor, str(name)) for actor, name in names), key=_by_name))


def meant_actors(story: Story, typed: str, names: Mapping[str, str], most: int = 3) -> list[str]:
    """The actors of ``names`` (by id) whose name or other name is ``typed``, else holds it as whole words."""
    wanted = _folded(typed).split()
    others = dict(zip(story.actors["actor_id"].astype(str), story.actors["aliases"].astype(str), strict=True))
    found = []
    for actor, name in names.items():
        called = [_folded(one) for one in (name, *others.get(actor, "").split(";"))]
        if any(set(wanted) <= set(one.split()) for one in called) and wanted:
            found.append((min(abs(len(one.split()) - len(wanted)) for one in called), actor))
    return [actor for _, actor in sorted(found)[:most]]


def source_names(story: Story, language: str) -> dict[str, str]:
    """Title, publisher and day of all sources by id, the last ones first."""
    rows = story.sources.sort_values(["published", "source_id"], ascending=[False, True])[
        ["source_id", "title", "publisher", "published"]
    ]
    return {
        str(source): " · ".join(part for part in (str(title), str(publisher), short_day(str(day), language)) if part)
        for source, title, publisher, day in rows.itertuples(index=False)
    }


def event_names(story: Story, language: str) -> dict[str, str]:
    """Title and date of all events by id, in the order of their days."""
    titles = story.text("events", "title", language)
    rows = zip(story.events["event_id"].astype(str), story.events["when"].astype(str), titles, strict=True)
    return {
        event: " · ".join(part for part in (short_day(when, language), str(title)) if part)
        for event, when, title in rows
    }


def claim_names(story: Story, language: str, claims: "list[str]") -> dict[str, str]:
    """Day, speaker's words and event of the ``claims``, by id."""
    titles = dict(zip(story.events["event_id"], story.text("events", "title", language), strict=True))
    table = story.claims[story.claims["claim_id"].isin(claims)]
    summaries = story.text("claims", "summary", language)[table.index]
    rows = zip(table["claim_id"], table["asserted_on"], summaries, table["event_id"], strict=True)
    return {
        str(claim): " · ".join(
            part for part in (short_day(str(day), language), str(said), str(titles.get(event, ""))) if part
        )
        for claim, day, said, event in rows
    }


def types(scene: Scene) -> dict[str, str]:
    """Types of events that the story may use, with their names in the order of the alphabet."""
    known = dict.fromkeys((*FAMILY_OF_TYPE, *scene.whole.families))
    return dict(sorted(((kind, scene.term("types", kind).capitalize()) for kind in known), key=_by_name))


def sides(scene: Scene) -> dict[str, str]:
    """What a side may be, by id: the sides that the story names, then its actors."""
    named = {side: scene.whole.heading(texts, scene.language) or side for side, texts in scene.whole.sides.items()}
    return {
        **dict(sorted(named.items(), key=_by_name)),
        **{k: v for k, v in actor_names(scene.whole, scene.language).items() if k not in named},
    }


def short_day(when: str, language: str) -> str:
    """A date in words; what is no date stays as it is."""
    try:
        return when_words(when, language, "short") if when else ""
    except DateError:
        return when
