"""From a text to its drafts: every trigger with its parts, date, stance and speaker, the events among them scored."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from components.articles.claims import Attribution, hedges, speaker_of, stance
from components.articles.claims.model import Stance
from components.articles.model import Article, Cast, Evidence, Reason
from components.articles.proposals.denied import contradicts, denied_noun, denying, with_denier
from components.articles.proposals.drafts import Draft
from components.articles.proposals.lexicon import load
from components.articles.proposals.reports import named
from components.articles.proposals.roles import SPOKEN, Part, parts
from components.articles.proposals.scene import Scene
from components.articles.proposals.select import DONE, worth
from components.articles.proposals.together import Together
from components.articles.proposals.trigger import Trigger
from components.articles.proposals.triggers import triggers
from components.articles.proposals.urging import urged
from components.articles.proposals.verbs import Verb
from components.articles.proposals.when import NO_DATE, Dated, dated

_WEEK_AGO = 5


class Drafting:
    """Drafts the sentences of one article."""

    def __init__(self, article: Article, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self.article, self.cast = article, cast
        self.attributions = _Attributions(named(attributions, article.text, cast))
        self.together = Together()
        self.hedged: dict[tuple[int, int], tuple[Evidence, ...]] = {}

    def drafts(self, scene: Scene) -> list[Draft]:
        """The drafts of a sentence, also those that are no events (score 0): they may take up others."""
        found = triggers(scene)
        read = _spoken_once([self._draft(scene, trigger, found) for trigger in found])
        self.together.read(scene, read)
        return read

    def _draft(self, scene: Scene, trigger: Trigger, others: list[Trigger]) -> Draft:
        near = self.attributions.near(scene)
        told, how = self._told(scene, trigger, near), self._stance(scene, trigger)
        if told is not None and _beside_cue(scene, trigger, told):
            told = None
        cue = denying(scene, trigger, told) or denied_noun(scene, trigger)
        if cue is not None:
            how = Stance("denies", (Evidence(scene.tokens[cue.first].start, scene.tokens[cue.at].end, "denial"),))
        found = with_denier(scene, trigger, self._parts(scene, trigger, told), told, cue)
        said = _spoken(near, scene, trigger)
        date, how = self._dated(_without_content(scene, said), trigger, others, how)
        draft = Draft(scene, trigger, trigger.type, self.together.widened(scene, found), date, how, told)
        draft.by_media = told is not None and self._is_media(told.speaker)
        draft.spoken = said
        draft.denied = cue is not None
        if draft.spoke and contradicts(scene, draft.spoken):
            draft.type, draft.contradicts = "denial", True
        draft.parts = self._with_speaker(draft)
        draft.unnamed = frozenset(part.key for part in draft.parts if self._only_office(part.key))
        draft.quoted_from = self.attributions.quoted_from(draft.spoken)
        draft.hedges = self._hedges(draft)
        draft.reasons = [_why(scene, trigger)]
        draft.score = worth(draft)
        return draft

    def _told(self, scene: Scene, trigger: Trigger, near: Sequence[Attribution]) -> Attribution | None:
        """On whose word the trigger is told, ``None`` for the article's own."""
        told = speaker_of(near, scene.tokens[trigger.at].start, scene.tokens[trigger.at].end)
        return None if told is not None and _own_words(scene, trigger, told) else told

    def _parts(self, scene: Scene, trigger: Trigger, told: Attribution | None) -> tuple[Part, ...]:
        verb = trigger.verb
        within = told is not None and verb is not None and told.start <= scene.tokens[verb.first].start < told.end
        return parts(scene, trigger, (told.start, told.end) if told is not None and not within else (0, 0))

    def _dated(self, scene: Scene, trigger: Trigger, others: list[Trigger], how: Stance) -> tuple[Dated, Stance]:
        """The date of a trigger and its stance: what is dated after the publication is a plan, or not of that day."""
        published = self.article.published
        date = dated(scene, trigger, others, how.stance == "plans", published)
        said = trigger.type in SPOKEN and not trigger.foretold
        if said and self._stale(date, trigger):
            return NO_DATE, how
        if not self._to_come(date):
            return date, how
        if _past_deed(trigger) or said:
            return NO_DATE, how
        if trigger.cancelled or how.stance == "denies":
            return date, how
        how = how if how.stance in ("plans", "hypothetical") else Stance("plans", how.evidence)
        return dated(scene, trigger, others, True, published), how

    def _stance(self, scene: Scene, trigger: Trigger) -> Stance:
        """What the words around a trigger tell of its stance; not asked for where the answer would not count."""
        verb = trigger.verb
        said = trigger.type in SPOKEN and not trigger.foretold
        if said or verb is None or trigger.cancelled or (verb.tense == "participle" and not scene.dates):
            return Stance("asserts")
        tokens = scene.tokens
        first, last = (verb.at, verb.at) if verb.finite else (trigger.first, trigger.last)
        focus = tokens[first].start, tokens[last].end
        sentence = scene.sentence
        found = stance(self.article.text, self.article.language, sentence.start, sentence.end, focus)
        return _stance(verb, trigger, _near(scene, trigger, found), scene)

    def _stale(self, date: Dated, trigger: Trigger) -> bool:
        """Whether the weekday after a promise or call, six days ago at least, is rather the coming one's."""
        published, mention = self.article.published, date.mention
        if mention is None or mention.earliest is None or published is None or "bare_weekday" not in mention.rule:
            return False
        asks = load(self.article.language).speech["prepares"] | load(self.article.language).speech["urges"]
        return trigger.lemma in asks and (published - mention.earliest).days >= _WEEK_AGO

    def _to_come(self, date: Dated) -> bool:
        """Whether the date lies after the publication."""
        published, mention = self.article.published, date.mention
        if published is None or mention is None or mention.latest is None:
            return False
        return mention.latest > published and (mention.earliest is None or mention.earliest > published)

    def _with_speaker(self, draft: Draft) -> tuple[Part, ...]:
        """The parts of a statement, its speaker first."""
        said = draft.spoken
        if said is None or draft.trigger.noun is not None:
            return draft.parts
        if said.speaker not in self.cast.figures:
            return tuple(part for part in draft.parts if part.role != "source" or not said.words)
        words = " ".join(self.article.text[said.start : said.end].split())
        speaker = Part(said.speaker, "source", "subject", words, said.speaker_start, said.speaker_end)
        same = next((part for part in draft.parts if part.key == said.speaker and part.role == "source"), speaker)
        rest = [part for part in draft.parts if part.key != said.speaker]
        jointly = same is not speaker and same.why == "subject"
        speakers = [same, *(part for part in rest if part.role == "source" and _beside(said, part, jointly))]
        speakers.sort(key=lambda part: part.start)
        return (*speakers, *(part for part in rest if part.role != "source"))

    def _only_office(self, key: str) -> bool:
        figure = self.cast.figures[key]
        return figure.kind == "person" and figure.name == figure.role

    def _is_media(self, key: str) -> bool:
        return bool(key) and key in self.cast.figures and self.cast.figures[key].kind == "media"

    def _hedges(self, draft: Draft) -> tuple[Evidence, ...]:
        scene, trigger = draft.scene, draft.trigger
        owner = scene.structure.owner[trigger.at]
        if (scene.number, owner) not in self.hedged:
            places = [k for k, one in enumerate(scene.structure.owner) if one == owner]
            start, end = scene.tokens[places[0]].start, scene.tokens[places[-1]].end
            found = hedges(self.article.text, self.article.language, start, end)
            self.hedged[scene.number, owner] = found
        return self.hedged[scene.number, owner]


