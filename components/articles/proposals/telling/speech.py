"""The title of a statement, report or denial: who, the verb of speech, and what is said."""

import re

from components.articles.claims.model import Attribution
from components.articles.proposals.drafts import Draft
from components.articles.proposals.scene import Scene
from components.articles.proposals.telling.naming import VOWELS, Naming
from components.articles.proposals.telling.tenses import form, group, lasting, presently
from components.articles.proposals.telling.wording import fitted, joined, told, undated
from components.articles.proposals.verbs import Verb

MOST = 90
_BETWEEN, _LEAST = 6, 12
_QUOTE = re.compile(r'\s*[«“"]\s*([^«»“”"]+?)[\s,.]*[»”"][\s,.]*')
_STOPS = (";", ":", "—", "–", "«", "“")


def speech(draft: Draft, naming: Naming) -> str:
    """The title of what somebody says, "" where the text has no clean clause for it."""
    verb = draft.trigger.verb
    if verb is None or draft.trigger.noun is not None or not verb.finite or verb.passive:
        return ""
    who = naming.speakers(draft)
    said = draft.spoken
    if not who or len(who) > MOST // 2:
        return ""
    if said is not None and said.content_start < said.content_end:
        quote = _quoted(draft.scene.text, said)
        if quote:
            return _quoting(draft, naming, verb, who, quote)
        if said.content_end <= draft.scene.tokens[verb.first].start:
            return _before(draft, naming, verb, who, said)
    return _after(draft, naming, verb, who)


def _quoted(text: str, said: Attribution) -> str:
    """The words said, where all of them stand in quotation marks; "" otherwise."""
    found = _QUOTE.fullmatch(text, said.content_start, said.content_end)
    return " ".join(found[1].split()) if found else ""


def _quoting(draft: Draft, naming: Naming, verb: Verb, who: str, quote: str) -> str:
    scene = draft.scene
    said = joined(_without_hearer(scene, verb, presently(scene, verb, naming.one(draft)), hearer=False))
    head = f"{who} {said}"
    return naming.words("titles.quoted", head=head, words=fitted(quote, MOST - len(head) - 6, scene.lexicon))


def _before(draft: Draft, naming: Naming, verb: Verb, who: str, said: Attribution) -> str:
    """What is said stands before the verb: "The bridge is safe, the mayor said"."""
    scene = draft.scene
    inside = [k for k, token in enumerate(scene.tokens) if said.content_start <= token.start < said.content_end]
    if not inside:
        return ""
    now = lasting(scene, said.content_start, said.content_end) and naming.one(draft)
    words = presently(scene, verb, True) if now else group(scene, verb)
    words = _without_hearer(scene, verb, words, hearer=False)
    content = told(scene, undated(scene, inside)).rstrip(".!?… ")
    if len(content) < _LEAST:
        return ""
    again = scene.actor_over(inside[0])
    if again is not None and again.first == inside[0] and again.mention.key in draft.speakers:
        pronoun = scene.text[said.speaker_start : said.speaker_end].rpartition("-")[2].lower()
        if pronoun not in scene.grammar.words["subject_pronoun"]:
            return ""
        content = f"{pronoun} {told(scene, undated(scene, [k for k in inside if k > again.last]))}".rstrip(".!?… ")
    small = any(scene.grammar.has(inside[0], name) for name in ("strict_determiner", "article", "subject_pronoun"))
    first = content[:1].lower() + content[1:] if small and scene.low[inside[0]] != "i" else content
    head = f"{who} {joined(words)}"
    capital = first[:1].isupper() and scene.low[inside[0]] != "i" and scene.actor_over(inside[0]) is None
    if verb.lemma in scene.lexicon.words["takes_that"] and not capital:
        link = "" if scene.lexicon.language == "en" else "qu'" if first.lower().startswith(VOWELS) else "que "
        return fitted(f"{head} {link}{first}", MOST, scene.lexicon)
    return fitted(naming.words("titles.saying", head=head, words=first), MOST, scene.lexicon)


