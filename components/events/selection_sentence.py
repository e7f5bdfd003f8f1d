"""What a ``Selection`` selects, as one sentence in English or French."""

from collections.abc import Sequence

from components.events.date_words import day_words, when_words
from components.events.dates import civil
from components.events.known import safe_title
from components.events.place_words import in_country, with_article
from components.events.selection import Selection
from components.events.story import Story
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE
from components.events.words import Words, terms

EXPANDED = 2  # so many families are said by their types, more by their names


def describe(selection: Selection, story: Story, language: str) -> str:
    """One sentence about ``selection``, with the names of ``story``.

    Such as "Calls and meetings with Donald Trump and Vladimir Putin, from 1 November 2024 to 31 January 2025, disputed,
    mentioning “Kursk”, as known on 10 November 2024."
    """
    words = terms(language)
    subject, status = _subject(selection, story, words), _statuses(selection, story, words)
    if status and subject is None and not selection.actors:
        subject, status = words("selection.events_that_are", statuses=status), ""
    plain = words("selection.events" if selection.is_filtering else "selection.everything")
    where = [part for part in (_actors(selection, story, words), _places(selection, story, words)) if part]
    head, dates = " ".join([subject or plain, *where]), _dates(selection, words)
    text = words("selection.mentioning", text=selection.text) if selection.text else ""
    if not where and (dates or (text and not status)):
        # A bare noun takes what comes next without a comma: "Calls in 2024", "Events mentioning “Kursk”".
        head, dates, text = f"{head} {dates or text}", "", text if dates else ""
    parts = [head, dates, status, text]
    if selection.known_on is not None:
        parts.append(words("selection.known", day=day_words(selection.known_on, language)))
    if title := _title(selection, story, language):
        parts.append(words("selection.event", title=title))
    sentence = ", ".join(part for part in parts if part)
    return f"{sentence[0].upper()}{sentence[1:].removesuffix('.')}."


def _join(items: Sequence[str], words: Words, how: str) -> str:
    """The parts in a row, such as "a, b and c" or "a, b or c"."""
    *before, last = items
    return words(f"selection.{how}", before=", ".join(before), last=last) if before else last


def _types(selection: Selection, story: Story) -> tuple[str, ...]:
    """The types to name: those selected, or those of the one or two families selected."""
    if selection.types:
        return selection.types
    if len(selection.families) > EXPANDED or "other" in selection.families:
        return ()
    family_of = {**FAMILY_OF_TYPE, **story.families}
    return tuple(kind for kind, family in family_of.items() if family in selection.families)


def _subject(selection: Selection, story: Story, words: Words) -> str | None:
    """The noun: types, families or ``None`` for events of every kind."""
    if not selection.types and selection.families == ("other",):
        return words("selection.other_events")
    types = _types(selection, story)
    nouns = (
        _join([words.get(f"types_many.{kind}", kind) for kind in types], words, "and")
        if types
        else words("selection.events")
    )
    if not selection.families or (types and not selection.types):
        return nouns if types else None
    families = [words(f"families.{name}") if name in FAMILIES else name for name in selection.families]
    names = ", ".join(name[0].lower() + name[1:] for name in families)
    return words("selection.narrowed", subject=nouns, families=names)


def _statuses(selection: Selection, story: Story, words: Words) -> str:
    if not selection.statuses:
        return ""
    nouns = set(_types(selection, story))
    feminine = nouns and nouns <= set(words.entry("selection.feminine"))
    table = "statuses_f" if feminine else "statuses_m"
    return _join([words.get(f"selection.{table}.{name}", name) for name in selection.statuses], words, "or")


def _actors(selection: Selection, story: Story, words: Words) -> str:
    if not selection.actors:
        return ""
    actors = story.actors
    rows = dict(zip(actors["actor_id"], range(len(actors)), strict=True))
    names = story.text("actors", "name", words.language)
    countries = actors["country"] if "country" in actors else names.where(names == "", "")

    def name(actor: str) -> str:
        if actor not in rows:
            return actor
        row = rows[actor]
        known = str(names.iloc[row])
        is_state = "kind" in actors and actors["kind"].iloc[row] == "state"
        return with_article(known, str(countries.iloc[row]), words.language) if is_state else known

    how = "and" if selection.match == "all" else "or"
    return words("selection.with", actors=_join([name(actor) for actor in selection.actors], words, how))


def _places(selection: Selection, story: Story, words: Words) -> str:
    if not selection.places:
        return ""
    first = story.text("events", "place", story.languages[0])
    shown = dict(zip(first, story.text("events", "place", words.language), strict=True))

    def place(text: str) -> str:
        if len(text) == 2 and text.isascii() and text.isupper():
            return in_country(text, words.language)
        return words("selection.place", place=shown.get(text, text))

    return words("selection.in_places", places=_join([place(text) for text in selection.places], words, "or"))


def _dates(selection: Selection, words: Words) -> str:
    first, last = selection.first, selection.last
    if first is None or last is None:
        if first is None and last is None:
            return ""
        key, day = ("from", first) if first is not None else ("to", last)
        assert day is not None
        return words(f"selection.{key}", **{"first" if key == "from" else "last": day_words(day, words.language)})
    if first == last:
        return words("selection.on", first=day_words(first, words.language))
    if unit := _unit(first, last):
        return words("selection.within", first=when_words(unit, words.language))
    return words("selection.from_to", first=day_words(first, words.language), last=day_words(last, words.language))


def _unit(first: float, last: float) -> str | None:
    """The month or year (as EDTF) that the days fill exactly, else ``None``."""
    (year, month, day), (end_year, end_month, end_day) = civil(first), civil(last + 1)
    text = f"{'-' if year < 0 else ''}{abs(year):04}"
    if (day, end_day, month, end_month, end_year) == (1, 1, 1, 1, year + 1):
        return text
    if (day, end_day) == (1, 1) and end_year * 12 + end_month == year * 12 + month + 1:
        return f"{text}-{month:02}"
    return None


def _title(selection: Selection, story: Story, language: str) -> str:
    """The title of the open event; in a sentence about an earlier day the safe one, and none if it came later."""
    rows = story.events["event_id"] == selection.event
    if selection.known_on is not None:
        rows &= story.events["known_on"] <= selection.known_on
    if not selection.event or not rows.any():
        return ""
    if selection.known_on is not None:
        return safe_title(story, int(rows.to_numpy().argmax()), language)
    return str(story.text("events", "title", language)[rows].iloc[0])
