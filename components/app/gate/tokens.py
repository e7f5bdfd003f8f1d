"""Tokens that programs send to read: looked up by their digest, which is all that is kept of them."""

import datetime
import hmac
import re
from threading import Lock

from cachetools import TTLCache, cached

from components.stores.instance import Token, token_digest
from components.stores.opening import open_instance, place
from components.tokens import FORM

LIFE = 2.0  # seconds: how long a token may still be taken for good after it was revoked
_MOST = 1000  # tokens that are remembered
_BEARER = re.compile(rf"Bearer +({FORM}) *", re.IGNORECASE)


def secret_of(authorization: str) -> str:
    """The token in a header Authorization, "" if it has none of the form of ours."""
    found = _BEARER.fullmatch(authorization)
    return found[1] if found else ""


def live_token(secret: str, now: datetime.datetime) -> Token | None:
    """The token, if it opens something. Raises ``StoreError`` when tokens cannot be looked up."""
    digest = token_digest(secret)
    found = _kept(place(), digest)
    if found is None or not hmac.compare_digest(found.digest, digest):
        return None
    return found if found.live(now) else None


def forget() -> None:
    """Take no token for good here that was before: one was revoked."""
    _kept.cache_clear()


@cached(TTLCache(_MOST, LIFE), lock=Lock())
def _kept(_place: str, digest: str) -> Token | None:
    return open_instance().token(digest)
