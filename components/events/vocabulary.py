"""The words of the field: event types and families, statuses, stances, roles, kinds of actors.

Types follow the PLOVER/CAMEO habit of small verbs of conduct; families group them for the eye. A story may map
further types to families in its ``story.toml``; a type without a family belongs to ``other``.

``PLOVER_OF_TYPE`` gives each type the event category of PLOVER (Open Event Data Alliance, codebook of 2021) that its
usual case falls under, so that proposals can be set beside data coded that way. One type may cover several categories:

- ``proposal`` is AGREE, which there includes offers and promises; ``agreement`` is SUPPORT, which there includes
  signing and ratifying; both as the codebook has it, whatever their names suggest.
- ``legal`` is ACCUSE (charges, lawsuits, investigations); arrests alone would be COERCE, convictions SANCTION.
- ``movement`` is MOBILIZE (moves of forces short of force); a withdrawal would be RETREAT.

PLOVER codes acts between actors; where a type is no such act, its code is what PLOVER adds to one, in small letters:

- ``election``, ``inauguration``, ``appointment``, ``vote``, ``accident`` are contexts there: ``election``,
  ``executive`` (twice), ``legislative``, ``disasters``.
- ``denial`` is the auxiliary mode ``negation``: that an event did not take place. REJECT is to refuse a request.

Where PLOVER has no code at all it is "", for these reasons:

- ``statement``, ``report``: PLOVER dropped CAMEO's 01 and 02, comments and appeals.
- ``launch``, ``other``: a satellite, a campaign and a missile have nothing in common, and ``other`` is nothing.
"""

from types import MappingProxyType

FAMILIES = ("institutions", "contacts", "statements", "support", "pressure", "other")

FAMILY_OF_TYPE = MappingProxyType(
    {
        "election": "institutions",
        "inauguration": "institutions",
        "vote": "institutions",
        "appointment": "institutions",
        "legal": "institutions",
        "call": "contacts",
        "meeting": "contacts",
        "statement": "statements",
        "report": "statements",
        "denial": "statements",
        "aid": "support",
        "proposal": "support",
        "agreement": "support",
        "sanction": "pressure",
        "strike": "pressure",
        "protest": "pressure",
        "movement": "pressure",
        "launch": "other",
        "accident": "other",
        "other": "other",
    }
)

PLOVER = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "election",
    "executive",
    "legislative",
    "disasters",
    "negation",
)
"""Event categories of PLOVER in capitals, then those of its contexts and auxiliary modes that a type stands for."""

PLOVER_OF_TYPE = MappingProxyType(
    {
        "election": "election",
        "inauguration": "executive",
        "vote": "legislative",
        "appointment": "executive",
        "legal": "ACCUSE",
        "call": "CONSULT",
        "meeting": "CONSULT",
        "statement": "",
        "report": "",
        "denial": "negation",
        "aid": "AID",
        "proposal": "AGREE",
        "agreement": "SUPPORT",
        "sanction": "SANCTION",
        "strike": "ASSAULT",
        "protest": "PROTEST",
        "movement": "MOBILIZE",
        "launch": "",
        "accident": "disasters",
        "other": "",
    }
)

STRUCTURAL_TYPES = ("election", "inauguration")

STATUSES = ("confirmed", "reported", "disputed", "denied", "planned", "retracted")

STANCES = ("asserts", "confirms", "denies", "declines", "plans", "retracts")

SCOPES = ("whole", "part")

ROLES = ("initiator", "target", "participant", "mediator", "source")

KINDS = ("person", "state", "government", "organisation", "media")
