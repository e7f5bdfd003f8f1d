"""Cells as the forms take them apart and put them together; what was not touched keeps every character."""

from collections.abc import Iterable, Mapping, Sequence

from components.events.changes import Cells
from components.events.schema import YES
from components.events.vocabulary import ROLES


def changed_cells(before: Cells, after: Cells, id: str) -> dict[str, str]:
    """What ``after`` sets otherwise than ``before``, with the column ``id``; empty when nothing does."""
    found = {column: text for column, text in after.items() if text.strip() != before.get(column, "").strip()}
    return {id: after[id], **found} if found else {}


def filled(cells: Cells) -> dict[str, str]:
    """The cells that are not empty, as a new row has them."""
    return {column: text for column, text in cells.items() if text.strip()}


def by_role(cell: str) -> dict[str, list[str]]:
    """The actors of a cell of participants by role, in its order; roles that nobody has are left out."""
    found: dict[str, list[str]] = {}
    for actor, role in pairs(cell):
        found.setdefault(role, []).append(actor)
    return found


def pairs(cell: str) -> list[tuple[str, str]]:
    """The (actor, role) of a cell of participants; a role that is left out is ``participant``."""
    parts = [part.strip() for part in cell.split(";")]
    split = [part.partition(":") for part in parts if part]
    return [(actor.strip(), role.strip() or "participant") for actor, _, role in split]


def pairs_cell(found: Iterable[tuple[str, str]]) -> str:
    """The cell of (actor, role)s."""
    return "; ".join(f"{actor}:{role}" if role != "participant" else actor for actor, role in found)


def participants_cell(before: str, chosen: Mapping[str, Sequence[str]]) -> str:
    """The cell for the actors ``chosen`` by role; ``before`` itself when it says the same.

    Roles stay in the order of ``before``, new ones follow in their usual order.
    """
    wanted = {role: list(actors) for role, actors in chosen.items() if actors}
    held = by_role(before)
    if held == wanted:
        return before
    order = dict.fromkeys((*held, *ROLES, *wanted))
    return pairs_cell((actor, role) for role in order for actor in wanted.get(role, ()))


def items(cell: str) -> list[str]:
    """The parts of a cell that lists several with ";" between, as tags and other names are."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def items_cell(before: str, chosen: Sequence[str]) -> str:
    """The cell that lists ``chosen``; ``before`` itself when it lists the same."""
    wanted = list(dict.fromkeys(part for one in chosen for part in items(one)))
    return before if items(before) == wanted else "; ".join(wanted)


def is_yes(cell: str) -> bool:
    """Whether a flag is set."""
    return cell.strip().lower() in YES


def flag_cell(before: str, on: bool) -> str:
    """The cell of a flag; ``before`` itself when it says the same."""
    return before if is_yes(before) == on else "yes" if on else "no"
