"""The values of claims: who is given which stretch of text, and how a stretch is told."""

from dataclasses import dataclass

from components.articles.model import Evidence


@dataclass(frozen=True)
class Voice:
    """One more who says the same: ``key`` of the cast, ``words`` of the text at ``start`` to ``end``."""

    key: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Attribution:
    """Words that give a stretch of text to a speaker.

    ``text[start:end]`` is the cue with the speaker ("selon des sources anonymes", "Sean Spicer a expliqué que"),
    ``text[content_start:content_end]`` what is said; empty (``content_start == content_end``) where the cue has no
    content of its own. A quotation that runs over several sentences has one attribution for each of them.
    ``text[speaker_start:speaker_end]`` names the speaker, ``words`` is that without its article. ``speaker`` and
    ``outlet`` are keys of the cast, "" for nobody of it. ``kind`` is one of ``KINDS``. ``public`` tells that a
    person or body made a statement, which is an event of its own. ``verb`` is the verb or preposition of the cue as
    written. ``carried`` tells that the cue stands in another sentence than the content. ``others`` are those who say it
    together with the speaker ("Ada et Bo ont déclaré"), in reading order.
    """

    start: int
    end: int
    content_start: int
    content_end: int
    speaker_start: int
    speaker_end: int
    speaker: str
    words: str
    anonymous: bool
    outlet: str
    kind: str
    public: bool
    verb: str
    carried: bool = False
    others: tuple[Voice, ...] = ()


KINDS = ("says", "confirms", "denies", "declines", "plans", "retracts", "asks", "condemns", "proposes", "reports")


@dataclass(frozen=True)
class Stance:
    """How a stretch is told: ``stance`` is one of ``events.vocabulary.STANCES`` or "hypothetical".

    ``evidence`` are the words that tell ("denial" for denies and declines, "hedge" otherwise), empty for plain telling.
    """

    stance: str
    evidence: tuple[Evidence, ...] = ()
