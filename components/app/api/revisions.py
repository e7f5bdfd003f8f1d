"""A story as it was at the revision that a request names by ``rev``, as the page shows it for that parameter."""

from components.app import stories
from components.app.api.asking import Fault, refusal
from components.app.api.values import Call
from components.app.sharing.pinning import pin_of
from components.app.view import is_rev

PINNING = frozenset({"rev"})


def at_revision(call: Call, found: stories.Sound) -> stories.Sound | None:
    """``found``, which is the story now, as ``call`` asks for it; ``None`` where what was then cannot be reached.

    What is no number at all is left to ``wanted``. Raises ``ProblemError`` (400).
    """
    rev = next((value for key, value in reversed(call.query) if key in PINNING), "")
    pin = pin_of(call.story, found, rev) if is_rev(rev) else None
    if pin is None:
        return found
    if pin.trouble == "unreachable":
        return None
    if pin.trouble:
        raise refusal([_fault(rev, pin.trouble == "defects", found.revision)])
    return stories.Sound(pin.story, pin.rev)


def _fault(rev: str, defects: bool, last: int) -> Fault:
    problem = "the story had defects then" if defects else "the story has no such revision"
    return Fault("rev", rev, problem, f"write the number of another revision, up to {last}, or leave it out")
