"""The values of the API as JSON Schema, worked out of the columns of the tables."""

from collections.abc import Mapping
from typing import Any

from components.events.dates import PRECISIONS
from components.events.schema import REMOVED, SCHEMA, Column
from components.events.vocabulary import FAMILIES, STATUSES
from components.exchange.tables import DERIVED

LANGUAGE = "[a-z]{2,3}"
_COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 0}
_NAMES: Mapping[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
_DAY: Mapping[str, Any] = {"type": ["string", "null"], "pattern": r"^(-?\d{4}-\d{2}-\d{2}|\.\.)$"}
_PRECISION: Mapping[str, Any] = {"type": "string", "enum": list(PRECISIONS)}
_FLAG: Mapping[str, Any] = {"type": "boolean"}
_TEXT: Mapping[str, Any] = {"type": "string"}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "number": {"type": ["number", "null"]},
    "whole": {"type": ["integer", "null"]},
    "flag": {"type": "boolean"},
}
_DERIVED: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(("earliest", "latest", "known_on", "day"), _DAY),
    **dict.fromkeys(("precision", "day_precision"), _PRECISION),
    **dict.fromkeys(("approximate", "uncertain", "party"), _FLAG),
    **dict.fromkeys(("speaker_id", "camp"), _TEXT),
    "status": {"type": ["string", "null"], "enum": [*STATUSES, None]},
    "family": {"type": "string", "enum": list(FAMILIES)},
}


def ref(name: str) -> Mapping[str, Any]:
    """A reference to one of ``schemas``."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> Mapping[str, Any]:
    """All schemas of the document, by name."""
    rows = {table.capitalize(): _row(table) for table in ("events", "actors", "claims", "sources")}
    return {
        **rows,
        **{f"{name}Page": _page(name) for name in rows},
        "EventAlone": _closed(
            {
                "story": {"type": "string"},
                "revision": _COUNT,
                "event": ref("Events"),
                **{name.lower(): {"type": "array", "items": ref(name)} for name in ("Claims", "Actors", "Sources")},
            }
        ),
        "Story": _story(),
        "Stories": _closed(
            {
                "total": _COUNT,
                "limit": _COUNT,
                "offset": _COUNT,
                "rows": {"type": "array", "items": {"anyOf": [ref("Story"), ref("StoryInTrouble")]}},
            }
        ),
        "StoryInTrouble": _closed(
            {"story": {"type": "string"}, "state": {"type": "string", "enum": ["defects", "unreachable"]}}
        ),
        "Problem": _problem(),
    }


def _closed(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _story() -> Mapping[str, Any]:
    counts = _closed(dict.fromkeys(("events", "actors", "claims", "sources"), _COUNT))
    return _closed(
        {
            "story": {"type": "string"},
            "state": {"type": "string", "const": "sound"},
            "title": _NAMES,
            "description": _NAMES,
            "languages": {"type": "array", "items": {"type": "string"}},
            "revision": {**_COUNT, "description": "Change sets that were saved; 0 for a story that never changed here"},
            "counts": counts,
        }
    )


def _page(name: str) -> Mapping[str, Any]:
    return _closed(
        {
            "story": {"type": "string"},
            "revision": _COUNT,
            "table": {"type": "string", "const": name.lower()},
            "selection": {"type": "string", "description": "What is selected, as a sentence"},
            "total": _COUNT,
            "limit": _COUNT,
            "offset": _COUNT,
            "rows": {"type": "array", "items": ref(name)},
        }
    )


def _row(table: str) -> Mapping[str, Any]:
    """A row: the columns of the file, translated ones once for each language of the story, and those derived."""
    columns = [column for column in SCHEMA[table] if column.name != REMOVED]
    plain = {column.name: _cell(column) for column in columns if not column.translated}
    if table == "events":
        pair = _closed({"actor_id": {"type": "string"}, "role": {"type": "string"}})
        plain["participants"] = {"type": "array", "items": pair}
    derived = {name: _DERIVED[name] for name in DERIVED.get(table, ())}
    texts = "|".join(column.name for column in columns if column.translated)
    translated = {f"^(?:{texts})_{LANGUAGE}$": {"type": "string"}} if texts else {}
    return {**_closed({**plain, **derived}), "patternProperties": translated}


def _cell(column: Column) -> Mapping[str, Any]:
    return _KINDS.get(column.kind, {"type": "string"})


def _problem() -> Mapping[str, Any]:
    fault = _closed({name: {"type": "string"} for name in ("parameter", "value", "problem", "remedy")})
    text = {"type": "string"}
    whole = _closed({"type": text, "title": text, "status": {"type": "integer"}, "detail": text})
    errors = {"type": "array", "items": fault}
    return {**whole, "properties": {**whole["properties"], "errors": errors}}
