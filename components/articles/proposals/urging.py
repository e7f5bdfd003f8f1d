"""What somebody is asked or called on to do: "a appelé ses partisans à manifester", "urged them to resume talks"."""

from components.articles.proposals.lexicon import plain
from components.articles.proposals.scene import Scene
from components.articles.proposals.verbs import Verb, governor

_REACH = 8


def urged(scene: Scene, verb: Verb | None) -> bool:
    """Whether an infinitive is what a verb before it in its clause asks of the one between them."""
    if verb is None or verb.tense != "infinitive" or verb.governor or verb.purpose:
        return False
    link = plain(scene.low[verb.first - 1]) if verb.first else ""
    word = "to" if scene.lexicon.language == "en" else link
    for other in scene.verbs:
        if other.at < verb.first <= other.at + _REACH and other.finite and scene.same_clause(other.at, verb.at):
            use = governor(scene.lexicon.governors, other.lemma, word)
            if use is not None and use.label == "promise":
                return True
    return False
