"""Rows of a story out of what an article gives: cells of events, claims, actors and the source, without their ids."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from components.articles.model import Article, ClaimFound, Participant, Proposal
from components.articles.review.draft import Draft, NewActor
from components.events.changes import Cells
from components.events.dates import bounds
from components.events.errors import DateError
from components.events.joins import keep
from components.events.story import Story
from components.events.words import LANGUAGES, load_words

HERE = Path(__file__).parent
_DAY = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def written(article: Article, languages: Sequence[str]) -> str:
    """The language of the story that the texts of ``article`` go under: its own, else the story's first."""
    return article.language if article.language in languages else languages[0]


def event_cells(draft: Draft, number: int, languages: Sequence[str]) -> Cells:
    """The cells of the event that the proposal ``number`` proposes, as a form shows them; as edited if it was.

    New actors stand among the participants with the ids that they would get.
    """
    decision = draft.decisions[number]
    return decision.cells if decision.what == "edited" else proposed_cells(draft, number, languages)


def proposed_cells(draft: Draft, number: int, languages: Sequence[str]) -> Cells:
    """The cells of the event as the article tells it; what it does not tell is left out."""
    one, language = draft.proposals[number], written(draft.article, languages)
    ids = {actor.key: actor.id for actor in draft.actors}
    cells = {
        "when": one.when,
        "type": one.type,
        f"title_{language}": one.title,
        "participants": participants_cell((who.actor_id or ids.get(who.key, ""), who.role) for who in one.participants),
        f"place_{language}": one.place,
        "country": one.country,
        "amount": "" if one.amount is None else amount_cell(one.amount),
        "currency": one.currency if one.amount is not None else "",
    }
    return {column: text for column, text in cells.items() if text}


def amount_cell(amount: float) -> str:
    """An amount in digits, without a fraction that it does not have."""
    return str(int(amount)) if float(amount).is_integer() else repr(float(amount))


def participants_cell(people: Iterable[tuple[str, str]]) -> str:
    """A cell of participants out of pairs (id, role); who has no id is left out, nobody is named twice in one role."""
    pairs = dict.fromkeys((id, role) for id, role in people if id)
    return "; ".join(id if role == "participant" else f"{id}:{role}" for id, role in pairs)


def participants_of(cell: str) -> list[tuple[str, str]]:
    """The pairs (id, role) of a cell of participants."""
    parts = (part.strip().partition(":") for part in cell.split(";") if part.strip())
    return [(id.strip(), role.strip() or "participant") for id, _, role in parts]


def actor_cells(actor: NewActor, article: Article, languages: Sequence[str]) -> Cells:
    """The cells of a new actor as the article knows it."""
    language = written(article, languages)
    cells = {
        "actor_id": actor.id,
        f"name_{language}": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        f"role_{language}": actor.role,
    }
    return {column: text for column, text in cells.items() if text}


def source_cells(draft: Draft) -> Cells:
    """The cells of the source: what the article says about itself, and what a person changed."""
    article = draft.article
    title = article.title or " ".join(article.text.split())[:80]
    cells = {
        "title": title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else "",
        "language": article.language,
    }
    return {column: text for column, text in {**cells, **draft.source}.items() if text}


def claim_cells(claim: ClaimFound, source: Cells, languages: Sequence[str], *, offsets: bool) -> Cells:
    """The cells of a claim without ids and speaker. With ``offsets`` the place of the quote in the saved text."""
    asserted, published = claim.asserted_on, source.get("published", "")
    place = {"start_char": str(claim.start_char), "end_char": str(claim.end_char)} if offsets else {}
    return {
        "stance": claim.stance,
        "scope": "whole",
        "asserted_on": _day(asserted, published),
        "anonymous": "yes" if claim.anonymous else "no",
        "hedged": "yes" if claim.hedged else "no",
        **_summary(claim, languages),
        "quote": claim.quote,
        **place,
    }


def speaker_cell(claim: ClaimFound, source: Cells, known: Mapping[str, str]) -> str:
    """Who says so: an actor by its id where ``known`` has its name, else free text; the article speaks as its outlet.

    Free text that looks like an id gets a capital letter, as the check of a story asks for.
    """
    if claim.speaker_id:
        return claim.speaker_id
    told = "" if claim.anonymous and claim.outlet else claim.speaker  # unnamed sources speak through who quotes them
    host = urlsplit(source.get("url", "")).hostname or ""
    outlet = source.get("publisher", "") or host.removeprefix("www.") or source.get("title", "")
    name = " ".join((told or claim.outlet or outlet).split())[:200]
    return known.get(name.casefold()) or (name[:1].upper() + name[1:] if _LIKE_AN_ID.fullmatch(name) else name)


def _day(asserted: str, published: str) -> str:
    """The day of a claim; no source can carry a claim of a day before it appeared."""
    if not _DAY.fullmatch(asserted):
        return published
    try:
        early = published and bounds(asserted).latest < bounds(published).earliest
    except DateError:
        return published
    return published if early else asserted


def _summary(claim: ClaimFound, languages: Sequence[str]) -> Cells:
    """Through whom it is said, in the languages of the story that there are words for."""
    if not claim.outlet or claim.outlet == claim.speaker:
        return {}
    key = "summary.unnamed" if claim.anonymous else "summary.outlet"
    return {
        f"summary_{code}": load_words(HERE, code, "review")(key, outlet=claim.outlet)
        for code in languages
        if code in LANGUAGES
    }


def known_names(story: Story) -> Mapping[str, str]:
    """The ids of the actors by their names and aliases, case left aside; a name of two is nobody's."""
    return keep(story, "names", lambda: _known_names(story.actors.to_dict("records")))


def _known_names(rows: Iterable[Mapping[Hashable, Any]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        id = str(row["actor_id"])
        for name in names_of({str(column): text for column, text in row.items() if isinstance(text, str)}):
            key = name.casefold()
            found[key] = id if found.get(key, id) == id else ""
    return {name: id for name, id in found.items() if id}


def names_of(cells: Cells) -> tuple[str, ...]:
    """All names of an actor: in each language, and its aliases."""
    names = [text for column, text in cells.items() if column.startswith("name_") and text]
    return tuple(dict.fromkeys((*names, *aliases_of(cells))))


def aliases_of(cells: Cells) -> tuple[str, ...]:
    """The aliases of an actor."""
    return tuple(part.strip() for part in cells.get("aliases", "").split(";") if part.strip())


def shown_proposal(proposal: Proposal, cells: Cells, languages: Sequence[str], names: Mapping[str, str]) -> Proposal:
    """``proposal`` as its edited ``cells`` have it, for card and picture; ``names`` are those of actors by id.

    A date that is none, as while it is being typed, leaves the event without one.
    """
    texts = {
        name: next((cells[f"{name}_{code}"] for code in languages if cells.get(f"{name}_{code}")), "")
        for name in ("title", "place")
    }
    people = participants_of(cells.get("participants", ""))
    return replace(
        proposal,
        title=texts["title"] or proposal.title,
        when=_date(cells.get("when", "")),
        type=cells.get("type", "") or proposal.type,
        participants=tuple(Participant(id if id in names else "", names.get(id, id), role) for id, role in people),
        place=texts["place"],
        country=cells.get("country", ""),
        amount=_number(cells.get("amount", "")),
        currency=cells.get("currency", ""),
    )


def _date(text: str) -> str:
    try:
        return text if bounds(text).precision != "none" else ""
    except DateError:
        return ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
