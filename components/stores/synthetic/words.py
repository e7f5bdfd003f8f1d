"""What made-up stories are told with: ``words.toml``."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The content of ``words.toml``."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
