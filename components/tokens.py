"""New tokens for programs that read, for the page and the command. Pure but for chance."""

import datetime
import secrets
from typing import TYPE_CHECKING

# The command shows USUAL and MOST in its help, and loads no pandas for that.
if TYPE_CHECKING:
    from components.stores.instance import Token

PREFIX = "whowhen_"
FORM = rf"{PREFIX}[A-Za-z0-9_-]{{43}}"
"""Regular expression of a token. The beginning lets those who look for lost secrets find one."""
USUAL, MOST = 90, 1000  # days
_BYTES = 32


def new_token(label: str, by: str, days: int, now: datetime.datetime) -> "tuple[str, Token]":
    """The secret of a token, which is told once, and the token to keep; it opens things for ``days``.

    Raises ``ValueError`` for a label that is blank and for days that are too few or too many.
    """
    from components.stores.instance import Token, token_digest

    if not label.strip():
        raise ValueError("say what the token is for")
    if not 1 <= days <= MOST:
        raise ValueError(f"write a number of days from 1 to {MOST}")
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    at = now.astimezone(datetime.UTC).replace(microsecond=0)
    digest = token_digest(secret)
    # An id tells nothing of the secret, and is short enough to type.
    return secret, Token(secrets.token_hex(4), digest, " ".join(label.split()), by, at, at + datetime.timedelta(days))


def state(token: "Token", now: datetime.datetime) -> str:
    """What a token is at ``now``: "live", "expired" or "revoked"."""
    if token.revoked is not None:
        return "revoked"
    return "live" if token.live(now) else "expired"
