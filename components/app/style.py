"""The colours of ``components.charts.theme`` as CSS variables, and the glyphs of the page as a table of pictures."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from components.charts.glyphs import claim_svg, glyph_svg
from components.charts.theme import THEMES, Scheme, Theme


def tokens(theme: Theme) -> Mapping[str, str]:
    """CSS variables of ``theme`` for the DOM parts of the page."""
    names = ("bg", "ink", "muted", "faint", "grid", "era", "unknown", "selected", "ring")
    return {**{f"--{name}": getattr(theme, name) for name in names}, "--accent": theme.families["contacts"]}


def glyphs(keys: Iterable[str], theme: Theme) -> dict[str, str]:
    """The pictures named by ``keys``: "<type or family>|<status>", "status|<status>" (neutral) or "claim-…"."""
    return {key: _glyph(key, theme.scheme) for key in sorted(set(keys))}


@lru_cache(maxsize=512)
def _glyph(key: str, scheme: Scheme) -> str:
    theme = THEMES[scheme]
    kind, _, status = key.partition("|")
    return glyph_svg(kind, status, theme) if status else claim_svg(key.removeprefix("claim-"), theme)
