"""The words of the field: event types and families, statuses, stances, roles, kinds of actors.

Types follow the PLOVER/CAMEO habit of small verbs of conduct; families group them for the eye. A story may map
further types to families in its ``story.toml``; a type without a family belongs to ``other``.

``PLOVER_OF_TYPE`` gives each type the event category of PLOVER (Open Event Data Alliance, codebook of 2021) that its
usual case falls under, so that proposals can be set beside data coded that way. One type may cover several categories:

- ``proposal`` is AGREE, which there includes offers and promises; ``agreement`` is SUPPORT, which there includes
  signing and ratifying; both as the codebook has it, whatever their names suggest.
- ``legal`` is ACCUSE (charges, lawsuits, investigations); arrests alone would be COERCE, convictions SANCTION.
- ``movement`` is MOBILIZE (moves of forces short of force); a withdrawal would be RETREAT.

Where PLOVER has no category the code is "", for these reasons:

- ``statement``, ``report``, ``denial``: PLOVER dropped CAMEO's 01 and 02, comments and appeals. Its REJECT is to refuse
  a request, not to deny a fact.
- ``election``, ``inauguration``, ``appointment``, ``vote``: PLOVER codes acts between actors; elections, parliaments
  and governments are contexts of these there, and which way a vote went the type does not tell.
- ``accident``: disasters are a context, since nobody does them to anybody.
- ``launch``, ``other``: a satellite, a campaign and a missile have no category in common, and ``other`` is none.
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
)

PLOVER_OF_TYPE = MappingProxyType(
    {
        "election": "",
        "inauguration": "",
        "vote": "",
        "appointment": "",
        "legal": "ACCUSE",
        "call": "CONSULT",
        "meeting": "CONSULT",
        "statement": "",
        "report": "",
        "denial": "",
        "aid": "AID",
        "proposal": "AGREE",
        "agreement": "SUPPORT",
        "sanction": "SANCTION",
        "strike": "ASSAULT",
        "protest": "PROTEST",
        "movement": "MOBILIZE",
        "launch": "",
        "accident": "",
        "other": "",
    }
)

STRUCTURAL_TYPES = ("election", "inauguration")

STATUSES = ("confirmed", "reported", "disputed", "denied", "planned", "retracted")

STANCES = ("asserts", "confirms", "denies", "declines", "plans", "retracts")

SCOPES = ("whole", "part")

ROLES = ("initiator", "target", "participant", "mediator", "source")

KINDS = ("person", "state", "government", "organisation", "media")