def _after(draft: Draft, naming: Naming, verb: Verb, who: str) -> str:
    """What is said follows the verb."""
    scene, said = draft.scene, draft.spoken
    content = _content(scene, verb, said)
    if _inverted(draft, verb):
        return ""
    between = undated(scene, range(verb.at + 1, content[0])) if content and said is not None else []
    kept = _addressed(scene, verb, between)
    hearer = any(not scene.grammar.has(k, "complement") for k in kept)
    start, end = scene.tokens[verb.at].end, scene.tokens[content[-1]].end if content else 0
    now = lasting(scene, start, end) and naming.one(draft)
    words = presently(scene, verb, True) if now else group(scene, verb)
    words = _without_hearer(scene, verb, words, hearer)
    rest = told(scene, [*kept, *undated(scene, _without_aside(scene, content))]).rstrip(".!?… ,;:")
    rest = _renamed(draft, naming, rest, content)
    if not rest and not (verb.governor or verb.negated):
        return ""
    return fitted(f"{who} {joined(words)} {rest}".strip(), MOST, scene.lexicon)


def _inverted(draft: Draft, verb: Verb) -> bool:
    """Whether the speaker is named after the verb, among what would be said: "as the ambassador points out"."""
    end = draft.scene.tokens[verb.at].end
    return any(part.role == "source" and part.why == "subject" and part.start >= end for part in draft.parts)


def _content(scene: Scene, verb: Verb, said: Attribution | None) -> list[int]:
    """The tokens of what is said, to the end of the sentence where no attribution tells it."""
    last = len(scene.tokens)
    if said is not None and said.content_start < said.content_end:
        begin, end = said.content_start, said.content_end
        return [k for k in range(verb.at + 1, last) if begin <= scene.tokens[k].start < end]
    stop = next((k for k in range(verb.at + 1, last) if scene.low[k] in _STOPS or _next_deed(scene, verb, k)), last)
    return list(range(verb.at + 1, stop))


def _without_aside(scene: Scene, content: list[int]) -> list[int]:
    """The content without what stands between commas before its verb: "that Ada Berg, the mayor, had left"."""
    first = next((verb.first for verb in scene.verbs if verb.finite and content and verb.first >= content[0]), -1)
    commas = [k for k in content if k < first and scene.low[k] == ","]
    return [k for k in content if not (len(commas) > 1 and commas[0] <= k <= commas[-1])]


def _next_deed(scene: Scene, verb: Verb, k: int) -> bool:
    """Whether a further clause of the same rank begins at a token: "..., and left"."""
    owner = scene.structure.owner
    other = scene.structure.clauses[owner[k]]
    return owner[k] != owner[verb.at] and other.kind == "main"


def _addressed(scene: Scene, verb: Verb, between: list[int]) -> list[int]:
    """Of the words between verb and content those to keep: to whom it is said, and "that" unless it may go."""
    free = verb.lemma in scene.lexicon.words["drops_that"]
    link = [k for k in between if scene.grammar.has(k, "complement")][-1:]
    words = [k for k in between if k not in link]
    long = len(words) > _BETWEEN or any(not scene.low[k][0].isalnum() and scene.low[k][0] not in "'’" for k in words)
    return ([] if long else words) + ([] if free else link)


def _without_hearer(scene: Scene, verb: Verb, words: list[str], hearer: bool) -> list[str]:
    """As "told" without whom is "said"."""
    for pair in scene.lexicon.words["needs_hearer"]:
        lemma, plain = pair.split(" = ")
        if lemma != verb.lemma or hearer or verb.governor:
            continue
        language = scene.lexicon.language
        forms = {form(language, lemma, tag): form(language, plain, tag) for tag in ("present", "past", "participle")}
        return [forms.get(word.lower(), word) for word in words]
    return words


def _renamed(draft: Draft, naming: Naming, rest: str, content: list[int]) -> str:
    """What is said with the name for a pronoun at its head that stands for somebody else than the speaker."""
    scene = draft.scene
    at = next((one for one in scene.actors if content and one.first == one.last == content[0]), None)
    if at is None or at.mention.how != "pronoun" or not scene.grammar.has(at.first, "subject_pronoun"):
        return rest
    figure = naming.cast.figures[at.mention.key]
    names = {naming.cast.figures[key].name for key in draft.speakers if key in naming.cast.figures}
    if at.mention.key in draft.speakers or figure.name in names or figure.kind != "person" or " " not in figure.name:
        return rest
    name = naming.called(at.mention.key, scene.lexicon)
    link, pronoun = "qu" + scene.text[scene.tokens[at.first].start - 1], scene.words(at.first, at.first)
    for before in (link + pronoun, pronoun):
        if rest.startswith(before):
            vowel = name.lower().startswith(VOWELS)
            opening = "" if before == pronoun else "qu'" if vowel else "que "
            return opening + name + rest[len(before) :]
    return rest
