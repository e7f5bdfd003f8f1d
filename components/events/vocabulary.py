"""The words of the field: event types and families, statuses, stances, roles, kinds of actors.

Types follow the PLOVER/CAMEO habit of small verbs of conduct; families group them for the eye. A story may map
further types to families in its ``story.toml``; a type without a family belongs to ``other``.
"""

from types import MappingProxyType

FAMILIES = ("institutions", "contacts", "statements", "support", "pressure", "other")

FAMILY_OF_TYPE = MappingProxyType(
    {
        "election": "institutions",
        "inauguration": "institutions",
        "vote": "institutions",
        "appointment": "institutions",
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
    }
)

STRUCTURAL_TYPES = ("election", "inauguration")

STATUSES = ("confirmed", "reported", "disputed", "denied", "planned", "retracted")

STANCES = ("asserts", "confirms", "denies", "declines", "plans", "retracts")

SCOPES = ("whole", "part")

ROLES = ("initiator", "target", "participant", "mediator", "source")

KINDS = ("person", "state", "government", "organisation", "media")
