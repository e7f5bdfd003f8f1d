"""What speaks for a capitalised name as somebody who acts: titles and verbs beside it, given names, prepositions."""

from components.articles.actors.context import acts_after_apposition, before, does, told_by
from components.articles.actors.known import Index
from components.articles.actors.nouns import is_adjective
from components.articles.actors.titles import title_table
from components.articles.actors.tokens import Scene, Token


def body_score(scene: Scene, at: int, end: int) -> int:
    """What speaks for a name with the noun of a body in it ("Front du Sud")."""
    if end - at > 1:
        return 3
    token = scene.at(at)
    return 3 if (acts_after_apposition(scene, end) and not token.first) or told_by(scene, at) else 1 - token.first


def is_thing(scene: Scene, at: int, end: int) -> bool:
    """Whether the name is that of a place, a work or an event."""
    words = scene.lexicon.words
    things = words["place_head"] | words["thing_head"]
    back = _before(scene, at)
    lead = _lead(scene, at, back)
    glued = [token.low for token in scene.tokens[at + 1 : end] if token.glued]
    if glued and (scene.at(at).low in words["saint"] or any(low in words["glued_place"] for low in glued)):
        return True
    first = scene.at(at).low
    named = end - at > 1 and first in scene.lexicon.given  # "Bill Nelson"
    if (scene.at(end - 1).low in things and scene.language == "en") or (first in things and not named):
        return True
    office = scene.language == "en" and scene.at(at - 1).cap and scene.at(at - 2).low in words["of"]
    return lead in things and lead not in words["organisation_lead"] and not office  # "Secretary of State Jo Berg"


def score_of(scene: Scene, known: Index, at: int, end: int) -> tuple[int, str, str]:
    """(how much speaks for somebody, person or unknown or organisation, gender)."""
    words, first = scene.lexicon.words, scene.at(at)
    back, size = _before(scene, at), sum(token.cap for token in scene.tokens[at:end])
    given = scene.lexicon.given.get(first.low, "") if size > 1 else "either" * (first.low in scene.lexicon.families)
    deed = size == 1 and does(scene, end)
    doing = _doing(scene, end, deed)
    spoken, article = told_by(scene, at), back in words["article"]
    score = (
        3 * bool(given)
        + {"speech": 2, "act": 1 + (size > 1 and not article), "state": size > 1, "": 0}[doing]
        + 2 * spoken
    )
    score += 2 * any(_particle(scene, token) for token in scene.tokens[at + 1 : end])
    agent = back in words["agent_preposition"] and (size > 1 or back not in words["joining"])
    score += int(agent or back in words["action"] | words["bought"]) + int(
        scene.at(end).text == "," and size > 1 and back not in words["of"]
    )
    owner = back in words["person_preposition"] and scene.within(at - 2, first.sentence).low in words["owned"]
    if size > 1 and _befallen(scene, at, end):
        score += 2
        given = given or "either"
    elif back in words["place_preposition_strict"] and not owner:
        score -= 3
    if not given and (owner or _led(scene, known, at, back, size)):
        return score + 3, "organisation", ""
    if size > 1 and first.low in words["foreign_article"]:
        return score + (doing == "speech" or spoken), "organisation", ""
    unsure = first.first and size == 1 and first.low not in scene.middle
    bare = size == 1 and not first.text.isupper() and not article and doing in {"act", "speech"}
    score += 2 * (bare and first.low not in scene.lower)
    score += (size == 1) * (deed + _inner_capital(first.text) + 2 * _partner(scene, at, back))
    if unsure and not (given and first.low not in scene.lower):
        score -= _doubt(scene, first.low, bare, deed)
    if scene.at(at).text.isupper() and size == 1 and len(first.text) > 1:
        return score + int(article), "unknown", ""
    if article and not given:
        return score - 1 - 3 * (size == 1 and not doing), "unknown", ""
    person = given or (size > 1 and (doing != "" or spoken or scene.language == "fr"))
    return score - (size == 1), "person" if person else "unknown", {"m": "m", "f": "f"}.get(given, "")


def _doubt(scene: Scene, low: str, bare: bool, deed: bool) -> int:
    """What speaks against a single word that only ever begins a sentence."""
    return 1 if bare and low not in scene.lower and (deed or not _common(scene, low)) else 4