def _beside(said: Attribution, part: Part, jointly: bool) -> bool:
    """Whether somebody is one more speaker, as in "Ada et Bo ont affirmé"; ``jointly`` where the speaker is subject."""
    return said.speaker_start <= part.start < said.speaker_end or (jointly and part.why == "subject")


def _spoken_once(drafts: list[Draft]) -> list[Draft]:
    """In "dans un discours lundi, X a affirmé ..." noun and verb tell one statement: the verb's, on the noun's day."""
    spoken = [draft for draft in drafts if draft.type in SPOKEN and draft.score > 0]
    verbs = [draft for draft in spoken if draft.trigger.noun is None]
    for draft in spoken:
        if draft.trigger.noun is not None and verbs:
            draft.score = 0
            if not verbs[0].has_date:
                verbs[0].dated = draft.dated
    return drafts


class _Attributions:
    """Attributions by the sentences they touch, so that no sentence looks at all of them."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.ordered = sorted(attributions, key=lambda one: (min(one.start, one.content_start), one.start))
        self.at = 0
        self.now: list[Attribution] = []

    def quoted_from(self, said: Attribution | None) -> int:
        """Where the quotation begins that ends with the cue, when it began in a sentence before."""
        same = (
            one.content_start
            for one in self.now
            if said and one.carried and (one.start, one.end) == (said.start, said.end)
        )
        return min(same, default=sys.maxsize)

    def near(self, scene: Scene) -> list[Attribution]:
        """Those whose cue or content reaches into the sentence. Sentences must be asked for in reading order."""
        start, end = scene.sentence.start, scene.sentence.end
        while (
            self.at < len(self.ordered) and min(self.ordered[self.at].start, self.ordered[self.at].content_start) < end
        ):
            self.now.append(self.ordered[self.at])
            self.at += 1
        self.now = [one for one in self.now if max(one.end, one.content_end) > start]
        return self.now


def _spoken(near: Sequence[Attribution], scene: Scene, trigger: Trigger) -> Attribution | None:
    """The attribution whose verb the trigger is: it names the speaker of a statement."""
    if trigger.type not in SPOKEN:
        return None
    verb = trigger.verb
    promised = verb is not None and verb.governor == "promise"
    at = scene.tokens[verb.first if verb is not None and promised else trigger.at].start
    holding = [one for one in near if one.start <= at < one.end and not one.carried]
    return min(holding, key=lambda one: one.end - one.start, default=None)


def _without_content(scene: Scene, said: Attribution | None) -> Scene:
    """The sentence for the day of a statement: a day in what is said before it ("..., officials said") is not its."""
    if said is None or not said.content_start < said.content_end <= said.start:
        return scene
    own = tuple(at for at in scene.dates if not said.content_start <= at.mention.start < said.content_end)
    return replace(scene, dates=own)


def _beside_cue(scene: Scene, trigger: Trigger, told: Attribution) -> bool:
    """Whether the trigger only stands beside a verb of speech: "a dénoncé le traité et a expulsé un diplomate"."""
    verbs = [verb for verb in scene.verbs if verb.finite and told.start <= scene.tokens[verb.at].start < told.end]
    clause = scene.clause(trigger.at)
    if not verbs or clause.joined < 0 or clause.kind != "main":
        return False
    while clause.joined >= 0:
        clause = scene.structure.clauses[clause.joined]
    return clause.verb is not None and any(clause.verb.at == verb.at for verb in verbs)


def _own_words(scene: Scene, trigger: Trigger, told: Attribution) -> bool:
    """Whether a verb like "announce" only lends a noun its tense: who announces his own deed does it."""
    verb = trigger.verb
    if not trigger.lends or verb is None or verb.lemma in scene.lexicon.speech["urges"]:
        return False
    return told.start <= scene.tokens[verb.at].start < told.end


def _past_deed(trigger: Trigger) -> bool:
    """Whether a verb tells it as done: then a day to come belongs to something else."""
    verb = trigger.verb
    return (
        verb is not None and trigger.how in ("verb", "plain") and verb.tense in DONE and verb.governor in ("", "done")
    )


def _near(scene: Scene, trigger: Trigger, found: Stance) -> Stance:
    """A denial or a reserve counts where its words stand in the clause of the trigger, or in the one it hangs on."""
    clause = scene.structure.owner[trigger.at]
    parent = scene.structure.clauses[clause].parent
    for one in found.evidence[:1]:
        places = [k for k, token in enumerate(scene.tokens) if token.start < one.end and one.start < token.end]
        if places and all(scene.structure.owner[k] not in (clause, parent) for k in places):
            return Stance("asserts")
    return found


def _stance(verb: Verb, trigger: Trigger, found: Stance, scene: Scene) -> Stance:
    """What the tense of the verb tells goes before what the words around it may tell."""
    if urged(scene, verb):
        return Stance("plans", (Evidence(scene.tokens[verb.first].start, scene.tokens[verb.at].end, "hedge"),))
    words = Evidence(scene.tokens[verb.first].start, scene.tokens[verb.at].end, "hedge")
    foreseen = verb.governor == "plan" or scene.clause(verb.at).kind == "complement"
    told = foreseen and verb.by in scene.lexicon.words["foretells"]
    if (verb.governor == "maybe" and not told) or (verb.tense == "conditional" and not foreseen):
        return Stance("hypothetical", (words,))
    if verb.governor in ("plan", "promise") or verb.tense in ("future", "conditional"):
        return Stance("plans", (words,))
    if verb.tense in DONE and found.stance in ("plans", "hypothetical") and verb.finite:
        return Stance("asserts")
    if trigger.how == "support" and verb.lemma in scene.lexicon.speech["prepares"]:
        return Stance("plans", (words,))
    return found


def _why(scene: Scene, trigger: Trigger) -> Reason:
    words = scene.words(trigger.first, trigger.last)
    if trigger.how == "plain":
        return Reason("trigger_other", {"words": words})
    values: dict[str, str | int] = {"words": words, "type": trigger.type}
    if trigger.noun is not None and trigger.verb is not None:
        noun = scene.words(trigger.at, trigger.at + len(trigger.noun.words) - 1)
        verb = scene.words(trigger.verb.first, trigger.verb.at)
        if trigger.cancelled:
            lifted = trigger.verb.lemma in scene.lexicon.words["lifts"]
            return Reason("lifted" if lifted else "cancelled", {"words": noun, "verb": verb})
        return Reason("support", {"words": noun, "verb": verb, "type": trigger.type})
    if trigger.object >= 0:
        return Reason("trigger_object", {**values, "object": scene.words(trigger.object, trigger.object)})
    return Reason("trigger", values)
