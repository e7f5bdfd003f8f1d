"""A trigger: the words that tell an event, its type, and the verb that counts."""

from dataclasses import dataclass

from components.articles.proposals.lexicon import Noun
from components.articles.proposals.verbs import Verb


@dataclass(frozen=True)
class Trigger:
    """Tokens ``first`` to ``last`` tell of an event of ``type``; ``at`` is the head among them.

    ``how`` is verb, support (a verb that lends a noun its tense), happen (a verb that says that the noun took place),
    noun (alone), or plain (a verb of no type). ``verb`` is the verb whose tense and subject count, ``None`` for a noun
    alone. ``object`` is a token whose word decided the type, -1 for none.
    """

    type: str
    how: str
    first: int
    last: int
    at: int
    verb: Verb | None = None
    noun: Noun | None = None
    object: int = -1
    cancelled: bool = False
    lemma: str = ""
    lends: bool = False

    @property
    def foretold(self) -> bool:
        """Whether its verb tells what is to come, of its own ("will testify", "doit s'exprimer")."""
        verb = self.verb
        if verb is None or verb.negated:
            return False
        return verb.tense == "future" or (verb.governor == "plan" and verb.tense == "present")
