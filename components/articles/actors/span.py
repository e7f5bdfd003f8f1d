"""What the parts of ``actors`` hand to each other: stretches of tokens that may name somebody."""

from dataclasses import dataclass

# How a span is named that shares its noun with another: "les présidents russe" | "ukrainien".
PAIR = "pair"
# How the adjective of a people is that says whose a weapon or attack is.
ARMED = "armed"


@dataclass(frozen=True)
class Known:
    """Somebody that a list has: the story's actors, countries, organisations, media.

    ``how`` is as in ``ActorMention``; ``caps`` tells for each word whether it wants a capital ("c"), all capitals
    ("u") or neither ("-"). ``given`` holds the folded given names of a person, ``family`` is set for a bare last name.
    """

    key: str
    name: str
    kind: str
    country: str = ""
    actor_id: str = ""
    how: str = "name"
    caps: str = ""
    given: frozenset[str] = frozenset()
    family: bool = False


@dataclass(frozen=True)
class Span:
    """Tokens ``first`` up to ``last`` (not included) that may name somebody.

    ``form`` is known, person, organisation, unknown, title, group or people; ``score`` says how much speaks for it.
    ``name`` is the name without title, ``role`` the title's text, ``title`` its class, ``gender`` m, f or "".
    ``weak`` spans keep others off their words without being a mention themselves.
    """

    first: int
    last: int
    form: str
    name: str = ""
    kind: str = ""
    country: str = ""
    known: Known | None = None
    score: int = 0
    gender: str = ""
    role: str = ""
    title: str = ""
    plural: bool = False
    weak: bool = False
    how: str = "name"
    head: str = ""
