"""How a title calls somebody: a person by name, all others by the words that the text has for them."""

import re
from collections.abc import Iterator, Sequence

from components.articles.model import ActorMention, Cast
from components.articles.proposals.drafts import Draft
from components.articles.proposals.lexicon import Lexicon
from components.articles.proposals.roles import Part
from components.events.words import Words

_FAR = ("pronoun", "description")
_FAR_BACK, _TRIED = 8, 8
_MOST = 2
_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{1,5}['’]?)\s*\Z")
VOWELS = tuple("aeiouyhàâäéèêëîïôöùûüœ")


class Naming:
    """Calls the figures of one article's ``cast``; ``words`` are those of the titles."""

    def __init__(self, text: str, cast: Cast, words: Words) -> None:
        self.text, self.cast, self.words = text, cast, words
        self.mentions: dict[str, list[ActorMention]] = {}
        for mention in cast.mentions:
            if mention.how not in _FAR:
                self.mentions.setdefault(mention.key, []).append(mention)
        self.starting = {mention.start: mention for ones in self.mentions.values() for mention in ones}

    def joined(self, parts: Sequence[Part], lexicon: Lexicon) -> str:
        """Those who do something together: "Ada Berg and Bo Lind"; "" for nobody."""
        return self.words("titles.and").join(self.called(part.key, lexicon, part.start) for part in parts[:_MOST])

    def called(self, key: str, lexicon: Lexicon, at: int = -1) -> str:
        """A figure: "Ada Berg", "le Kremlin", "the mayor of Arica"; by the words at ``at`` where they name it."""
        figure, mentions = self.cast.figures[key], self.mentions.get(key, [])
        named = figure.kind == "person" and figure.name != figure.role and " " in figure.name
        if named or not mentions:
            return figure.name
        here = self.starting.get(at)
        near = [here] if here is not None and here.key == key else mentions[:1]
        if lexicon.language == "en" and figure.kind == "state":
            near = [one for one in mentions[:_TRIED] if self._said(one) == figure.name] or near
        own = near[0].start == at
        before = self._article(near[0].start, lexicon, own) or self._instead(near[0], lexicon)
        if not before:
            before = next(
                filter(None, (self._article(one.start, lexicon) for one in self._alike(near[0], mentions))), ""
            )
        return before + self._said(near[0])

    def _alike(self, mention: ActorMention, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
        """Those among the first mentions that have the same words."""
        yield from (one for one in mentions[:_TRIED] if self._said(one) == self._said(mention))

    def _said(self, mention: ActorMention) -> str:
        return " ".join(self.text[mention.start : mention.end].split())

    def _article(self, start: int, lexicon: Lexicon, own: bool = False) -> str:
        """The article before a mention, with the space after it; "" for none. ``own``: an indefinite one fits too."""
        word = _BEFORE.search(self.text, max(0, start - _FAR_BACK), start)
        low = word[1].lower().replace("’", "'") if word is not None else ""
        fits = low in lexicon.words["title_article"] or (own and low in lexicon.words["indefinite_article"])
        return word[0].lower().replace("\n", " ") if word and fits else ""

    def _instead(self, mention: ActorMention, lexicon: Lexicon) -> str:
        """The article in place of "his", which has nobody to point to in a title."""
        word = _BEFORE.search(self.text, max(0, mention.start - _FAR_BACK), mention.start)
        for pair in sorted(lexicon.words["definite_for"]):
            possessive, article = pair.split(" = ")
            if word is not None and word[1].lower() == possessive:
                elided = lexicon.language == "fr" and article != "les" and self.text[mention.start].lower() in VOWELS
                return "l'" if elided else f"{article} "
        return ""

    def speakers(self, draft: Draft) -> str:
        """Who makes a statement: the figures, or the words for somebody of whom the cast knows nothing."""
        sources = [part for part in draft.parts if part.role == "source"]
        if sources:
            return self.joined(sources, draft.scene.lexicon)
        said = draft.spoken
        if said is None or said.speaker_start >= said.speaker_end:
            return ""
        if said.speaker in self.cast.figures:
            return self.called(said.speaker, draft.scene.lexicon)
        return " ".join(self.text[said.speaker_start : said.speaker_end].split())

    def one(self, draft: Draft) -> bool:
        """Whether a single person, body or country speaks, so that its verb is in the singular."""
        keys = [part.key for part in draft.parts if part.role == "source"]
        if draft.scene.lexicon.language == "fr":
            return True  # the auxiliary tells
        if len(keys) != 1:
            return False
        figure, mentions = self.cast.figures[keys[0]], self.mentions.get(keys[0], [])
        if figure.kind == "media" or (figure.kind == "person" and figure.name != figure.role):
            return True
        heads = list(self._heads(figure.name, draft.scene.lexicon))
        many = draft.scene.lexicon.words["many"]
        plural = bool(heads) and (heads[-1].lower() in many or (heads[-1].endswith("s") and heads[-1].islower()))
        return not plural and not any(one.how == "demonym" and self._said(one).endswith("s") for one in mentions[:1])

    def _heads(self, name: str, lexicon: Lexicon) -> Iterator[str]:
        """The words of a name up to its first preposition: "leaders" of "leaders of the Union"."""
        for word in name.split():
            if word.lower() in lexicon.words["of"]:
                return
            yield word
