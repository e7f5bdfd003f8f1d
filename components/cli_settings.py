"""The command ``whowhen settings``."""

import argparse
from collections.abc import Callable
from typing import Any

from components.cli_changes import Said
from components.events.errors import WhowhenError


def add_commands(commands: Any, told: Callable[[Callable[[argparse.Namespace], Said]], Any]) -> None:
    """Add the command to a parser's, as ``cli_changes.add_commands`` does."""
    settings = commands.add_parser(
        "settings",
        help="list the variables of the environment that whowhen reads, with their values",
        description="List the variables of the environment that whowhen reads. Secrets are not shown.",
        epilog="Ends with 1 if one of them cannot be used; the dashboard would not start.",
    )
    settings.set_defaults(run=told(_settings))


def _settings(_: argparse.Namespace) -> Said:
    from components.settings import current, listed

    problem = ""
    try:
        lines = listed(current())
    except WhowhenError as error:
        lines, problem = listed(), f"whowhen settings: {error}"
    out = []
    for one in lines:
        value = one.value or ("not known" if problem else f"not set: {one.unset}")
        out += [f"{one.name}: {value}", f"    {one.means}"]
    return Said([line.replace("`", "") for line in out], [problem] if problem else [], int(bool(problem)))
