"""A story whose texts would be markup, formulas or worse if anything took them for more than texts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.store_changes import CLAIM, EVENT, SOURCE, claim

STORY = "a **b0ld** <i>"
HTML = '<img src="https://evil.example/x.png" onerror="window.hacked=1"><script>window.hacked=1</script><b>b0ld</b>'
MARKS = "**b0ld** [l1nk](https://evil.example/a) ![p1c](https://evil.example/i.png) :red[r3d] $m^4th$ `c0de` :smile:"
SIGNS = "\u202eesrever\u202c zero\u200bwidth\ufeff \u2066isolated {brace} %s {0}"
FORMULA = '=HYPERLINK("https://evil.example/f","click")'
TEXT = f"{HTML} {MARKS} {SIGNS}"
RAW = (
    "<img",
    "<script",
    "<b>b0ld",
    "**b0ld",
    "[l1nk](",
    "![p1c](",
    ":red[",
    "$m^4th$",
    "`c0de`",
    ":smile:",
    "https://evil",
)
"""What stands in ``TEXT`` and means something to whoever reads Markdown or HTML."""
BIG = "<b>b0ld</b> **b0ld** " * 50_000  # 1 MB
SECOND, ACTOR = "second", "hostile"


def hostile_story(folder: Path, big: bool = False) -> FolderStore:
    """A story in ``folder`` that holds such texts wherever a story holds any, saved as a person saves them."""
    path = new_story(folder, "plain").rename(folder / STORY)
    toml = path / "story.toml"
    head = toml.read_text(encoding="utf-8")
    quoted = "'''" + TEXT + "'''"
    for old in ('"Plain"', '"One sentence on what this story is about."', '"Government"'):
        assert old in head
        head = head.replace(old, quoted)
    toml.write_text(head + f"\n[[eras]]\nen = {quoted}\nfr = {quoted}\nend = '2024-06-30'\n", encoding="utf-8")
    store = FolderStore(path)
    store.save(_first(), store.revision())
    store.save(_second(big), store.revision())
    store.save(Change({"events": ({"event_id": SECOND, "removed": TEXT},)}, TEXT[:300], TEXT), store.revision())
    store.undo(store.revision(), TEXT[:300], TEXT)
    gone = {"event_id": "third", "type": "other", "title_en": TEXT, "when": "2024-06-03", "removed": TEXT}
    store.save(Change({"events": (gone,), "claims": (claim("third-1", "third"),)}, "Ada", FORMULA), store.revision())
    return store


def _first() -> Change:
    own = {f"{name}_{code}": TEXT for name in ("title", "short_title", "place", "note") for code in ("en", "fr")}
    event = {
        "event_id": EVENT,
        **own,
        "tags": f"{MARKS}; {FORMULA}",
        "participants": f"mayor:initiator; {ACTOR}:target",
    }
    actor = {"actor_id": ACTOR, "kind": "person", "aliases": MARKS, "side": "government", "affiliation": "town"}
    actor |= {f"{name}_{code}": TEXT for name in ("name", "role") for code in ("en", "fr")}
    said = {"claim_id": CLAIM, "speaker": TEXT, "quote": TEXT, "speaker_label_en": TEXT, "summary_en": TEXT}
    url = "https://known.example/a?**b0ld**[l1nk](x)'"
    source = {"source_id": SOURCE, "title": TEXT, "publisher": TEXT, "url": url}
    rows = {"events": (event,), "actors": (actor,), "claims": (said,), "sources": (source,)}
    return Change(rows, TEXT[:300], TEXT)


def _second(big: bool) -> Change:
    event = {"event_id": SECOND, "type": "meeting", "when": "2024-06-01", "title_en": FORMULA}
    event |= {"place_en": FORMULA, "note_en": BIG if big else TEXT, "participants": f"{ACTOR}:initiator"}
    return Change({"events": (event,), "claims": (claim(speaker=ACTOR, summary_en=FORMULA),)}, FORMULA, FORMULA)


def markup(page: AppTest) -> dict[str, list[str]]:
    """Where something native on the page holds such a text unescaped, "kind.field", with what it holds."""
    found: dict[str, list[str]] = {}
    for kind, proto in _protos(page._tree):
        for field, text in _texts(proto):
            if held := [raw for raw in RAW if re.search(r"(?<!\\)" + re.escape(raw), text)]:
                found[f"{kind}.{field}"] = [*held, text[:400]]
    return found


def size(page: AppTest) -> int:
    """Bytes of all that a run sent to the browser."""
    return sum(proto.ByteSize() for _, proto in _protos(page._tree))


def _protos(node: Any) -> Iterator[tuple[str, Message]]:
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield re.sub(r"\W", "", type(proto).__name__), proto
    children = getattr(node, "children", None)
    for child in children.values() if children else ():
        yield from _protos(child)


def _texts(proto: Message, path: str = "") -> Iterator[tuple[str, str]]:
    for field, value in proto.ListFields():
        name = f"{path}.{field.name}".strip(".")
        values = value if isinstance(value, list) or hasattr(value, "append") or hasattr(value, "add") else [value]
        if hasattr(value, "items"):
            values = list(value.values())
        for one in values:
            if isinstance(one, Message):
                yield from _texts(one, name)
            elif isinstance(one, str):
                yield name, one
            elif isinstance(one, bytes):
                yield name, one.decode(errors="replace")
