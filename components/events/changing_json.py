"""Change sets as JSON, one object each, and a change out of a file."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from components.events.changes import Cells, Change, ChangeSet, RowChange
from components.events.changing import ChangeError


def as_json(one: ChangeSet) -> dict[str, Any]:
    """``one`` as plain data; a row has ``before`` and ``after``, ``null`` where there was or is none.

    One that was taken out has ``follows``, if it was noted.
    """
    rows = [_row_json(row) for row in one.rows]
    head: dict[str, Any] = {"number": one.number, "at": one.at.isoformat(), "by": one.by, "why": one.why}
    more: dict[str, Any] = {"undoes": one.undoes} if one.undoes else {}
    return {**head, **more, **({"texts": list(one.texts)} if one.texts else {}), "rows": rows}


def from_json(data: Mapping[str, Any]) -> ChangeSet:
    """The change set of ``as_json``. Raises KeyError, TypeError or ValueError for anything else."""
    rows = tuple(_row_of(row) for row in data["rows"])
    at = datetime.datetime.fromisoformat(data["at"])
    texts = tuple(map(str, data.get("texts", ())))
    return ChangeSet(int(data["number"]), at, data["by"], data["why"], rows, int(data.get("undoes", 0)), texts)


def _row_json(row: RowChange) -> dict[str, Any]:
    data = {"table": row.table, "id": row.id, "before": row.before, "after": row.after}
    return data if row.follows is None else {**data, "follows": row.follows}


def _row_of(data: Mapping[str, Any]) -> RowChange:
    follows = data.get("follows")
    return RowChange(
        data["table"], data["id"], data["before"], data["after"], None if follows is None else str(follows)
    )


def line(one: ChangeSet) -> bytes:
    """``one`` as a line of UTF-8, with its end."""
    return json.dumps(as_json(one), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def change_of(text: str, by: str, why: str) -> Change:
    """A change out of JSON: ``{"events": [{"event_id": ...}]}``, beside the tables ``gone`` and ``texts``.

    ``gone`` is ``{"actors": ["an-id"]}``, ``texts`` is ``{"name.txt": "..."}``. Raises ``ChangeError``.
    """
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ChangeError(f"it is not JSON: {error}", "shape") from error
    if not isinstance(data, dict):
        raise ChangeError('it is no table of tables: write {"events": [{"event_id": ...}]}', "shape")
    gone, texts = data.pop("gone", {}), data.pop("texts", {})
    return Change(_lists(data, "row", "{...}"), by, why, _lists(gone, "id", '"..."'), texts)


def rows_of(text: str) -> dict[str, tuple[Cells, ...]]:
    """The rows alone of ``change_of``."""
    return dict(change_of(text, "", "").rows)


def _lists(data: Any, what: str, example: str) -> dict[str, tuple[Any, ...]]:
    if not isinstance(data, dict):
        raise ChangeError(f'gone: there is no table of ids; write {{"actors": [{example}]}}', "shape")
    for table, found in data.items():
        if not isinstance(found, list):
            raise ChangeError(f"{table}: there is no list of {what}s; write [{example}, {example}]", "shape")
    return {table: tuple(found) for table, found in data.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; of a name that is there twice, one value would be lost in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(name for name in names if names.count(name) > 1)!r} is there twice")
    return found
