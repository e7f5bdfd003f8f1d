"""What a person makes of the proposals of an article, and the one change of the story that comes of it.

``draft`` holds the decisions, ``draft_json`` keeps them for another day, ``confidence`` says how sure a proposal is.
``known_before`` tells whether the story has the article already. ``cells`` makes rows of proposals, ``ids`` and
``row_ids`` name them, ``new_actors`` tells whom a new actor may be. ``planning`` puts what is ``saved`` into a
``Change``, ``problems`` says what has to be settled before. Values only; nothing here reads or writes, a store does.
"""

from components.articles.review.confidence import Confidence, confidence
from components.articles.review.deciding import accepted, accepted_above, decided, decided_actor
from components.articles.review.draft import ActorDecision, Decision, Draft, NewActor, begun, key_of, progress
from components.articles.review.draft_json import DraftError, from_json, to_json
from components.articles.review.known_before import KnownSource, given, known_before
from components.articles.review.planning import Plan, change_of, plan
from components.articles.review.problems import Problem, problems

__all__ = [
    "ActorDecision",
    "Confidence",
    "Decision",
    "Draft",
    "DraftError",
    "KnownSource",
    "NewActor",
    "Plan",
    "Problem",
    "accepted",
    "accepted_above",
    "begun",
    "change_of",
    "confidence",
    "decided",
    "decided_actor",
    "from_json",
    "given",
    "key_of",
    "known_before",
    "plan",
    "problems",
    "progress",
    "to_json",
]
