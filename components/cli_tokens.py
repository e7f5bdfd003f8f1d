"""The command ``whowhen token``: tokens for programs that read, on servers without a browser."""

import argparse
import datetime
import getpass
from collections.abc import Callable
from typing import Any

from components.cli_changes import Said
from components.events.errors import WhowhenError
from components.tokens import MOST, USUAL, new_token, state


def add_commands(commands: Any, told: Callable[[Callable[[argparse.Namespace], Said]], Any]) -> None:
    """Add the command to a parser's, as ``cli_changes.add_commands`` does."""
    token = commands.add_parser(
        "token",
        help="make, list and revoke the tokens by which programs read",
        description="Tokens by which programs read the API, the calendar and the feed where people sign in to read "
        "(WHOWHEN_READING=login). Only a fingerprint of each is kept.",
    )
    what = token.add_subparsers(metavar="ACTION", required=True)
    new = what.add_parser("new", help="make a token and print it, once")
    new.add_argument("label", metavar="LABEL", help="what it is for")
    new.add_argument(
        "--days", type=int, default=USUAL, help=f"days for which it is valid, 1 to {MOST}; {USUAL} if not given"
    )
    new.add_argument("--by", metavar="NAME", help="who makes it; the name of the account if not given")
    new.set_defaults(run=told(_guarded(_new)))
    what.add_parser("list", help="list all tokens").set_defaults(run=told(_guarded(_list)))
    revoke = what.add_parser("revoke", help="let a token open nothing any more, within seconds")
    revoke.add_argument("id", metavar="ID", help="as `whowhen token list` shows it")
    revoke.add_argument("--by", metavar="NAME", help="who revokes it; the name of the account if not given")
    revoke.set_defaults(run=told(_guarded(_revoke)))


def _guarded(run: Callable[[argparse.Namespace], Said]) -> Callable[[argparse.Namespace], Said]:
    def guarded(options: argparse.Namespace) -> Said:
        try:
            return run(options)
        except (WhowhenError, ValueError) as error:
            return Said([], [f"whowhen token: {error}"], 2)

    return guarded


def _new(options: argparse.Namespace) -> Said:
    from components.stores.opening import open_instance

    secret, token = new_token(options.label, _by(options), options.days, _now())
    open_instance().keep_token(token)
    told = [f"{token.id}: made; it is valid until {token.expires:%Y-%m-%d}. It is not shown again."]
    return Said([secret], told, 0)


def _list(_: argparse.Namespace) -> Said:
    from components.stores.opening import open_instance

    out = []
    for one in open_instance().tokens():
        until = f"until {one.expires:%Y-%m-%d}" if one.expires else "for ever"
        found = state(one, _now())
        ended = f", by {one.revoked_by}" if found == "revoked" else ""
        out.append(f"{one.id}  {found}{ended}  {one.label} (made {one.at:%Y-%m-%d} by {one.by}, valid {until})")
    return Said(out, [] if out else ["There is no token."], 0)


def _revoke(options: argparse.Namespace) -> Said:
    from components.stores.opening import open_instance

    open_instance().revoke_token(options.id, _by(options))
    return Said([f"{options.id}: revoked"], [], 0)


def _by(options: argparse.Namespace) -> str:
    return options.by or getpass.getuser()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