def _before(scene: Scene, at: int) -> str:
    """The word right before; English "that" before a name opens a clause, and is no article."""
    back = before(scene, at)
    return "" if back in scene.lexicon.words["opens_clause"] else back


def _doing(scene: Scene, end: int, deed: bool) -> str:
    doing = acts_after_apposition(scene, end)
    return "act" if deed and doing != "speech" else doing


def _inner_capital(word: str) -> bool:
    """As in "SpaceX"."""
    return not word.isupper() and any(letter.isupper() for letter in word[1:])


def _partner(scene: Scene, at: int, back: str) -> bool:
    """Whether "with", "by" or "buy" leads to a word that only ever has a capital: "a deal with Samsung"."""
    words, token = scene.lexicon.words, scene.at(at)
    return back in words["partner"] | words["bought"] and not token.first and token.low not in scene.lower


def _led(scene: Scene, known: Index, at: int, back: str, size: int) -> bool:
    """Whether a noun before the name tells that it is an organisation; "rival" does so of a single word only."""
    words, lead = scene.lexicon.words, _lead(scene, at, back)
    if (
        scene.language == "fr"
        and is_adjective(scene, at - 1)
        and _lead(scene, at - 1, _before(scene, at - 1)) in (words["organisation_lead"])
    ):
        return True  # "la start-up lyonnaise X"
    nouns = words["organisation_lead"] | words["media_lead"]
    return (lead in nouns and not (size > 1 and lead in words["either_lead"])) or _of_nation(scene, known, at)


def _lead(scene: Scene, at: int, back: str) -> str:
    """The noun that says what the name at ``at`` is: "le parti X", "la ville de X", "its operator, X,"; "" for none."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    if back in words["of"] or back in words["article"]:
        lead = scene.within(at - 2, sentence).low
        helper = scene.within(at - 3, sentence).low
        # "serait parti de X" is the verb.
        return "" if helper in words["auxiliary"] and lead in words["also_verb"] else lead
    if scene.within(at - 1, sentence).text == ",":
        lead, behind = scene.within(at - 2, sentence).low, scene.within(at - 3, sentence).low
        return lead if lead in words["organisation_lead"] and behind not in words["of"] else ""
    if scene.at(at - 1).glued:
        return scene.within(at - 2, sentence).low + back
    if scene.within(at - 2, sentence).low in words["of"] and not scene.at(at - 1).cap:
        # "le fabricant de puces X"
        lead = scene.within(at - 3, sentence).low
        return lead if lead in words["organisation_lead"] else back
    return back


def _befallen(scene: Scene, at: int, end: int) -> bool:
    """Whether a verb that takes a person stands right before: "replacing X", "a téléphoné à X", "named X governor"."""
    words, sentence = scene.lexicon.words, scene.at(at).sentence
    before_it = at - 2 if scene.within(at - 1, sentence).low in words["person_preposition"] else at - 1
    verb = scene.within(before_it, sentence)
    if verb.cap or verb.low not in words["person_verb"]:
        return False
    if verb.low not in words["also_label"]:
        return True
    doer = scene.within(before_it - 1, sentence)
    return doer.cap or doer.low in words["auxiliary"] or bool(title_table(scene.language).longest(scene, end))


def _of_nation(scene: Scene, known: Index, at: int) -> bool:
    """French "l'aciériste espagnol X"."""
    back, noun = scene.at(at - 1), scene.within(at - 2, scene.at(at).sentence)
    if scene.language != "fr" or back.cap or not noun.word or noun.cap:
        return False
    words, nation = scene.lexicon.words, known.demonym(scene, at - 1)
    thing = noun.low in words["place_head"] or noun.low in words["thing_head"] or noun.low in words["function"]
    return bool(nation and nation[0] == at) and not thing and not title_table("fr").longest(scene, at - 2)


def _particle(scene: Scene, token: Token) -> bool:
    return not token.cap and not token.glued and token.low in scene.lexicon.words["person_particle"]


def _common(scene: Scene, low: str) -> bool:
    """Whether a word that begins a sentence looks like a noun, a participle or an adverb rather than a name."""
    return low.endswith(scene.lexicon.common_ends)
