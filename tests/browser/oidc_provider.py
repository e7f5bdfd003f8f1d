"""A small OpenID provider on loopback, as strict as a real one: it signs in whoever presses the button of a person.

It checks what a client must send (registered address, state, nonce, PKCE, its secret, a code once) and answers with
ID tokens signed by RS256.
"""

import base64
import hashlib
import html
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.serving import free_port

CLIENT, SECRET = "whowhen", "a secret of the client & of nobody else"
LIFE = 300  # seconds for which a token holds


class RefusedError(Exception):
    """A request that a provider must not answer; the message is the error code of the standard."""


@dataclass
class Provider:
    """``people`` maps the text of a button to claims; ``clients`` are the addresses that codes may be sent to.

    ``refused`` has what was refused, ``ended`` the subjects that were signed out here.
    """

    issuer: str
    people: Mapping[str, Mapping[str, Any]]
    clients: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    pkce: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}), repr=False)
    asked: dict[str, Mapping[str, str]] = field(default_factory=dict)
    codes: dict[str, tuple[Mapping[str, str], str]] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        """Where the provider describes itself."""
        return f"{self.issuer}/.well-known/openid-configuration"

    def metadata(self) -> Mapping[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "scopes_supported": ["openid", "email", "profile"],
        }

    def begin(self, query: Mapping[str, str]) -> str:
        """A page with a button for each person, for a client that asks as it must."""
        if query.get("client_id") != CLIENT or query.get("redirect_uri") not in self.clients:
            raise RefusedError("unauthorized_client")
        if query.get("response_type") != "code" or "openid" not in query.get("scope", "").split():
            raise RefusedError("invalid_request")
        if not query.get("state") or not query.get("nonce"):
            raise RefusedError("invalid_request: no state or nonce")
        if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
            raise RefusedError("invalid_request: no PKCE")
        ticket = secrets.token_urlsafe()
        self.asked[ticket] = query
        links = (
            f'<p><a href="/grant?{urlencode({"ticket": ticket, "as": name})}">{html.escape(name)}</a></p>'
            for name in self.people
        )
        return f"<!doctype html><title>Provider</title><h1>Who are you?</h1>{''.join(links)}"

    def grant(self, ticket: str, name: str) -> str:
        """The address to which the code for a person goes."""
        query = self.asked.pop(ticket)
        code = secrets.token_urlsafe()
        self.codes[code] = query, name
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state'], 'iss': self.issuer})}"

    def token(self, form: Mapping[str, str], authorization: str) -> Mapping[str, Any]:
        """The tokens for a code, once."""
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if given != f"{CLIENT}:{SECRET}":
            raise RefusedError("invalid_client")
        if form.get("grant_type") != "authorization_code" or form.get("code") not in self.codes:
            raise RefusedError("invalid_grant")
        query, name = self.codes.pop(form["code"])
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != query["code_challenge"]:
            raise RefusedError("invalid_grant: PKCE")
        if form.get("redirect_uri") != query["redirect_uri"]:
            raise RefusedError("invalid_grant: another address")
        self.pkce.append(name)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": name, "iat": now, "exp": now + LIFE}
        id_token = jwt.encode(
            {"alg": "RS256", "kid": "one"}, {**claims, "nonce": query["nonce"], **self.people[name]}, self.key
        )
        access = secrets.token_urlsafe()
        return {"access_token": access, "token_type": "Bearer", "expires_in": LIFE, "id_token": id_token}

    def end(self, query: Mapping[str, str]) -> str:
        """End the session of the person whose ID token the client shows; the address to go on at."""
        if query.get("post_logout_redirect_uri") not in self.clients:
            raise RefusedError("invalid_request: another address")
        claims = jwt.decode(query["id_token_hint"], self.key, algorithms=["RS256"]).claims
        self.ended.append(str(claims["sub"]))
        return query["post_logout_redirect_uri"]


def app(provider: Provider) -> Starlette:
    """The provider as a web application."""

    async def metadata(_: Request) -> Response:
        return JSONResponse(dict(provider.metadata()))

    async def authorize(request: Request) -> Response:
        return HTMLResponse(provider.begin(request.query_params))

    async def grant(request: Request) -> Response:
        return RedirectResponse(provider.grant(request.query_params["ticket"], request.query_params["as"]), 302)

    async def token(request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return JSONResponse(dict(provider.token(form, request.headers.get("authorization", ""))))

    async def jwks(_: Request) -> Response:
        return JSONResponse({"keys": [provider.key.as_dict(private=False)]})

    async def end(request: Request) -> Response:
        return RedirectResponse(provider.end(request.query_params), 302)

    async def refuse(_: Request, error: Exception) -> Response:
        provider.refused.append(str(error))
        return JSONResponse({"error": str(error).partition(":")[0]}, 400)

    routes = [
        Route("/.well-known/openid-configuration", metadata),
        Route("/authorize", authorize),
        Route("/grant", grant),
        Route("/token", token, methods=["POST"]),
        Route("/jwks", jwks),
        Route("/end", end),
    ]
    return Starlette(routes=routes, exception_handlers={RefusedError: refuse})


@contextmanager
def providing(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """A provider that runs until the block ends."""
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}", people)
    server = uvicorn.Server(uvicorn.Config(app(provider), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield provider
    finally:
        server.should_exit = True
        thread.join(timeout=10)
