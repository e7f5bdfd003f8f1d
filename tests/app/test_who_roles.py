"""Who is who, and who may do what, out of the configuration and the claims of a provider."""

import pytest

from components.app.roles import Identity, Roles, identity, plain_name, read_roles
from components.stores.editing import SettingError

TABLE = {
    "admin": ["Chief@Example.org", "@it.example.org"],
    "editor": ["@example.org", "guest@elsewhere.net"],
    "viewer": ["new@example.org", "@it.example.org", "@elsewhere.net"],
}
ROLES = read_roles(TABLE)


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("chief@example.org", "admin"),
        ("CHIEF@EXAMPLE.ORG", "admin"),
        ("ann@example.org", "editor"),
        ("new@example.org", "viewer"),
        ("guest@elsewhere.net", "editor"),
        ("other@elsewhere.net", "viewer"),
        ("bo@it.example.org", "admin"),
        ("bo@sub.it.example.org", ""),
        ("ann@example.org.evil.net", ""),
        ("ann@notexample.org", ""),
        ("ann@\N{FULLWIDTH LATIN SMALL LETTER E}xample.org", ""),
        ("", ""),
    ],
)
def test_the_address_counts_before_its_domain_and_the_higher_role_before_the_lower(email: str, role: str) -> None:
    assert ROLES.of(email) == role


def test_letters_that_only_look_or_fold_alike_are_others() -> None:
    roles = read_roles({"admin": ["@bank.org"], "editor": ["ann@strasse.org"]})
    assert "ban\N{KELVIN SIGN}.org".lower() == "bank.org"
    assert roles.of("bo@ban\N{KELVIN SIGN}.org") == ""
    assert roles.of("ann@stra\N{LATIN SMALL LETTER SHARP S}e.org") == ""


@pytest.mark.parametrize(
    ("table", "named", "remedy"),
    [
        (None, "[roles] in the secrets", "say who may edit"),
        ([], "[roles] in the secrets", "say who may edit"),
        ("editor", "[roles] in the secrets", "say who may edit"),
        ({}, "[roles] in the secrets", "nobody may edit"),
        ({"viewer": ["@example.org"]}, "[roles] in the secrets", "nobody may edit"),
        ({"editor": []}, "[roles] in the secrets", "nobody may edit"),
        ({"editor": "ann@example.org"}, "[roles] editor in the secrets is “ann@example.org”", "write a list"),
        ({"editor": [1]}, "[roles] editor in the secrets is “[1]”", "write a list"),
        ({"editor": {"ann@example.org": True}}, "[roles] editor", "write a list"),
        ({"editors": ["ann@example.org"]}, "[roles] in the secrets is “editors”", "write viewer, editor, admin"),
        ({"editor": ["*"]}, "[roles] editor in the secrets is “*”", "write an address"),
        ({"editor": ["@"]}, "[roles] editor in the secrets is “@”", "write an address"),
        ({"editor": ["@*"]}, "[roles] editor in the secrets is “@*”", "write an address"),
        ({"editor": ["example.org"]}, "[roles] editor in the secrets is “example.org”", "write an address"),
        ({"editor": ["@@example.org"]}, "[roles] editor in the secrets is “@@example.org”", "write an address"),
        ({"editor": ["ann@example.org, bo@example.org"]}, "[roles] editor in the secrets", "write an address"),
        ({"editor": [""]}, "[roles] editor in the secrets", "write an address"),
        ({"editor": ["@example.org"], "trusted_providers": "x"}, "[roles] trusted_providers", 'such as ["default"]'),
    ],
)
def test_a_configuration_that_is_none_names_its_key_and_what_to_write(table: object, named: str, remedy: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_roles(table)
    assert str(caught.value).startswith(named)
    assert remedy in str(caught.value)


def test_an_address_counts_once_the_provider_says_that_it_is_verified() -> None:
    claims = {"email": "Ann@Example.org", "name": "Ann Lee", "provider": "default"}
    known = Identity("Ann Lee", "ann@example.org")
    assert identity({**claims, "email_verified": True}) == known
    assert identity({**claims, "email_verified": "true"}) == known
    for said in (False, "false", None, "", 0, 1, "yes"):
        assert identity({**claims, "email_verified": said}) == Identity("Ann Lee", "", "unverified")
    assert identity(claims) == Identity("Ann Lee", "", "unverified")


def test_silence_of_a_trusted_provider_counts_but_its_no_does_not() -> None:
    claims = {"email": "ann@example.org", "name": "Ann", "provider": "microsoft"}
    trusted = frozenset({"microsoft"})
    assert identity(claims, trusted) == Identity("Ann", "ann@example.org")
    assert identity({**claims, "email_verified": False}, trusted).why == "unverified"
    assert identity({**claims, "provider": "other"}, trusted).why == "unverified"


@pytest.mark.parametrize(
    "email",
    [
        None,
        "",
        "ann",
        "@example.org",
        "ann@",
        "ann@evil.net@example.org",
        "ann@example.org ",
        "ann@example.org\n",
        '"ann@evil.net"@example.org',
        "ann@evil.net,bo@example.org",
        "ann <ann@example.org>",
        "ann\u202e@example.org",
        "a" * 300 + "@example.org",
    ],
)
def test_what_is_no_plain_address_is_nobodys(email: str | None) -> None:
    assert identity({"email": email, "email_verified": True, "name": "Ann"}) == Identity("Ann", "", "no_email")


def test_changes_are_signed_with_name_and_address() -> None:
    assert Identity("Ann Lee", "ann@example.org").signature == "Ann Lee <ann@example.org>"
    assert Identity("", "ann@example.org").signature == "ann@example.org"
    assert Identity("ann@example.org", "ann@example.org").signature == "ann@example.org"


def test_a_name_cannot_pretend_to_hold_an_address_or_hide_anything() -> None:
    claims = {"email": "bo@example.org", "email_verified": True, "name": "Ann <ann@example.org>\n\u202e\u200bBo\x00"}
    assert identity(claims).signature == "Ann ann@example.org Bo <bo@example.org>"
    assert plain_name("  Zoë \t  de  Vries ") == "Zoë de Vries"
    assert plain_name("\u200b\u2066 ") == ""
    assert len(plain_name("x" * 1000)) == 120


def test_no_role_is_no_role() -> None:
    assert Roles({}).of("ann@example.org") == ""
