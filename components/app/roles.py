"""Who a person is that a provider signed in, and which role the configuration gives to that e-mail address. Pure.

The configuration is the table ``[roles]`` of the secrets: lists of addresses ("ann@example.org") and of domains
("@example.org") for each role. An admin may what an editor may; what only an admin may are the matters of the instance.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.stores.editing import SettingError

ROLES = ("viewer", "editor", "admin")
"""Each may what those before it may."""
TRUSTED = "trusted_providers"
"""Providers that tell of no e-mail whether it is verified, and are believed nevertheless."""
_EXAMPLE = '["ann@example.org", "@example.org"]'
_LONGEST = 120  # characters of a name


@dataclass(frozen=True)
class Roles:
    """``given`` maps an address, or "@" and a domain, to a role; ``trusted`` are names of providers."""

    given: Mapping[str, str]
    trusted: frozenset[str] = frozenset()

    def of(self, email: str) -> str:
        """The role of an address: of the address itself, else of its domain, else "" for none."""
        own = folded(email)
        return self.given.get(own) or self.given.get("@" + own.partition("@")[2], "")


@dataclass(frozen=True)
class Identity:
    """A person whom a provider signed in: "" for the e-mail when it gave none that counts, which ``why`` tells.

    ``why`` is "", "no_email" or "unverified".
    """

    name: str
    email: str
    why: str = ""

    @property
    def signature(self) -> str:
        """How changes are signed: "Ann Lee <ann@example.org>". The address is what the provider vouches for."""
        return f"{self.name} <{self.email}>" if self.name and self.name != self.email else self.email


def read_roles(table: object, editing: bool = True) -> Roles:
    """The roles of the table ``[roles]``; with ``editing`` somebody must be able to edit, without somebody to read.

    Raises ``SettingError`` naming the key and what to write.
    """
    if not isinstance(table, Mapping):
        may, key = ("edit", "editor") if editing else ("read", "viewer")
        raise SettingError("[roles] in the secrets", "", f"say who may {may}, such as {key} = {_EXAMPLE}")
    given: dict[str, str] = {}
    for key in table:
        if key not in (*ROLES, TRUSTED):
            raise SettingError("[roles] in the secrets", str(key), f"write {', '.join(ROLES)} or {TRUSTED}")
    for role in ROLES:
        for entry in _listed(table, role):
            given[_checked(role, entry)] = role  # of two roles for one entry the higher one holds
    if not editing and not given:
        raise SettingError(
            "[roles] in the secrets", "", f"nobody may read: write viewer = {_EXAMPLE}, or a higher role"
        )
    if editing and not {"editor", "admin"} & set(given.values()):
        raise SettingError("[roles] in the secrets", "", f"nobody may edit: write editor = {_EXAMPLE}, or admin")
    return Roles(given, frozenset(_listed(table, TRUSTED)))


def identity(claims: Mapping[str, Any], trusted: frozenset[str] = frozenset()) -> Identity:
    """Who the claims of an ID token are about.

    An address counts only if the provider says that it is verified: whoever may write any address into an account of
    theirs would be anybody. Of ``trusted`` providers, silence about it counts, a "no" never does.
    """
    email, verified = str(claims.get("email") or ""), claims.get("email_verified")
    name = _line(str(claims.get("name") or ""))
    if not _is_address(email):
        return Identity(name, "", "no_email")
    sure = verified is True or (isinstance(verified, str) and verified.lower() == "true")
    if not sure and not (verified is None and claims.get("provider") in trusted):
        return Identity(name, "", "unverified")
    return Identity(name, folded(email))


def folded(email: str) -> str:
    """An address to compare: A to Z as small letters, and nothing else, since other letters look alike and differ."""
    return "".join(char.lower() if char.isascii() else char for char in email)


def plain_name(text: str) -> str:
    """A name that a person gives to sign changes with: one line, no invisible signs, not too long."""
    return _line(text)


def _listed(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, str) or not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        example = '["default"]' if key == TRUSTED else _EXAMPLE
        raise SettingError(f"[roles] {key} in the secrets", str(value), f"write a list of texts, such as {example}")
    return tuple(value)


def _checked(role: str, entry: str) -> str:
    own = folded(entry.strip())
    if not _is_address(f"anybody{own}" if own.startswith("@") else own):
        raise SettingError(
            f"[roles] {role} in the secrets", entry, "write an address (ann@example.org) or a domain (@example.org)"
        )
    return own


def _is_address(text: str) -> bool:
    """Whether a text has the one form of an address that leaves no doubt about its domain."""
    local, _, domain = text.partition("@")
    marks = any(char.isspace() or char in '<>",;:\\()[]*' or not char.isprintable() for char in text)
    return bool(local and domain) and "@" not in domain and not marks and len(text) <= 254


def _line(text: str) -> str:
    """On one line, without signs that are invisible or that would end a name in a signature."""
    shown = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text) if char not in "<>")
    kept = "".join(char for char in shown if char == " " or unicodedata.category(char)[0] not in "CZ")
    return " ".join(kept.split())[:_LONGEST].strip()
