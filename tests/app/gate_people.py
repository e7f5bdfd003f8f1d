"""People and programs at the gate: cookies as Streamlit signs them, and a server where they sign in to read."""

import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer

USER = "_streamlit_user"
COOKIE_SECRET = "the secret by which servers of these tests sign cookies"  # noqa: S105 (keeps nothing)
ORIGIN = "https://timeline.example.org"
NOW = 1_800_000_000  # seconds since 1970
ROLES = {"admin": ["chief@example.org"], "editor": ["@example.org"], "viewer": ["reader@elsewhere.net"]}


def claims(email: str = "ann@example.org", origin: str = ORIGIN, **more: Any) -> Mapping[str, Any]:
    """What the cookie of somebody says."""
    one = {"email": email, "email_verified": True, "name": "Ann Lee", "provider": "default", "is_logged_in": True}
    return {**one, "origin": origin, **more}


def signed(content: object, at: float, name: str = USER, secret: str = COOKIE_SECRET) -> str:
    """A cookie that the server signed at a time (seconds since 1970); texts stand in it as they are."""

    class Then(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(at)

    text = content if isinstance(content, str) else json.dumps(content)
    return str(URLSafeTimedSerializer(secret, salt=name, signer=Then).dumps(text))


def auth(origin: str = ORIGIN, provider: str = "https://id.example.org") -> Mapping[str, str]:
    """The table [auth] of the secrets."""
    return {
        "redirect_uri": f"{origin}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": "whowhen",
        "client_secret": "another",
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    }
