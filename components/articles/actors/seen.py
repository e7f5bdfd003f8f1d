"""Who has been named before a word that may stand for somebody, and which of them fits best."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.articles.actors.roster import Roster
from components.articles.actors.tokens import Scene


@dataclass(frozen=True)
class Seen:
    """A figure that a later word may stand for; ``subject`` of its sentence or not; ``owner`` as in "Ada's brother"."""

    key: str
    first: int
    subject: bool
    plural: bool
    gender: str
    owner: bool = False


def near(scene: Scene, seen: Sequence[Seen], at: int) -> list[Seen]:
    """Those of the paragraph, and the subjects of the one before."""
    paragraph = scene.at(at).paragraph
    return [
        one
        for one in seen
        if scene.at(one.first).paragraph == paragraph
        or (one.subject and scene.at(one.first).paragraph == paragraph - 1)
    ]


def best(roster: Roster, fits: Sequence[Seen], at: int) -> str:
    """The key of the likeliest of those that fit, "" where there is none."""
    if not fits:
        return ""
    scene, here, quoted = roster.scene, roster.scene.at(at), at in roster.scene.quoted

    def merit(one: Seen) -> tuple[float, int]:
        token = scene.at(one.first)
        person = roster.figures[one.key].kind == "person"
        far = 1.5 * min(here.sentence - token.sentence, 4) + (token.paragraph != here.paragraph)
        outside = 3 * (one.first in scene.quoted and not quoted)
        return 3 * one.subject + 2 * person - far - outside, one.first

    return max(fits, key=merit).key


def article_gender(scene: Scene, at: int) -> str:
    """The gender that the article at token ``at`` tells: m, f or ""."""
    words, low = scene.lexicon.words, scene.at(at).low
    return "m" if low in words["masculine_article"] else "f" if low in words["feminine_article"] else ""
