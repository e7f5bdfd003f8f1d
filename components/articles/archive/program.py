"""Which program reads: a hash that changes whenever the same article might be read in another way."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PARTS = ("articles", "events")
_ENDINGS = frozenset((".py", ".toml"))
_LIBRARIES = ("babel", "edtf", "htmldate", "lxml", "markdown-it-py", "py3langid", "rapidfuzz", "trafilatura")


@lru_cache(maxsize=1)
def program() -> str:
    """The SHA-256 of all code and words that reading depends on, and of the versions of the libraries."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for part in _PARTS:
        for file in sorted(one for one in (root / part).rglob("*") if one.suffix in _ENDINGS):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()
