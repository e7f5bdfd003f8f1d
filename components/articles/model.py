"""What is read out of an article, from the article itself to the events it proposes. Values only; nothing here reads.

Every offset counts characters of ``Article.text``, the text as the reader sees it; ``text[start:end]`` is the quote.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Article:
    """A text to read. ``language`` is "fr" or "en"; ``published`` is ``None`` where nobody says the day.

    ``published_from`` tells who does: "given", "page" (the metadata of the page) or "dateline"; "" for nobody.
    ``publisher`` is the outlet as the page or the dateline names it, ``name`` the file or address it was read from.
    """

    text: str
    language: str
    published: datetime.date | None = None
    published_from: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    name: str = ""


@dataclass(frozen=True)
class Sentence:
    """``text[start:end]`` is a sentence without the space around it; ``paragraph`` counts from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Figure:
    """Somebody of the cast. ``key`` is unique in the article; ``actor_id`` is "" for whom the story does not know.

    ``kind`` is one of ``events.vocabulary.KINDS``; ``country`` an ISO 3166 code or "". ``role`` is what the text calls
    the figure ("président ukrainien"), "" where it does not.
    """

    key: str
    name: str
    kind: str
    actor_id: str = ""
    country: str = ""
    role: str = ""


@dataclass(frozen=True)
class ActorMention:
    """``text[start:end]`` names the figure ``key``. ``how`` tells by what.

    name, alias, spelling (a variant within reach), title ("le président russe"), country, metonym ("Moscou"),
    demonym ("les Russes"), pronoun ("il"), description ("le dirigeant").
    """

    start: int
    end: int
    key: str
    how: str


@dataclass(frozen=True)
class Cast:
    """All figures of an article and their mentions in reading order, none overlapping another."""

    figures: Mapping[str, Figure]
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True)
class AmountMention:
    """``text[start:end]`` is an amount of money. ``currency`` is ISO 4217, "" where the text leaves it open."""

    start: int
    end: int
    value: float
    currency: str


@dataclass(frozen=True)
class PlaceMention:
    """``text[start:end]`` names a place. ``country`` is ISO 3166; ``lat`` and ``lon`` in degrees, ``None`` unknown."""

    start: int
    end: int
    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Reason:
    """Why something was read so: a key of ``articles/wording/<language>.toml`` under ``reasons``, and its values."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """``text[start:end]`` carries a part of an event.

    ``what`` is event, date, actor, place, amount, speaker, hedge or denial.
    """

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Participant:
    """Who took part. ``role`` is one of ``events.vocabulary.ROLES``; ``actor_id`` is "" for whom the story lacks."""

    actor_id: str
    name: str
    role: str = "participant"
    key: str = ""


@dataclass(frozen=True)
class ClaimFound:
    """Who says so: ``text[start_char:end_char]`` is ``quote``. ``speaker`` is a name as in ``Figure.name``.

    ``speaker`` is "" where the article itself asserts it; ``speaker_id`` is "" for whom the story does not know.
    ``stance`` is one of ``events.vocabulary.STANCES``; ``asserted_on`` is an EDTF day, "" unknown. ``outlet`` is the
    medium through which the speaker says it, "" for the article's own.
    """

    speaker: str
    stance: str
    quote: str
    start_char: int
    end_char: int
    asserted_on: str = ""
    anonymous: bool = False
    hedged: bool = False
    speaker_id: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Match:
    """How a proposal stands to the story: ``verdict`` is "same", "maybe" or "new"; ``score`` lies in 0 to 1."""

    verdict: str
    event_id: str = ""
    title: str = ""
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


NEW = Match("new")


@dataclass(frozen=True)
class Proposal:
    """An event that an article tells, to be decided on by a person. ``when`` is EDTF, "" where the text gives none.

    ``claims`` has at least one claim, the first being the one that carries the event; ``evidence`` is in reading order.
    """

    title: str
    when: str
    type: str
    participants: tuple[Participant, ...]
    claims: tuple[ClaimFound, ...]
    place: str = ""
    country: str = ""
    amount: float | None = None
    currency: str = ""
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    match: Match = NEW
